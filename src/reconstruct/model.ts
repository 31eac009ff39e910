/**
 * What the reconstruction hands out: plain, self-contained data for the text and JSON formats, the comparison and the interface.
 */
import type { Notification } from '../notification/notification.js';

/** States of an endpoint, RFC 9260 section 4; 'unknown' where the capture began too late to tell. */
export type EndpointState =
  | 'unknown'
  | 'CLOSED'
  | 'COOKIE-WAIT'
  | 'COOKIE-ECHOED'
  | 'ESTABLISHED'
  | 'SHUTDOWN-PENDING'
  | 'SHUTDOWN-SENT'
  | 'SHUTDOWN-RECEIVED'
  | 'SHUTDOWN-ACK-SENT';

/** How the association came up, as far as the capture shows. */
export type Setup = 'complete' | 'collision' | 'restart' | 'incomplete' | 'seen-from-middle';

/** How it ended. */
export type Outcome = 'open' | 'shutdown' | 'aborted' | 'lost' | 'not-started' | 'restarted';

/** What a profile was chosen by. */
export interface StackGuess {
  /** 'linux', 'usrsctp', 'freebsd', 'rfc', or a stack without this API ('dcsctp', 'pion', …). */
  name: string;
  version?: string;
  /** 0 to 1; 1 where the user said so. */
  score: number;
  why: string;
}

/** An address of the peer, as an endpoint used it. */
export interface PathReport {
  address: string;
  /** Was it confirmed by a HEARTBEAT-ACK or from the start (RFC 9260 section 5.4), and did it answer to the last? Undefined where nothing tells. */
  state?: 'active' | 'unconfirmed' | 'inactive';
  /** Microseconds from a packet to its answer, as seen at the capture point, DATA by Karn's rule and HEARTBEAT by its nonce. */
  roundTrip?: { samples: number; least: number; mean: number; most: number };
  /** DATA chunks sent there that were sent again. */
  retransmissions: number;
}

export interface EndpointReport {
  /** "10.1.0.1:5001" or "[fd00::1]:5001": the address first seen. */
  name: string;
  port: number;
  /** All its addresses, in order of appearance. */
  addresses: string[];
  state: EndpointState;
  /** Verification tag it chose (packets toward it carry it); undefined where never seen. */
  tag: number | undefined;
  stack: StackGuess;
  outboundStreams: number | undefined;
  inboundStreams: number | undefined;
  packets: number;
  /** DATA and I-DATA chunks, first transmissions and retransmissions apart; user bytes of the first transmissions. */
  dataChunks: number;
  retransmissions: number;
  bytes: number;
  /** The receiver window it advertised, in bytes: at its set-up, and last. */
  window: { first?: number; last?: number };
  /** TSNs of its user data: the first of its INIT or INIT-ACK, the last one sent, the last one acknowledged cumulatively. */
  tsns: { first?: number; last?: number; acknowledged?: number };
  /** The addresses of its peer that it used. */
  paths: PathReport[];
  /** Extensions it offered, in the RFCs' short names: 'PR-SCTP', 'AUTH', 'ASCONF', 'RE-CONFIG', 'I-DATA', … */
  extensions: string[];
}

export interface AssociationReport {
  id: number;
  endpoints: [EndpointReport, EndpointReport];
  /** The association whose restart this one is a new life of. */
  restartOf?: number;
  setup: Setup;
  outcome: Outcome;
  /** Who ended it and why, in one sentence. */
  outcomeWhy: string;
  /** Index of the endpoint that ended it, where one did. */
  endedBy?: 0 | 1;
  /** Microseconds since the epoch of the first and the last packet. */
  start: number;
  end: number;
  firstFrame: number;
  lastFrame: number;
  packets: number;
  /** Compact history, a letter per event as they happened; upper case from endpoint 0, lower case from endpoint 1 (ARCHITECTURE.md, glossary). */
  history: string;
  /** Which chunks were seen, from either endpoint: INIT 1, INIT-ACK 2, COOKIE-ECHO 4, COOKIE-ACK 8, DATA 16, SACK 32, SHUTDOWN 64, SHUTDOWN-ACK 128, SHUTDOWN-COMPLETE 256, ABORT 512. */
  completeness: number;
}

/** A named finding: retransmission, zero window, wrong tag, … */
export interface Diagnosis {
  rule: string;
  severity: 'note' | 'warning' | 'error';
  /** Id of the association it belongs to; 0 where to none. */
  association: number;
  frame: number;
  time: number;
  text: string;
}

/** Where everything leaves the reconstruction, in the order it is settled. */
export interface Sink {
  notification(notification: Notification): void;
  /** Called when the association has ended and nothing more will come of it, or at the end of the capture. */
  association(report: AssociationReport): void;
  diagnosis(diagnosis: Diagnosis): void;
}
