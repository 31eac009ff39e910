/**
 * What the protocol did at one endpoint, whatever its stack makes of it. Facts are stack-neutral; `profile/tell.ts` turns each into the notifications of a stack.
 *
 * A fact holds everything its telling needs, so that the same fact can be told by several profiles, and told again.
 */
import type { AuthIndication, Hinge } from '../notification/notification.js';
import type { SentChunk } from './sent-chunk.js';

/** When something happened at an endpoint, in microseconds since the epoch. */
export interface Moment {
  time: number;
  earliest: number;
  latest: number;
}

/** What every fact carries beside its kind. */
export interface Evidence {
  at: Moment;
  frames: number[];
  why: string;
  /** What it rests on that the capture does not show; none means the fact is certain. */
  assumptions: string[];
  /** Nothing speaks for it but that it can be. */
  merelyPossible?: boolean;
  /** It is less likely than that it did not happen: of use only where a log is there to decide. */
  aside?: true;
  /** What it stands or falls with, where packets can hardly tell: said where a log is there to decide. */
  hinge?: Hinge;
}

/** Another way in which an association may have failed at an endpoint. */
export interface Ending {
  failure: Failure;
  cause: number;
  abort: Uint8Array | undefined;
  /** What it takes: 'the ABORT in frame 12 reached 10.1.0.2:6030'. */
  assumption: string;
  /** Since when it may have been so, microseconds since the epoch, where that is before what is likeliest. */
  earliest?: number;
}

/** Extensions both ends offered, in RFC terms. */
export type Extension = 'PR-SCTP' | 'AUTH' | 'ASCONF' | 'I-DATA' | 'RE-CONFIG' | 'NR-SACK';

export interface Streams {
  outbound: number | undefined;
  inbound: number | undefined;
}

/** A message an endpoint's application was in the middle of reading. */
export interface PartialDelivery {
  /** Of its first fragment. */
  tsn: number;
  stream: number;
  /** SSN or MID. */
  sequence: number;
  unordered: boolean;
  interleaved: boolean;
}

/** Which way an endpoint came to its association. */
export type Role = 'initiator' | 'responder' | 'both';

export interface Up {
  kind: 'up';
  role: Role;
  streams: Streams;
  /** What both ends support; undefined where INIT or INIT-ACK was not captured. */
  extensions: ReadonlySet<Extension> | undefined;
  /** Adaptation Code Point of the peer (RFC 5061 section 4.2.6), where it gave one. */
  adaptation: number | undefined;
  /** The peer's address its INIT came from. */
  peerAddress: string;
}

export interface Restarted {
  kind: 'restarted';
  streams: Streams;
  extensions: ReadonlySet<Extension> | undefined;
  undelivered: SentChunk[];
  /** As the application's log tells; empty without one. */
  unsent: UnsentMessage[];
  /** Bytes of user data that fit into one chunk. */
  fragment: number;
  peerAddress: string;
}

/** How an association failed at an endpoint. */
export type Failure =
  /** The peer's ABORT was received. */
  | 'peer-abort'
  /** Its application aborted: SCTP_ABORT, or a close that must abort. */
  | 'user-abort'
  /** Its stack aborted because the peer broke the protocol. */
  | 'violation'
  /** Nothing was acknowledged for too long: RFC 9260 sections 8.1 and 5.1. */
  | 'unreachable'
  /** ICMP said that nobody is there. */
  | 'icmp';

export interface Lost {
  kind: 'lost';
  failure: Failure;
  /** Before it was up at this endpoint. */
  duringSetup: boolean;
  /** Cause code of the ABORT (the first one), 0 for none. */
  cause: number;
  /** The ABORT chunk, header included and padding excluded, where one decided it. */
  abort: Uint8Array | undefined;
  streams: Streams;
  /** What else may have ended it first, where it is not certain. */
  rivals: readonly Ending[];
}

/** A message, or the rest of one, that was never put into a packet. */
export interface UnsentMessage {
  stream: number;
  ppid: number;
  context: number;
  unordered: boolean;
  /** Bytes of the whole message, and how many of them were sent. */
  length: number;
  taken: number;
  /** Bytes after these that were sent too, though their packets did not pass here. */
  unseen: number;
}

/** What the association had sent and not had acknowledged when it failed. */
export interface Undelivered {
  kind: 'undelivered';
  chunks: SentChunk[];
  /** As the application's log tells; empty without one. */
  unsent: UnsentMessage[];
  /** It knew its peer's window, and may have cut some of those into chunks. */
  mayBeCut: boolean;
  /** Bytes of user data that fit into one chunk. */
  fragment: number;
  failure: Failure;
  cause: number;
  /** Bytes of the endpoint's receive buffer, as its INIT advertised them. */
  room: number | undefined;
  /** What else may have ended it first, where it is not certain. */
  rivals: readonly Ending[];
}

/** The peer's SHUTDOWN was received. */
export interface ShutdownReceived {
  kind: 'shutdown-received';
}

/** The association ended in good order. */
export interface ShutdownComplete {
  kind: 'shutdown-complete';
  /** What may have ended it first, having overtaken it. */
  rivals: readonly Ending[];
  streams: Streams;
}

/** An ERROR chunk was received. */
export interface ErrorReceived {
  kind: 'error-received';
  /** The chunk, header included and padding excluded. */
  chunk: Uint8Array;
  causes: { code: number; body: Uint8Array }[];
}

/** Fragments given up by the sender while the association lives (RFC 3758). */
export interface Abandoned {
  kind: 'abandoned';
  chunks: SentChunk[];
}

/** The peer has acknowledged the giving up of a message that had been sent in part only: all fragments that were sent, acknowledged ones too. */
export interface AbandonmentDone {
  kind: 'abandonment-done';
  chunks: SentChunk[];
  /** What was not sent, as the application's log tells. */
  rest: UnsentMessage | undefined;
  /** Bytes of user data that fit into one chunk. */
  fragment: number;
}

/** Messages whose lifetime ended before anything of them was sent (RFC 3758 section 3.4), dropped from the queue. */
export interface Lapsed {
  kind: 'lapsed';
  unsent: UnsentMessage[];
  /** Bytes of user data that fit into one chunk. */
  fragment: number;
}

/** The peer gave up messages of which the application had read a part. */
export interface PartialAborted {
  kind: 'partial-aborted';
  deliveries: readonly PartialDelivery[];
}

export interface KeyUsed {
  kind: 'key';
  indication: AuthIndication;
  key: number;
  /** The key that a new one takes the place of; 0 where there is none. */
  before: number;
}

/** A stream reset was carried out or refused (RFC 6525 section 6.1.1), for the streams that this endpoint sends or receives on; none listed means all. */
export interface StreamsReset {
  kind: 'streams-reset';
  direction: 'incoming' | 'outgoing';
  streams: number[];
  /** Result code of the response (RFC 6525 section 4.4). */
  result: number;
}

/** All SSNs and TSNs were reset, or that was refused (section 6.1.2). TSNs as in the response; undefined where it had none. */
export interface AssociationReset {
  kind: 'association-reset';
  role: 'requester' | 'responder';
  result: number;
  /** The responder's next TSN, and the requester's. */
  responderTsn: number | undefined;
  requesterTsn: number | undefined;
}

/** Streams were added, or that was refused (section 6.1.3). */
export interface StreamsAdded {
  kind: 'streams-added';
  direction: 'incoming' | 'outgoing';
  count: number;
  result: number;
  /** How many there are now. */
  streams: Streams;
}

/** A path, that is an address of the peer, changed its state (RFC 9260 section 8.2 to 8.4, RFC 5061). */
export interface PathChanged {
  kind: 'path';
  change: 'confirmed' | 'available' | 'unreachable' | 'potentially-failed' | 'added' | 'removed' | 'made-primary';
  address: string;
  /** What brought it back: an answered HEARTBEAT, or acknowledged data. */
  by: 'heartbeat' | 'data' | undefined;
}

/** A SACK left nothing outstanding and nothing queued. */
export interface QueueEmpty {
  kind: 'queue-empty';
}

export type FactBody =
  | Up
  | QueueEmpty
  | PathChanged
  | StreamsReset
  | AssociationReset
  | StreamsAdded
  | Restarted
  | Lost
  | Undelivered
  | ShutdownReceived
  | ShutdownComplete
  | ErrorReceived
  | Abandoned
  | AbandonmentDone
  | Lapsed
  | PartialAborted
  | KeyUsed;

export type Fact = FactBody & Evidence;
