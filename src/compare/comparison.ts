/** Holds the logs of applications against what they should have been told. Pure: the same claims and logs give the same differences. */

import type { Notification } from '../notification/notification.js';
import type { ClockFit } from './clock-fit.js';
import type { ComparisonInput } from './comparison-input.js';
import { type Difference, isDifference } from './difference.js';
import { type Lane, lanesOf } from './lane.js';
import type { LaneVerdict } from './lane-verdicts.js';
import type { LogGroup } from './log-group.js';
import { type PlacedLane, placeLog } from './log-placement.js';
import type { LoggedApplication } from './logged-application.js';
import type { PreparedLane } from './prepared-lane.js';
import { reasonsFor } from './reason/reason.js';
import type { SubscriptionState } from './subscription-history.js';

/** What was found for one log. */
export interface LogComparison {
  application: LoggedApplication;
  /** How its endpoint was found. */
  endpointWhy: string;
  clock: ClockFit;
  /** The log's times could be used. */
  timed: boolean;
  lanes: readonly LaneComparison[];
  /** Associations that only the log knows. */
  outside: readonly LogGroup[];
}

export interface LaneComparison {
  lane: Lane;
  /** All verdicts, matches included, in order. */
  differences: readonly Difference[];
  /** Claims that the log must have, without those it shows not to have come about. */
  expected: number;
  /** Those of them that it has, whatever their members. */
  told: number;
  /** Logged, and nothing that packets show. */
  beyondCapture: readonly { why: string; count: number }[];
  /** Raised, had the application subscribed to them. */
  notSubscribed: readonly { claim: Notification; state: SubscriptionState }[];
  /** Raised when the application no longer, or not yet, listened; and why. */
  notListening: readonly { why: string; count: number }[];
}

export interface Comparison {
  logs: readonly LogComparison[];
}

/** False where no log speaks of anything that the capture shows: then nothing was compared. */
export function isPlaced({ logs }: Comparison): boolean {
  return logs.some(({ lanes }) => lanes.some((lane) => !isApart(lane)));
}

/** All that the log has was told before or after the capture, and all that was raised there before or after the log: another run, or another clock. */
export function isApart({ differences, expected, beyondCapture, notListening }: LaneComparison): boolean {
  return differences.length === 0 && expected === 0 && beyondCapture.length > 0 && notListening.length > 0;
}

export function compare(input: ComparisonInput): Comparison {
  const lanes = lanesOf(input.reports, input.expected);
  return { logs: input.applications.map((application) => compareLog(application, lanes, input)) };
}

/** Everything in which the logs differ from what was expected. */
export function differencesOf({ logs }: Comparison): Difference[] {
  return logs.flatMap(({ lanes }) => lanes.flatMap(({ differences }) => differences.filter(isDifference)));
}

function compareLog(application: LoggedApplication, lanes: readonly Lane[], input: ComparisonInput): LogComparison {
  const placement = placeLog(application, lanes, input);
  const { fit, timed, assignment } = placement;
  return {
    application,
    endpointWhy: assignment.why,
    clock: fit,
    timed,
    lanes: placement.lanes.map((placed) => compareLane(placed, input)),
    outside: assignment.outside,
  };
}

function compareLane({ prepared, verdicts }: PlacedLane, input: ComparisonInput): LaneComparison {
  const { lane, expected, logged } = prepared;
  const used = new Set(verdicts.flatMap((verdict) => verdict.logged ?? []));
  const silent = expected.filter(({ claim, required }) => !required && claim.certainty !== 'possible');
  const unsubscribed = silent.filter(({ claim }) => !prepared.wanted(claim));
  return {
    lane,
    differences: explained(verdicts, prepared, input),
    expected: expected.filter(({ required }) => required).length - verdicts.filter(({ verdict }) => verdict === 'open').length,
    told: verdicts.filter((verdict) => verdict.expected?.required && verdict.logged !== undefined).length,
    beyondCapture: countBy(logged.flatMap((item) => (item.beyond === undefined || used.has(item) ? [] : [item.beyond.why]))),
    notSubscribed: unsubscribed.map(({ claim }) => ({ claim, state: prepared.subscription(claim) })),
    notListening: countBy(silent.flatMap(({ claim }) => (prepared.wanted(claim) ? [whyUnheard(claim, prepared)] : []))),
  };
}

/** Differences of one lane that get reasons: looking for them takes time, and nobody reads more. */
const REASONED = 1000;

function explained(verdicts: readonly LaneVerdict[], prepared: PreparedLane, input: ComparisonInput): Difference[] {
  let reasoned = 0;
  return verdicts.map((verdict) => {
    const plain = difference(verdict, prepared);
    if (plain.verdict === 'match' || plain.verdict === 'open' || ++reasoned > REASONED) return plain;
    return { ...plain, reasons: reasonsFor(plain, prepared, input) };
  });
}

function whyUnheard({ earliest }: Notification, { listening, application }: PreparedLane): string {
  return earliest < listening.from ? `${application.settings.name} begins later` : listening.why;
}

function countBy(whys: readonly string[]): { why: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const why of whys) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].map(([why, count]) => ({ why, count }));
}

function difference({ verdict, expected, logged, fields, delay, neighbour, settled }: LaneVerdict, prepared: PreparedLane): Difference {
  return {
    verdict,
    log: prepared.application.settings.name,
    lane: prepared.lane,
    expected: expected?.claim,
    logged: logged?.event,
    time: expected?.claim.time ?? logged?.time,
    delay,
    fields,
    neighbour,
    settled,
    reasons: [],
  };
}
