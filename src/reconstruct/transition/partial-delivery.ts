/** Partial delivery: RFC 6458 section 6.1.7. Which messages had an application begun to read when something cut them off? */
import { BEGINNING, END, UNORDERED } from '../../dissect/chunk/data.js';
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
  const window = endpoint.offer?.window;
  if (window === undefined) return [];
  const { partialDeliveryStart, windowOverhead } = replay.profileOf(endpoint);
  const half = partialDeliveryStart.value === 'half-of-receive-buffer';
  const point = Math.min(
    replay.assumed(endpoint, 'partial.delivery.point') || Number.POSITIVE_INFINITY,
    half ? window / 2 : Number.POSITIVE_INFINITY,
  );
  const begun: PartialDelivery[] = [];
  for (const message of messagesOf(endpoint.peer.outbound.snapshot())) {
    const first = message[0]!;
    const received = message.filter((chunk) => chunk.acknowledged !== 'no' && !chunk.abandoned);
    const inOrder = received.filter((chunk) => chunk.acknowledged === 'cumulative');
    const whole = inOrder.some((chunk) => chunk.flags & END);
    if (!(first.flags & BEGINNING) || whole || inOrder.length === 0) continue;
    const bytes = sum(inOrder);
    const held = sum(received) + windowOverhead.value * (1 + received.length - inOrder.length);
    const pressed = !half && endpoint.advertisedWindow <= first.length;
    if (held <= window - endpoint.advertisedWindow && bytes < point && !pressed) continue;
    begun.push({
      stream: first.stream,
      sequence: first.sequence,
      unordered: (first.flags & UNORDERED) !== 0,
      interleaved: first.interleaved,
    });
  }
  return begun;
}

function sum(chunks: readonly SentChunk[]): number {
  return chunks.reduce((bytes, chunk) => bytes + chunk.length, 0);
}

/** A delivery by stream, order and sequence number. */
export function deliveryKey(delivery: PartialDelivery): string {
  return `${delivery.stream} ${delivery.unordered && delivery.interleaved ? 'u' : 'o'} ${delivery.sequence}`;
}
