/** How promptly an application reads, learnt from pairs: what it costs to take a logged notification for one that was raised long before it, or not yet. */
import type { Notification } from '../notification/notification.js';

/** Microseconds: further off than that is unusual for this application and its clock. */
export interface ReadingPace {
  early: number;
  late: number;
}

/** When a logged notification was read, by the capture's clock. */
export interface Reading {
  time: number | undefined;
  /** When the application had read anything before. */
  lastRead?: number | undefined;
  /** When it had last not been reading. */
  deaf?: { from: number; to: number } | undefined;
}

/** Nobody is more prompt than that, and no clock more exact: a busy machine, the grain of two clocks. */
const EXACTEST: ReadingPace = { early: 500, late: 5_000 };
/** How many times as far off as half of the pairs is still usual. */
const USUAL = 4;

/** Generously; undefined where there are no pairs. */
export function readingPace(pairs: readonly { claim: Notification; logged: Reading }[]): ReadingPace | undefined {
  if (pairs.length === 0) return undefined;
  const early = middle(pairs.map(({ claim, logged }) => Math.max(0, claim.earliest - (logged.time ?? claim.earliest))));
  const late = middle(pairs.map(({ claim, logged }) => waited(claim, logged)));
  return { early: Math.max(EXACTEST.early, USUAL * early), late: Math.max(EXACTEST.late, USUAL * late) };
}

function middle(values: number[]): number {
  return values.sort((x, y) => x - y)[Math.floor(values.length / 2)]!;
}

/** What ten times the usual costs, too early or too late, and the most of each, and of being passed by what was read in the meantime. */
const TENFOLD_EARLY = 3;
const TENFOLD_LATE = 2;
const MOST = 2.8;
const PASSED_BY_MOST = 1.5;

/** A prompt application reads nothing late while it reads, nothing that was there before what it read before, and nothing before it is raised. */
export function paceCost(claim: Notification, logged: Reading, pace: ReadingPace): number {
  const { time = claim.earliest, lastRead = claim.latest } = logged;
  const far = (by: number, usual: number, tenfold: number): number => tenfold * Math.log10(Math.max(1, by / usual));
  return (
    Math.min(MOST, far(claim.earliest - time, pace.early, TENFOLD_EARLY)) +
    Math.min(MOST, far(waited(claim, logged), pace.late, TENFOLD_LATE)) +
    Math.min(PASSED_BY_MOST, far(lastRead - claim.latest, pace.late, TENFOLD_LATE))
  );
}

/** Microseconds from its being raised to its being read, without the time in which the application did not read. */
function waited({ latest }: Notification, { time = latest, deaf }: Reading): number {
  if (deaf === undefined) return Math.max(0, time - latest);
  return Math.max(0, deaf.from - latest) + Math.max(0, time - Math.max(latest, deaf.to));
}
