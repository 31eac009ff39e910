/** Re-configuration of streams: RFC 6525. Requests, and the responses that settle them for both ends. */

import { CHUNK_HEADER, chunkEnd, type SctpPacket } from '../../dissect/packet.js';
import { newStreams } from '../../dissect/parameter/add-streams.js';
import {
  RE_CONFIG_RESPONSE_WITH_TSNS,
  receiverNextTsn,
  responseResult,
  responseSequence,
  senderNextTsn,
} from '../../dissect/parameter/re-config-response.js';
import {
  INCOMING_RESET_HEADER,
  OUTGOING_RESET_HEADER,
  outgoingResponseSequence,
  requestSequence,
} from '../../dissect/parameter/stream-reset.js';
import { tsnAdd } from '../../dissect/serial-number.js';
import { nextTlv, tlvAt, tlvLength, tlvType } from '../../dissect/tlv.js';
import type { Endpoint } from '../association.js';
import { found } from '../diagnosis/found.js';
import type { FactBody, Moment } from '../fact.js';
import type { Replay } from '../replay.js';
import type { ResetRequest } from '../undecided.js';
import { frames, streamsOf } from './established.js';
import { controlSent } from './path.js';

/** Parameter types of RE-CONFIG, with the shortest length each may have. */
const OUTGOING = 13;
const INCOMING = 14;
const SSN_TSN = 15;
const RESPONSE = 16;
const ADD_OUTGOING = 17;
const ADD_INCOMING = 18;
const SHORTEST: Readonly<Record<number, number>> = { 13: 16, 14: 8, 15: 8, 16: 12, 17: 12, 18: 12 };

/** Result codes (section 4.4). */
const PERFORMED = 1;
const IN_PROGRESS = 6;

/** Requests remembered for one endpoint; only one is outstanding at a time (section 5.1.1). */
const MAX_REQUESTS = 16;

/** A RE-CONFIG chunk was sent: up to two parameters, requests or responses. */
export function reConfigSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  const { view } = packet;
  const end = Math.min(chunkEnd(view, chunk), packet.end);
  for (let at = chunk + CHUNK_HEADER; tlvAt(view, at, end); at = nextTlv(view, at)) {
    const type = tlvType(view, at);
    const shortest = SHORTEST[type];
    if (shortest === undefined || tlvLength(view, at) < shortest) continue;
    if (type === RESPONSE) responseSent(replay, sender, receiver, packet, at);
    else requestSent(replay, sender, packet, at, type);
  }
}

function requestSent(replay: Replay, sender: Endpoint, packet: SctpPacket, at: number, type: number): void {
  const { view } = packet;
  const sequence = requestSequence(view, at);
  sender.requests ??= new Map();
  const again = sender.requests.get(sequence);
  controlSent(replay, sender, packet, 'RE-CONFIG', again !== undefined);
  if (again) {
    if (!again.sentAgain && !again.settled) carriedOutAside(replay, sender.peer, again, packet);
    again.sentAgain = true;
    if (again.answer === 'awaited' && !asksOn(replay, sender, again)) {
      replay.cancel(sender, 'RE-CONFIG');
      again.answer = 'none';
    }
    return;
  }
  for (const { answer } of sender.requests.values()) if (answer === 'awaited') replay.prove(sender, 'RE-CONFIG', packet);
  const [oldest] = sender.requests.keys();
  if (oldest !== undefined && sender.requests.size >= MAX_REQUESTS) {
    if (!sender.requests.get(oldest)!.settled) found(sender, 'more requests than kept', packet);
    sender.requests.delete(oldest);
  }
  sender.requests.set(sequence, {
    type,
    streams: type === OUTGOING || type === INCOMING ? streamList(view, at, type) : [],
    count: type === ADD_OUTGOING || type === ADD_INCOMING ? newStreams(view, at) : 0,
    frame: packet.frame,
    since: packet.time,
    sentAgain: false,
    settled: false,
    refused: false,
    answer: 'none',
  });
  if (type === OUTGOING) {
    const asked = sender.peer.requests?.get(outgoingResponseSequence(view, at));
    if (asked?.type === INCOMING) asked.settled = true;
  }
}

function streamList(view: DataView, at: number, type: number): number[] {
  const streams: number[] = [];
  const end = at + tlvLength(view, at);
  for (let i = at + (type === OUTGOING ? OUTGOING_RESET_HEADER : INCOMING_RESET_HEADER); i + 2 <= end; i += 2)
    streams.push(view.getUint16(i));
  return streams;
}

/** A response was sent: its sender has carried the request out or refused it, and the requester learns of it. */
function responseSent(replay: Replay, responder: Endpoint, requester: Endpoint, packet: SctpPacket, at: number): void {
  const { view } = packet;
  const request = requester.requests?.get(responseSequence(view, at));
  const result = responseResult(view, at);
  if (request === undefined) {
    requester.association.hasGaps = true;
    return;
  }
  if (result === IN_PROGRESS) {
    request.since = packet.time - replay.delay(responder);
    return;
  }
  const withTsns = tlvLength(view, at) >= RE_CONFIG_RESPONSE_WITH_TSNS;
  const tsns = {
    responderTsn: withTsns ? senderNextTsn(view, at) : undefined,
    requesterTsn: withTsns ? receiverNextTsn(view, at) : undefined,
  };
  if (!request.settled && result === PERFORMED) carriedOut(replay, responder, requester, request, tsns, packet);
  const first = !request.settled;
  request.settled = true;
  request.refused = result !== PERFORMED;
  if (request.answer !== 'none' || (!first && !request.sentAgain)) return;
  request.answer = 'awaited';
  replay.expect(requester, 'RE-CONFIG', packet, (how) => {
    request.answer = 'told';
    const own = request.refused && replay.profileOf(requester).refusedResetTsns.value === 'own';
    const fact = requesterFact(requester, request, result, own ? ownTsns(requester) : tsns);
    if (fact === undefined) return;
    replay.record(requester, fact, {
      at: replay.settledMoment(requester, how),
      frames: [request.frame, ...frames(how.copyFrame, how)],
      why: `the response in frame ${how.copyFrame} tells ${replay.name(requester)} the result of its request in frame ${request.frame}`,
      assumptions: [
        ...replay.arrivalAssumptions(requester, how.arrived, 'it'),
        ...(result === PERFORMED || request.type !== SSN_TSN || own ? [] : [TSNS_OF_REFUSAL]),
      ],
    });
  });
}

/** The responder has done what was asked. */
function carriedOut(
  replay: Replay,
  responder: Endpoint,
  requester: Endpoint,
  request: ResetRequest,
  tsns: NextTsns,
  packet: SctpPacket,
): void {
  replay.believeOlder(responder, 'RE-CONFIG', packet);
  if (request.type === ADD_OUTGOING) addStreams(responder, 'inbound', request.count);
  if (request.type === SSN_TSN && tsns.responderTsn !== undefined && tsns.requesterTsn !== undefined) {
    responder.outbound.start(tsns.responderTsn);
    requester.outbound.start(tsns.requesterTsn);
    responder.acknowledgedByReset = undefined;
    const mistaken = replay.profileOf(requester).acknowledgedByReset.value === 'tsn-of-peer';
    requester.acknowledgedByReset = mistaken ? tsnAdd(tsns.responderTsn, -1) : undefined;
  }
  const fact = responderFact(responder, request, tsns);
  if (fact === undefined) return;
  replay.record(responder, fact, {
    at: carriedOutAt(replay, responder, request, packet),
    frames: [request.frame, packet.frame],
    why: `${replay.name(responder)} has carried out ${replay.name(requester)}'s request in frame ${request.frame}, as its response in frame ${packet.frame} says`,
    assumptions: [],
  });
}

/** Nothing came back: the request was lost, or it was carried out and the response was lost. */
function carriedOutAside(replay: Replay, responder: Endpoint, request: ResetRequest, packet: SctpPacket): void {
  if (!replay.ledger.alternatives || responder.over) return;
  const fact = responderFact(responder, request, { responderTsn: undefined, requesterTsn: undefined });
  if (fact === undefined) return;
  const arrived = `the request in frame ${request.frame} reached ${replay.name(responder)}, and its response was lost`;
  replay.record(responder, fact, {
    at: { time: request.since, earliest: request.since, latest: packet.time },
    frames: [request.frame],
    why: arrived,
    assumptions: [arrived],
    merelyPossible: true,
    aside: true,
  });
}

/** Just before the response; where the request was sent again, it may be the first copy that was carried out, and its response that was lost. */
function carriedOutAt(replay: Replay, responder: Endpoint, { since, sentAgain }: ResetRequest, { time }: SctpPacket): Moment {
  const lag = replay.delay(responder);
  const earliest = Math.min(since, time - lag);
  return { time: sentAgain && !replay.near(responder) ? Math.min(since + lag / 2, time) : time - lag / 2, earliest, latest: time };
}

/** Is it asked again, though the refusal was told? */
function asksOn(replay: Replay, requester: Endpoint, { type, refused }: ResetRequest): boolean {
  return refused && type === SSN_TSN && replay.profileOf(requester).refusedAssociationReset.value === 'asked-again';
}

/** What the requester itself sends and expects next. */
function ownTsns({ outbound, peer }: Endpoint): NextTsns {
  return { requesterTsn: outbound.next, responderTsn: tsnAdd(peer.outbound.cumulative, 1) };
}

/** RFC 6525 section 4.4 has TSNs in the response to a reset that was carried out; what a refusal holds, and who reads it, is the stacks' own affair. */
const TSNS_OF_REFUSAL = 'the TSNs told are those in the refusal';

interface NextTsns {
  responderTsn: number | undefined;
  requesterTsn: number | undefined;
}

/** An incoming reset or addition is answered by a request of the responder's own, and told with that. */
function responderFact(responder: Endpoint, request: ResetRequest, tsns: NextTsns): FactBody | undefined {
  const { type, streams, count } = request;
  if (type === OUTGOING) return { kind: 'streams-reset', direction: 'incoming', streams, result: PERFORMED };
  if (type === SSN_TSN) return { kind: 'association-reset', role: 'responder', result: PERFORMED, ...tsns };
  if (type === ADD_OUTGOING)
    return { kind: 'streams-added', direction: 'incoming', count, result: PERFORMED, streams: streamsOf(responder) };
  return undefined;
}

function requesterFact(requester: Endpoint, request: ResetRequest, result: number, tsns: NextTsns): FactBody | undefined {
  const { type, streams, count } = request;
  if (type === ADD_OUTGOING && result === PERFORMED) addStreams(requester, 'outbound', count);
  if (type === OUTGOING) return { kind: 'streams-reset', direction: 'outgoing', streams, result };
  if (type === SSN_TSN) return { kind: 'association-reset', role: 'requester', result, ...tsns };
  if (type === ADD_OUTGOING) return { kind: 'streams-added', direction: 'outgoing', count, result, streams: streamsOf(requester) };
  if (result === PERFORMED) return undefined;
  if (type === INCOMING) return { kind: 'streams-reset', direction: 'incoming', streams, result };
  return { kind: 'streams-added', direction: 'incoming', count, result, streams: streamsOf(requester) };
}

function addStreams(endpoint: Endpoint, direction: 'inbound' | 'outbound', count: number): void {
  endpoint.addedStreams = { ...endpoint.addedStreams, [direction]: endpoint.addedStreams[direction] + count };
}
