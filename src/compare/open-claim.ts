/** What was likely and is not in the log, where that is no difference: the packets hardly decided it, so the log does. */
import type { Notification } from '../notification/notification.js';
import type { EndpointReport } from '../reconstruct/model.js';
import type { Lane } from './lane.js';
import type { Listening } from './listening.js';
import type { Expected, Logged, Open } from './sequences.js';

/** A claim whose moment is known no better than this may be due later than it is estimated (microseconds); so many times the time it could have come before. */
const VAGUE = 1_000_000;
const LATER = 0.5;

/**
 * Why a claim that the log lacks was perhaps not due when its association ended, or the log did. What is told at the same moment as something that was told was due.
 */
export function notDueYet(
  expected: readonly Expected[],
  logged: readonly Logged[],
  listening: Pick<Listening, 'endedAt' | 'why'>,
  partner: ReadonlyMap<number, number>,
): (claim: Notification) => string | undefined {
  const told = new Set<string>();
  const ends = new Map<number, number>();
  for (const [e, l] of partner) {
    const { claim } = expected[e]!;
    told.add(momentOf(claim));
    if (isEnd(claim)) ends.set(claim.association, logged[l]!.time ?? Number.POSITIVE_INFINITY);
  }
  return (claim) => {
    if (claim.certainty !== 'likely' || told.has(momentOf(claim))) return undefined;
    if (isDueAfter(claim, ends.get(claim.association) ?? Number.POSITIVE_INFINITY))
      return 'it was perhaps not due yet when the association ended';
    return isDueAfter(claim, listening.endedAt) ? `it was perhaps not due yet when this happened: ${listening.why}` : undefined;
  };
}

function momentOf({ association, earliest, time, latest }: Notification): string {
  return `${association} ${earliest} ${time} ${latest}`;
}

/** Had it not come by then, it may have come later all the same. */
function isDueAfter({ earliest, time, latest }: Notification, ended: number): boolean {
  return latest > ended && latest - earliest > VAGUE && ended - time <= LATER * (time - earliest);
}

/** It tells of the end of its association. */
export function isEnd({ body }: Notification): boolean {
  return body.sn_type === 'SCTP_ASSOC_CHANGE' && /LOST|COMP|CANT/.test(body.sac_state);
}

/** Of the claims of a lane, those that stand or fall with what packets hardly show. */
export function openClaims(lane: Lane): (claim: Notification) => Open | undefined {
  const lossy = lossyEnds(lane);
  return (claim) => {
    if (claim.certainty !== 'likely' || claim.hinge === undefined) return undefined;
    const { what, ofLosses } = claim.hinge;
    const because = `packets do not show whether ${what}`;
    if (!ofLosses) return { shown: what, because };
    return lossy.has(endOf(claim)) ? { shown: what, because: `${because}, and some were lost on the way there` } : undefined;
  };
}

function endOf({ association, endpoint }: Notification): string {
  return `${association}.${endpoint}`;
}

/** As likely as not, one of the claims that each stand or fall with one packet falls: so many losses are expected among them. */
const ONE_LOST = Math.LN2;

/** The ends of a lane to which enough was lost after it had passed the capture point. */
function lossyEnds({ associations, expected }: Lane): Map<string, number> {
  const hinged = new Map<string, number>();
  for (const claim of expected) if (isOfLosses(claim)) hinged.set(endOf(claim), (hinged.get(endOf(claim)) ?? 0) + 1);
  const lossy = new Map<string, number>();
  for (const { report, side } of associations) {
    const lost = (hinged.get(`${report.id}.${side}`) ?? 0) * lostShare(report.endpoints[side === 0 ? 1 : 0]);
    if (lost >= ONE_LOST) lossy.set(`${report.id}.${side}`, lost);
  }
  return lossy;
}

function isOfLosses({ certainty, hinge }: Notification): boolean {
  return certainty === 'likely' && hinge?.ofLosses === true;
}

/** What its peer had to send again of its data, of all it sent: as much is lost beyond the capture point, there or on the way back. */
function lostShare({ dataChunks, retransmissions }: EndpointReport): number {
  return retransmissions === 0 ? 0 : retransmissions / (dataChunks + retransmissions);
}
