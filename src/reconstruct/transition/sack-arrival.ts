/**
 * Whether and when a SACK that may leave a queue empty comes to its receiver. Close to the capture point at once; further away, what the receiver answers and sends tells:
 * how far away it is, what came with the SACK, and what is sent again because the SACK did not come.
 */
import type { SctpPacket } from '../../dissect/packet.js';
import { tsnAtMost } from '../../dissect/serial-number.js';
import type { Endpoint } from '../association.js';
import type { Replay } from '../replay.js';
import type { EmptyQueue } from '../undecided.js';
import type { Lag } from '../vantage.js';
import { FASTEST_HOST } from './queue-aside.js';

/** How soon after a SACK data that waited for it leaves, in microseconds. */
export const REACTION = 1_500;
/** Nothing is caused by a packet in less than this share of the time an answer takes. */
const SOONEST = 0.5;
/** A round trip so short varies more by what the host does than by the network (microseconds). */
export const SAME_LINK = 2_000;
/** Answers that tell how far away a host was just before. One alone may have been delayed on purpose. */
const NEXT_ANSWERS = 4;
const ENOUGH = 2;
/** SACKs whose data in the same packet is followed. */
const LATEST = 64;
/** What is sent again sooner may not have waited for a SACK that was merely late (microseconds). */
const LEAST_RTO = 150_000;

/** Is it close to the capture point? How long a SACK takes to get there and something caused by it to come back: typically, and at the least (microseconds). */
export function distance(replay: Replay, endpoint: Endpoint): Pick<EmptyQueue, 'near' | 'delay' | 'travel'> {
  const near = replay.near(endpoint);
  return { near, delay: replay.delay(endpoint), travel: leastTravel(endpoint.lag, near) };
}

function leastTravel({ least, estimate }: Lag, near: boolean): number {
  if (near) return Math.min(SOONEST * estimate, FASTEST_HOST);
  return estimate < SAME_LINK ? Math.sqrt(least * estimate) : 1.1 * estimate;
}

/** How long after a SACK passed here data passes that had waited for it, at the most (microseconds). */
export function latestReaction({ delay }: EmptyQueue): number {
  return 1.5 * delay + REACTION;
}

/** Hot: bench analyze. `endpoint` has answered something in so many microseconds: how far away it is, and may have been already when the SACKs before passed. */
export function answered({ emptied }: Endpoint, microseconds: number): void {
  for (let i = emptied.length - 1; i >= 0; i--) {
    const candidate = emptied[i]!;
    if (candidate.answers === NEXT_ANSWERS) return;
    candidate.answers++;
    candidate.shortest = Math.min(candidate.shortest, microseconds);
  }
}

/** The way may have become longer just before the SACK: the answers after it tell. One alone may have been delayed on purpose. */
export function lengthened({ near, answers, shortest, delay, travel }: EmptyQueue): Partial<EmptyQueue> {
  if (near || answers < ENOUGH || shortest <= travel) return {};
  return { delay: Math.max(delay, shortest), travel: shortest };
}

/** Hot: bench analyze. New data was sent to `receiver`, perhaps with a SACK that leaves its queue empty. */
export function sentBeside({ lastEmptied }: Endpoint, frame: number, tsn: number): void {
  if (lastEmptied?.frame === frame) lastEmptied.companion = tsn;
}

/**
 * Hot: bench analyze. `endpoint` acknowledges up to `cumulative`: data that came in one packet with a SACK, and was sent no second time, shows that the SACK has come
 * (RFC 9260 section 6.10).
 */
export function companionsAcknowledged({ emptied }: Endpoint, cumulative: number, time: number): void {
  for (let i = Math.max(0, emptied.length - LATEST); i < emptied.length; i++) {
    const candidate = emptied[i]!;
    const { companion, takenIn } = candidate;
    if (companion !== undefined && takenIn === Number.POSITIVE_INFINITY && tsnAtMost(companion, cumulative))
      candidate.takenIn = time - candidate.time;
  }
}

/** A SACK for what did not pass here: it was on its way already, a round trip before. */
export function unseenAcknowledged({ emptied, peer }: Endpoint, time: number): void {
  for (const candidate of emptied) if (time - candidate.time < peer.lag.least) candidate.lost = true;
}

/** A TSN was sent to `receiver` again: its arrival does not tell any more of the SACK that it came with at first. */
function sentAlone({ emptied }: Endpoint, tsn: number): void {
  for (let i = Math.max(0, emptied.length - LATEST); i < emptied.length; i++) {
    const candidate = emptied[i]!;
    if (candidate.companion === tsn && candidate.takenIn === Number.POSITIVE_INFINITY) candidate.companion = undefined;
  }
}

/** `sender` sent TSN `tsn` again: SACKs that acknowledged it have not arrived. */
export function dataSentAgain(sender: Endpoint, packet: SctpPacket, tsn: number): void {
  sentAlone(sender.peer, tsn);
  stillWaitedFor(sender, packet, tsn);
}

/** `sender` sends TSN `tsn` again, or a FORWARD-TSN that gives it up (RFC 3758 section 3.5): SACKs that acknowledged it have not arrived. */
export function stillWaitedFor(sender: Endpoint, packet: SctpPacket, tsn: number): void {
  const crossing = Math.max(1.5 * sender.lag.high + REACTION, LEAST_RTO);
  for (const candidate of sender.emptied) {
    if (!candidate.near && packet.time - candidate.time > crossing && tsnAtMost(tsn, candidate.upTo)) candidate.lost = true;
  }
}

/** The host of an endpoint says that no SCTP is there any more: what has just come was not taken in. */
export function nobodyThere({ emptied }: Endpoint): void {
  for (const candidate of emptied) candidate.lost = true;
}
