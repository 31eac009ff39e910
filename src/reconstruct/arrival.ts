/**
 * Did a packet seen here arrive there? What an endpoint sent is known, what it received is believed, and later packets settle it: its answer proves that a
 * chunk arrived, its carrying on regardless proves that it did not, and its silence lets it be believed after a while.
 */

/**
 * Chunks whose arrival makes something happen at their receiver. OWN-ABORT is the sender's side of an ABORT, which may be forged; SETUP-TIMEOUT is no chunk: the
 * answer to an INIT or COOKIE-ECHO that does not come; nor are PATH-FAILURE and
 * PATH-CONFIRMED: what an endpoint does next tells whether a path has failed, or had to be confirmed.
 */
export type Awaitable =
  | 'COOKIE-ECHO'
  | 'COOKIE-ACK'
  | 'SHUTDOWN'
  | 'SHUTDOWN-ACK'
  | 'SHUTDOWN-COMPLETE'
  | 'ABORT'
  | 'OWN-ABORT'
  | 'SETUP-TIMEOUT'
  | 'PATH-FAILURE'
  | 'PATH-CONFIRMED'
  | 'SACK'
  | 'FORWARD-TSN'
  | 'RE-CONFIG'
  | 'ERROR';

/** A set of chunk types in one packet: bit n for type n below 16, and the extensions' chunks above. */
export type ChunkSet = number;

const bit = (type: number): ChunkSet => 1 << type;
const DATA = bit(0);
const INIT = bit(1);
/** Answers data, which may have come before what is awaited. */
export const SACK: ChunkSet = bit(3);
const HEARTBEAT = bit(4);
const HEARTBEAT_ACK = bit(5);
const SHUTDOWN = bit(7);
const SHUTDOWN_ACK = bit(8);
const COOKIE_ECHO = bit(10);
const COOKIE_ACK = bit(11);
const SHUTDOWN_COMPLETE = bit(14);
const FORWARD_TSN = bit(16);
const ASCONF = bit(17);
const RE_CONFIG = bit(18);
const OTHER = bit(19);

/** What only an endpoint with an association sends. */
const ALIVE = DATA | SACK | HEARTBEAT | HEARTBEAT_ACK | SHUTDOWN | FORWARD_TSN | ASCONF | RE_CONFIG;

const EXTENSION_BITS: ReadonlyMap<number, ChunkSet> = new Map([
  [16, SACK],
  [64, DATA],
  [128, ASCONF],
  [130, RE_CONFIG],
  [192, FORWARD_TSN],
  [193, ASCONF],
  [194, FORWARD_TSN],
]);

export function chunkBit(type: number): ChunkSet {
  return type < 16 ? bit(type) : (EXTENSION_BITS.get(type) ?? OTHER);
}

interface Rule {
  /** Chunks of the receiver that only this chunk's arrival explains. */
  proof: ChunkSet;
  /** A packet with one of these proves nothing. */
  unless: ChunkSet;
  /** Chunks of the receiver that it would not send had this chunk arrived. */
  refutation: ChunkSet;
  /** Silence of so many microseconds lets it be believed, or given up. */
  patience: number;
  /** Silence speaks against it: an answer would have come. */
  silenceRefutes?: boolean;
  /** Each is awaited for itself, up to so many; of what is not named, a further one is a copy of the first. */
  apart?: number;
}

/** An answer that did not come for so long will not come: as long as a stack tries, with defaults (microseconds). */
const ANSWER_PATIENCE = 400e6;

export const RULES: Readonly<Record<Awaitable, Rule>> = {
  'COOKIE-ECHO': { proof: COOKIE_ACK | ALIVE | SHUTDOWN_ACK, unless: 0, refutation: 0, patience: ANSWER_PATIENCE, silenceRefutes: true },
  'COOKIE-ACK': { proof: ALIVE | SHUTDOWN_ACK | SHUTDOWN_COMPLETE, unless: COOKIE_ECHO, refutation: COOKIE_ECHO, patience: 3e6 },
  SHUTDOWN: { proof: SHUTDOWN_ACK, unless: SHUTDOWN, refutation: SHUTDOWN, patience: ANSWER_PATIENCE, silenceRefutes: true },
  'SHUTDOWN-ACK': { proof: SHUTDOWN_COMPLETE, unless: 0, refutation: SHUTDOWN, patience: 3e6 },
  'SHUTDOWN-COMPLETE': { proof: 0, unless: 0, refutation: SHUTDOWN_ACK, patience: 1.5e6 },
  ABORT: { proof: 0, unless: 0, refutation: ALIVE | COOKIE_ECHO | SHUTDOWN_ACK, patience: 1e6, apart: 8 },
  'OWN-ABORT': { proof: 0, unless: 0, refutation: ALIVE | COOKIE_ECHO | SHUTDOWN_ACK, patience: 1e6 },
  'SETUP-TIMEOUT': { proof: 0, unless: 0, refutation: 0, patience: 60e6 },
  'PATH-FAILURE': { proof: 0, unless: 0, refutation: 0, patience: 60e6 },
  'PATH-CONFIRMED': { proof: 0, unless: 0, refutation: 0, patience: 10e6 },
  'FORWARD-TSN': { proof: 0, unless: 0, refutation: 0, patience: ANSWER_PATIENCE, silenceRefutes: true },
  'RE-CONFIG': { proof: 0, unless: 0, refutation: 0, patience: 1e6, apart: 8 },
  ERROR: { proof: INIT | COOKIE_ECHO, unless: 0, refutation: 0, patience: ANSWER_PATIENCE, silenceRefutes: true },
  SACK: { proof: 0, unless: 0, refutation: 0, patience: 1e6, apart: Number.POSITIVE_INFINITY },
};

/** How an awaited chunk was settled. */
export interface Settlement {
  /** An answer proves the arrival; otherwise it is believed. */
  proven: boolean;
  /** It is known to have arrived: proven, or captured at its receiver. */
  arrived: boolean;
  /** Silence lasted until the deadline; false where the capture ended before. */
  expired: boolean;
  /** Frame and time of the answer; of the last copy seen where there is none. */
  frame: number;
  time: number;
  /** Frame of the last copy seen before, and when the first and the last passed. */
  copyFrame: number;
  firstCopy: number;
  lastCopy: number;
}

/** A chunk on its way to an endpoint. */
export interface Awaited {
  what: Awaitable;
  /** Number of the notification that its arrival is told by; 0 where that cannot be foreseen. */
  number: number;
  /** It was captured at its receiver. */
  captured: boolean;
  firstFrame: number;
  firstTime: number;
  lastFrame: number;
  lastTime: number;
  /** Capture time at which it is believed. */
  deadline: number;
  settled(how: Settlement): void;
}
