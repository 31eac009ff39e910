/** From an alignment to verdicts: what matches, what differs in a member, what is missing, what was not expected, what stands in the wrong order. */
import type { Notification } from '../notification/notification.js';
import { align, type Expected, type Logged, settledBy } from './align.js';
import type { AppNotification } from './app-log.js';
import { allowedAsides } from './aside.js';
import type { Verdict } from './difference.js';
import { type FieldDifference, fieldDifferences } from './member-comparison.js';
import { movedPairs } from './moved-pairs.js';

/** One verdict with the places of both sides in their sequences. */
export interface LaneVerdict {
  verdict: Verdict;
  expected: Expected | undefined;
  logged: Logged | undefined;
  fields: readonly FieldDifference[];
  delay: number | undefined;
  neighbour: { expected: Notification; logged: AppNotification } | undefined;
  settled: string | undefined;
}

/** What verdicts are made of; `asides` are what the packets allow as well. */
export interface AlignedLane {
  expected: readonly Expected[];
  asides: readonly Expected[];
  logged: readonly Logged[];
  timed: boolean;
}

export interface LaneVerdicts {
  verdicts: readonly LaneVerdict[];
  cost: number;
}

/** Read later than this after it was raised, a notification is late. Microseconds. */
const LATE = 1_000_000;

/** Verdicts in the order of the expected sequence; what only the log has stands where the log has it. */
export function laneVerdicts({ expected, asides, logged, timed }: AlignedLane): LaneVerdicts {
  const alignment = align(expected, logged, timed);
  const { pairs, moved } = movedPairs(expected, logged, alignment.pairs);
  const partner = new Map<number, number>([...pairs, ...moved.map(({ pair }) => pair)]);
  const neighbours = new Map(moved.map(({ pair, neighbour }) => [pair[0], neighbour]));
  const taken = new Set(partner.values());
  const verdicts: { at: number; verdict: LaneVerdict }[] = [];
  expected.forEach((item, e) => {
    const l = partner.get(e);
    if (l !== undefined) verdicts.push({ at: e, verdict: pairVerdict(item, logged[l]!, neighbours.get(e)) });
    else if (item.required) verdicts.push({ at: e, verdict: { ...NOTHING, verdict: 'missing', expected: item } });
  });
  let at = -1;
  const expectedOf = new Map(pairs.map(([e, l]) => [l, e]));
  const allowed = allowedAsides(asides, logged, taken, timed);
  logged.forEach((item, l) => {
    at = expectedOf.get(l) ?? at;
    const aside = allowed.get(l);
    if (aside !== undefined) verdicts.push({ at: at + 0.5, verdict: pairVerdict(aside, item, undefined) });
    else if (!taken.has(l) && !item.beyondCapture)
      verdicts.push({ at: at + 0.5, verdict: { ...NOTHING, verdict: 'unexpected', logged: item } });
  });
  return { verdicts: verdicts.sort((x, y) => x.at - y.at).map(({ verdict }) => verdict), cost: alignment.cost };
}

const NOTHING = { expected: undefined, logged: undefined, fields: [], delay: undefined, neighbour: undefined, settled: undefined } as const;

function pairVerdict(expected: Expected, logged: Logged, neighbour: LaneVerdict['neighbour']): LaneVerdict {
  const unequal = fieldDifferences(expected.members, logged.event);
  const settled = unequal.length > 0 ? settledBy(expected, logged.event) : doubt(expected.claim);
  const fields = settled === undefined ? unequal : [];
  const delay = logged.time === undefined ? undefined : Math.max(0, logged.time - expected.claim.latest);
  const verdict = fields.length > 0 ? 'field' : neighbour !== undefined ? 'order' : (delay ?? 0) > LATE ? 'late' : 'match';
  return { verdict, expected, logged, fields, delay, neighbour, settled };
}

/** What the log says of a claim that was no more than possible. */
function doubt({ certainty, assumptions }: Notification): string | undefined {
  return certainty === 'possible' ? assumptions.join(', ') || 'it was possible' : undefined;
}
