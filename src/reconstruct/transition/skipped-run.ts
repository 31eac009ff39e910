/**
 * Which TSNs a FORWARD-TSN gives up, where it has an entry for each of them (`forwardTsnEntries`): what its sender had queued when it wrote it, from the first one
 * that it did not know to be acknowledged. So what was acknowledged meanwhile had been given up all the same, and what is not named had not.
 */
import { UNORDERED } from '../../dissect/chunk/data.js';
import { tsnAdd, tsnAtMost, tsnBefore } from '../../dissect/serial-number.js';
import type { PartialDelivery } from '../fact.js';
import type { SentChunk } from '../sent-chunk.js';
import { deliveryKey } from './partial-delivery.js';

/** A message that a FORWARD-TSN names. */
export type Skipped = Omit<PartialDelivery, 'tsn'>;

/** FORWARD-TSN names what it skips, but for unordered messages of DATA. */
export function isListable({ flags, interleaved }: SentChunk): boolean {
  return interleaved || !(flags & UNORDERED);
}

export function keyOf({ flags, stream, sequence, interleaved }: SentChunk): string {
  return deliveryKey({ stream, sequence, unordered: (flags & UNORDERED) !== 0, interleaved });
}

/**
 * What the entries stand for, one each: of what its sender had sent, the run up to `until`. Undefined where they do not fit, or leave out what was not acknowledged beyond
 * `acknowledged`.
 */
export function skippedRun(
  kept: readonly SentChunk[],
  acknowledged: number,
  until: number,
  entries: readonly Skipped[],
): SentChunk[] | undefined {
  const sent = new Map(kept.map((chunk) => [chunk.tsn, chunk]));
  const run: SentChunk[] = [];
  let tsn = until;
  for (let left = entries.length; left > 0; tsn = tsnAdd(tsn, -1)) {
    const chunk = sent.get(tsn);
    if (chunk === undefined && run.length === 0 && tsn !== until) return undefined;
    if (chunk !== undefined && !isListable(chunk)) continue;
    left--;
    if (chunk === undefined) continue;
    if (keyOf(chunk) !== deliveryKey(entries[left]!)) return undefined;
    run.unshift(chunk);
  }
  const leftOut = kept.some((chunk) => isListable(chunk) && tsnBefore(acknowledged, chunk.tsn) && tsnAtMost(chunk.tsn, tsn));
  return leftOut || run.length === 0 ? undefined : run;
}
