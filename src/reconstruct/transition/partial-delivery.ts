/** Partial delivery: RFC 6458 section 6.1.7. Which messages had an application begun to read when something cut them off? */
import { BEGINNING, END, UNORDERED } from '../../dissect/chunk/data.js';
import { tsnAdd, tsnAtMost, tsnBefore } from '../../dissect/serial-number.js';
import type { Endpoint } from '../association.js';
import type { PartialDelivery } from '../fact.js';
import { messagesOf } from '../message.js';
import type { Outbound } from '../outbound.js';
import type { Replay } from '../replay.js';
import type { SentChunk } from '../sent-chunk.js';

/**
 * Messages toward `endpoint` that it has received in part and begun to hand up. Its window tells: bytes that are acknowledged and no longer held against the
 * window have been read. Beyond that, the stack's own rule.
 */
export function partialDeliveries(replay: Replay, endpoint: Endpoint): PartialDelivery[] {
  if (endpoint.offer === undefined) return [];
  const chunks = endpoint.peer.outbound.snapshot();
  const pressed = underPressure(replay, endpoint, chunks);
  const blocked = new Set<number>();
  const candidates: Candidate[] = [];
  let held = 0;
  for (const message of messagesOf(chunks)) {
    if (isTail(endpoint, message)) continue;
    const { flags, stream, abandoned } = message[0]!;
    const unordered = (flags & UNORDERED) !== 0;
    const start = prefix(message);
    const whole = start.some((chunk) => chunk.flags & END) || wasPassedOver(endpoint, start);
    const turn = unordered || !blocked.has(stream);
    if (!unordered && !whole && !abandoned) blocked.add(stream);
    if (!turn || start.length === 0) held += heldOf(replay, endpoint, message, start);
    else if (!whole) candidates.push({ message, bytes: sum(start), held: heldOf(replay, endpoint, message, start), start: start[0]! });
  }
  const early = replay.profileOf(endpoint).partialDeliveryStart.value === 'half-of-receive-buffer';
  const partlyRead = readInPart(endpoint, candidates, held, early);
  for (const { bytes } of partlyRead) endpoint.handedUpFrom = Math.min(endpoint.handedUpFrom, bytes);
  const point = deliveryPoint(replay, endpoint);
  return candidates
    .filter((each) => (pressed && each.start.acknowledged === 'cumulative') || each.bytes >= point || partlyRead.has(each))
    .map(({ start: { tsn, flags, stream, sequence, interleaved } }) => {
      return { tsn, stream, sequence, unordered: (flags & UNORDERED) !== 0, interleaved };
    });
}

/** A message received in part, whose turn it is: its beginning without a hole, and the bytes that it takes of the window while nothing of it is read. */
interface Candidate {
  message: SentChunk[];
  start: SentChunk;
  bytes: number;
  held: number;
}

/**
 * Those of which part was read: less is held against the window than has arrived of them, and of what cannot have been handed up (`held` bytes). Where anything
 * was handed up, the longest beginning was; `early`: even of what stands behind a hole of another stream. Whether an interleaved message was ended by a FORWARD-TSN, so that others have had their turn, its TSNs do not tell.
 */
function readInPart(endpoint: Endpoint, candidates: readonly Candidate[], held: number, early: boolean): Set<Candidate> {
  const taken = endpoint.offer!.window - endpoint.advertisedWindow;
  const read = new Set<Candidate>();
  const shown = candidates.filter((each) => each.held > 0 && (early || each.start.acknowledged === 'cumulative'));
  let unread = candidates.reduce((bytes, each) => bytes + each.held, 0);
  for (const each of shown.toSorted((a, b) => b.bytes - a.bytes)) {
    if (unread + (each.start.interleaved ? 0 : held) <= taken) break;
    read.add(each);
    unread -= each.held;
  }
  return read;
}

/** The fragments from the first on without a hole that have arrived. */
function prefix(message: readonly SentChunk[]): SentChunk[] {
  const first = message[0]!;
  if (!(first.flags & BEGINNING)) return [];
  const end = message.findIndex((chunk, at) => !arrived(chunk) || (!first.interleaved && chunk.tsn !== tsnAdd(first.tsn, at)));
  return end < 0 ? [...message] : message.slice(0, end);
}

/** Is what would come next acknowledged, though it never came? Then a FORWARD-TSN has ended the message. */
function wasPassedOver({ peer }: Endpoint, start: readonly SentChunk[]): boolean {
  const last = start.at(-1);
  return last !== undefined && !last.interleaved && tsnBefore(last.tsn, peer.outbound.cumulative);
}

/** Is it the end of a message whose beginning is acknowledged and forgotten? */
function isTail({ peer }: Endpoint, message: readonly SentChunk[]): boolean {
  const last = message.at(-1)!;
  return !(message[0]!.flags & BEGINNING) && (last.flags & END) !== 0 && !last.interleaved && tsnAtMost(last.tsn, peer.outbound.cumulative);
}

function arrived(chunk: SentChunk): boolean {
  return chunk.acknowledged !== 'no' && !chunk.abandoned;
}

/** Bytes from which on the stack hands up the beginning of a message. */
function deliveryPoint(replay: Replay, endpoint: Endpoint): number {
  const half = replay.profileOf(endpoint).partialDeliveryStart.value === 'half-of-receive-buffer';
  const most = half ? endpoint.offer!.window / 2 : Number.POSITIVE_INFINITY;
  const shown = half ? endpoint.handedUpFrom : most;
  return Math.min(replay.assumed(endpoint, 'partial.delivery.point') || most, most, shown);
}

/** Hot: bench analyze. `endpoint` advertises a window in a SACK of so many gap ack blocks. Does it show that a message is being handed up that is not all there? */
export function windowSeen(endpoint: Endpoint, outbound: Outbound, window: number, blocks: number): void {
  endpoint.advertisedWindow = window;
  if (endpoint.offer === undefined) return;
  const taken = endpoint.offer.window - window;
  const { straddled } = outbound.messages;
  if (straddled > 0 && straddled < endpoint.handedUpFrom && showsDelivery(endpoint, outbound, taken, blocks))
    endpoint.handedUpFrom = straddled;
  if (blocks > 0) return;
  endpoint.windowAt = outbound.cumulative | 0;
  endpoint.windowTaken = taken;
}

/**
 * Is less of the window taken than has arrived of the message that the cumulative ack is in the middle of? The beginning of an unordered one takes nothing until it
 * is handed up: there, is more taken than when all before it had arrived?
 */
function showsDelivery({ windowAt, windowTaken }: Endpoint, { messages, cumulative }: Outbound, taken: number, blocks: number): boolean {
  const { straddled, straddledUnordered, beforeStraddled } = messages;
  if (!straddledUnordered) return taken >= 0 && taken < straddled;
  return (
    taken > windowTaken && blocks === 0 && windowAt !== undefined && tsnAtMost(beforeStraddled, windowAt) && tsnBefore(windowAt, cumulative)
  );
}

/** Does the window have no room for what its peer has sent next, so that a stack which minds makes room? */
function underPressure(replay: Replay, endpoint: Endpoint, chunks: readonly SentChunk[]): boolean {
  if (replay.profileOf(endpoint).partialDeliveryStart.value !== 'window-pressure') return false;
  const next = chunks.find((chunk) => chunk.acknowledged === 'no');
  return next !== undefined && endpoint.advertisedWindow <= next.length;
}

/** Bytes that a message, received up to `start` without a hole and beyond that in pieces, takes of the window while nothing of it is read. */
function heldOf(replay: Replay, endpoint: Endpoint, message: readonly SentChunk[], start: readonly SentChunk[]): number {
  const { windowOverhead, unorderedInWindow } = replay.profileOf(endpoint);
  const first = message[0]!;
  if (first.flags & UNORDERED && !first.interleaved && unorderedInWindow.value === 'not-counted') return 0;
  const received = message.filter(arrived);
  return received.length === 0 ? 0 : sum(received) + windowOverhead.value * (1 + received.length - start.length);
}

function sum(chunks: readonly SentChunk[]): number {
  return chunks.reduce((bytes, chunk) => bytes + chunk.length, 0);
}

/** A delivery by stream, order and sequence number. */
export function deliveryKey(delivery: Omit<PartialDelivery, 'tsn'>): string {
  return `${delivery.stream} ${delivery.unordered && delivery.interleaved ? 'u' : 'o'} ${delivery.sequence}`;
}

/** What the application has been given a part of when the association ends: told as cut off. */
export function openDeliveries(replay: Replay, endpoint: Endpoint): PartialDelivery[] {
  const begun = partialDeliveries(replay, endpoint).filter((delivery) => !endpoint.cutOff?.has(deliveryKey(delivery)));
  return [...endpoint.leftOpen, ...begun.filter(({ tsn }) => !endpoint.leftOpen.some((left) => left.tsn === tsn))];
}
