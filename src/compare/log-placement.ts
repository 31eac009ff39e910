/** Where a log belongs: to which lanes of the capture, and by which clock. */
import { type ClockFit, fitClock, isSameClock, NO_OFFSET, type TimedPair } from './clock-fit.js';
import type { Lane } from './lane.js';
import { type Assignment, assignLanes } from './lane-assignment.js';
import { type LaneVerdicts, laneVerdicts } from './lane-verdicts.js';
import type { LoggedApplication } from './logged-application.js';
import { type LogTime, prepareLane, type Surroundings } from './prepared-lane.js';

export interface LogPlacement extends LogTime {
  assignment: Assignment;
}

/** Absolute times are taken as they are, if that explains the log; otherwise the order alone finds the pairs that fit the clock. */
export function placeLog(application: LoggedApplication, lanes: readonly Lane[], surroundings: Surroundings): LogPlacement {
  const untimed: LogPlacement = { fit: NO_OFFSET, timed: false, assignment: assignLanes(application, lanes, undefined) };
  const clock = application.summary?.clock ?? 'epoch';
  if (clock === 'none') return untimed;
  const byOrder = placeBy(fitClock(pairsOf(application, untimed, surroundings)), application, lanes);
  if (clock === 'unknown-offset') return placeBy(fitClock(pairsOf(application, byOrder, surroundings)), application, lanes);
  const asIs = placeBy(NO_OFFSET, application, lanes);
  const better = cost(application, byOrder, surroundings) < cost(application, asIs, surroundings) - 1;
  const pairs = pairsOf(application, better ? byOrder : asIs, surroundings);
  const fit = fitClock(pairs);
  return isSameClock(fit, pairs) ? { ...asIs, fit: { ...NO_OFFSET, pairs: pairs.length } } : placeBy(fit, application, lanes);
}

function placeBy(fit: ClockFit, application: LoggedApplication, lanes: readonly Lane[]): LogPlacement {
  return { fit, timed: true, assignment: assignLanes(application, lanes, fit.offset) };
}

function verdictsOf(application: LoggedApplication, placement: LogPlacement, surroundings: Surroundings): LaneVerdicts[] {
  return placement.assignment.lanes.map((assigned) => {
    const { expected, logged, timed } = prepareLane(application, assigned, placement, surroundings);
    return laneVerdicts(expected, logged, timed);
  });
}

function cost(application: LoggedApplication, placement: LogPlacement, surroundings: Surroundings): number {
  return verdictsOf(application, placement, surroundings).reduce((sum, verdicts) => sum + verdicts.cost, 0);
}

/** Pairs that fit in every member, with the log's own times. */
function pairsOf(application: LoggedApplication, placement: LogPlacement, surroundings: Surroundings): TimedPair[] {
  const verdicts = verdictsOf(application, placement, surroundings).flatMap((lane) => lane.verdicts);
  return verdicts.flatMap(({ verdict, expected, logged }) => {
    const read = logged?.event.time;
    if ((verdict !== 'match' && verdict !== 'late') || expected === undefined || read === undefined) return [];
    return [{ earliest: expected.claim.earliest, latest: expected.claim.latest, read }];
  });
}
