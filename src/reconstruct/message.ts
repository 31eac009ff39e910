/** User messages out of fragments: RFC 9260 section 6.9, RFC 8260 section 2.2. */
import { BEGINNING } from '../dissect/chunk/data.js';
import { messageKey } from './message-key.js';
import type { SentChunk } from './sent-chunk.js';

/**
 * Fragments in TSN order, grouped by message, in the order of the first fragments. Fragments of DATA have consecutive TSNs from B to E; those of I-DATA share
 * stream, order and MID.
 */
export function messagesOf(chunks: readonly SentChunk[]): SentChunk[][] {
  const messages = new Map<string, SentChunk[]>();
  let start = -1;
  for (const chunk of chunks) {
    if (chunk.flags & BEGINNING) start = chunk.tsn;
    const key = chunk.interleaved ? `i${messageKey(chunk.stream, chunk.sequence, chunk.flags, true)}` : `d${start}`;
    const message = messages.get(key);
    if (message) message.push(chunk);
    else messages.set(key, [chunk]);
  }
  return [...messages.values()];
}
