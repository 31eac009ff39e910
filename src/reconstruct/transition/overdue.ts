/** Acknowledgements that should have passed here by now: where they did not, they may be missing from the capture. */
import type { Endpoint } from '../association.js';
import type { SentChunk } from '../sent-chunk.js';

/** What is assumed of data whose acknowledgement was due. */
const NOT_ACKNOWLEDGED = 'no acknowledgement is missing from the capture';

/** What is assumed of data whose acknowledgement was seen on the way to its sender. */
export const NOT_ARRIVED = 'the acknowledgement seen here had not reached it';

/** How long a receiver may keep its acknowledgement back (RFC 9260 section 6.2) by a timer that goes off late, and a way that was not measured may take (microseconds). */
const LONGEST_DELAY = 220_000;
const UNKNOWN_WAY = 300_000;
const SLACK = 1.5;
/** How long an acknowledgement takes that is not kept back. */
const SLACK_AT_ONCE = 5_000;

/** How long after data of this endpoint passed its acknowledgement passes, at the most (microseconds). */
export function acknowledgementTime({ peer }: Endpoint): number {
  const { samples, high } = peer.lag;
  return LONGEST_DELAY + (samples === 0 ? UNKNOWN_WAY : SLACK * high);
}

/** What is assumed of these, in TSN order, seen from their sender, where they are said not to be acknowledged at `at`; `failing`: because none of them ever was. */
export function ackAssumptions(sender: Endpoint, chunks: readonly SentChunk[], at: number, failing: boolean): string[] {
  return [
    ...(isOverdue(sender, chunks, at, failing) ? [NOT_ACKNOWLEDGED] : []),
    ...(chunks.some(({ onTheWay }) => onTheWay) ? [NOT_ARRIVED] : []),
  ];
}

/**
 * Was the acknowledgement of any of these due at `at`? What is sent again was not acknowledged till then, nor was what comes after it; `failing`: nor till now. Of two
 * packets the second is acknowledged without delay.
 */
function isOverdue(sender: Endpoint, chunks: readonly SentChunk[], at: number, failing: boolean): boolean {
  const due = acknowledgementTime(sender);
  const last = chunks.findLast(({ transmissions }) => transmissions > 0);
  const answered = last === undefined ? Number.POSITIVE_INFINITY : last.lastTime + due - LONGEST_DELAY + SLACK_AT_ONCE;
  let unacknowledgedAt = Number.NEGATIVE_INFINITY;
  return chunks.some(({ acknowledged, abandoned, transmissions, lastTime, lastFrame }) => {
    if (transmissions > 1) unacknowledgedAt = failing ? at : Math.max(unacknowledgedAt, lastTime);
    if (acknowledged !== 'no' || abandoned || transmissions === 0) return false;
    const since = Math.max(lastTime, unacknowledgedAt);
    return at - since > due || (at > answered && lastFrame !== last?.lastFrame && since < last!.lastTime);
  });
}
