/**
 * The clocks of logs. What a log's calls say when is only of use by the capture's clock, and which that is shows only when the notifications have been compared:
 * so where a log's clock is not known, or what it says does not fit, it is compared without its calls first, its clock is fitted, and it is compared again.
 */

import type { CaptureFiles } from '../analysis/open-both-ends.js';
import type { SnapshotEntry } from '../compare/association-snapshot.js';
import { type ClockFit, NO_OFFSET } from '../compare/clock-fit.js';
import type { Comparison, LogComparison } from '../compare/comparison.js';
import { clockText } from '../compare/comparison-words.js';
import { isDifference } from '../compare/difference.js';
import type { LoggedCalls } from './application-calls.js';
import type { Surroundings } from './command.js';
import { compareWithLogs, expectation } from './expectation.js';
import { quiet } from './release-choice.js';

/** Compares with the clocks that the logs' calls have at the moment. */
export type CompareOnce = (quiet: boolean) => Promise<Comparison>;

/** The comparison by the clocks that fit the logs best; the calls keep these. */
export async function compareByClocks(logs: readonly LoggedCalls[], compareOnce: CompareOnce): Promise<Comparison> {
  const first = await compareOnce(false);
  const before = logs.map(({ clock }) => clock);
  const doubtful = logs.filter((calls, i) => isDoubtful(calls, first.logs[i]!));
  if (doubtful.length === 0) return first;
  for (const calls of doubtful) calls.clock = undefined;
  const untimed = before.every((clock, i) => clock === logs[i]!.clock) ? first : await compareOnce(true);
  logs.forEach((calls, i) => {
    if (doubtful.includes(calls)) calls.clock = fitted(calls, untimed.logs[i]!);
  });
  if (logs.every(({ clock }, i) => isSame(clock, before[i]))) return first;
  const second = await compareOnce(true);
  if (differences(second) <= differences(first) || before.some((clock) => clock === undefined)) return second;
  logs.forEach((calls, i) => {
    calls.clock = before[i];
  });
  return first;
}

/**
 * Finds the clocks of logs whose calls are to sharpen an analysis, before it; says on stderr what is found. Nothing is done where the capture cannot be read twice:
 * then the calls of a log count only where its times have date and zone.
 */
export async function settleClocks(
  capture: CaptureFiles,
  logs: readonly LoggedCalls[],
  snapshot: readonly SnapshotEntry[],
  surroundings: Surroundings,
): Promise<void> {
  if (capture.paths.includes('-') || logs.every(({ application }) => application.firstTime === undefined)) return;
  const { settings } = capture;
  const compareOnce: CompareOnce = async () =>
    compareWithLogs(await expectation(capture, logs, quiet(surroundings)), settings, logs, snapshot);
  const comparison = await compareByClocks(logs, compareOnce);
  for (const log of comparison.logs) {
    const text = clockText(log);
    if (text !== undefined) surroundings.stderr.write(`sctpscope: ${text}\n`);
  }
}

/** Nothing is known of its clock, or something differs that a wrong one would explain. */
function isDoubtful({ clock, application }: LoggedCalls, { clock: fit, lanes }: LogComparison): boolean {
  if (application.summary?.clock === 'none') return false;
  return clock === undefined || !isSame(fit, clock) || lanes.some((lane) => lane.differences.some(isDifference));
}

/** The log's own clock where nothing speaks against it. */
function fitted({ application }: LoggedCalls, { clock, timed }: LogComparison): ClockFit | undefined {
  const own = application.summary?.clock === 'epoch' ? NO_OFFSET : undefined;
  return timed && clock.pairs > 0 ? zoned(clock) : own;
}

/** Time zones and whole days are multiples of a quarter of an hour; a fit this close to one is that, and the rest how long reading takes. Microseconds. */
const ZONE_STEP = 900_000_000;
const CLOSE = 100_000;

function zoned(fit: ClockFit): ClockFit {
  const offset = Math.round(fit.offset / ZONE_STEP) * ZONE_STEP;
  return fit.drift === 0 && Math.abs(fit.offset - offset) < CLOSE ? { ...fit, offset } : fit;
}

function isSame(one: ClockFit | undefined, other: ClockFit | undefined): boolean {
  return one?.offset === other?.offset && one?.drift === other?.drift;
}

function differences({ logs }: Comparison): number {
  return logs.reduce((sum, { lanes }) => sum + lanes.reduce((all, lane) => all + lane.differences.filter(isDifference).length, 0), 0);
}
