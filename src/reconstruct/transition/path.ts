/**
 * Paths: RFC 9260 sections 5.4 (confirmation), 8.2 (failure) and 8.3 (HEARTBEAT). A path is an address of the peer, seen from one endpoint.
 *
 * Every expiry of a timer without an answer is a strike against the path; one more strike than path.max.retrans makes it unreachable. The limit is an option that
 * packets do not show: it is assumed, and the claim says so.
 */
import { CHUNK_HEADER, chunkEnd, type SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import { found } from '../diagnosis/found.js';
import { diagnoseRetransmission } from '../diagnosis/retransmission.js';
import type { Evidence } from '../fact.js';
import type { Answer, Path } from '../path.js';
import { pathTo, pathUse } from '../paths.js';
import type { Replay } from '../replay.js';
import { availableAside } from './path-aside.js';
import { changed } from './path-changed.js';
import { backAfterGuess, failureGuessed, hasFailed, hasSurvived, mayShowFailure, sentAgainOn, showsFailure } from './path-failure.js';
import { isLimit, pathLimit, survives, survivesAtMost } from './path-limit.js';
import { mirror, struckAside } from './path-mirror.js';
import { mayGiveWay } from './path-primary.js';
import { rhythmBegins, rhythmShown, waitSeen } from './path-rhythm.js';
import { comesTooSoon, isCutOff, lostHeartbeats, noteCutOff } from './path-silence.js';

/** A chunk sent again sooner than this was retransmitted fast, not by a time-out (microseconds). */
const LEAST_RTO = 180_000;
/** Chunks sent again together count as one expiry. */
const SAME_EXPIRY = 50_000;
/** Heartbeats on a confirmed path after less idle time than this, or time-outs shorter than RTO.Min, are not the defaults: options were tuned. */
const TUNED_INTERVAL = 15e6;
const TUNED_RTO = 900_000;
/** The nonce of a HEARTBEAT that was not seen: none has that. */
const UNSEEN = Number.NaN;
/** Bytes of a HEARTBEAT that tell it from others. */
const NONCE_LENGTH = 256;
/** Linux: net.sctp.pf_expose, where it makes the state known. */
const EXPOSED = 2;
/** Of the interval between HEARTBEATs, both with up to an RTO by chance. */
const NAMED_SHARE = 0.85;

/** What is assumed of an endpoint whose HEARTBEATs are not seen for a while. */
const LOST_UNSEEN = 'HEARTBEATs of its were lost before they passed here, or the answers to them behind that';

function unseenTries(frame: number): string {
  return `as its HEARTBEATs show: they are missing or come too soon until frame ${frame}`;
}

/** A HEARTBEAT was sent: if the one before it went unanswered, that is a strike. */
export function heartbeatSent(replay: Replay, sender: Endpoint, packet: SctpPacket, chunk: number): void {
  const path = pathTo(sender, packet.destination, packet.source);
  unseenStrikes(replay, sender, path, packet);
  rhythmTells(replay, sender, path, packet);
  if (path.heartbeat && !path.heartbeat.arrived) found(sender, 'heartbeat unanswered', path.heartbeat);
  if (path.heartbeat) {
    if (!path.heartbeat.arrived) sender.peer.host.astray++;
    strike(replay, sender, path, packet, 'HEARTBEAT');
  }
  if (path.firstHeartbeat === undefined) {
    path.firstHeartbeat = packet.time;
    path.firstIdle = packet.time - Math.max(sender.upTime, sender.outbound.lastTime);
    const primary = sender.primary === undefined ? undefined : sender.paths?.get(sender.primary);
    if (primary?.firstHeartbeat !== undefined && primary !== path) path.confirmed = true;
    if (isNamed(replay, sender, path)) path.confirmed = true;
  }
  const before = Math.max(path.lastHeartbeat, sender.upTime);
  // A path with time-outs is probed sooner (RFC 7829 section 3): that says nothing of its options.
  const idle = path.confirmed && path.strikes === 0 && !path.heartbeat;
  if (idle && before > 0 && packet.time - before < TUNED_INTERVAL) sender.association.tuned = true;
  if (path.unsure !== undefined) nextProbe(replay, sender, path, packet.time - path.lastHeartbeat);
  path.lastHeartbeat = packet.time;
  path.heartbeat = { frame: packet.frame, time: packet.time, nonce: nonce(packet, chunk) };
}

/** A HEARTBEAT-ACK was sent, toward `receiver`: the path whose HEARTBEAT it echoes answers, whatever address it comes from. */
export function heartbeatAckSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  const echoed = nonce(packet, chunk);
  for (const path of receiver.paths?.values() ?? []) {
    if (path.heartbeat?.nonce !== echoed) continue;
    sender.lag.sampleHeartbeat(packet.time - path.heartbeat.time);
    pathUse(receiver, path.address).answeredIn(packet.time - path.heartbeat.time);
    if (isCutOff(replay, sender, packet)) {
      path.heartbeat.arrived = true;
      availableAside(replay, receiver, path, packet, 'heartbeat');
      return;
    }
    path.heartbeat = undefined;
    rhythmBegins(path, packet.time);
    answered(replay, receiver, path, packet, 'heartbeat');
    return;
  }
}

/** Time-outs of a far endpoint of which nothing was seen but that its HEARTBEATs have stopped for a while, or come too soon. */
function unseenStrikes(replay: Replay, sender: Endpoint, path: Path, packet: SctpPacket): void {
  noteCutOff(sender, path, packet);
  const { frame, time } = packet;
  const soon = comesTooSoon(replay, sender, path, time);
  const strikes = soon ? [{ time: path.probedAt, first: false }] : lostHeartbeats(replay, sender, path, time);
  for (const unseen of strikes) {
    if (!unseen.first) strike(replay, sender, path, { frame, time: unseen.time }, 'HEARTBEAT', time);
    path.heartbeat = { frame, time: unseen.time, nonce: UNSEEN, arrived: true };
  }
}

/** The Heartbeat Information, which comes back unchanged, as a number (FNV-1a). */
function nonce(packet: SctpPacket, chunk: number): number {
  const end = Math.min(chunkEnd(packet.view, chunk), packet.end, chunk + NONCE_LENGTH);
  let hash = 0x811c9dc5;
  for (let at = chunk + CHUNK_HEADER; at < end; at++) hash = Math.imul(hash ^ packet.bytes[at]!, 0x01000193);
  return hash;
}

/** New data was acknowledged: the paths that it had last been sent on answer, though only the address that the SACK comes from is available again. */
export function dataAnswered(replay: Replay, endpoint: Endpoint, packet: SctpPacket): void {
  const { acknowledgedPath, acknowledgedOther, answerTime } = endpoint.outbound;
  if (acknowledgedPath < 0) return;
  const onlySentOnce = replay.profileOf(endpoint).pathAnsweredBy.value === 'data-sent-once';
  if (onlySentOnce && Number.isNaN(answerTime)) return;
  for (const path of endpoint.paths?.values() ?? []) {
    const used = path.address & 0xffff;
    if (used !== acknowledgedPath && (used !== acknowledgedOther || onlySentOnce)) continue;
    if (path.address === packet.source) answered(replay, endpoint, path, packet, 'data');
    else if (!onlySentOnce) unstrike(path, packet.time);
  }
}

function unstrike(path: Path, time: number): void {
  path.cutOff = false;
  path.answeredAt = time;
  if (path.strikes > 0) path.mostStrikes = path.strikes;
  path.strikes = 0;
  path.lastStrike = Number.NEGATIVE_INFINITY;
  path.lastTimeout = Number.NEGATIVE_INFINITY;
}

function answered(replay: Replay, endpoint: Endpoint, path: Path, packet: SctpPacket, by: 'heartbeat' | 'data'): void {
  const struck = path.strikes;
  unstrike(path, packet.time);
  const down = !(path.confirmed && path.active) || (path.failing && by === 'heartbeat');
  if (endpoint.closing || !(endpoint.up || endpoint.state === 'unknown')) return;
  const change = path.confirmed ? 'available' : by === 'heartbeat' ? 'confirmed' : 'available';
  const back: Evidence = {
    at: replay.moment(endpoint, packet.time),
    frames: [packet.frame],
    why:
      by === 'heartbeat'
        ? `HEARTBEAT-ACK in frame ${packet.frame} answers what was sent there`
        : `SACK in frame ${packet.frame} acknowledges data that was sent there`,
    assumptions: [
      ...replay.arrivalAssumptions(endpoint, replay.isSeenAt(endpoint), 'it'),
      ...(change === 'available' ? path.assumptions : unnamed(endpoint)),
    ],
  };
  path.answer = struck > 0 && path.confirmed && by === 'heartbeat' ? answerOf(replay, endpoint, path, packet, struck, back) : undefined;
  availableAside(replay, endpoint, path, packet, by);
  if (!down) return;
  path.failing = false;
  path.confirmed = true;
  path.active = true;
  if (change === 'confirmed' && mayBeNamed(replay, endpoint, path)) {
    path.unsure = back;
    const settled = () => {
      if (path.unsure) changed(replay, endpoint, path, 'confirmed', 'heartbeat', back);
      path.unsure = undefined;
    };
    replay.expect(endpoint, 'PATH-CONFIRMED', packet, settled, 2 * firstProbe(endpoint, path));
    return;
  }
  if (path.doubt) backAfterGuess(replay, endpoint, path, packet, by, back);
  else changed(replay, endpoint, path, change, by, back);
}

/** What sending again at once would show. */
function answerOf(replay: Replay, endpoint: Endpoint, path: Path, packet: SctpPacket, struck: number, back: Evidence): Answer | undefined {
  const known = path.doubt !== undefined || path.active;
  if (!known || !showsFailure(replay, endpoint) || endpoint.outbound.nothingInFlight || Number.isNaN(path.lastWait)) return undefined;
  const failed = path.doubt?.failed ?? {
    at: { time: path.lastStruckTime, earliest: path.firstStrike, latest: packet.time },
    frames: [],
    why: `${struck} time-outs without an answer`,
    assumptions: [],
  };
  return { time: packet.time, wait: path.lastWait, failed, back };
}

/** By its log, the application named the address in connecting to the one that the INIT went to. */
function isNamed(replay: Replay, endpoint: Endpoint, { address }: Path): boolean {
  const calls = endpoint.primary === undefined ? undefined : replay.callsOf(endpoint);
  return calls?.named(endpoint.port, replay.addresses.text(endpoint.primary!)).has(replay.addresses.text(address)) ?? false;
}

/** How long after the set-up the path was first probed. */
function firstProbe(endpoint: Endpoint, path: Path): number {
  return (path.firstHeartbeat ?? endpoint.upTime) - endpoint.upTime;
}

/**
 * May the application have named this address? Linux probes an address that is not confirmed within 1.5 RTO.Initial, others after HB.interval; which of the two
 * this was, the next HEARTBEAT there tells.
 */
function mayBeNamed(replay: Replay, endpoint: Endpoint, path: Path): boolean {
  if (endpoint.role !== 'initiator' || replay.profileOf(endpoint).namedAddressProbed.value !== 'after-interval') return false;
  if (replay.callsOf(endpoint) !== undefined || path.firstHeartbeat === undefined) return false;
  return !endpoint.awaiting.some(({ what }) => what === 'PATH-CONFIRMED');
}

/**
 * The next HEARTBEAT on a path, `interval` after the one before: if that had been waited for as long after the set-up,
 * it had not been the probe of an address to be confirmed.
 */
function nextProbe(replay: Replay, endpoint: Endpoint, path: Path, interval: number): void {
  const primary = endpoint.primary === undefined ? undefined : endpoint.paths?.get(endpoint.primary);
  const usual = primary === undefined || Number.isNaN(primary.firstIdle) ? interval : (interval + primary.firstIdle) / 2;
  if (firstProbe(endpoint, path) > NAMED_SHARE * usual) {
    path.unsure = undefined;
    replay.cancel(endpoint, 'PATH-CONFIRMED');
  } else {
    replay.believe(endpoint, 'PATH-CONFIRMED');
  }
}

/** Addresses that the application itself names when it connects are confirmed from the start. */
function unnamed(endpoint: Endpoint): string[] {
  return endpoint.role === 'initiator' ? ['its application did not name this address when it connected'] : [];
}

/** A chunk was sent again: by a time-out of the path it had been sent on, if it waited long enough. */
export function retransmitted(replay: Replay, sender: Endpoint, packet: SctpPacket): void {
  diagnoseRetransmission(sender, packet);
  const { previousTime, previousPath } = sender.outbound;
  pathUse(sender, previousPath).retransmissions++;
  const waited = packet.time - previousTime;
  sender.sending.sentAgain(waited >= LEAST_RTO);
  for (const path of sender.paths?.values() ?? [])
    if (path.answer && (path.address & 0xffff) === previousPath && sentAgainOn(replay, sender, path, packet, waited)) return;
  if (waited < LEAST_RTO) return;
  if (waited < TUNED_RTO) sender.association.tuned = true;
  if (sender.outbound.previousAcknowledged) sender.host.astray++;
  else sender.peer.host.astray++;
  for (const address of sender.peer.addresses) {
    if ((address & 0xffff) !== previousPath) continue;
    const path = sender.paths?.get(address) ?? pathTo(sender, address, packet.source);
    // One expiry marks all that is outstanding, and the congestion window lets it out bit by bit: what was sent before the last expiry belongs to that one.
    if (previousTime < path.lastTimeout - SAME_EXPIRY) continue;
    path.lastTimeout = packet.time;
    waitSeen(sender, path, waited);
    path.lastWait = waited;
    strike(replay, sender, path, packet, 'DATA');
  }
}

/**
 * New data was sent on a path with time-outs, though another one has none: it is not even potentially failed (RFC 7829 section 3), which Linux makes it below its limit.
 * So as many time-outs are the limit.
 */
export function newDataSentOn(replay: Replay, sender: Endpoint, packet: SctpPacket): void {
  const path = sender.paths?.get(packet.destination);
  if (path === undefined) return;
  path.local = packet.source;
  if (path.strikes === 0 || !path.active || packet.time - path.lastStruckTime < SAME_EXPIRY) return;
  if (replay.profileOf(sender).potentiallyFailed.value !== 'where-exposed') return;
  for (const other of sender.paths?.values() ?? [])
    if (other !== path && other.confirmed && other.active && other.strikes === 0) isLimit(sender, path.strikes);
}

/** A control chunk that a timer waits for was sent, for the first time or again. */
export function controlSent(replay: Replay, sender: Endpoint, packet: SctpPacket, chunk: string, again: boolean): void {
  const waited = packet.time - sender.controlTime;
  sender.controlTime = packet.time;
  if (!again || waited < LEAST_RTO) return;
  if (waited > LEAST_RTO && waited < TUNED_RTO) sender.association.tuned = true;
  if (sender.settingUp && replay.profileOf(sender).setupStrikesPath.value === 'no') return;
  strike(replay, sender, pathTo(sender, packet.destination, packet.source), packet, chunk);
}

/** A FORWARD-TSN was sent: where nothing else prompts it, because T3 has run out for what it gives up (RFC 3758 section 3.5 A5). */
export function forwardTsnTimed(replay: Replay, sender: Endpoint, packet: SctpPacket): void {
  const { outbound, peer } = sender;
  const prompted = packet.time - peer.lastTime < LEAST_RTO + replay.delay(sender);
  const waited = packet.time - Math.max(outbound.lastTime, sender.forwardTime);
  sender.forwardTime = packet.time;
  if (!prompted && waited >= LEAST_RTO) strike(replay, sender, pathTo(sender, packet.destination, packet.source), packet, 'FORWARD-TSN');
}

/** The association is given up: the expiry that did it may count against its path too. */
export function lastExpiry(replay: Replay, endpoint: Endpoint, packet: SctpPacket): void {
  if (replay.profileOf(endpoint).lastExpiryStrikesPath.value === 'no') return;
  const path = endpoint.paths?.get(packet.destination);
  if (path && path.strikes > 0) strike(replay, endpoint, path, packet, 'the last chunk');
}

/** A try went unanswered; of one that was not seen, `seenBy` is when it must have been made. */
function strike(
  replay: Replay,
  endpoint: Endpoint,
  path: Path,
  packet: Pick<SctpPacket, 'frame' | 'time'>,
  chunk: string,
  seenBy?: number,
): void {
  const timedWith = chunk === 'FORWARD-TSN' ? 'DATA' : chunk;
  if (timedWith === path.lastStruck && packet.time - path.lastStrike < SAME_EXPIRY) return;
  path.lastStruck = timedWith;
  if (path.strikes === 0) path.firstStrike = packet.time;
  const interval = packet.time - path.lastStrike;
  path.lastStrike = packet.time;
  path.lastStruckTime = packet.time;
  path.strikes++;
  path.worst = Math.max(path.worst, path.strikes);
  endpoint.troubled = true;
  const ofPeer = replay.assumed(endpoint.peer, 'path.max.retrans');
  if (endpoint.up && ofPeer !== undefined && path.strikes === ofPeer + 1 && seenBy === undefined)
    mirror(replay, endpoint, path, packet, undefined);
  const limit = pathLimit(replay, endpoint);
  if (path.strikes < limit) mayBeFailing(replay, endpoint, path, packet, limit);
  if (path.strikes <= limit && replay.ledger.alternatives) struckAside(replay, endpoint, path, packet, limit);
  if (path.strikes > limit && path.active && path.confirmed)
    fail(
      replay,
      endpoint,
      path,
      packet,
      interval,
      seenBy === undefined ? `the last when ${chunk} was sent again in frame ${packet.frame}` : unseenTries(packet.frame),
      seenBy,
    );
  mayGiveWay(replay, endpoint, path, packet);
}

/** What a HEARTBEAT tells by when it is sent: the path has survived its time-outs so far, or has failed by the last of them. */
function rhythmTells(replay: Replay, endpoint: Endpoint, path: Path, packet: SctpPacket): void {
  const shown = rhythmShown(replay, endpoint, path, packet.time);
  if (shown === undefined || replay.assumed(endpoint, 'path.max.retrans') !== undefined) return;
  const { strikes } = shown;
  if (shown.survived) {
    survives(endpoint, Math.max(strikes, 2));
    hasSurvived(replay, endpoint, path, strikes);
    return;
  }
  survivesAtMost(endpoint, Math.max(strikes - 1, 1));
  if (path.doubt) hasFailed(replay, endpoint);
  else if (strikes > 1 && path.strikes === strikes && path.active)
    fail(
      replay,
      endpoint,
      path,
      { frame: packet.frame, time: path.lastStruckTime },
      undefined,
      `and it is not probed for so long, till frame ${packet.frame}, as one that has failed`,
    );
}

/** The path has too many time-outs, the last of them `interval` after the one before; undefined where it is known that they are too many. */
function fail(
  replay: Replay,
  endpoint: Endpoint,
  path: Path,
  packet: Pick<SctpPacket, 'time' | 'frame'>,
  interval: number | undefined,
  last: string,
  latest = packet.time,
): void {
  path.active = false;
  path.failing = false;
  if (endpoint.closing || !(endpoint.up || endpoint.state === 'unknown')) return;
  path.assumptions = [`path.max.retrans is ${pathLimit(replay, endpoint)}`];
  const failed: Evidence = {
    at: { time: packet.time, earliest: path.firstStrike, latest },
    frames: [packet.frame],
    why: `${path.strikes} time-outs without an answer, ${last}`,
    assumptions: latest > packet.time ? [...path.assumptions, LOST_UNSEEN] : path.assumptions,
  };
  const guessed = replay.assumed(endpoint, 'path.max.retrans') === undefined && mayShowFailure(replay, endpoint) ? interval : undefined;
  const ofPeer = replay.assumed(endpoint.peer, 'path.max.retrans');
  const twin = ofPeer === undefined && latest === packet.time ? mirror(replay, endpoint, path, packet, guessed) : undefined;
  if (guessed === undefined) changed(replay, endpoint, path, 'unreachable', undefined, failed);
  else failureGuessed(replay, endpoint, path, packet, guessed, failed, twin);
}

/** Strikes above the threshold of RFC 7829: told only where the user or the log says that the state is exposed. */
function mayBeFailing(replay: Replay, endpoint: Endpoint, path: Path, packet: Pick<SctpPacket, 'frame' | 'time'>, limit: number): void {
  if (path.failing || !path.active || !path.confirmed || replay.assumed(endpoint, 'pf.expose') !== EXPOSED) return;
  if (replay.profileOf(endpoint).potentiallyFailed.value === 'not-told') return;
  if (path.strikes <= (replay.assumed(endpoint, 'pf.retrans') ?? 0)) return;
  path.failing = true;
  if (endpoint.closing || !(endpoint.up || endpoint.state === 'unknown')) return;
  changed(replay, endpoint, path, 'potentially-failed', undefined, {
    at: { time: packet.time, earliest: path.firstStrike, latest: packet.time },
    frames: [packet.frame],
    why: `${path.strikes === 1 ? 'a time-out' : `${path.strikes} time-outs`} without an answer`,
    assumptions: [`path.max.retrans is ${limit}`],
  });
}
