/** What is open at an endpoint until later packets decide it: the shape of each kind. What opens and decides them stands in transition/. */
import type { AddressId } from '../dissect/packet.js';
import type { PathChanged, UnsentMessage } from './fact.js';
import type { SentChunk } from './sent-chunk.js';

/** A message sent in part and given up: done when the peer acknowledges up to `until`. */
export interface GivenUp {
  until: number;
  chunks: SentChunk[];
  rest: UnsentMessage | undefined;
  /** Not all that was given up with it was seen. */
  holes: boolean;
}

/** The last ASCONF of an endpoint. */
export interface AddressRequests {
  sequence: number;
  /** Its first copy: frame, and when that passed (microseconds). */
  frame: number;
  time: number;
  /** How often it was seen. */
  copies: number;
  /** It has been acknowledged: further copies of either change nothing. */
  done: boolean;
  requests: { id: number; change: PathChanged['change']; address: AddressId }[];
}

/** A RE-CONFIG request of an endpoint (RFC 6525). */
export interface ResetRequest {
  type: number;
  /** Streams listed, for resets. */
  streams: number[];
  /** Streams asked for, for additions. */
  count: number;
  frame: number;
  /** When it was first seen, or last answered as in progress: not carried out before (microseconds). */
  since: number;
  sentAgain: boolean;
  /** Carried out, or refused for good. */
  settled: boolean;
  refused: boolean;
  /** Is the response on its way, or has it told the one who asked? */
  answer: 'none' | 'awaited' | 'told';
}

/** How an endpoint leaves its association; a violation is an ABORT because the peer broke the protocol. */
export type Leaving = 'SHUTDOWN' | 'ABORT' | 'violation';

/** A SACK that may have left the queue of its receiver empty. */
export interface EmptyQueue {
  frame: number;
  time: number;
  /** Close to the capture point? How long it takes to arrive and something caused by it to come back, in microseconds: typically, and at the least. */
  near: boolean;
  delay: number;
  travel: number;
  /** Answers of its receiver that passed after it: so many of the first few, and the shortest of these (microseconds). */
  answers: number;
  shortest: number;
  /** Bytes in flight before it, what the peer's window left beside them, what was held against the congestion window and how much that allowed at least. */
  flight: number;
  allowance: number;
  congestion: number;
  congestionWindow: number;
  /** The window it advertises. */
  room: number;
  /** Last TSN it acknowledges, and whether that had not been acknowledged before. */
  upTo: number;
  advanced: boolean;
  /** How long before it its receiver had last sent, and how long before that (microseconds). */
  idle: number;
  gap: number;
  /** Its receiver had sent an ABORT, or was about to take one: that decides first. */
  doomed: boolean;
  /** Its receiver was shutting down, or a SHUTDOWN was on its way to it. */
  closing: boolean;
  /** A TSN of its sender's that was sent for the first time in its packet, and not again. */
  companion: number | undefined;
  /** How long after it its receiver was seen to have acknowledged that, at the latest (microseconds). */
  takenIn: number;
  /** It came behind a SHUTDOWN, and acknowledged nothing that had not been before. */
  behindShutdown: boolean;
  /** The first new data after it: frame, how long after (microseconds), user data of its first chunk and chunks of its packet, and of all sent in one go. */
  next: { frame: number; after: number; first: number; chunks: number; burst: number } | undefined;
  /** How long after it its receiver sent SHUTDOWN or ABORT, and whether its peer had sent none before. */
  left: { after: number; how: Leaving; first: boolean } | undefined;
  /** Another SACK acknowledged as much. */
  repeated: boolean;
  /** Whether the queue was empty, where the log of its application tells. */
  byCalls: boolean | undefined;
  /** What it acknowledges was sent again later than it can have taken to arrive. */
  lost: boolean;
  /** When the SACKs before it passed, where that is of use. */
  before: readonly number[];
  /** An earlier SACK found the queue filled, and nothing had been sent since. */
  filled: boolean;
  /** What it takes that there was nothing else. */
  assumed: readonly string[];
  /** Its receiver sent nothing new for so long that it must have taken it in. */
  silent: boolean;
}
