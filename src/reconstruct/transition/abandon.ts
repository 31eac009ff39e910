/** Giving up messages: RFC 3758 (FORWARD-TSN) and RFC 8260 section 2.3 (I-FORWARD-TSN). */
import { END } from '../../dissect/chunk/data.js';
import { forwardTsnEntries, forwardTsnStream, forwardTsnStreamSequence, newCumulativeTsn } from '../../dissect/chunk/forward-tsn.js';
import { iForwardTsnEntries, iForwardTsnMessageId, iForwardTsnStream, iForwardTsnUnordered } from '../../dissect/chunk/i-forward-tsn.js';
import { ChunkNumber } from '../../dissect/chunk/registry.js';
import { chunkType, type SctpPacket } from '../../dissect/packet.js';
import { tsnAdd, tsnAtMost } from '../../dissect/serial-number.js';
import type { Endpoint } from '../association.js';
import type { PartialDelivery, UnsentMessage } from '../fact.js';
import { messagesOf } from '../message.js';
import type { SentChunk } from '../outbound.js';
import { MAX_INTERLEAVED } from '../outbound.js';
import type { Replay } from '../replay.js';
import { deliveryKey, partialDeliveries } from './partial-delivery.js';
import { frames } from './setup.js';

/** Most skipped streams read from one chunk. */
const MAX_ENTRIES = 1024;

/** A message sent in part and given up: done when the peer acknowledges up to `until`. */
export interface GivenUp {
  until: number;
  chunks: SentChunk[];
  rest: UnsentMessage | undefined;
}

/** FORWARD-TSN or I-FORWARD-TSN was sent: its sender has given up what it passes over, and its receiver will not get the rest. */
export function forwardTsnSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  const until = newCumulativeTsn(packet.view, chunk);
  const begun = partialDeliveries(replay, receiver);
  giveUp(replay, sender, packet, until);
  const skipped = skippedMessages(packet.view, chunk);
  receiver.forwardedTo = until;
  replay.expect(receiver, 'FORWARD-TSN', packet, (how) => {
    const deliveries = cutOff(replay, receiver, begun, skipped);
    if (deliveries.length === 0 || receiver.over) return;
    replay.record(
      receiver,
      { kind: 'partial-aborted', deliveries, forwarded: true },
      {
        at: replay.settledMoment(receiver, how),
        frames: frames(how.copyFrame, how),
        why: `FORWARD-TSN in frame ${how.copyFrame} gives up a message of which ${replay.name(receiver)} had begun to hand up the first part`,
        assumptions: [...replay.arrivalAssumptions(receiver, how.arrived, 'it'), 'its application had begun to read the message'],
      },
    );
  });
}

/** The sender's side: what was outstanding up to `until` is given up now, if it was not before. */
function giveUp(replay: Replay, sender: Endpoint, packet: SctpPacket, until: number): void {
  const kept = sender.outbound.snapshot();
  const given = new Set(sender.outbound.abandon(until));
  if (given.size === 0 || sender.over) return;
  const chunks = kept.filter((each) => given.has(each.tsn));
  const inPart = messagesOf(kept).filter((message) => message.some((each) => given.has(each.tsn)) && !(message.at(-1)!.flags & END));
  for (const message of inPart) sender.givingUp.push({ until, chunks: message, rest: sender.sends?.rests(message, tsnAdd(until, 1))[0] });
  const last = Math.max(...chunks.map((each) => each.lastTime));
  replay.record(
    sender,
    { kind: 'abandoned', chunks },
    {
      at: { time: packet.time, earliest: last, latest: packet.time },
      frames: [chunks[0]!.firstFrame, packet.frame],
      why: `${replay.name(sender)} has given up ${tsnRange(chunks)}, as FORWARD-TSN in frame ${packet.frame} says`,
      assumptions: [],
    },
  );
}

function tsnRange(chunks: readonly SentChunk[]): string {
  return chunks.length === 1 ? `TSN ${chunks[0]!.tsn}` : `TSNs ${chunks[0]!.tsn}-${chunks.at(-1)!.tsn}`;
}

/** A SACK up to `cumulative` is on its way to `endpoint`: giving up is done where it covers that. */
export function abandonmentAcknowledged(replay: Replay, endpoint: Endpoint, packet: SctpPacket, cumulative: number): void {
  const done = endpoint.givingUp.filter((each) => tsnAtMost(each.until, cumulative));
  if (done.length === 0) return;
  endpoint.givingUp = endpoint.givingUp.filter((each) => !done.includes(each));
  for (const { chunks, rest } of done) {
    replay.record(
      endpoint,
      { kind: 'abandonment-done', chunks, rest, fragment: endpoint.outbound.fragment },
      {
        at: replay.moment(endpoint, packet.time),
        frames: [packet.frame],
        why: `SACK in frame ${packet.frame} acknowledges that ${replay.name(endpoint)} gave up a message it had sent in part`,
        assumptions: replay.arrivalAssumptions(endpoint, replay.isSeenAt(endpoint), 'it'),
      },
    );
  }
}

/** `endpoint` sent a SACK up to `cumulative`: did the FORWARD-TSN on its way to it arrive? */
export function forwardTsnArrived(replay: Replay, endpoint: Endpoint, packet: SctpPacket, cumulative: number): void {
  if (endpoint.forwardedTo !== undefined && tsnAtMost(endpoint.forwardedTo, cumulative)) replay.prove(endpoint, 'FORWARD-TSN', packet);
}

/** The streams and messages that the chunk says to skip. */
function skippedMessages(view: DataView, chunk: number): PartialDelivery[] {
  const interleaved = chunkType(view, chunk) === ChunkNumber.I_FORWARD_TSN;
  const count = Math.min(MAX_ENTRIES, interleaved ? iForwardTsnEntries(view, chunk) : forwardTsnEntries(view, chunk));
  return Array.from({ length: count }, (_, entry) => ({
    stream: interleaved ? iForwardTsnStream(view, chunk, entry) : forwardTsnStream(view, chunk, entry),
    sequence: interleaved ? iForwardTsnMessageId(view, chunk, entry) : forwardTsnStreamSequence(view, chunk, entry),
    unordered: interleaved && iForwardTsnUnordered(view, chunk, entry),
    interleaved,
  }));
}

function remember(endpoint: Endpoint, delivery: string): void {
  endpoint.cutOff ??= new Set();
  const [oldest] = endpoint.cutOff;
  if (oldest !== undefined && endpoint.cutOff.size >= MAX_INTERLEAVED) endpoint.cutOff.delete(oldest);
  endpoint.cutOff.add(delivery);
}

/** Which partial deliveries it ends: one event each, or one for each entry that names them. */
function cutOff(
  replay: Replay,
  endpoint: Endpoint,
  begun: readonly PartialDelivery[],
  skipped: readonly PartialDelivery[],
): PartialDelivery[] {
  const ended = begun.filter((delivery) => !endpoint.cutOff?.has(deliveryKey(delivery)));
  for (const delivery of ended) remember(endpoint, deliveryKey(delivery));
  if (replay.profileOf(endpoint).partialDeliveryPerEntry.value === 'once') {
    return ended.filter((delivery) => !delivery.interleaved || skipped.some((entry) => deliveryKey(entry) === deliveryKey(delivery)));
  }
  const keys = new Set(ended.map(deliveryKey));
  return skipped.filter((entry) => keys.has(deliveryKey(entry)));
}
