/**
 * The queue that runs dry: RFC 6458 section 6.1.9. A SACK that leaves an endpoint with nothing outstanding and nothing queued is told, each time anew.
 *
 * What is outstanding is on the wire; what is queued is not, and shows only in what the endpoint does next: a queue that held something empties at once when a
 * SACK makes room for it.
 */
import { END } from '../../dissect/chunk/data.js';
import type { SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import type { Replay } from '../replay.js';

/** How soon after a SACK data that waited for it leaves, in microseconds. */
const REACTION = 1_500;
/** What fits into the initial congestion window (RFC 9260 section 7.2.1), so that nothing waits for a SACK below it. */
const INITIAL_WINDOW = 4_300;

/** Data so soon after a SACK had surely waited for it; later, it is a question of the Nagle algorithm. */
const AT_ONCE = 400;

/** A round trip so short varies less than applications do. */
const SAME_LINK = 500;
/** Packets so close together left in one go. */
const BURST = 300;

/** A window that no message of one packet waits for, in bytes. */
const WIDE = 1_500;

/** A SACK that may have left the queue of its receiver empty. */
export interface EmptyQueue {
  frame: number;
  time: number;
  /** Bytes in flight, and the peer's window, before the SACK. */
  flight: number;
  window: number;
  /** The window it advertises. */
  room: number;
  /** The first burst of new data after it: how long after (microseconds), its first chunk and all of it in bytes. */
  next: { after: number; first: number; burst: number } | undefined;
}

/** A SACK on its way to `receiver` acknowledged everything it is known to have sent. */
export function queueMayBeEmpty(replay: Replay, receiver: Endpoint, packet: SctpPacket, flight: number, window: number): void {
  const { outbound } = receiver;
  if (receiver.over || outbound.outstanding !== 0) return;
  if ((outbound.chunks > 0 && !(outbound.lastFlags & END)) || outbound.midMessage) return;
  const { frame, time } = packet;
  const { advertisedWindow: room } = receiver.peer;
  const candidate: EmptyQueue = { frame, time, flight, window, room, next: undefined };
  receiver.emptied.push(candidate);
  replay.expect(receiver, 'SACK', packet, () => settle(replay, receiver, candidate), 1.5 * replay.delay(receiver) + REACTION + BURST);
}

/** `sender` sent new data, `length` bytes of it: it may speak against an empty queue at an earlier SACK. */
export function newDataSent(sender: Endpoint, packet: SctpPacket, length: number): void {
  for (const candidate of sender.emptied) {
    const after = packet.time - candidate.time;
    if (candidate.next === undefined) candidate.next = { after, first: length, burst: length };
    else if (after - candidate.next.after < BURST) candidate.next.burst += length;
  }
}

function settle(replay: Replay, endpoint: Endpoint, candidate: EmptyQueue): void {
  const verdict = wasEmptyByCalls(replay, endpoint, candidate) ?? wasEmpty(replay, endpoint, candidate);
  endpoint.emptied = endpoint.emptied.filter((each) => each !== candidate);
  if (!verdict || endpoint.closing || !(endpoint.up || endpoint.state === 'unknown')) return;
  const duringShutdown = endpoint.state !== 'ESTABLISHED' && endpoint.state !== 'unknown';
  if (duringShutdown && replay.profileOf(endpoint).dryDuringShutdown.value === 'not-told') return;
  const { frame, time } = candidate;
  replay.record(
    endpoint,
    { kind: 'queue-empty' },
    {
      at: replay.moment(endpoint, time),
      frames: [frame],
      why: `SACK in frame ${frame} leaves ${replay.name(endpoint)} with nothing outstanding, and nothing it had queued follows`,
      assumptions: [
        ...replay.arrivalAssumptions(endpoint, replay.isSeenAt(endpoint), 'it'),
        ...(endpoint.offer ? [] : ['nothing it had sent before the capture began was outstanding']),
        ...(candidate.room < WIDE ? ['nothing it had queued was waiting for a wider window'] : []),
        ...(candidate.next ? ['what it sent next had not been waiting for that'] : []),
      ],
    },
  );
}

/** What the application had handed over by then, where its log tells. */
function wasEmptyByCalls(replay: Replay, endpoint: Endpoint, { time }: EmptyQueue): boolean | undefined {
  const { lag, sends } = endpoint;
  const near = replay.near(endpoint);
  const answer = sends?.at(time, time + (near ? 0 : lag.shortest / 4), time + (near ? lag.shortest : (3 * lag.estimate) / 4)) ?? 'unknown';
  return answer === 'unknown' ? undefined : answer === 'empty';
}

/** Was nothing queued when the SACK came? Data that follows had been waiting for it, or is the application's next. */
function wasEmpty(replay: Replay, endpoint: Endpoint, candidate: EmptyQueue): boolean {
  const { next } = candidate;
  if (next === undefined) return true;
  const delay = replay.delay(endpoint);
  if (next.after < 0.8 * (delay < SAME_LINK ? delay : Math.min(endpoint.lag.high, 3 * delay))) return false;
  if (next.after > 1.5 * delay + REACTION) return true;
  if (candidate.flight + next.burst > INITIAL_WINDOW || candidate.flight + next.first > candidate.window) return false;
  return endpoint.outbound.impatient || next.after - delay > AT_ONCE;
}
