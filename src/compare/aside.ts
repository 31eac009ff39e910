/** What the packets allow, though it is not likely: where the log has it at its place, the log decides. It explains what is left over, and nothing else. */
import type { Expected, Logged } from './align.js';
import { fieldDifferences, sameContent } from './member-comparison.js';

/** Microseconds by which it may be read before and after it can have been raised: the grain of two clocks, and an application that reads. */
const EARLY = 2_000;
const LATE = 20_000;
/** Read so close together, without a message sent in between, are two copies of one line (microseconds). */
const ONE_LINE = 1;

/** By the index of the logged notification, of those that are `open`, what allows it; each allows one. */
export function allowedAsides(
  asides: readonly Expected[],
  logged: readonly Logged[],
  open: readonly number[],
  timed: boolean,
): Map<number, Expected> {
  const allowed = new Map<number, Expected>();
  const left = [...asides];
  for (const l of open) {
    if (left.length === 0 || isCopy(logged, l)) continue;
    const at = left.findIndex((aside) => fits(aside, logged[l]!, timed));
    if (at >= 0) allowed.set(l, left.splice(at, 1)[0]!);
  }
  return allowed;
}

function fits({ claim, members }: Expected, { event, time }: Logged, timed: boolean): boolean {
  if (claim.body.sn_type !== event.type || fieldDifferences(members, event).length > 0) return false;
  return !timed || time === undefined || (time >= claim.earliest - EARLY && time <= claim.latest + LATE);
}

/** The same is in the log another time. Of empty queues there are many, but one at a time. */
function isCopy(logged: readonly Logged[], l: number): boolean {
  const item = logged[l]!;
  const others = logged.filter((other, i) => i !== l && sameContent(other.event, item.event));
  if (item.event.type !== 'SCTP_SENDER_DRY_EVENT') return others.length > 0;
  const together = ({ time }: Logged): boolean => time === undefined || item.time === undefined || Math.abs(item.time - time) < ONE_LINE;
  return others.some((other) => other.sends === item.sends && together(other));
}
