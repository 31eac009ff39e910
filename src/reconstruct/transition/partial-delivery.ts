/** Partial delivery: RFC 6458 section 6.1.7. Which messages had an application begun to read when something cut them off? */
import { BEGINNING, END, UNORDERED } from '../../dissect/chunk/data.js';
import type { Endpoint } from '../association.js';
import type { PartialDelivery } from '../fact.js';
import { messagesOf } from '../message.js';
import type { Replay } from '../replay.js';

/**
 * Messages toward `endpoint` that it has acknowledged in part and begun to hand up. Its window tells: bytes that are acknowledged and no longer held against the
 * window have been read. Beyond that, the stack's own rule.
 */
export function partialDeliveries(replay: Replay, endpoint: Endpoint): PartialDelivery[] {
  const window = endpoint.offer?.window;
  if (window === undefined) return [];
  const half = replay.profileOf(endpoint).partialDeliveryStart.value === 'half-of-receive-buffer';
  const begun: PartialDelivery[] = [];
  for (const message of messagesOf(endpoint.peer.outbound.snapshot())) {
    const first = message[0]!;
    const received = message.filter((chunk) => chunk.acknowledged === 'cumulative' && !chunk.abandoned);
    const bytes = received.reduce((sum, chunk) => sum + chunk.length, 0);
    const whole = message.some((chunk) => chunk.flags & END && chunk.acknowledged === 'cumulative' && !chunk.abandoned);
    if (!(first.flags & BEGINNING) || whole || received.length === 0) continue;
    const begins = half ? bytes >= window / 2 : endpoint.advertisedWindow <= first.length;
    if (bytes <= window - endpoint.advertisedWindow && !begins) continue;
    begun.push({
      stream: first.stream,
      sequence: first.sequence,
      unordered: (first.flags & UNORDERED) !== 0,
      interleaved: first.interleaved,
    });
  }
  return begun;
}

/** A delivery by stream, order and sequence number. */
export function deliveryKey(delivery: PartialDelivery): string {
  return `${delivery.stream} ${delivery.unordered && delivery.interleaved ? 'u' : 'o'} ${delivery.sequence}`;
}
