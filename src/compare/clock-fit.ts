/** What a log's clock is ahead of the capture's: fitted from pairs of a claim and the notification that told it. */

export interface ClockFit {
  /** Microseconds that the log's clock is ahead at `origin`. */
  offset: number;
  /** How much it gains, as a share: 1e-6 is a microsecond a second. 0 where the pairs do not show any. */
  drift: number;
  /** By the log's clock, microseconds: where `offset` holds. */
  origin: number;
  /** Pairs it rests on. */
  pairs: number;
}

export const NO_OFFSET: ClockFit = { offset: 0, drift: 0, origin: 0, pairs: 0 };

export interface TimedPair {
  /** When the stack raised it at the earliest and latest, by the capture's clock. */
  earliest: number;
  latest: number;
  /** When the application read it, by the log's clock. */
  read: number;
}

/** The capture's time of a time of the log. */
export function captureTime(fit: ClockFit, logTime: number): number {
  return logTime - fit.offset - fit.drift * (logTime - fit.origin);
}

/** Two clocks of one host, and what a busy machine adds: differences below are no offset. Microseconds. */
const SAME_CLOCK = 200_000;
/** An application may read this late without its clock being ahead, where all it reads is equally late. */
const LATE_READER = 2_000_000;
/** Pairs it takes to tell a clock that is ahead from an application that reads late. */
const EQUALLY_LATE = 3;
/** Claims known no better than this do not fit a clock, where there are better ones. */
const TIGHT = 20_000;
/** Pairs and time it takes to see a drift. */
const DRIFT_PAIRS = 12;
const DRIFT_SPAN = 300e6;

/**
 * Reading is never early and mostly prompt, so the offset lies at the lower edge of the delays: at their tenth part, which forgives a wrong pair, or as far
 * below it as `cutOff` says that coarse times scatter. An application that reads everything equally late looks the same as a clock that is ahead; the
 * comparison says both.
 */
export function fitClock(pairs: readonly TimedPair[], cutOff = 0): ClockFit {
  const tight = pairs.filter(({ earliest, latest }) => latest - earliest <= TIGHT);
  const used = (tight.length > 0 ? tight : [...pairs]).sort((x, y) => x.read - y.read);
  if (used.length === 0) return NO_OFFSET;
  const fit = { offset: lowerEdge(used.map(delayOf), cutOff), drift: 0, origin: used[0]!.read, pairs: used.length };
  return fitDrift(used, fit);
}

/**
 * True where absolute times may be taken as they are: the fit is no more than the clocks' grain, an application that reads late, or claims that are vague. A
 * clock that is behind shows in most pairs: the log tells of things before they can have happened. One that is ahead makes everything late by the same.
 */
export function isSameClock({ offset, drift }: ClockFit, pairs: readonly TimedPair[]): boolean {
  const early = pairs.filter(({ earliest, read }) => read - earliest < -SAME_CLOCK);
  const ahead = offset >= LATE_READER && pairs.length >= EQUALLY_LATE && spread(pairs) < offset / 10;
  return drift === 0 && early.length * 2 <= pairs.length && !ahead;
}

/** Between the tenth and the ninetieth hundredth of the delays. */
function spread(pairs: readonly TimedPair[]): number {
  const sorted = pairs.map(delayOf).sort((x, y) => x - y);
  return sorted[Math.floor((sorted.length * 9) / 10)]! - sorted[Math.floor(sorted.length / 10)]!;
}

function delayOf({ latest, read }: TimedPair): number {
  return read - latest;
}

function lowerEdge(delays: readonly number[], cutOff = 0): number {
  const sorted = [...delays].sort((x, y) => x - y);
  const edge = sorted[Math.floor(sorted.length / 10)] ?? 0;
  return sorted.find((delay) => delay >= edge - cutOff) ?? edge;
}

/** The slope between the lower edges of the first and the last third; taken only where the middle third agrees. */
function fitDrift(used: readonly TimedPair[], fit: ClockFit): ClockFit {
  const span = used.at(-1)!.read - used[0]!.read;
  if (used.length < DRIFT_PAIRS || span < DRIFT_SPAN) return fit;
  const third = Math.floor(used.length / 3);
  const [first, middle, last] = [used.slice(0, third), used.slice(third, -third), used.slice(-third)].map(edgeOf) as [Edge, Edge, Edge];
  const drift = (last.delay - first.delay) / (last.time - first.time);
  const expected = first.delay + drift * (middle.time - first.time);
  const moved = Math.abs(last.delay - first.delay);
  if (moved < SAME_CLOCK || Math.abs(middle.delay - expected) > moved / 4) return fit;
  return { ...fit, drift, origin: first.time, offset: first.delay };
}

interface Edge {
  time: number;
  delay: number;
}

function edgeOf(pairs: readonly TimedPair[]): Edge {
  const delay = lowerEdge(pairs.map(delayOf));
  const nearest = pairs.reduce((best, pair) => (Math.abs(delayOf(pair) - delay) < Math.abs(delayOf(best) - delay) ? pair : best));
  return { time: nearest.read, delay };
}
