/** Where a log belongs: to which lanes of the capture, and by which clock. */
import { UNEXPECTED } from './align.js';
import { fitClock, isSameClock, NO_OFFSET, type TimedPair } from './clock-fit.js';
import type { Lane } from './lane.js';
import { type Assignment, assignLanes, likelyHosts } from './lane-assignment.js';
import { type LaneVerdicts, laneVerdicts } from './lane-verdicts.js';
import type { LoggedApplication } from './logged-application.js';
import { type LogTime, type PreparedLane, prepareLane, type Surroundings } from './prepared-lane.js';

export interface LogPlacement extends LogTime {
  assignment: Assignment;
  /** Each lane of the assignment with its verdicts. */
  lanes: readonly PlacedLane[];
}

export interface PlacedLane extends LaneVerdicts {
  prepared: PreparedLane;
}

/** At the host that it fits best; where several come close, at the one whose claims explain most of it. */
export function placeLog(application: LoggedApplication, lanes: readonly Lane[], surroundings: Surroundings): LogPlacement {
  const hosts = likelyHosts(application, lanes, undefined, surroundings.snapshot);
  if (hosts.length < 2) return placeAt(application, lanes, surroundings);
  const placements = hosts.map((host) => placeAt(application, host, surroundings));
  return placements.reduce((best, other) => (unexplained(other) < unexplained(best) ? other : best));
}

/** What is not explained of a log there: by its lanes, and what belongs to none of them. */
function unexplained(placement: LogPlacement): number {
  const outside = placement.assignment.outside.reduce((sum, { notifications }) => sum + notifications.length, 0);
  return costOf(placement) + UNEXPECTED * outside;
}

/** Absolute times are taken as they are, if that explains the log; otherwise the order alone finds the pairs that fit the clock. */
function placeAt(application: LoggedApplication, lanes: readonly Lane[], surroundings: Surroundings): LogPlacement {
  const place = (time: LogTime): LogPlacement => placeBy(time, application, lanes, surroundings);
  const clock = application.summary?.clock ?? 'epoch';
  if (clock === 'none') return place({ fit: NO_OFFSET, timed: false });
  const asIs = clock === 'epoch' ? place({ fit: NO_OFFSET, timed: true }) : undefined;
  if (asIs !== undefined && explains(asIs, application)) return withPairs(asIs);
  const byOrder = place({ fit: fitClock(pairsOf(place({ fit: NO_OFFSET, timed: false })), application.cutOff), timed: true });
  const start = asIs === undefined || isBetter(byOrder, asIs) ? byOrder : asIs;
  const pairs = pairsOf(start);
  const fit = fitClock(pairs, application.cutOff);
  return asIs !== undefined && isSameClock(fit, pairs) ? withPairs(asIs) : place({ fit, timed: true });
}

function placeBy(time: LogTime, application: LoggedApplication, lanes: readonly Lane[], surroundings: Surroundings): LogPlacement {
  const assignment = assignLanes(application, lanes, time.timed ? time.fit.offset : undefined, surroundings.snapshot);
  const placed = assignment.lanes.map((assigned) => {
    const prepared = prepareLane(application, assigned, time, surroundings);
    return { prepared, ...laneVerdicts(prepared) };
  });
  return { ...time, assignment, lanes: placed };
}

function withPairs(placement: LogPlacement): LogPlacement {
  return { ...placement, fit: { ...placement.fit, pairs: pairsOf(placement).length } };
}

/** Nearly everything the log was told is what was expected, at times that the same clock gives. */
function explains(placement: LogPlacement, { notifications, cutOff }: LoggedApplication): boolean {
  const pairs = pairsOf(placement);
  return pairs.length * 5 >= notifications.length * 4 && isSameClock(fitClock(pairs, cutOff), pairs);
}

/** Another clock must explain more than the log's own: more pairs, and cheaper. */
function isBetter(one: LogPlacement, other: LogPlacement): boolean {
  return costOf(one) < costOf(other) - 1 && pairsOf(one).length > pairsOf(other).length;
}

function costOf({ lanes }: LogPlacement): number {
  return lanes.reduce((sum, { cost }) => sum + cost, 0);
}

/** Pairs that fit in every member, with the log's own times. */
function pairsOf({ lanes }: LogPlacement): TimedPair[] {
  return lanes.flatMap(({ verdicts, prepared: { application } }) =>
    verdicts.flatMap(({ verdict, expected, logged }) => {
      const time = logged?.event.time;
      if ((verdict !== 'match' && verdict !== 'late') || expected === undefined || time === undefined) return [];
      return [{ earliest: expected.claim.earliest, latest: expected.claim.latest, read: time + application.cutOff }];
    }),
  );
}
