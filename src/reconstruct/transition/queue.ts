/**
 * The queue that runs dry: RFC 6458 section 6.1.9. A SACK that leaves an endpoint with nothing outstanding and nothing queued is told, each time anew.
 *
 * What is outstanding is on the wire; what is queued is not. It shows in what the endpoint does next, and only if something held it back: what nothing holds back
 * has left before the SACK comes. And a SACK seen here may come too late, or be lost on the way.
 */
import { BEGINNING, END } from '../../dissect/chunk/data.js';
import { chunkFlags, type SctpPacket } from '../../dissect/packet.js';
import { tsnAdd } from '../../dissect/serial-number.js';
import type { Settlement } from '../arrival.js';
import type { Endpoint } from '../association.js';
import type { Evidence } from '../fact.js';
import type { Replay } from '../replay.js';
import { BURST, FULL } from '../sending-limits.js';
import type { EmptyQueue, Leaving } from '../undecided.js';
import { acknowledgementTime } from './overdue.js';
import { overtakenToo, raced } from './queue-aside.js';
import { distance, latestReaction, lengthened, REACTION, SAME_LINK } from './sack-arrival.js';

/** The same close to the capture point, where only the Nagle algorithm can have held it: applications that are told of the empty queue are nearly as fast. */
const NAGLE_REACTION = 130;
/** What the stack itself lets go leaves in so many times what it needs to answer; an application that is woken first takes longer. */
const RELEASED_WITHIN = 1.75;
/** Where the Nagle algorithm is known to be on, so many times. */
const NAGLE_RELEASED_WITHIN = 5;
/** A host that is kept busy may take a SACK in late: only so long a silence shows that nothing was waiting for it (microseconds). */
const SURE_SILENCE = 10_000;
/** A message of one packet is handed over and sent in less, and a packet taken in (microseconds). */
const IN_HAND = { kernel: 1_000, thread: 3_500 } as const;
/** What waited for a SACK that was late itself (microseconds). */
const LATE = 150_000;
/** Data sent so long after anything arrived was not sent because of it. */
const UNPROMPTED = 300;
/**
 * A SACK that did not arrive shows when the data is sent again: after RTO.Min, 1 second by default, and a little more; doubled each time (RFC 9260 section 6.3.3), of
 * which no more is waited for than this (microseconds).
 */
const SENT_AGAIN = 1.1e6;
const LONGEST_RTO = 10e6;
/** What happens so much later than a SACK did not wait for it (microseconds). */
const UNHURRIED = 100_000;
/** Most SACKs of one endpoint that are waited for that long. */
const PATIENT_LIMIT = 64;
/** Most SACKs of one endpoint that are waited for at all: the oldest is believed before one more is. */
const EMPTIED_LIMIT = 256;

/** A window that no message of one packet waits for, in bytes. */
const WIDE = 1_500;

/** What is assumed where a SACK acknowledges what did not pass here, and where a message was given up in the middle. */
export const NOTHING_ELSE_MISSING = 'nothing else it had sent is missing in the capture';
const REST_DROPPED = 'the rest of the message that it gave up had left its queue';
const NOTHING_MISSING = 'none of its user data is missing from the capture';

/** Has it nothing on its way by the reckoning of its stack? */
export function nothingLeft(replay: Replay, endpoint: Endpoint): boolean {
  const { outbound } = endpoint;
  return (
    (outbound.outstanding === 0 && !outbound.awaitsForward) ||
    (outbound.nothingInFlight && replay.profileOf(endpoint).dryWhenAbandoned.value === 'told')
  );
}

/** `sender` gave up, by a FORWARD-TSN, all that was still on its way, `midway` in a message: if a SACK had just come, that one left its queue empty. */
export function queueMayBeAbandoned(replay: Replay, sender: Endpoint, packet: SctpPacket, midway: boolean): void {
  const { sacks, sackFrame, time } = sender.sending;
  // The rest of a message that was sent in part leaves the queue when something is sent (outqueue.c sctp_outq_flush_data), as was last before the SACK at the best.
  if (midway && sender.outbound.lastTime <= time) return;
  if (!replay.wantsDry(sender) || packet.time - sacks > 1.5 * replay.delay(sender) + REACTION || !nothingLeft(replay, sender)) return;
  if (sender.emptied.some(({ frame }) => frame === sackFrame)) return;
  queueMayBeEmpty(replay, sender, { frame: sackFrame, time: sacks }, midway ? [REST_DROPPED] : []);
}

/**
 * A SACK on its way to `receiver` acknowledged everything it is known to have sent, but for what it has given up; `assumed`: if that is so; `advanced`: not all of it
 * had been acknowledged before.
 */
export function queueMayBeEmpty(
  replay: Replay,
  receiver: Endpoint,
  packet: Pick<SctpPacket, 'frame' | 'time'>,
  assumed: string[] = [],
  advanced = true,
): void {
  const { outbound, sending, awaiting } = receiver;
  if (receiver.over || !outbound.started) return;
  if ((outbound.chunks > 0 && !(outbound.lastFlags & END)) || outbound.midMessage) return;
  if (receiver.emptied.length >= EMPTIED_LIMIT) replay.believe(receiver, 'SACK');
  const { frame, time } = packet;
  const candidate: EmptyQueue = {
    frame,
    time,
    ...distance(replay, receiver),
    answers: 0,
    shortest: Number.POSITIVE_INFINITY,
    flight: sending.flight,
    allowance: allowance(replay, receiver),
    congestion: sending.congestion,
    congestionWindow: sending.congestionWindow,
    room: receiver.peer.advertisedWindow,
    upTo: outbound.cumulative,
    advanced,
    idle: time - sending.time,
    gap: sending.gap,
    doomed: receiver.closing,
    closing: receiver.state.startsWith('SHUTDOWN') || awaiting.some(({ what }) => what === 'SHUTDOWN'),
    companion: undefined,
    takenIn: Number.POSITIVE_INFINITY,
    behindShutdown: !advanced && (receiver.state === 'SHUTDOWN-ACK-SENT' || awaiting.some(({ what }) => what === 'SHUTDOWN')),
    next: undefined,
    left: undefined,
    repeated: receiver.lastEmptied?.upTo === outbound.cumulative,
    byCalls: undefined,
    lost: false,
    before: receiver.recentSacks,
    filled: false,
    assumed,
    silent: false,
  };
  if (candidate.repeated && receiver.lastEmptied) receiver.lastEmptied.repeated = true;
  receiver.lastEmptied = candidate;
  receiver.emptied.push(candidate);
  let patience = latestReaction(candidate) + BURST;
  if (candidate.doomed || receiver.settingUp) for (const { deadline } of awaiting) patience = Math.max(patience, deadline - time + 1);
  replay.expect(receiver, 'SACK', packet, (how) => reactionOver(replay, receiver, candidate, how), patience);
}

/** What had been queued has left by now. Further away, the SACK may have been lost: then what it acknowledges will be sent again. */
function reactionOver(replay: Replay, endpoint: Endpoint, candidate: EmptyQueue, how: Settlement): void {
  Object.assign(candidate, distance(replay, endpoint));
  candidate.byCalls = wasEmptyByCalls(endpoint, candidate);
  const wait = patience(endpoint, candidate);
  if (!tells(replay, endpoint, candidate) || !how.expired || wait < 0 || endpoint.emptied.length > PATIENT_LIMIT) {
    settle(replay, endpoint, candidate);
    return;
  }
  const silence = ({ expired }: Settlement) => {
    candidate.silent = expired && candidate.next === undefined;
    Object.assign(candidate, lengthened(candidate));
    settle(replay, endpoint, candidate);
  };
  replay.expect(endpoint, 'SACK', candidate, silence, wait);
}

/** How long a silence after the reaction would tell more, in microseconds; negative where it would not. */
function patience({ outbound }: Endpoint, candidate: EmptyQueue): number {
  if (!candidate.near) {
    const again = outbound.againTime <= candidate.time && outbound.againTime === outbound.lastTime;
    const backedOff = again ? 2 * (outbound.againTime - outbound.previousTime) - (candidate.time - outbound.againTime) : 0;
    return Math.max(SENT_AGAIN - candidate.idle, Math.min(backedOff, LONGEST_RTO)) + latestReaction(candidate);
  }
  return candidate.next === undefined && candidate.left === undefined ? SURE_SILENCE : -1;
}

/** What the peer's window left beside what was in flight before the last SACKs, in bytes of user data, as its stack counts it; nothing where that is too little to send. */
function allowance(replay: Replay, endpoint: Endpoint): number {
  const { sending, peer } = endpoint;
  const { sendWindowOverhead, leastSendWindow } = replay.profileOf(endpoint);
  const window = Math.min(sending.window, peer.offer?.window ?? sending.window);
  const rest = window - sending.flight - sendWindowOverhead.value * sending.chunks;
  return rest < leastSendWindow.value ? 0 : rest;
}

/** Hot: bench analyze. Bytes that the stack of an endpoint holds against its congestion window. */
export function congestionFlight(replay: Replay, endpoint: Endpoint): number {
  const { flight, headersInFlight } = endpoint.outbound;
  return replay.profileOf(endpoint).congestionFlight.value === 'chunks' ? flight + headersInFlight : flight;
}

/**
 * Hot: bench analyze. `sender` sent new data, `length` bytes of it while `flight` were on their way and `congestion` held against its congestion window: it may speak
 * against an empty queue at an earlier SACK.
 */
export function newDataSent(
  replay: Replay,
  sender: Endpoint,
  packet: SctpPacket,
  chunk: number,
  length: number,
  flight: number,
  congestion: number,
): void {
  const { frame, time } = packet;
  const { sending, emptied } = sender;
  const whole = (chunkFlags(packet.view, chunk) & (BEGINNING | END)) === (BEGINNING | END);
  sending.sent(frame, time, length, whole, flight, congestion, sending.nagle === false || mayBeLetGo(replay, sender, packet, chunk));
  for (let i = emptied.length - 1; i >= 0; i--) {
    const candidate = emptied[i]!;
    const { next } = candidate;
    const after = time - candidate.time;
    if (next === undefined) candidate.next = { frame, after, first: length, chunks: 1, burst: length };
    else if (after - next.after >= BURST) return;
    else {
      next.burst += length;
      if (frame === next.frame) next.chunks++;
    }
  }
}

/** Hot: bench analyze. May something else than that the Nagle algorithm is off have let go of this chunk while data was in flight? */
function mayBeLetGo(replay: Replay, sender: Endpoint, { time, firstChunk }: SctpPacket, chunk: number): boolean {
  // A SACK or anything else that leaves by a timer takes along what it finds (sctp_output.c sctp_chunk_output).
  if (chunk !== firstChunk) return true;
  if (sender.wantsDry === true && replay.profileOf(sender).heldByNagle.value === 'until-acknowledged')
    return sender.state !== 'ESTABLISHED';
  const since = time - sender.peer.lastTime;
  return since < UNPROMPTED || since < 1.5 * replay.delay(sender) + UNPROMPTED;
}

/** `sender` sent SHUTDOWN or ABORT: it may have been waiting for the SACK, or not have had it. */
export function leavesNow(sender: Endpoint, packet: SctpPacket, how: Leaving): void {
  const first = !sender.peer.state.startsWith('SHUTDOWN');
  for (const candidate of sender.emptied) candidate.left ??= { after: packet.time - candidate.time, how, first };
}

function settle(replay: Replay, endpoint: Endpoint, candidate: EmptyQueue): void {
  const told = tells(replay, endpoint, candidate);
  endpoint.emptied = endpoint.emptied.filter((each) => each !== candidate);
  if (!told && isExcluded(replay, endpoint, candidate)) return;
  overtakenToo(replay, endpoint, candidate, candidate.before);
  const arrived = replay.isSeenAt(endpoint) || leftBecauseEmpty(endpoint, candidate) || candidate.takenIn < Number.POSITIVE_INFINITY;
  const assumptions = [...replay.arrivalAssumptions(endpoint, arrived, 'it'), ...queueAssumptions(replay, endpoint, candidate)];
  if (!told) record(replay, endpoint, candidate, assumptions, { merelyPossible: true, aside: true });
  else if (assumptions.length > 0) record(replay, endpoint, candidate, assumptions, raced(replay, endpoint, candidate));
  else verify(replay, endpoint, candidate);
}

/** Was something outstanding all the same, missing from the capture? Then it is acknowledged soon, and that is seen. */
function verify(replay: Replay, endpoint: Endpoint, candidate: EmptyQueue): void {
  const verified = (): boolean => sentNext(endpoint, tsnAdd(candidate.upTo, 1)) || leftInOrder(endpoint);
  if (endpoint.awaiting.length > PATIENT_LIMIT) {
    record(replay, endpoint, candidate, verified() ? [] : [NOTHING_MISSING]);
    return;
  }
  const told = ({ expired }: Settlement): void => record(replay, endpoint, candidate, expired || verified() ? [] : [NOTHING_MISSING]);
  replay.expect(endpoint, 'SACK', candidate, told, acknowledgementTime(endpoint));
}

/** It shuts down only when all it has sent is acknowledged (RFC 9260 section 9.2). */
function leftInOrder({ state, association }: Endpoint): boolean {
  return state.startsWith('SHUTDOWN') || association.outcome === 'shutdown';
}

/** Was what it sent next seen, so that nothing is missing before it? */
function sentNext({ outbound }: Endpoint, next: number): boolean {
  return outbound.next !== next && !outbound.unseen().includes(next);
}

function record(replay: Replay, endpoint: Endpoint, candidate: EmptyQueue, assumptions: string[], doubt: Partial<Evidence> = {}): void {
  const { frame, time } = candidate;
  const what = `SACK in frame ${frame} reached ${replay.name(endpoint)}`;
  replay.record(
    endpoint,
    { kind: 'queue-empty' },
    {
      at: replay.moment(endpoint, time),
      frames: [frame],
      why: `SACK in frame ${frame} leaves ${replay.name(endpoint)} with nothing outstanding, and nothing it had queued follows`,
      assumptions,
      ...(lossWouldShow(endpoint, candidate) ? {} : { hinge: { what, ofLosses: true } }),
      ...doubt,
    },
  );
}

/** Had it been lost, its receiver would have sent again what no other SACK acknowledges, and that would pass here, unless it is cut off. */
function lossWouldShow({ peer }: Endpoint, { near, repeated, silent, advanced }: EmptyQueue): boolean {
  return near || (silent && advanced && !repeated && peer.outbound.outstanding === 0 && !isProbing(peer));
}

/** Has it sent a HEARTBEAT that is not answered yet? */
function isProbing({ paths }: Endpoint): boolean {
  for (const { heartbeat } of paths?.values() ?? []) if (heartbeat !== undefined) return true;
  return false;
}

/**
 * Does its SHUTDOWN show that the SACK had arrived? SHUTDOWN is sent with nothing outstanding (section 9.2), and no other SACK says so. That it arrived in time, and
 * not while the shutdown waited for it, how soon the SHUTDOWN-ACK is answered shows.
 */
function leftBecauseEmpty({ lag, completedIn }: Endpoint, { left, repeated, closing }: EmptyQueue): boolean {
  if (left?.how !== 'SHUTDOWN' || !left.first || repeated || closing) return false;
  return left.after > UNHURRIED + 4 * lag.estimate && left.after > 4 * completedIn;
}

/** Did its SHUTDOWN pass as soon after the SACK as its SHUTDOWN-COMPLETE after the SHUTDOWN-ACK, so that it had waited for the SACK? */
function leftAtOnce({ completedIn }: Endpoint, after: number): boolean {
  return completedIn < Number.POSITIVE_INFINITY && after < completedIn + REACTION;
}

/** Could nothing have been told, whatever arrived when? */
function isExcluded(replay: Replay, endpoint: Endpoint, { closing }: EmptyQueue): boolean {
  if (!(endpoint.up || endpoint.state === 'unknown')) return true;
  return closing && endpoint.state !== 'ESTABLISHED' && replay.profileOf(endpoint).dryDuringShutdown.value === 'not-told';
}

/** What an empty queue assumes besides the arrival. */
function queueAssumptions(replay: Replay, endpoint: Endpoint, candidate: EmptyQueue): string[] {
  const { next, left, room, near, silent, assumed, takenIn } = candidate;
  // What waited and was given up leaves no trace.
  const taken = silent && replay.profileOf(endpoint).inputBy.value === 'kernel';
  const empty = (taken && endpoint.peer.forwardedTo === undefined) || left?.how === 'SHUTDOWN';
  const waited = next
    ? !(near && takenIn < next.after - BURST) && next.after < unhurried(replay, endpoint, candidate, next)
    : isFull(candidate) && !empty;
  // A socket that is closed has its SHUTDOWN sent at once where nothing is outstanding.
  const open = left?.how === 'SHUTDOWN' && replay.profileOf(endpoint).dryDuringShutdown.value === 'not-told';
  return [
    ...(endpoint.offer ? [] : ['nothing it had sent before the capture began was outstanding']),
    ...(room < WIDE ? ['nothing it had queued was waiting for a wider window'] : []),
    ...assumed,
    ...(near && !silent && !next && !left && takenIn === Number.POSITIVE_INFINITY ? ['it was not too busy to take it in at once'] : []),
    ...(waited ? ['what it sent next had not been waiting for that'] : []),
    ...(left && !open ? ['its socket was open'] : []),
  ];
}

/** Did a window hold back what came next, if anything did? */
function isFull({ congestion, allowance, congestionWindow }: EmptyQueue): boolean {
  return congestion >= congestionWindow || allowance < FULL;
}

/** How long after the SACK data was sent next that had not been waiting for it, nor was being handed over when it came (microseconds). */
function unhurried(replay: Replay, endpoint: Endpoint, candidate: EmptyQueue, next: NonNullable<EmptyQueue['next']>): number {
  if (!candidate.near) return UNHURRIED + 2 * latestReaction(candidate);
  const held = endpoint.sending.nagle !== false || isFull(candidate);
  return held || candidate.repeated || next.burst >= FULL ? SURE_SILENCE : IN_HAND[replay.profileOf(endpoint).inputBy.value];
}

/** Had it answered the SHUTDOWN by then, there being nothing left to wait for? After SHUTDOWN-ACK no SACK is looked at (sctp_input.c sctp_process_control). */
function cameTooLate({ shutdownAck }: Endpoint, candidate: EmptyQueue): boolean {
  return candidate.behindShutdown && shutdownAck.time - candidate.time < latestReaction(candidate);
}

function tells(replay: Replay, endpoint: Endpoint, candidate: EmptyQueue): boolean {
  const { left, lost, doomed, closing } = candidate;
  if (cameTooLate(endpoint, candidate)) return false;
  if (lost || !(endpoint.up || endpoint.state === 'unknown')) return false;
  if (endpoint.upTime > candidate.time && replay.profileOf(endpoint).impliedCookieAck.value === 'none') return false;
  if (doomed && endpoint.over) return false;
  if (left?.how === 'violation' && left.after < latestReaction(candidate)) return false;
  if (left !== undefined && left.how !== 'SHUTDOWN' && left.after < candidate.travel) return false;
  if (replay.profileOf(endpoint).dryDuringShutdown.value === 'not-told') {
    if (closing && endpoint.state !== 'ESTABLISHED') return false;
    if (left?.how === 'SHUTDOWN' && (left.after < latestReaction(candidate) || leftAtOnce(endpoint, left.after))) return false;
  }
  if (candidate.next !== undefined && candidate.next.after < candidate.travel) return false;
  return candidate.byCalls ?? wasEmpty(endpoint, candidate);
}

/** What the application had handed over by then, where its log tells. */
function wasEmptyByCalls({ lag, sends }: Endpoint, { time, near }: EmptyQueue): boolean | undefined {
  const answer = sends?.at(time, time + (near ? 0 : lag.shortest / 4), time + (near ? lag.shortest : (3 * lag.estimate) / 4)) ?? 'unknown';
  return answer === 'unknown' ? undefined : answer === 'empty';
}

/** Was nothing queued when the SACK came? Data that follows had been waiting for it, or is the application's next. */
function wasEmpty(endpoint: Endpoint, candidate: EmptyQueue): boolean {
  const { next, near } = candidate;
  if (candidate.filled) return false;
  if (next === undefined) return true;
  const latest = latestReaction(candidate);
  const released = next.chunks > 1 && candidate.flight > 0 && next.after < (near || next.burst >= FULL ? latest : LATE);
  if (!released && (next.after > latest || !wasHeldBack(endpoint, candidate, next))) return true;
  for (const other of endpoint.emptied) if (other.next?.frame === next.frame) other.filled = true;
  return false;
}

/** Was there something that held the next data back, so that it may have been queued when the SACK came? What it had been handed during set-up leaves when that is over. */
function wasHeldBack(endpoint: Endpoint, candidate: EmptyQueue, next: NonNullable<EmptyQueue['next']>): boolean {
  const { flight, allowance, congestion, congestionWindow, idle, gap, delay, near } = candidate;
  if (flight === 0) return false;
  if (endpoint.upTime === candidate.time) return true;
  if (next.first > allowance || congestion >= congestionWindow) return gap > REACTION || idle + delay > gap;
  const { nagle } = endpoint.sending;
  if (nagle === false || next.first >= FULL) return false;
  const answer = endpoint.lag.estimate;
  if (!near) return nagle === true && answer < SAME_LINK && next.after < Math.min(answer + NAGLE_REACTION, RELEASED_WITHIN * answer);
  return next.after < (nagle ? NAGLE_RELEASED_WITHIN * answer : Math.min(NAGLE_REACTION, RELEASED_WITHIN * answer));
}
