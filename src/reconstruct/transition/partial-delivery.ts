/** Partial delivery: RFC 6458 section 6.1.7. Which messages had an application begun to read when something cut them off? */
import { BEGINNING, END, UNORDERED } from '../../dissect/chunk/data.js';
import { tsnAdd, tsnBefore } from '../../dissect/serial-number.js';
import type { Endpoint } from '../association.js';
import type { PartialDelivery } from '../fact.js';
import { messagesOf } from '../message.js';
import type { SentChunk } from '../outbound.js';
import type { Replay } from '../replay.js';

/**
 * Messages toward `endpoint` that it has received in part and begun to hand up. Its window tells: bytes that are acknowledged and no longer held against the
 * window have been read. Beyond that, the stack's own rule.
 */
export function partialDeliveries(replay: Replay, endpoint: Endpoint): PartialDelivery[] {
  if (endpoint.offer === undefined) return [];
  const chunks = endpoint.peer.outbound.snapshot();
  const pressed = underPressure(replay, endpoint, chunks);
  const blocked = new Set<number>();
  const begun: PartialDelivery[] = [];
  const candidates: { message: SentChunk[]; start: SentChunk[] }[] = [];
  let held = 0;
  for (const message of messagesOf(chunks)) {
    const { flags, stream, abandoned } = message[0]!;
    const unordered = (flags & UNORDERED) !== 0;
    const start = prefix(message);
    const whole = start.some((chunk) => chunk.flags & END) || wasPassedOver(endpoint, start);
    const turn = unordered || !blocked.has(stream);
    if (!unordered && !whole && !abandoned) blocked.add(stream);
    if (!turn || start.length === 0) held += heldOf(replay, endpoint, message, start);
    else if (!whole) candidates.push({ message, start });
  }
  // Whether an interleaved message was ended by a FORWARD-TSN, so that others have had their turn, its TSNs do not tell.
  for (const { message, start } of candidates) {
    const { flags, stream, sequence, interleaved } = message[0]!;
    const handedUp = pressed && start[0]!.acknowledged === 'cumulative';
    if (handedUp || sum(start) >= deliveryPoint(replay, endpoint) || partlyRead(replay, endpoint, message, start, interleaved ? 0 : held)) {
      begun.push({ stream, sequence, unordered: (flags & UNORDERED) !== 0, interleaved });
    }
  }
  return begun;
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

function arrived(chunk: SentChunk): boolean {
  return chunk.acknowledged !== 'no' && !chunk.abandoned;
}

/** Bytes from which on the stack hands up the beginning of a message. */
function deliveryPoint(replay: Replay, endpoint: Endpoint): number {
  const half = replay.profileOf(endpoint).partialDeliveryStart.value === 'half-of-receive-buffer';
  const most = half ? endpoint.offer!.window / 2 : Number.POSITIVE_INFINITY;
  return Math.min(replay.assumed(endpoint, 'partial.delivery.point') || most, most);
}

/** Does the window have no room for what its peer has sent next, so that a stack which minds makes room? */
function underPressure(replay: Replay, endpoint: Endpoint, chunks: readonly SentChunk[]): boolean {
  if (replay.profileOf(endpoint).partialDeliveryStart.value !== 'window-pressure') return false;
  const next = chunks.find((chunk) => chunk.acknowledged === 'no');
  return next !== undefined && endpoint.advertisedWindow <= next.length;
}

/** Is less held against the window than has arrived of this message, and of others that cannot have been handed up (`held` bytes)? */
function partlyRead(replay: Replay, endpoint: Endpoint, message: readonly SentChunk[], start: readonly SentChunk[], held: number): boolean {
  const taken = heldOf(replay, endpoint, message, start);
  return taken > 0 && start[0]!.acknowledged === 'cumulative' && taken + held > endpoint.offer!.window - endpoint.advertisedWindow;
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
export function deliveryKey(delivery: PartialDelivery): string {
  return `${delivery.stream} ${delivery.unordered && delivery.interleaved ? 'u' : 'o'} ${delivery.sequence}`;
}
