/**
 * Messages that never left: handed to the stack by the application (its log tells), not seen in any packet. Sends and messages on the wire are matched in order,
 * stream by stream, by PPID and length.
 */
import { BEGINNING, END } from '../../dissect/chunk/data.js';
import type { Send } from '../application.js';
import type { Endpoint } from '../association.js';
import type { UnsentMessage } from '../fact.js';
import { messagesOf } from '../message.js';
import { streamKey } from '../message-key.js';
import type { SentChunk } from '../outbound.js';

/** A send just before the packet that sets the association up belongs to it (microseconds). */
const BEFORE_SETUP = 1e6;

/** Sends up to `until` of which nothing, or not all, was seen in a packet when the association failed. */
export function unsentMessages(endpoint: Endpoint, sends: readonly Send[], until: number, kept: readonly SentChunk[]): UnsentMessage[] {
  const { begunMessages } = endpoint.outbound;
  const seen = new Map<number, number>();
  const unsent: UnsentMessage[] = [];
  const cut = cutMessages(kept);
  for (const send of sends) {
    if (send.time > until || send.time < endpoint.association.start - BEFORE_SETUP) continue;
    const key = streamKey(send.stream, send.unordered);
    const index = seen.get(key) ?? 0;
    const onWire = begunMessages.get(key)?.[index];
    if (onWire !== undefined && onWire.ppid === send.ppid && onWire.first <= send.length) {
      seen.set(key, index + 1);
      const sent = cut.get(onWire.tsn);
      if (sent !== undefined && sent < send.length) unsent.push({ ...send, taken: sent });
    } else {
      unsent.push({ ...send, taken: 0 });
    }
  }
  return unsent;
}

/** Messages whose last fragment was never sent: their first TSN, and how many bytes were. */
function cutMessages(kept: readonly SentChunk[]): Map<number, number> {
  const cut = new Map<number, number>();
  for (const message of messagesOf(kept)) {
    const first = message[0]!;
    if (!(first.flags & BEGINNING) || message.some((chunk) => chunk.flags & END)) continue;
    cut.set(
      first.tsn,
      message.reduce((sum, chunk) => sum + chunk.length, 0),
    );
  }
  return cut;
}
