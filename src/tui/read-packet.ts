/** A packet as the views show it. */
import type { Range } from '../dissect/hex-dump.js';

/** A line of the packet tree: a header, chunk, parameter, cause or field, and the bytes it stands for. */
export interface PacketField {
  /** 0 for the packet's own parts. */
  readonly depth: number;
  readonly label: string;
  readonly value: string;
  /** Bytes from the start of the SCTP packet: first, and one past the last. */
  readonly start: number;
  readonly end: number;
}

/** A packet read again from the file. */
export interface ReadPacket {
  readonly fields: readonly PacketField[];
  /** The captured bytes from the common header on. */
  readonly bytes: Uint8Array;
  /** Where users' data are that must not be shown, in bytes from the common header on; nothing is hidden where it is not given. */
  readonly hidden?: readonly Range[];
  /** Each chunk in a line, and in the few words that fit over an arrow. */
  readonly chunks: readonly string[];
  readonly labels: readonly string[];
}
