/** What an application compiled against one stack's headers sees: numbers, names and layouts. One file a stack, one line each in registry.ts. */
import type { NotificationType } from '../notification.js';
import type { StructLayout } from './layout.js';

export type AbiName = 'linux' | 'usrsctp' | 'freebsd' | 'solaris';
export type ByteOrder = 'little' | 'big';

/** RFC 6458 section 6.1.10 is the one type that no stack raises. */
export type NotificationName = NotificationType | 'SCTP_NOTIFICATIONS_STOPPED_EVENT';

/** Numbers of a C enumeration or of flag bits with their names. */
export type NumberNames = Readonly<Record<number, string>>;

export interface NotificationLayouts {
  type: NotificationName;
  /** The current layout first; older or divergent ones after it, chosen by their length. */
  layouts: readonly StructLayout[];
}

export interface Abi {
  name: AbiName;
  /** For a person: 'Linux', 'FreeBSD'. */
  title: string;
  /** By sn_type. */
  notifications: Readonly<Record<number, NotificationLayouts>>;
  /** Members whose value is a constant's name, by member. */
  constants: Readonly<Record<string, NumberNames>>;
  /** Members that stay numbers but deserve words beside them, by member. */
  hints: Readonly<Record<string, NumberNames>>;
  /** Byte order of `sac_error`, `ssf_error` and `ssfe_error` as the stack leaves them. */
  causeOrder: 'network' | 'host';
  /** What an application must know of a notification's bytes: a sentence, by type. */
  warnings?: Readonly<Partial<Record<NotificationName, string>>>;
  /** sctp_assoc_t has a sign. */
  signedAssociation: boolean;
  /** sockaddr_in and sockaddr_in6, told apart by their first two bytes; the stack's own first. */
  sockaddrs: readonly Sockaddr[];
  sndrcvinfo: StructLayout;
  /** Bits of `sinfo_flags` and `snd_flags` in a call, by value. */
  sendFlags: NumberNames;
  options: { SCTP_EVENTS: number | undefined; SCTP_EVENT: number | undefined };
}

export interface Sockaddr {
  /** Value of the family, and where BSD puts the structure's length, that length. */
  family: number;
  lengthByte: number | undefined;
  version: 4 | 6;
  layout: StructLayout;
}

/** Flag bits of the RE-CONFIG events, the same on every stack (RFC 6525 section 6.1). */
export const STREAM_RESET_FLAGS: NumberNames = {
  1: 'SCTP_STREAM_RESET_INCOMING_SSN',
  2: 'SCTP_STREAM_RESET_OUTGOING_SSN',
  4: 'SCTP_STREAM_RESET_DENIED',
  8: 'SCTP_STREAM_RESET_FAILED',
};
export const ASSOC_RESET_FLAGS: NumberNames = { 4: 'SCTP_ASSOC_RESET_DENIED', 8: 'SCTP_ASSOC_RESET_FAILED' };
export const STREAM_CHANGE_FLAGS: NumberNames = { 4: 'SCTP_STREAM_CHANGE_DENIED', 8: 'SCTP_STREAM_CHANGE_FAILED' };

/** In a failed message's info the flags are those of its DATA chunk, on every stack. */
export const DATA_CHUNK_FLAGS: NumberNames = { 1: 'last fragment', 2: 'first fragment', 4: 'unordered', 8: 'immediate SACK' };

/** Members that are sets of bits, by member, the same on every stack. */
export const BITS: Readonly<Record<string, NumberNames>> = {
  strreset_flags: STREAM_RESET_FLAGS,
  assocreset_flags: ASSOC_RESET_FLAGS,
  strchange_flags: STREAM_CHANGE_FLAGS,
  'ssf_info.sinfo_flags': DATA_CHUNK_FLAGS,
  'ssfe_info.snd_flags': DATA_CHUNK_FLAGS,
};
