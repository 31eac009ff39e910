/** From an alignment to verdicts: what matches, what differs in a member, what is missing, what was not expected, what stands in the wrong order. */
import type { Notification } from '../notification/notification.js';
import { type Alignment, align, type Expected, type Logged, pairCost, TOO_EARLY } from './align.js';
import type { AppNotification } from './app-log.js';
import type { Verdict } from './difference.js';
import { type FieldDifference, fieldDifferences } from './member-comparison.js';

/** One verdict with the places of both sides in their sequences. */
export interface LaneVerdict {
  verdict: Verdict;
  expected: Expected | undefined;
  logged: Logged | undefined;
  fields: readonly FieldDifference[];
  delay: number | undefined;
  neighbour: { expected: Notification; logged: AppNotification } | undefined;
}

export interface LaneVerdicts {
  verdicts: readonly LaneVerdict[];
  cost: number;
}

/** Read later than this after it was raised, a notification is late. Microseconds. */
const LATE = 1_000_000;

/** Verdicts in the order of the expected sequence; what only the log has stands where the log has it. */
export function laneVerdicts(expected: readonly Expected[], logged: readonly Logged[], timed: boolean): LaneVerdicts {
  const alignment = align(expected, logged, timed);
  const moved = movedPairs(expected, logged, alignment);
  const partner = new Map<number, number>([...alignment.pairs, ...moved.map(({ pair }) => pair)]);
  const taken = new Set(partner.values());
  const verdicts: { at: number; verdict: LaneVerdict }[] = [];
  expected.forEach((item, e) => {
    const l = partner.get(e);
    const move = moved.find(({ pair }) => pair[0] === e);
    if (l !== undefined) verdicts.push({ at: e, verdict: pairVerdict(item, logged[l]!, move?.neighbour) });
    else if (item.required) verdicts.push({ at: e, verdict: { ...NOTHING, verdict: 'missing', expected: item } });
  });
  let at = -1;
  const expectedOf = new Map(alignment.pairs.map(([e, l]) => [l, e]));
  logged.forEach((item, l) => {
    at = expectedOf.get(l) ?? at;
    if (!taken.has(l) && !item.beyondCapture) verdicts.push({ at: at + 0.5, verdict: { ...NOTHING, verdict: 'unexpected', logged: item } });
  });
  return { verdicts: verdicts.sort((x, y) => x.at - y.at).map(({ verdict }) => verdict), cost: alignment.cost };
}

const NOTHING = { expected: undefined, logged: undefined, fields: [], delay: undefined, neighbour: undefined } as const;

function pairVerdict(expected: Expected, logged: Logged, neighbour: LaneVerdict['neighbour']): LaneVerdict {
  const fields = fieldDifferences(expected.members, logged.event);
  const delay = logged.time === undefined ? undefined : Math.max(0, logged.time - expected.claim.latest);
  const verdict = fields.length > 0 ? 'field' : neighbour !== undefined ? 'order' : (delay ?? 0) > LATE ? 'late' : 'match';
  return { verdict, expected, logged, fields, delay, neighbour };
}

interface MovedPair {
  pair: [number, number];
  /** What it changed places with; undefined where no order is certain between the two. */
  neighbour: LaneVerdict['neighbour'];
}

/** Claims and notifications that the alignment left over, and that are the same: told, but at another place. */
function movedPairs(expected: readonly Expected[], logged: readonly Logged[], { pairs }: Alignment): MovedPair[] {
  const pairedExpected = new Set(pairs.map(([e]) => e));
  const pairedLogged = new Set(pairs.map(([, l]) => l));
  const left = logged.flatMap((_, l) => (pairedLogged.has(l) ? [] : [l]));
  const moved: MovedPair[] = [];
  expected.forEach((item, e) => {
    if (pairedExpected.has(e)) return;
    const l = nearest(
      left.filter((candidate) => isMoved(item, logged[candidate]!)),
      (candidate) => distance(item, logged[candidate]!),
    );
    if (l === undefined) return;
    const neighbour = isStated(item) ? overtaken(expected, logged, pairs, e, l) : undefined;
    if (neighbour === undefined && isTooEarly(item, logged[l]!)) return;
    left.splice(left.indexOf(l), 1);
    moved.push({ pair: [e, l], neighbour });
  });
  return moved;
}

/** Microseconds by which something told at another place may be away from where it belongs. */
const MOVED_TIME = 120e6;
/** Price of unequal members up to which it is the same: nothing that tells which one it is differs. */
const MOVED_COST = 1.5;

function isMoved(expected: Expected, logged: Logged): boolean {
  return pairCost(expected, logged, false) < MOVED_COST && distance(expected, logged) < MOVED_TIME;
}

/** Sure enough to speak of an order. */
function isStated({ claim }: Expected): boolean {
  return claim.certainty !== 'possible';
}

function isTooEarly({ claim }: Expected, { time }: Logged): boolean {
  return time !== undefined && time < claim.earliest - TOO_EARLY;
}

function distance({ claim }: Expected, { time }: Logged): number {
  return time === undefined ? 0 : Math.abs(time - claim.time);
}

function nearest<T>(candidates: readonly T[], far: (candidate: T) => number): T | undefined {
  return candidates.reduce<T | undefined>(
    (best, candidate) => (best === undefined || far(candidate) < far(best) ? candidate : best),
    undefined,
  );
}

/** A pair that lies on the other side of this one in the log than it should, where their order is certain; the nearest. */
function overtaken(
  expected: readonly Expected[],
  logged: readonly Logged[],
  pairs: Alignment['pairs'],
  e: number,
  l: number,
): LaneVerdict['neighbour'] {
  const crossing = pairs.filter(([otherE, otherL]) => {
    const other = expected[otherE]!;
    if (!isStated(other)) return false;
    const [first, second] = e < otherE ? [expected[e]!, other] : [other, expected[e]!];
    return e < otherE !== l < otherL && mustPrecede(first.claim, second.claim);
  });
  const closest = nearest(crossing, ([, other]) => Math.abs(other - l));
  return closest === undefined ? undefined : { expected: expected[closest[0]]!.claim, logged: logged[closest[1]]!.event };
}

/** Two claims in order that could not be told the other way round: one packet caused both, in the stack's own order, or one was over before the other began. */
function mustPrecede(first: Notification, second: Notification): boolean {
  if (first.time === second.time && first.earliest === second.earliest) return true;
  return first.latest <= second.earliest;
}
