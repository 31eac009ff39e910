/** Acknowledgements that should have passed here by now: where they did not, they may be missing from the capture. */
import type { Endpoint } from '../association.js';
import type { SentChunk } from '../outbound.js';

/** What is assumed of data whose acknowledgement was due. */
export const NOT_ACKNOWLEDGED = 'no acknowledgement is missing from the capture';

/** How long a receiver may keep its acknowledgement back (RFC 9260 section 6.2), and a way that was not measured may take (microseconds). */
const LONGEST_DELAY = 200_000;
const UNKNOWN_WAY = 300_000;
const SLACK = 1.5;

/**
 * Was the acknowledgement of any of these due at `at`, in TSN order, seen from their sender? What is sent again was not acknowledged till then, nor was what comes after it; `failing`: nor till now.
 */
export function isOverdue(sender: Endpoint, chunks: readonly SentChunk[], at: number, failing: boolean): boolean {
  const { lag } = sender.peer;
  const due = LONGEST_DELAY + (lag.samples === 0 ? UNKNOWN_WAY : SLACK * lag.high);
  let unacknowledgedAt = Number.NEGATIVE_INFINITY;
  return chunks.some(({ acknowledged, abandoned, transmissions, lastTime }) => {
    if (transmissions > 1) unacknowledgedAt = failing ? at : Math.max(unacknowledgedAt, lastTime);
    return acknowledged === 'no' && !abandoned && transmissions > 0 && at - Math.max(lastTime, unacknowledgedAt) > due;
  });
}
