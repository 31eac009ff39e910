/**
 * Checksums of SCTP packets: the CRC32c of RFC 9260 section 6.8 and appendix A, and the Adler-32 that RFC 2960 had before RFC 3309.
 *
 * Slicing by 16 (sixteen bytes a step, one table look-up each, words read little-endian). Measured against slicing by 8 and against byte reads, on
 * 188-byte packets: 1.7 GB/s, 1.3 GB/s and 1.0 GB/s (bench `checksum`).
 */
import { Checksum, COMMON_HEADER, type SctpPacket } from './packet.js';

/** The Castagnoli polynomial 0x1EDC6F41, bits reversed. */
const POLYNOMIAL = 0x82f63b78;
const CHECKSUM_AT = 8;

/** Table 0 advances the CRC over one byte; table n the same byte followed by n zero bytes. */
const [T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15] = slicingTables();

type Tables = readonly [T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T];
type T = Int32Array;

function slicingTables(): Tables {
  const first = new Int32Array(256);
  // The CRC of two bytes' exclusive or is that of their CRCs: those of single bits make all.
  for (let bit = 128, crc = 1; bit > 0; bit >>= 1) {
    crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    for (let byte = 0; byte < 256; byte += 2 * bit) first[byte + bit] = crc ^ first[byte]!;
  }
  const tables = [first];
  for (let last = first; tables.length < 16; tables.push(last)) {
    const next = new Int32Array(256);
    for (let byte = 0; byte < 256; byte++) next[byte] = first[last[byte]! & 255]! ^ (last[byte]! >>> 8);
    last = next;
  }
  return tables as unknown as Tables;
}

/** What does not hang on the CRC so far is looked up first: the processor does that while it waits for the rest. */
function slice16(view: DataView, crc: number, at: number): number {
  const b = view.getInt32(at + 4, true);
  const c = view.getInt32(at + 8, true);
  const d = view.getInt32(at + 12, true);
  const rest =
    T11[b & 255]! ^
    T10[(b >>> 8) & 255]! ^
    T9[(b >>> 16) & 255]! ^
    T8[b >>> 24]! ^
    T7[c & 255]! ^
    T6[(c >>> 8) & 255]! ^
    T5[(c >>> 16) & 255]! ^
    T4[c >>> 24]! ^
    T3[d & 255]! ^
    T2[(d >>> 8) & 255]! ^
    T1[(d >>> 16) & 255]! ^
    T0[d >>> 24]!;
  const a = crc ^ view.getInt32(at, true);
  return rest ^ (T15[a & 255]! ^ T14[(a >>> 8) & 255]!) ^ (T13[(a >>> 16) & 255]! ^ T12[a >>> 24]!);
}

/** The common header in one step, its last word, the checksum, taken as zero: that looks nothing up. */
function header(view: DataView, start: number): number {
  const a = ~view.getInt32(start, true);
  const b = view.getInt32(start + 4, true);
  return (
    T11[a & 255]! ^
    T10[(a >>> 8) & 255]! ^
    T9[(a >>> 16) & 255]! ^
    T8[a >>> 24]! ^
    T7[b & 255]! ^
    T6[(b >>> 8) & 255]! ^
    T5[(b >>> 16) & 255]! ^
    T4[b >>> 24]!
  );
}

function slice4(crc: number, word: number): number {
  const a = crc ^ word;
  return T3[a & 255]! ^ T2[(a >>> 8) & 255]! ^ (T1[(a >>> 16) & 255]! ^ T0[a >>> 24]!);
}

/**
 * CRC32c of the SCTP packet in [start, end), at least a common header long, its checksum field taken as zero. Signed, since V8 boxes
 * larger numbers: compare with the field read little-endian as such. Hot: bench `checksum`.
 */
export function crc32c(view: DataView, start: number, end: number): number {
  let crc = header(view, start);
  let at = start + COMMON_HEADER;
  for (; at + 16 <= end; at += 16) crc = slice16(view, crc, at);
  for (; at + 4 <= end; at += 4) crc = slice4(crc, view.getInt32(at, true));
  for (; at < end; at++) crc = T0[(crc ^ view.getUint8(at)) & 255]! ^ (crc >>> 8);
  return ~crc;
}

/** Largest prime below 2^16, and how many bytes may be summed before the sums leave 32 bits (RFC 1950). */
const ADLER_PRIME = 65521;
const ADLER_RUN = 5552;

/** Adler-32 of the SCTP packet in [start, end), its checksum field taken as zero. Compare with the field read big-endian. */
export function adler32(view: DataView, start: number, end: number): number {
  const checksum = start + CHECKSUM_AT;
  let a = 1;
  let b = 0;
  for (let at = start; at < end; ) {
    for (const stop = Math.min(at + ADLER_RUN, end); at < stop; at++) {
      if (at < checksum || at >= checksum + 4) a += view.getUint8(at);
      b += a;
    }
    a %= ADLER_PRIME;
    b %= ADLER_PRIME;
  }
  return b * 0x10000 + a;
}

/** What the checksum field of a packet is worth. Says nothing about why a wrong one is wrong: a capture at a host that offloads shows none right. */
export function checksumVerdict(packet: SctpPacket): Checksum {
  const { view, start, end } = packet;
  if (packet.truncated || end - start < COMMON_HEADER) return Checksum.unverifiable;
  const found = view.getInt32(start + CHECKSUM_AT, true);
  if (found === crc32c(view, start, end)) return Checksum.right;
  if (found === 0) return Checksum.zero;
  return view.getUint32(start + CHECKSUM_AT) === adler32(view, start, end) ? Checksum.adler32 : Checksum.wrong;
}
