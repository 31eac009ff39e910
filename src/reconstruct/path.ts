/** What is known of one path: an address of the peer, seen from one endpoint (RFC 9260 section 14.3). */
import type { AddressId } from '../dissect/packet.js';
import type { Evidence } from './fact.js';

export interface Path {
  address: AddressId;
  confirmed: boolean;
  /** The peer has deleted the address (RFC 5061 section 4.2.2): what comes from there belongs to no association. */
  deleted: boolean;
  active: boolean;
  /** Strikes since the last answer, and when the first and the last were. */
  strikes: number;
  firstStrike: number;
  lastStrike: number;
  /** Strikes when it last answered, when the last one was, and how long the last time-out of data took (microseconds). */
  mostStrikes: number;
  lastStruckTime: number;
  lastWait: number;
  /** What was sent again then. */
  lastStruck: string;
  /** When the retransmission timer last ran out for what had been sent here. */
  lastTimeout: number;
  /** The HEARTBEAT on its way, if unanswered. */
  heartbeat:
    | { frame: number; time: number; nonce: number /** It has as good as arrived, its answer has not. */; arrived?: true }
    | undefined;
  /** When the first one was sent, and for how long nothing had been sent before; NaN for none. */
  firstHeartbeat: number | undefined;
  firstIdle: number;
  lastHeartbeat: number;
  /** When its HEARTBEAT timer was last set, by a HEARTBEAT or (`usual`) by the answer to one; most strikes since the last answer to one. */
  probedAt: number;
  usual: boolean;
  worst: number;
  /** When something that was sent there was last answered (microseconds). */
  answeredAt: number;
  /** Nothing that is sent there arrives, though packets come from there. */
  cutOff: boolean;
  /** Own address that packets on this path come from. */
  local: AddressId;
  /** When anything was last seen on its way there, while the peer had tries unanswered. */
  seen: number;
  /** What its becoming unreachable rests on. */
  assumptions: string[];
  /** Told to be potentially failed (RFC 7829). */
  failing: boolean;
  /** That it has been confirmed, if its application had not named it. */
  unsure: Evidence | undefined;
  /** It may have become unreachable. */
  doubt: Doubt | undefined;
  /** It has just answered after time-outs. */
  answer: Answer | undefined;
  /** It may have become unreachable though too little speaks for it. */
  aside: boolean;
  /** Until when it may become so, since that was last said (microseconds). */
  asideUntil: number;
}

/** A failure that may not have been one, and what brought the path back. */
export interface Doubt {
  failed: Evidence;
  back: Evidence | undefined;
  by: 'heartbeat' | 'data';
  /** The path of the other end that is taken to have failed with it. */
  twin: Path | undefined;
}

/** A path that answered after time-outs: sending again at once tells whether it had been unreachable. */
export interface Answer {
  time: number;
  /** How long the last time-out took. */
  wait: number;
  failed: Evidence;
  back: Evidence;
}

/** What is known of the timers of an endpoint, in microseconds. */
export interface Rhythm {
  /** The shortest and the longest wait for a HEARTBEAT after the last one was answered, where nothing else was sent, and how many were seen. */
  shortest: number;
  longest: number;
  count: number;
  /** The shortest first time-out of data, and the wait that did not double any more; NaN for none. */
  firstWait: number;
  lastWait: number;
}
