/** Acknowledgements that should have passed here by now: where they did not, they may be missing from the capture. */
import type { Endpoint } from '../association.js';
import type { SentChunk } from '../outbound.js';

/** What is assumed of data whose acknowledgement was due. */
const NOT_ACKNOWLEDGED = 'no acknowledgement is missing from the capture';

/** What is assumed of data whose acknowledgement was seen on the way to its sender. */
export const NOT_ARRIVED = 'the acknowledgement seen here had not reached it';

/** How long a receiver may keep its acknowledgement back (RFC 9260 section 6.2), and a way that was not measured may take (microseconds). */
const LONGEST_DELAY = 200_000;
const UNKNOWN_WAY = 300_000;
const SLACK = 1.5;

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

/** Was the acknowledgement of any of these due at `at`? What is sent again was not acknowledged till then, nor was what comes after it; `failing`: nor till now. */
function isOverdue(sender: Endpoint, chunks: readonly SentChunk[], at: number, failing: boolean): boolean {
  const due = acknowledgementTime(sender);
  let unacknowledgedAt = Number.NEGATIVE_INFINITY;
  return chunks.some(({ acknowledged, abandoned, transmissions, lastTime }) => {
    if (transmissions > 1) unacknowledgedAt = failing ? at : Math.max(unacknowledgedAt, lastTime);
    return acknowledged === 'no' && !abandoned && transmissions > 0 && at - Math.max(lastTime, unacknowledgedAt) > due;
  });
}
