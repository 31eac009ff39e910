/** What was told, but at another place than it should: the pairs that an alignment, which keeps the order of both sides, cannot make. */
import type { Notification } from '../notification/notification.js';
import { pairCost, TOO_EARLY } from './align.js';
import type { AppNotification } from './app-log.js';
import { fieldDifferences, sameContent } from './member-comparison.js';
import type { Expected, Logged } from './sequences.js';

type Pair = [expected: number, logged: number];

/** Two that changed places, as expected and as logged. */
export interface Neighbour {
  expected: Notification;
  logged: AppNotification;
}

export interface MovedPair {
  pair: Pair;
  /** What it changed places with; undefined where no order is certain between the two. */
  neighbour: Neighbour | undefined;
}

export interface MovedPairs {
  /** Those in their places. */
  pairs: Pair[];
  moved: MovedPair[];
}

/** What an alignment, which keeps the order, could not pair or paired crosswise. */
export function movedPairs(expected: readonly Expected[], logged: readonly Logged[], aligned: readonly Pair[]): MovedPairs {
  const { pairs, moved } = exchanged(expected, logged, reclaimed(expected, logged, aligned));
  moved.push(...leftOver(expected, logged, [...pairs, ...moved.map(({ pair }) => pair)]));
  moved.push(...changed(expected, logged, [...pairs, ...moved.map(({ pair }) => pair)]));
  return { pairs, moved };
}

/** Where more than that is left over, a log and a capture have so little in common that nothing is looked for again. */
const MOST_LEFT = 1_000;

/** Without the pairs whose members differ though what was told is in every member another claim that is left over: that one takes its place. */
function reclaimed(expected: readonly Expected[], logged: readonly Logged[], aligned: readonly Pair[]): readonly Pair[] {
  const paired = new Set(aligned.map(([e]) => e));
  const left = expected.flatMap((item, e) => (item.required && item.members.length > 1 && !paired.has(e) ? [e] : []));
  if (left.length === 0 || left.length > MOST_LEFT) return aligned;
  return aligned.filter(([e, l]) => {
    if (pairCost(expected[e]!, logged[l]!, false) === 0) return true;
    const at = left.findIndex((other) => pairCost(expected[other]!, logged[l]!, false) === 0 && !isTooEarly(expected[other]!, logged[l]!));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** How many pairs may lie between two that changed places. */
const EXCHANGED_WITHIN = 4;

/** Pairs whose members all fit once their notifications are exchanged. */
function exchanged(expected: readonly Expected[], logged: readonly Logged[], aligned: readonly Pair[]): MovedPairs {
  const equal = ([e, l]: Pair): boolean => pairCost(expected[e]!, logged[l]!, false) === 0;
  const unequal = aligned.flatMap((pair, i) => (equal(pair) ? [] : [{ pair, i }]));
  const pairs = new Set(aligned);
  const moved: MovedPair[] = [];
  for (const { pair: one, i } of unequal) {
    const other = unequal.find(
      ({ pair, i: k }) => k > i && k <= i + EXCHANGED_WITHIN && pairs.has(pair) && equal([one[0], pair[1]]) && equal([pair[0], one[1]]),
    )?.pair;
    if (other === undefined || !pairs.has(one)) continue;
    pairs.delete(one);
    pairs.delete(other);
    pairs.add([other[0], one[1]]);
    const sure = mustPrecede(expected[one[0]]!.claim, expected[other[0]]!.claim, logged[other[1]]!);
    moved.push({
      pair: [one[0], other[1]],
      neighbour: sure ? { expected: expected[other[0]]!.claim, logged: logged[one[1]]!.event } : undefined,
    });
  }
  return { pairs: [...pairs], moved };
}

/** Claims and notifications that the alignment left over, and that are the same: told, but at another place. */
function leftOver(expected: readonly Expected[], logged: readonly Logged[], pairs: readonly Pair[]): MovedPair[] {
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
    const placed = [...pairs, ...moved.map(({ pair }) => pair)];
    const neighbour = isStated(item) ? overtaken(expected, logged, placed, e, l) : undefined;
    if (neighbour === undefined && isTooEarly(item, logged[l]!)) return;
    left.splice(left.indexOf(l), 1);
    moved.push({ pair: [e, l], neighbour });
  });
  return moved;
}

/** What is missing and what nobody expected, the same but for one member: one that was told otherwise than it should, out of the others' order. */
function changed(expected: readonly Expected[], logged: readonly Logged[], pairs: readonly Pair[]): MovedPair[] {
  const pairedExpected = new Set(pairs.map(([e]) => e));
  const pairedLogged = new Set(pairs.map(([, l]) => l));
  const left = logged.flatMap((item, l) => (pairedLogged.has(l) || item.beyond !== undefined ? [] : [l]));
  if (left.length > MOST_LEFT) return [];
  return expected.flatMap((item, e) => {
    if (!item.required || pairedExpected.has(e)) return [];
    const alike = left.filter((l) => isAlike(item, logged[l]!));
    if (alike.length !== 1) return [];
    left.splice(left.indexOf(alike[0]!), 1);
    return [{ pair: [e, alike[0]!] as Pair, neighbour: undefined }];
  });
}

function isAlike(item: Expected, logged: Logged): boolean {
  const { claim, members } = item;
  if (claim.body.sn_type !== logged.event.type || distance(item, logged) > MOVED_TIME || isTooEarly(item, logged)) return false;
  return members.length > 1 && fieldDifferences(members, logged.event).length === 1;
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

/** A pair that lies on the other side of this one in the log than it should, where their order is certain and shows; the nearest. */
function overtaken(
  expected: readonly Expected[],
  logged: readonly Logged[],
  pairs: readonly Pair[],
  e: number,
  l: number,
): Neighbour | undefined {
  const crossing = pairs.filter(([otherE, otherL]) => {
    const other = expected[otherE]!;
    if (!isStated(other) || sameContent(logged[otherL]!.event, logged[l]!.event)) return false;
    const [first, second] = e < otherE ? [expected[e]!, other] : [other, expected[e]!];
    return e < otherE !== l < otherL && mustPrecede(first.claim, second.claim, logged[Math.max(l, otherL)]!);
  });
  const closest = nearest(crossing, ([, other]) => Math.abs(other - l));
  return closest === undefined ? undefined : { expected: expected[closest[0]]!.claim, logged: logged[closest[1]]!.event };
}

/**
 * Two claims in order that could not be told the other way round: one packet caused both, in the stack's own order; a later packet caused the second; one was over
 * before the other began; or the one is what the other presupposes. `later`: the first of the two as the log has it, behind the second.
 */
function mustPrecede(first: Notification, second: Notification, later: Logged): boolean {
  if (second.ahead === 'of-unread' && (later.time ?? second.earliest) >= second.earliest - CLOCK_SLACK) return false;
  if (first.latest <= second.earliest || presupposes(second, first)) return true;
  const together = first.earliest === second.earliest || first.latest === second.latest;
  if (first.time === second.time && together) return first.earliest === second.earliest || !expires(first) || !expires(second);
  return isMoment(first) && isMoment(second) && first.frames.at(-1)! < second.frames[0]!;
}

/** What was read no sooner than so long before another was raised may have been unread then, by two clocks. Microseconds. */
const CLOCK_SLACK = 1_000;

/** Longer than this between the earliest and the latest, no single packet or time-out caused it. Microseconds. */
const ONE_MOMENT = 10_000;

/** Messages are given up by themselves; the FORWARD-TSN that shows it speaks of many. */
function expires({ rule, earliest, latest }: Notification): boolean {
  return rule === 'abandoned' && latest - earliest > ONE_MOMENT;
}

/** A packet caused it, there and then. */
function isMoment({ frames, earliest, latest }: Notification): boolean {
  return frames.length > 0 && latest - earliest <= ONE_MOMENT;
}

/** An association comes up before anything else is told of it and ends after it; a path of it fails before it is back, and comes before it is confirmed. */
function presupposes({ body: second, association }: Notification, { body: first, association: same }: Notification): boolean {
  if (association !== same) return false;
  if (first.sn_type === 'SCTP_ASSOC_CHANGE' && first.sac_state === 'SCTP_COMM_UP') return true;
  if (second.sn_type === 'SCTP_ASSOC_CHANGE' && /LOST|COMP/.test(second.sac_state)) return !/SEND_FAILED/.test(first.sn_type);
  return first.sn_type === 'SCTP_PEER_ADDR_CHANGE' && second.sn_type === first.sn_type && first.spc_aaddr === second.spc_aaddr;
}
