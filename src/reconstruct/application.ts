/** What an application's log tells of its side: calls that no packet shows. Made by whoever reads the log; the reconstruction only asks. */
import type { NotificationType } from '../notification/notification.js';

/** A call that handed a message to the stack. */
export interface Send {
  /** Microseconds since the epoch, just before the call. */
  time: number;
  stream: number;
  /** Host order. */
  ppid: number;
  context: number;
  /** Bytes of user data. */
  length: number;
  unordered: boolean;
  /** Microseconds after which it is not to be sent any more (RFC 3758); undefined for none. */
  lifetime: number | undefined;
  /** What tells the sends of one association from those of others on the same port; undefined where nothing does. */
  channel: string | undefined;
}

/** A call that changes something at its own end which no packet shows, and of which the stack tells. */
export type Choice =
  | { kind: 'primary' /** Microseconds since the epoch, just before the call. */; time: number; address: string }
  | { kind: 'key-freed'; time: number; key: number };

/** When sockets were shut down (shutdown): for reading, and for reading and sending. */
export interface Shut {
  reading: number | undefined;
  both: number | undefined;
}

export interface ApplicationCalls {
  /** What the socket bound to this port subscribed to; undefined where the log does not say. */
  subscribed(port: number): ReadonlySet<NotificationType> | undefined;
  /** Messages sent from that port, in order. */
  sends(port: number): readonly Send[];
  /** Addresses of the peer that it named when it connected to this one. */
  named(port: number, address: string): ReadonlySet<string>;
  /** When it aborted an association of that port (SCTP_ABORT), in microseconds since the epoch. */
  aborts(port: number): readonly number[];
  /** When the last socket of that port was closed; undefined where one was not. */
  closed(port: number): number | undefined;
  /** When it called for an end in good order on that port (shutdown, SCTP_EOF, close); undefined where the log may lack such a call. */
  endings(port: number): readonly number[] | undefined;
  /** When the last socket of that port was shut down for reading, and for sending too, in microseconds since the epoch; undefined where one was not. */
  shut(port: number): Shut;
  /** What it chose on that port, in order. */
  choices(port: number): readonly Choice[];
  /** The log shows the application from its beginning: an option it does not set is the default. */
  readonly complete: boolean;
  /** When the log ends, in microseconds since the epoch; undefined while it is being written. */
  readonly end: number | undefined;
}
