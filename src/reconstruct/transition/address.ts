/** Dynamic address reconfiguration: RFC 5061. The end that is asked is told of what it does; the asker is not. */
import { ASCONF_HEADER, asconfSequence } from '../../dissect/chunk/asconf.js';
import { ASCONF_ACK_HEADER, asconfAckSequence } from '../../dissect/chunk/asconf-ack.js';
import { type AddressId, chunkEnd, type SctpPacket } from '../../dissect/packet.js';
import { ASCONF_REQUEST_HEADER, requestCorrelationId } from '../../dissect/parameter/asconf-request.js';
import { responseCorrelationId } from '../../dissect/parameter/asconf-response.js';
import { nextTlv, TLV_HEADER, tlvAt, tlvLength, tlvType } from '../../dissect/tlv.js';
import type { Endpoint } from '../association.js';
import { found } from '../diagnosis/found.js';
import type { PathChanged } from '../fact.js';
import { pathTo } from '../paths.js';
import type { Replay } from '../replay.js';
import type { AddressRequests } from '../undecided.js';
import { changed } from './path-changed.js';

const ERROR_CAUSE_INDICATION = 0xc003;
const IPV4 = 5;
const IPV6 = 6;
const CHANGES: Readonly<Record<number, PathChanged['change']>> = { 49153: 'added', 49154: 'removed', 49156: 'made-primary' };

/** Requests of one ASCONF remembered until its ASCONF-ACK. */
const MAX_REQUESTS = 32;

/** An ASCONF was sent: what it asks for is done when it is acknowledged. */
export function asconfSent(replay: Replay, sender: Endpoint, _receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  const { view } = packet;
  const sequence = asconfSequence(view, chunk);
  if (sender.addressRequests?.sequence === sequence) {
    sender.addressRequests.copies++;
    return;
  }
  const end = Math.min(chunkEnd(view, chunk), packet.end);
  const requests: AddressRequests['requests'] = [];
  let at = chunk + ASCONF_HEADER;
  for (; tlvAt(view, at, end) && requests.length < MAX_REQUESTS; at = nextTlv(view, at)) {
    const change = CHANGES[tlvType(view, at)];
    if (change === undefined || tlvLength(view, at) < ASCONF_REQUEST_HEADER + TLV_HEADER) continue;
    const address = readAddress(replay, packet, at + ASCONF_REQUEST_HEADER, at + tlvLength(view, at));
    if (address !== undefined) requests.push({ id: requestCorrelationId(view, at), change, address });
  }
  if (tlvAt(view, at, end)) found(sender, 'more requests than kept', packet);
  sender.addressRequests = { sequence, frame: packet.frame, time: packet.time, copies: 1, done: false, requests };
}

function readAddress(replay: Replay, packet: SctpPacket, at: number, end: number): AddressId | undefined {
  const { view } = packet;
  if (!tlvAt(view, at, end)) return undefined;
  if (tlvType(view, at) === IPV4 && tlvLength(view, at) === 8) return replay.addresses.read(view, at + TLV_HEADER, 4);
  if (tlvType(view, at) === IPV6 && tlvLength(view, at) === 20) return replay.addresses.read(view, at + TLV_HEADER, 6);
  return undefined;
}

/** An ASCONF-ACK was sent: its sender has done what was asked, but for what it refuses by an error cause. */
export function asconfAckSent(replay: Replay, sender: Endpoint, requester: Endpoint, packet: SctpPacket, chunk: number): void {
  const { view } = packet;
  const asked = requester.addressRequests;
  if (asked === undefined || asked.done || asked.sequence !== asconfAckSequence(view, chunk)) return;
  asked.done = true;
  const end = Math.min(chunkEnd(view, chunk), packet.end);
  const refused = new Set<number>();
  for (let at = chunk + ASCONF_ACK_HEADER; tlvAt(view, at, end); at = nextTlv(view, at)) {
    if (tlvType(view, at) === ERROR_CAUSE_INDICATION && tlvLength(view, at) >= 8) refused.add(responseCorrelationId(view, at));
  }
  for (const request of asked.requests) if (!refused.has(request.id)) carryOut(replay, sender, requester, request, asked, packet);
}

function carryOut(
  replay: Replay,
  endpoint: Endpoint,
  requester: Endpoint,
  request: AddressRequests['requests'][number],
  asked: AddressRequests,
  packet: SctpPacket,
): void {
  const { change, address } = request;
  if (change === 'added') replay.table.announce(requester, address, packet);
  const path = pathTo(endpoint, address, packet.source);
  path.deleted = change === 'removed' || (path.deleted && change !== 'added');
  const left = replay.departure(endpoint, packet.time);
  // An ASCONF-ACK before this one may have been lost on the way here.
  const at = { ...left, earliest: asked.copies > 1 ? asked.time : Math.max(asked.time, left.earliest) };
  const frames = [asked.frame, packet.frame];
  const why = `ASCONF in frame ${asked.frame} asked for it, ASCONF-ACK in frame ${packet.frame} agrees`;
  if (endpoint.closing) return;
  const evidence = { at, frames, why, assumptions: [] };
  changed(replay, endpoint, path, change, undefined, evidence);
  if (change !== 'added') return;
  path.firstHeartbeat ??= packet.time;
  path.confirmed = replay.profileOf(endpoint).addedAddressConfirmed.value === 'at-once';
  if (path.confirmed) changed(replay, endpoint, path, 'confirmed', 'heartbeat', evidence);
}
