/**
 * What the rhythm of HEARTBEATs tells of a path with time-outs. Linux waits for half an RTO and up to one RTO more by chance, and for HB.interval before that, unless the path is
 * potentially failed (transport.c sctp_transport_timeout, sctp_transport_reset_hb_timer). It is that from the first time-out on, if its limit is higher than 1, until it has failed
 * (sm_sideeffect.c sctp_do_8_2_transport_strike). So a HEARTBEAT too soon for the interval shows that the path has survived, and one too late for the RTO alone that it has not.
 */
import type { Endpoint } from '../association.js';
import type { Path, Rhythm } from '../path.js';
import type { Replay } from '../replay.js';

/** Waits that must have been seen for telling what is usual. */
const ENOUGH = 2;
/** RTO.Min of an association that nobody tuned. */
const RTO_MIN = 1e6;
/** Timers go off late by up to an eighth (kernel/time/timer.c: the wheel's granularity), and a busy socket keeps them waiting. */
const LATE = 1.125;
const BUSY = 60_000;
/** Waits that differ by less are the same. */
const SAME = 0.05;

function rhythmOf(endpoint: Endpoint): Rhythm {
  endpoint.rhythm ??= { shortest: Number.POSITIVE_INFINITY, longest: 0, count: 0, firstWait: Number.NaN, lastWait: Number.NaN };
  return endpoint.rhythm;
}

/** Data was sent again on this path after so long. */
export function waitSeen(endpoint: Endpoint, path: Path, waited: number): void {
  const rhythm = rhythmOf(endpoint);
  if (path.strikes === 0) rhythm.firstWait = Math.min(rhythm.firstWait || waited, waited);
  else if (Math.abs(waited - path.lastWait) < SAME * waited) rhythm.lastWait = waited;
}

/** The last HEARTBEAT on this path was answered at that time. */
export function rhythmBegins(path: Path, time: number): void {
  path.probedAt = time;
  path.usual = true;
  path.worst = 0;
}

/** How many time-outs the path had when it survived them, or how many it had when it had not survived them; undefined where the next HEARTBEAT does not tell. */
export interface Shown {
  survived: boolean;
  strikes: number;
}

/** A HEARTBEAT is sent on this path at that time: what does it show? */
export function rhythmShown(replay: Replay, endpoint: Endpoint, path: Path, now: number): Shown | undefined {
  const { probedAt, usual } = path;
  path.probedAt = now;
  path.usual = false;
  if (Number.isNaN(probedAt) || !path.confirmed || replay.profileOf(endpoint).failingPathProbed.value !== 'each-rto') return undefined;
  const { lastTime } = endpoint.outbound;
  const quiet = lastTime < probedAt;
  if (path.worst === 0) {
    if (usual && quiet) usualWait(rhythmOf(endpoint), now - probedAt);
    return undefined;
  }
  const sent = endpoint.peer.addresses.length > 1 ? path.lastTimeout : lastTime;
  return judge(endpoint, path, now - probedAt, now - Math.max(probedAt, sent, path.lastTimeout), quiet);
}

function usualWait(rhythm: Rhythm, wait: number): void {
  rhythm.shortest = Math.min(rhythm.shortest, wait);
  rhythm.longest = Math.max(rhythm.longest, wait);
  rhythm.count++;
}

/** The HEARTBEAT comes so long after the one before, and so long after anything was sent there. */
function judge(endpoint: Endpoint, path: Path, wait: number, silence: number, quiet: boolean): Shown | undefined {
  const rhythm = rhythmOf(endpoint);
  const { worst } = path;
  if (rhythm.count < ENOUGH) return undefined;
  const rto = timeOut(endpoint, rhythm);
  const most = Math.min(rto * 2 ** worst, rhythm.lastWait || Number.POSITIVE_INFINITY);
  const least = Math.min(2 * rto, rhythm.lastWait || Number.POSITIVE_INFINITY);
  const grown = quiet && worst > 0 && least > rto ? (least - rto) / 2 : 0;
  if (Math.min(wait, silence) < soonest(rhythm) + grown) return { survived: true, strikes: worst };
  if (silence > 1.5 * most * LATE + BUSY) return { survived: false, strikes: worst };
  return undefined;
}

/** How soon a HEARTBEAT may come at the least: chance has spread those that were seen over one RTO. */
function soonest({ shortest, longest, count }: Rhythm): number {
  return shortest - (longest - shortest) / (count - 1);
}

/** Its RTO while nothing is lost; NaN where nothing tells. */
function timeOut({ association }: Endpoint, { firstWait }: Rhythm): number {
  if (firstWait > 0) return firstWait;
  return association.tuned ? Number.NaN : RTO_MIN;
}
