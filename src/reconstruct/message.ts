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

/** Are these fragments of one message? */
export function inSameMessage(one: SentChunk, other: SentChunk): boolean {
  const keyOf = ({ stream, sequence, flags, interleaved }: SentChunk): number => messageKey(stream, sequence, flags, interleaved);
  return keyOf(one) === keyOf(other);
}

/** What a claim on these assumes of their PPIDs: of I-DATA, only the first fragment of a message tells it. */
export function ppidAssumptions(chunks: readonly SentChunk[]): string[] {
  return chunks.some(({ ppidAssumed }) => ppidAssumed) ? ['a message whose beginning is missing here has the PPID of the one before'] : [];
}
