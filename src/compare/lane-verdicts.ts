/** From an alignment to verdicts: what matches, what differs in a member, what is missing, what was not expected, what stands in the wrong order. */
import type { Notification } from '../notification/notification.js';
import { align, likeliest } from './align.js';
import { allowedAsides, withAllowed } from './aside.js';
import { type Shown, staysBeyond } from './beyond-capture.js';
import type { Verdict } from './difference.js';
import type { Listening } from './listening.js';
import { type FieldDifference, fieldDifferences } from './member-comparison.js';
import { movedPairs, type Neighbour } from './moved-pairs.js';
import { isEnd, notDueYet } from './open-claim.js';
import { readingPace } from './reading-pace.js';
import type { Expected, Logged } from './sequences.js';

/** One verdict with the places of both sides in their sequences. */
export interface LaneVerdict {
  verdict: Verdict;
  expected: Expected | undefined;
  logged: Logged | undefined;
  fields: readonly FieldDifference[];
  delay: number | undefined;
  neighbour: Neighbour | undefined;
  settled: string | undefined;
}

/** What verdicts are made of; `asides` are what the packets allow as well. */
export interface AlignedLane {
  expected: readonly Expected[];
  asides: readonly Expected[];
  logged: readonly Logged[];
  timed: boolean;
  /** What the log's times are given to, microseconds. */
  grain: number;
  /** By the capture's clock, microseconds: when the log, or the reading of it, ended, and what ended it. */
  listening: Pick<Listening, 'endedAt' | 'why'>;
}

export interface LaneVerdicts {
  verdicts: readonly LaneVerdict[];
  cost: number;
}

/** Read later than this after it was raised, as far as the log's times tell, a notification is late. Microseconds. */
const LATE = 1_000_000;

/** Verdicts in the order of the expected sequence; what only the log has stands where the log has it. */
export function laneVerdicts(lane: AlignedLane): LaneVerdicts {
  const { expected, asides, logged, timed, grain, listening } = lane;
  const alignment = align(expected, logged, timed);
  const { pairs, moved } = movedPairs(expected, logged, pacedPairs(lane, alignment.pairs));
  const partner = new Map<number, number>([...pairs, ...moved.map(({ pair }) => pair)]);
  const neighbours = new Map(moved.map(({ pair, neighbour }) => [pair[0], neighbour]));
  const taken = new Set(partner.values());
  const notDue = notDueYet(expected, logged, listening, partner);
  const verdicts: { at: number; verdict: LaneVerdict }[] = [];
  expected.forEach((item, e) => {
    const l = partner.get(e);
    if (l !== undefined) verdicts.push({ at: e, verdict: pairVerdict(item, logged[l]!, neighbours.get(e), grain) });
    else if (item.required) verdicts.push({ at: e, verdict: lackingVerdict(item, item.open?.because ?? notDue(item.claim)) });
  });
  let at = -1;
  const expectedOf = new Map(pairs.map(([e, l]) => [l, e]));
  const shown = shownOf(expected, partner);
  const open = logged.flatMap((_, l) => (taken.has(l) || staysBeyond(logged, l, shown) ? [] : [l]));
  const allowed = allowedAsides(asides, logged, open, timed);
  const left = new Set(open);
  logged.forEach((item, l) => {
    at = expectedOf.get(l) ?? at;
    if (!left.has(l)) return;
    const aside = allowed.get(l);
    const verdict =
      aside === undefined ? { ...NOTHING, verdict: 'unexpected' as const, logged: item } : pairVerdict(aside, item, undefined, grain);
    verdicts.push({ at: at + 0.5, verdict });
  });
  return { verdicts: verdicts.sort((x, y) => x.at - y.at).map(({ verdict }) => verdict), cost: alignment.cost };
}

/** Where some was only possible, a prompt application's log has what was expected at once, and no later one in its place. */
function pacedPairs({ expected, asides, logged, timed }: Omit<AlignedLane, 'listening'>, pairs: [number, number][]): [number, number][] {
  if (!timed || (asides.length === 0 && expected.every(({ required }) => required))) return pairs;
  const pace = readingPace(pairs.map(([e, l]) => ({ claim: expected[e]!.claim, logged: logged[l]! })));
  return pace === undefined ? pairs : align(expected, withAllowed(asides, logged), timed, pace).pairs;
}

/** The first and the last of the log that tell what the capture shows, and whether that is an association's end. */
function shownOf(expected: readonly Expected[], partner: ReadonlyMap<number, number>): Shown | undefined {
  const places = [...partner].sort(([, one], [, other]) => one - other);
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { places: places.map(([, l]) => l), first: first[1], last: last[1], ended: isEnd(expected[last[0]]!.claim) };
}

const NOTHING = { expected: undefined, logged: undefined, fields: [], delay: undefined, neighbour: undefined, settled: undefined } as const;

function pairVerdict(expected: Expected, logged: Logged, neighbour: LaneVerdict['neighbour'], grain: number): LaneVerdict {
  const { members, assumption } = likeliest(expected, logged);
  const fields = fieldDifferences(members, logged.event);
  const settled = assumption ?? expected.open?.shown ?? doubt(expected.claim);
  const delay = logged.time === undefined ? undefined : Math.max(0, logged.time - expected.claim.latest);
  const verdict = fields.length > 0 ? 'field' : neighbour !== undefined ? 'order' : (delay ?? 0) > LATE + grain ? 'late' : 'match';
  return { verdict, expected, logged, fields, delay, neighbour, settled };
}

/** Of what the log lacks: a difference, unless that is left open. */
function lackingVerdict(expected: Expected, open: string | undefined): LaneVerdict {
  return { ...NOTHING, verdict: open === undefined ? 'missing' : 'open', expected, settled: open };
}

/** What the log says of a claim that was no more than possible. */
function doubt({ certainty, assumptions }: Notification): string | undefined {
  return certainty === 'possible' ? assumptions.join(', ') || 'it was possible' : undefined;
}
