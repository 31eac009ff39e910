/**
 * HEARTBEATs that went astray without being seen to. What an endpoint sends may be lost before it passes here, what is sent to it behind here: then its HEARTBEATs are missing, or come sooner
 * than after an answer (transport.c sctp_transport_timeout). Where its timers and its limit are known, so is what it made of that.
 */
import type { SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import type { Path } from '../path.js';
import type { Replay } from '../replay.js';

/** RTO.Min where nobody says otherwise, and the shortest wait for a HEARTBEAT of a path that is potentially failed (transport.c: HZ / 5). Microseconds. */
const RTO_MIN = 1e6;
const LEAST_WAIT = 200_000;
/** So long after a HEARTBEAT passed here its answer must have passed, and after data. */
const ANSWERED = 20_000;
const ACKNOWLEDGED = 230_000;
/** A limit higher than that is never come to. */
const MOST_LOST = 256;
/** Of the RTO that chance adds to a wait, so much is taken for usual. */
const SLOW = 0.65;

/** Microseconds: HB.interval, and the RTO while nothing is lost and at the most. */
interface Timers {
  interval: number;
  rto: number;
  rtoMost: number;
}

/** A time-out that was not seen: its HEARTBEAT was lost, or the answer to one that was seen. */
export interface UnseenStrike {
  time: number;
  /** Neither it nor the one before went unanswered before: it is none yet. */
  first: boolean;
}

/** Its timers and the limit of its paths, where its log or the user tells them; not where all of it is seen. */
function known(replay: Replay, endpoint: Endpoint): { timers: Timers; limit: number } | undefined {
  const profile = replay.profileOf(endpoint);
  const limit = replay.assumed(endpoint, 'path.max.retrans');
  const interval = replay.assumed(endpoint, 'hb.interval');
  if (limit === undefined || interval === undefined || profile.failingPathProbed.value !== 'each-rto' || replay.near(endpoint))
    return undefined;
  const stated = (name: string, otherwise: number) => (replay.assumed(endpoint, name) ?? otherwise / 1000) * 1000;
  const rto = Math.max(stated('rto.min', RTO_MIN), 1.5 * endpoint.lag.estimate);
  return { timers: { interval: interval * 1000, rto, rtoMost: stated('rto.max', profile.rtoMax.value) }, limit };
}

/** How long a HEARTBEAT is waited for after so many strikes: at the least, and on average. */
function waitFor({ interval, rto, rtoMost }: Timers, strikes: number, limit: number): { least: number; usual: number } {
  const grown = Math.min(rto * 2 ** strikes, rtoMost);
  const failing = strikes > 0 && limit > 1 && strikes <= limit;
  const least = failing ? Math.max(grown / 2, LEAST_WAIT) : interval + grown / 2;
  return { least, usual: least + SLOW * grown };
}

/** A HEARTBEAT of a far endpoint is seen on this path: the ones that it must have sent since the last one, or the last answer, though they were not seen. */
export function lostHeartbeats(replay: Replay, endpoint: Endpoint, path: Path, now: number): UnseenStrike[] {
  const { timers, limit } = known(replay, endpoint) ?? {};
  if (timers === undefined || limit === undefined || Number.isNaN(path.probedAt) || !path.confirmed || !path.active) return [];
  const lost: UnseenStrike[] = [];
  let { strikes, probedAt: time } = path;
  let unanswered = path.heartbeat !== undefined;
  if (endpoint.peer.addresses.length === 1) time = Math.max(time, endpoint.outbound.lastTime);
  if (strikes === 0 && path.worst === 0 && now - time < waitFor(timers, 0, limit).least && !path.usual) return lost;
  while (strikes <= limit && lost.length < MOST_LOST) {
    const { usual } = waitFor(timers, strikes, limit);
    const further = waitFor(timers, strikes + (unanswered ? 1 : 0), limit);
    if (now - time < usual + further.usual / 2) break;
    time += usual;
    lost.push({ time, first: !unanswered });
    if (unanswered) strikes++;
    unanswered = true;
  }
  return lost;
}

/** Does the HEARTBEAT come sooner than any does that follows an answer? Then the last answer had not arrived, and that was a time-out already. */
export function comesTooSoon(replay: Replay, endpoint: Endpoint, path: Path, now: number): boolean {
  const { timers, limit } = known(replay, endpoint) ?? {};
  if (timers === undefined || limit === undefined || limit < 2 || Number.isNaN(path.probedAt) || path.worst > 0 || !path.confirmed)
    return false;
  return now - path.probedAt < waitFor(timers, 0, limit).least - ANSWERED;
}

/**
 * A HEARTBEAT of `endpoint` passes here: is what its peer has sent there left unanswered, so that nothing reaches it from here? A HEARTBEAT of it has passed since, so that an answer would have.
 */
export function noteCutOff(endpoint: Endpoint, { lastHeartbeat }: Path, { source }: SctpPacket): void {
  const { peer, lag } = endpoint;
  const back = peer.paths?.get(source);
  if (back === undefined) return;
  const before = lastHeartbeat - 2 * lag.estimate;
  const probed = back.heartbeat !== undefined && back.heartbeat.time > back.answeredAt && back.heartbeat.time + ANSWERED < before;
  const sent = peer.outbound.outstanding > 0 && endpoint.addresses.length === 1 && peer.outbound.lastTime + ACKNOWLEDGED < before;
  if (!probed && !sent) return;
  back.cutOff = true;
  peer.troubled = true;
}

/** Does the answer that `sender` gives to this HEARTBEAT not arrive either? */
export function isCutOff(replay: Replay, sender: Endpoint, { destination }: SctpPacket): boolean {
  return sender.paths?.get(destination)?.cutOff === true && known(replay, sender.peer) !== undefined;
}
