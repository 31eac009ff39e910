/**
 * What a comparison without an end holds of the capture and of the logs. What has been compared for good is let go of: soon where much comes, and before it was
 * compared for good where there is no other way; that is counted.
 */
import type { Microseconds } from '../capture/frame.js';
import type { AppNotification } from '../compare/app-log.js';
import { captureTime } from '../compare/clock-fit.js';
import type { Comparison, LogComparison } from '../compare/comparison.js';
import type { Expectation } from '../compare/comparison-input.js';
import type { Difference } from '../compare/difference.js';
import type { Place } from '../compare/logged-application.js';
import type { Notification } from '../notification/notification.js';
import type { AssociationReport, Diagnosis } from '../reconstruct/model.js';

/** Expected notifications that are compared over and over, and other things that are held for it (associations, findings, events of a log): with more, they are let go of. */
const MOST_EXPECTED = 1000;
const MOST_OTHERS = 2000;

/** How to let go of things, by how many times as many there are. */
interface Pressure {
  times: number;
  /** Expected notifications kept whatever their age: the newest, by which clocks and endpoints are found. */
  kept: number;
  /** Capture time, beside the grace, after which a log will not say anything new of what happened. */
  patience: Microseconds;
}

const PRESSURES: readonly Pressure[] = [
  { times: 4, kept: 0, patience: 2e6 },
  { times: 1, kept: 500, patience: 60e6 },
];

/** With so many times as many, this share of them goes, whether it has been compared for good or not. */
const OVERFLOW = 20;
const FORCED = 0.5;

/** Events of one log with which it should be compared at once. */
export const FULL_LOG = OVERFLOW * MOST_OTHERS;

/** A difference that was found, and whether it was told. */
export interface Standing {
  difference: Difference;
  announced: boolean;
}

export class ComparisonWindow {
  expected: Notification[] = [];
  reports: AssociationReport[] = [];
  diagnoses: Diagnosis[] = [];
  readonly standing: Map<string, Standing>;
  /** Let go of: expected notifications, differences that had been announced, and differences that had not stood long enough to be. */
  readonly past = { expected: 0, differences: 0, unsettled: 0 };
  readonly #grace: Microseconds;
  readonly #covered = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };

  constructor(standing: Map<string, Standing>, grace: Microseconds) {
    this.standing = standing;
    this.#grace = grace;
  }

  cover(time: Microseconds): void {
    if (time < this.#covered.from) this.#covered.from = time;
    if (time > this.#covered.to) this.#covered.to = time;
  }

  expectation(current: readonly AssociationReport[]): Expectation {
    const { expected, reports, diagnoses } = this;
    return { expected, reports: [...reports, ...current], diagnoses, coverage: this.#covered };
  }

  /** Lets go of what has been compared for good, where much is held. */
  shrink(comparison: Comparison): void {
    const others = Math.max(this.reports.length, this.diagnoses.length, ...comparison.logs.map(({ application }) => application.kept));
    const times = Math.max(this.expected.length / MOST_EXPECTED, others / MOST_OTHERS);
    if (times >= OVERFLOW) this.force(comparison, FORCED);
    const pressure = PRESSURES.find((each) => times > each.times);
    if (pressure === undefined) return;
    const reach = this.#covered.to - this.#grace - pressure.patience;
    const newest = pressure.kept === 0 ? reach : (this.expected.at(-pressure.kept)?.time ?? Number.NEGATIVE_INFINITY);
    this.#letGo(comparison, Math.min(newest, reach), reach, false);
  }

  /** Lets go of that share of what is held, the oldest, whatever may still be said of it. */
  force(comparison: Comparison, share: number): void {
    let cut = this.expected[Math.ceil(this.expected.length * share)]?.time ?? Number.NEGATIVE_INFINITY;
    for (const { application, lanes } of comparison.logs) {
      const { notifications } = application;
      const first = notifications[Math.ceil(notifications.length * share)]?.event.line ?? 0;
      for (const { expected, logged } of lanes.flatMap(({ differences }) => differences)) {
        if (expected !== undefined && logged !== undefined && logged.line < first) cut = Math.max(cut, expected.time + 1);
      }
      const isBefore = ({ line }: Place): boolean => line < first;
      application.forget(isBefore, isBefore);
    }
    this.#letGo(comparison, cut, cut, true);
    // What the logs still say of it comes too late.
    if (cut > this.#covered.from) this.#covered.from = cut;
  }

  #letGo({ logs }: Comparison, before: Microseconds, reach: Microseconds, forced: boolean): void {
    const open = this.#passOver(before, forced);
    const claims = this.expected.length;
    this.expected = this.expected.filter((claim) => claim.time >= before || open.claims.has(claim));
    this.past.expected += claims - this.expected.length;
    const held = new Set<Notification | undefined>(this.expected);
    const spokenOf = new Set(this.expected.map(({ association }) => association));
    this.reports = this.reports.filter(({ id, end }) => end >= reach || spokenOf.has(id));
    this.diagnoses = this.diagnoses.filter(({ time }) => time >= reach).slice(-MOST_OTHERS);
    const oldest = this.expected.reduce((least, { time }) => Math.min(least, time), reach);
    for (const log of logs) forgetIn(log, { reach, oldest }, held, open.logged);
  }

  /** Forgets differences from before that time, and counts them; answers what others are about. */
  #passOver(before: Microseconds, forced: boolean): { claims: ReadonlySet<Notification>; logged: ReadonlySet<string> } {
    const claims = new Set<Notification>();
    const logged = new Set<string>();
    for (const [id, { difference, announced }] of this.standing) {
      const { time = difference.expected?.time } = difference;
      if ((announced || forced) && time !== undefined && time < before) {
        this.standing.delete(id);
        this.past[announced ? 'differences' : 'unsettled']++;
        continue;
      }
      if (difference.expected !== undefined) claims.add(difference.expected);
      if (difference.logged !== undefined) logged.add(placeOf(difference.logged));
    }
    return { claims, logged };
  }
}

/**
 * Of one log: what was told of claims that are not held any more; what was told of none so long ago (`reach`) that none will be found; and what calls decided
 * before the oldest claim that is held.
 */
function forgetIn(
  { application, clock, timed, lanes }: LogComparison,
  { reach, oldest }: { reach: Microseconds; oldest: Microseconds },
  held: ReadonlySet<unknown>,
  open: ReadonlySet<string>,
): void {
  const compared = new Set<number>();
  const needed = new Set<number>();
  for (const { expected, logged } of lanes.flatMap(({ differences }) => differences)) {
    if (logged !== undefined) (held.has(expected) ? needed : compared).add(logged.line);
  }
  const last = [...compared].reduce((greatest, line) => Math.max(greatest, line), 0);
  const first = [...needed].reduce((least, line) => Math.min(least, line), last);
  const isOld = (before: Microseconds, from: number, { time, line }: Place): boolean =>
    timed && time !== undefined ? captureTime(clock, time) < before : line < from;
  application.forget(
    (event) => !needed.has(event.line) && !open.has(placeOf(event)) && (compared.has(event.line) || isOld(reach, last, event)),
    (place) => isOld(oldest, first, place),
  );
}

/** Where a log tells of something. */
export function placeOf({ line, type }: AppNotification): string {
  return `line ${line} ${type}`;
}
