/**
 * What an application's log says, whatever its form: its calls, the notifications it was told, the messages it read, and remarks.
 * Importers (log-format/) make it; the reconstruction takes the calls, the comparison the notifications.
 */
import type { NotificationType } from '../notification/notification.js';

/** What every line has, as far as the log tells. */
export interface LogLine {
  /** From 1. */
  line: number;
  /**
   * Microseconds by the log's own clock: since the epoch (UTC) where `AppLogSummary.clock` is 'epoch', since some unknown moment where it is 'unknown-offset';
   * undefined where the line has none. Of calls just before the call, of notifications and messages when the application read them.
   */
  time: number | undefined;
  /** The socket as the log names it: a number or a word. */
  socket?: string;
  /** sctp_assoc_t, as the application's stack numbers them. */
  association?: number;
  /** The peer's address and port, where the line names them. */
  peer?: LoggedAddress;
}

export interface LoggedAddress {
  address: string;
  port?: number;
}

export type MemberOfLog = number | string | boolean | readonly number[] | Readonly<Record<string, number | string>> | undefined;

/**
 * A notification as the log gives it. `members` are those of the C struct by name, in the vocabulary of notification.ts, and only those the log states; a number
 * stands where the log prints a number for what has a name (`sac_state: 3`): what it means depends on the stack.
 */
export interface AppNotification extends LogLine {
  kind: 'notification';
  type: NotificationType;
  members: Readonly<Record<string, MemberOfLog>>;
  /** The bytes the application read, lower-case hex. */
  raw?: string;
  /** What the line means where only this was raised: some programs print the same for both. */
  instead?: Meaning;
}

/** A type of notification, and members of it. */
export type Meaning = Pick<AppNotification, 'type' | 'members'>;

/** A call of the sockets API, taken just before it was made. */
export interface AppCall extends LogLine {
  kind: 'call';
  /** 'sendmsg' for every way of sending; else the function's name: 'setsockopt', 'connect', 'close', 'shutdown', 'accept', 'peeloff', … */
  call: string;
  result?: number;
  /** 'EINVAL'. */
  errno?: string;
  /** Of a send: stream number, PPID in host order, context, names of flags ('SCTP_UNORDERED', 'SCTP_ABORT', 'SCTP_EOF'), lifetime in milliseconds. */
  stream?: number;
  ppid?: number;
  context?: number;
  flags?: readonly string[];
  timetolive?: number;
  policy?: string;
  policyValue?: number;
  /** Bytes of user data. */
  length?: number;
  /** The user data or its beginning, lower-case hex. */
  data?: string;
  /** Of an option: its name, the length passed, its value in lower-case hex; of getsockopt the length returned, and what there was room for. */
  option?: string;
  optlen?: number;
  room?: number;
  raw?: string;
  /** Of bind, bindx, connect, connectx: the addresses named. */
  addresses?: readonly LoggedAddress[];
  /** Of shutdown: 'SHUT_WR'. */
  how?: string;
  /** Of socket: 'SOCK_STREAM' (one-to-one) or 'SOCK_SEQPACKET' (one-to-many). */
  type?: string;
  /** Of accept and peeloff: the socket that came of it. */
  newSocket?: string;
}

/** A message, or the part of it one recvmsg returned. */
export interface AppMessage extends LogLine {
  kind: 'message';
  stream?: number;
  ssn?: number;
  ppid?: number;
  tsn?: number;
  /** Bytes. */
  length?: number;
  /** MSG_EOR: the message ends here. */
  complete?: boolean;
}

/** What the writer of the log found worth saying. */
export interface AppRemark extends LogLine {
  kind: 'remark';
  text: string;
  /** The application stopped or started to read from its socket. */
  reading?: boolean;
}

export type AppEvent = AppNotification | AppCall | AppMessage | AppRemark;

/** What the times of a log are. */
export type LogClock = 'epoch' | 'unknown-offset' | 'none';

export interface AppLogSummary {
  /** Name of the format. */
  format: string;
  clock: LogClock;
  lines: number;
  events: number;
  /** What programs with such logs ask to be told, and log; undefined for everything. */
  tells?: ReadonlySet<NotificationType> | undefined;
  /** Lines that the format does not know, and the first of them. */
  unknownLines: number;
  samples: readonly UnknownLine[];
  /** Damage worth a sentence each: cut lines, a file that changes its mind. */
  problems: readonly string[];
}

export interface UnknownLine {
  line: number;
  /** Its beginning, where lines may be quoted. */
  text?: string;
}

/** The log cannot be one: a JPEG, a capture, nothing that any importer knows. */
export class AppLogError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AppLogError';
  }
}
