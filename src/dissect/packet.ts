/**
 * One SCTP packet, found in a frame: RFC 9260 section 3.
 *
 *      0                   1                   2                   3
 *      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *     +---------------+---------------+---------------+---------------+
 *     |      Source Port Number       |    Destination Port Number    |
 *     |                       Verification Tag                        |
 *     |                           Checksum                            |
 *     |   Chunk ...
 *
 * A single object of this shape is filled again for every packet: nothing is allocated on the way, and nothing of it may be kept.
 */
import { type Field, u8, u16, u32 } from './field.js';

export const COMMON_HEADER = 12;
export const CHUNK_HEADER = 4;

/** Verdicts on the CRC32c (RFC 9260 section 6.8). */
export const Checksum = {
  /** Not looked at. */
  unchecked: 0,
  right: 1,
  wrong: 2,
  /** Zero, which RFC 9653 allows where both ends agreed. */
  zero: 3,
  /** The Adler-32 of RFC 2960. */
  adler32: 4,
  /** Not all bytes were captured. */
  unverifiable: 5,
} as const;
export type Checksum = (typeof Checksum)[keyof typeof Checksum];

const CHECKSUM_WORDS = ['unchecked', 'right', 'wrong', 'zero', 'adler32', 'unverifiable'] as const;
export type ChecksumWord = (typeof CHECKSUM_WORDS)[number];

/** The verdict's name, as programs read it. */
export function checksumWord(checksum: Checksum): ChecksumWord {
  return CHECKSUM_WORDS[checksum];
}

/** Index into AddressBook: an IP address met in the capture. */
export type AddressId = number;

/** Which way a frame went, as the capturing machine saw it (FrameBatch.direction). */
export const Direction = { unknown: 0, inbound: 1, outbound: 2 } as const;

export class SctpPacket {
  /** The block the packet lies in, and a view over the same bytes. Borrowed. */
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** Frame number, from 1. */
  frame = 0;
  /** Microseconds since the epoch. */
  time = 0;
  source: AddressId = 0;
  destination: AddressId = 0;
  sourcePort = 0;
  destinationPort = 0;
  verificationTag = 0;
  /** Byte offset of the common header in the block. */
  start = 0;
  /** One past the last captured byte of the SCTP packet, link-layer padding excluded. */
  end = 0;
  /** One past its last byte on the wire, as the IP length says; beyond `end` where the snap length cut it. */
  wireEnd = 0;
  checksum: Checksum = Checksum.unchecked;
  /** The IP header around it was damaged on the way: no host takes it in (RFC 1122 section 3.2.1.2). */
  isHeaderDamaged = false;
  /** UDP ports where the packet was encapsulated in UDP (RFC 6951), else 0. */
  udpSourcePort = 0;
  udpDestinationPort = 0;
  /** The same was seen a moment ago: captured twice, doubled on the way, or sent twice. */
  mayBeCopy = false;
  /** A Direction. */
  direction: number = Direction.unknown;

  get firstChunk(): number {
    return this.start + COMMON_HEADER;
  }

  get truncated(): boolean {
    return this.end < this.wireEnd;
  }
}

/** Fields of the common header: RFC 9260 section 3.1. */
export const headerFields: readonly Field[] = [
  u16('Source Port Number', 0),
  u16('Destination Port Number', 2),
  u32('Verification Tag', 4, 'hex'),
  u32('Checksum', 8, 'hex'),
];

/** Fields every chunk has: RFC 9260 section 3.2. Length counts the header and not the padding. */
export const chunkType: Field = u8('Chunk Type', 0, 'chunk-type');
export const chunkFlags: Field = u8('Chunk Flags', 1, 'hex');
export const chunkLength: Field = u16('Chunk Length', 2);

/** Offset of the chunk after this one: lengths are padded to four bytes. */
export function nextChunk(view: DataView, chunk: number): number {
  return chunk + ((view.getUint16(chunk + 2) + 3) & ~3);
}

/** One past the chunk's last byte, padding excluded. */
export function chunkEnd(view: DataView, chunk: number): number {
  return chunk + view.getUint16(chunk + 2);
}
