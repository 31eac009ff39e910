/** Partial delivery: RFC 6458 section 6.1.7. Which messages had an application begun to read when something cut them off? */
import { BEGINNING, END, UNORDERED } from '../../dissect/chunk/data.js';
import type { Endpoint } from '../association.js';
import type { PartialDelivery } from '../fact.js';
import { messageKey, type SentChunk } from '../outbound.js';
import type { Replay } from '../replay.js';

/** Messages toward `endpoint` that it has acknowledged in part and begun to hand up, by the rule of its stack. */
export function partialDeliveries(replay: Replay, endpoint: Endpoint): PartialDelivery[] {
  const window = endpoint.offer?.window;
  const rule = replay.profileOf(endpoint).partialDeliveryStart.value;
  const begun: PartialDelivery[] = [];
  for (const message of unfinishedMessages(endpoint.peer.outbound.snapshot())) {
    const received = message.filter((chunk) => chunk.acknowledged === 'cumulative');
    const bytes = received.reduce((sum, chunk) => sum + chunk.length, 0);
    const first = message[0]!;
    if (received.length === 0 || !(first.flags & BEGINNING) || window === undefined) continue;
    const started = rule === 'half-of-receive-buffer' ? bytes >= window / 2 : bytes > window - endpoint.advertisedWindow;
    if (!started) continue;
    begun.push({
      stream: first.stream,
      sequence: first.sequence,
      unordered: (first.flags & UNORDERED) !== 0,
      interleaved: first.interleaved,
    });
  }
  return begun;
}

/** Messages whose first fragment was sent and whose last one was not acknowledged, fragments in TSN order. */
function unfinishedMessages(chunks: readonly SentChunk[]): SentChunk[][] {
  const messages = new Map<string, SentChunk[]>();
  let start = -1;
  for (const chunk of chunks) {
    if ((chunk.flags & (BEGINNING | END)) === (BEGINNING | END)) continue;
    if (chunk.flags & BEGINNING) start = chunk.tsn;
    const key = chunk.interleaved ? `i${messageKey(chunk.stream, chunk.sequence, chunk.flags, true)}` : `d${start}`;
    const message = messages.get(key);
    if (message) message.push(chunk);
    else messages.set(key, [chunk]);
  }
  return [...messages.values()].filter((message) => !message.some((chunk) => chunk.flags & END && chunk.acknowledged === 'cumulative'));
}
