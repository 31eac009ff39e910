/**
 * Aligns what an application should have been told with what its log says, keeping the order of both (Needleman and Wunsch): the cheapest way to explain the
 * log. Unequal members, reading late, claims that are missing and notifications nobody expected all have a price.
 */

import type { Notification } from '../notification/notification.js';
import type { AppNotification } from './app-log.js';
import { type StatedMember, unequalCost } from './member-comparison.js';
import { paceCost, type ReadingPace } from './reading-pace.js';
import type { Expected, Logged } from './sequences.js';

export interface Alignment {
  /** Indices into both sequences, ascending in both. */
  pairs: [expected: number, logged: number][];
  cost: number;
}

/** Price of a required claim that the log lacks, and of a logged notification that was not expected. Changing one identity member is cheaper than both. */
const MISSING = 2.5;
export const UNEXPECTED = 2.5;
const BEYOND_CAPTURE = 1.8;
const ALLOWED = 0.5;
const IDENTITY_MEMBER = 3;
const OTHER_MEMBER = 0.7;
/** Price of taking a copy for something that was expected as well. */
const COPY = 2.6;
/** Price of an assumption that has to be another. */
const ALTERNATIVE = 0.3;
/** Something else than was expected is taken for it only about the same time: distance counts so much more. */
const DOUBT = 2;
/** Microseconds by which a log may be earlier than the event it tells of: two clocks' grain, and estimates. */
const EARLY_SLACK = 50_000;
/** Told so long before it can have happened, it was something else. Microseconds. */
export const TOO_EARLY = 200_000;
const IMPOSSIBLE = 1e9;

/** What it costs to take a logged notification for a claim; IMPOSSIBLE where their types differ. `pace`: how the application reads, where that is known. */
export function pairCost(expected: Expected, logged: Logged, timed: boolean, pace?: ReadingPace): number {
  const { claim } = expected;
  const { event, time, copy } = logged;
  if (claim.body.sn_type !== event.type || (copy && !expected.required)) return IMPOSSIBLE;
  const best = likeliest(expected, logged);
  const cost = best.cost + (copy ? COPY : 0);
  if (!timed || time === undefined) return cost;
  const raised = best.earliest === undefined ? claim : { ...claim, earliest: Math.min(claim.earliest, best.earliest) };
  const timely = timeCost(raised, time) * (cost >= IDENTITY_MEMBER ? DOUBT : 1);
  return cost + timely + (pace === undefined ? 0 : paceCost(raised, logged, pace));
}

/** What a claim states, or what else the packets allow in its place. */
export interface Variant {
  members: readonly StatedMember[];
  /** What has to be so for it; undefined for what is likely. */
  assumption: string | undefined;
  /** Microseconds: since when it may have been raised, where that is before the claim. */
  earliest?: number | undefined;
}

/** What of a claim and its alternatives fits the log best, and what the members that differ cost. */
export function likeliest({ members, otherwise }: Expected, { event, behindUnsent }: Logged): Variant & { cost: number } {
  let best: Variant & { cost: number } = { members, assumption: undefined, cost: membersCost(members, event) };
  for (const other of otherwise) {
    if (best.cost <= ALTERNATIVE) break;
    if (behindUnsent && hasLeft(other.members) && !hasLeft(members)) continue;
    const cost = ALTERNATIVE + membersCost(other.members, event);
    if (cost < best.cost) best = { ...other, cost };
  }
  return best;
}

function hasLeft(members: readonly StatedMember[]): boolean {
  return members.some(({ value }) => value === 'SCTP_DATA_SENT');
}

function membersCost(members: readonly StatedMember[], event: AppNotification): number {
  return members.length === 0 ? 0 : unequalCost(members, event, IDENTITY_MEMBER, OTHER_MEMBER);
}

/** Later costs little, and the later the less more; earlier than possible costs much. */
function timeCost({ earliest, time: raised }: Notification, time: number): number {
  const early = earliest - time;
  if (early > TOO_EARLY) return MISSING + UNEXPECTED + 1;
  if (early > EARLY_SLACK) return 2 + 2 * Math.log10(early / EARLY_SLACK);
  return 0.1 * Math.log10(1 + Math.abs(time - raised) / 1000);
}

/** Expected claims aligned at a time: longer sequences are aligned window by window. */
const WINDOW = 1024;

export function align(expected: readonly Expected[], logged: readonly Logged[], timed: boolean, pace?: ReadingPace): Alignment {
  const pairs: [number, number][] = [];
  let cost = 0;
  let from = 0;
  let loggedFrom = 0;
  for (;;) {
    const last = from + WINDOW >= expected.length && loggedFrom + WINDOW >= logged.length;
    const window = alignWindow(
      expected.slice(from, last ? undefined : from + WINDOW),
      logged.slice(loggedFrom, last ? undefined : loggedFrom + WINDOW),
      timed,
      pace,
    );
    // The end of a window that is not the last may want what lies behind it: three quarters are kept.
    const kept = last ? window.pairs : window.pairs.slice(0, Math.max(1, Math.floor((window.pairs.length * 3) / 4)));
    for (const [e, l] of kept) pairs.push([from + e, loggedFrom + l]);
    cost += window.cost;
    if (last) return { pairs, cost };
    const end = kept.at(-1);
    from += end === undefined ? WINDOW : end[0] + 1;
    loggedFrom += end === undefined ? WINDOW : end[1] + 1;
  }
}

/** How a cell of the table was reached. */
const PAIR = 1;
const SKIP_EXPECTED = 2;
const SKIP_LOGGED = 3;

/** Cells this far from the diagonal are looked at, and as far as the two lengths differ: what is told is told near where it was expected. */
const BAND = 96;

/** The table of cheapest costs, a row a claim, a column a logged notification, and the way back through it. */
function alignWindow(expected: readonly Expected[], logged: readonly Logged[], timed: boolean, pace: ReadingPace | undefined): Alignment {
  const width = logged.length + 1;
  const cost = new Float64Array((expected.length + 1) * width).fill(Number.POSITIVE_INFINITY);
  const step = new Uint8Array(cost.length);
  const band = BAND + Math.abs(expected.length - logged.length);
  cost[0] = 0;
  for (let column = 1; column < width; column++) {
    cost[column] = cost[column - 1]! + unexpectedCost(logged[column - 1]!);
    step[column] = SKIP_LOGGED;
  }
  for (let row = 1; row <= expected.length; row++) {
    const missing = expected[row - 1]!.required ? MISSING : 0;
    cost[row * width] = cost[(row - 1) * width]! + missing;
    step[row * width] = SKIP_EXPECTED;
    const last = Math.min(width - 1, row + band);
    for (let column = Math.max(1, row - band); column <= last; column++) fillCell(row, column, missing);
  }
  return { pairs: wayBack(step, width), cost: cost[cost.length - 1]! };

  function fillCell(row: number, column: number, missing: number): void {
    const cell = row * width + column;
    const pair = cost[cell - width - 1]! + pairCost(expected[row - 1]!, logged[column - 1]!, timed, pace);
    const skipExpected = cost[cell - width]! + missing;
    const skipLogged = cost[cell - 1]! + unexpectedCost(logged[column - 1]!);
    const least = Math.min(pair, skipExpected, skipLogged);
    cost[cell] = least;
    step[cell] = least === pair ? PAIR : least === skipExpected ? SKIP_EXPECTED : SKIP_LOGGED;
  }
}

function unexpectedCost({ beyond, allowed, copy }: Logged): number {
  if (allowed && !copy) return ALLOWED;
  return beyond === undefined ? UNEXPECTED : BEYOND_CAPTURE;
}

function wayBack(step: Uint8Array, width: number): [number, number][] {
  const pairs: [number, number][] = [];
  let cell = step.length - 1;
  while (cell > 0) {
    if (step[cell] === PAIR) {
      pairs.push([Math.floor(cell / width) - 1, (cell % width) - 1]);
      cell -= width + 1;
    } else cell -= step[cell] === SKIP_EXPECTED ? width : 1;
  }
  return pairs.reverse();
}
