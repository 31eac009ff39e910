/**
 * Is a chunk what its length says it is? Asked once for each chunk, before any accessor touches it; over a shared block, a read outside the chunk does
 * not throw, it silently reads the neighbour.
 */
import { CHUNK_HEADER } from '../packet.js';
import { chunkTypes } from './registry.js';

/** What `chunkDefect` answers, by how much may still be read. */
export const ChunkDefect = {
  /** Header and declared length lie inside: everything in [chunk, chunkEnd) may be read, and nextChunk is where the next one starts. */
  none: 0,
  /** The declared length runs past `end`, the fixed header does not: fields may be read, and the body up to `end`. No chunk follows. */
  bodyCut: 1,
  /** Declared length inside, but less than the type's fixed header: type, flags and length only. nextChunk is where the next one starts. */
  shorterThanHeader: 2,
  /** `end` comes before the end of the fixed header: type, flags and length only. No chunk follows. */
  headerCut: 3,
  /** Length below four: type, flags and length only. Where a next chunk might start is not known. */
  lengthBelowFour: 4,
  /** Fewer than four bytes are left: nothing may be read. No chunk follows. */
  noHeader: 5,
} as const;
export type ChunkDefect = (typeof ChunkDefect)[keyof typeof ChunkDefect];

const minimalLength = new Uint8Array(256).fill(CHUNK_HEADER);
for (const row of chunkTypes) minimalLength[row.type] = row.headerLength;

/** Hot: bench `reconstruct`. `end` is one past the packet's last captured byte (SctpPacket.end); `chunk` may be anywhere, `end` included. */
export function chunkDefect(view: DataView, chunk: number, end: number): ChunkDefect {
  if (chunk + CHUNK_HEADER > end) return ChunkDefect.noHeader;
  const length = view.getUint16(chunk + 2);
  const header = minimalLength[view.getUint8(chunk)]!;
  if (length >= header && chunk + length <= end) return ChunkDefect.none;
  if (length < CHUNK_HEADER) return ChunkDefect.lengthBelowFour;
  if (chunk + length <= end) return ChunkDefect.shorterThanHeader;
  if (length < header || chunk + header > end) return ChunkDefect.headerCut;
  return ChunkDefect.bodyCut;
}

/** May the chunk's fixed fields be read? */
export function fieldsReadable(defect: ChunkDefect): boolean {
  return defect <= ChunkDefect.bodyCut;
}

/** May the walk go on with nextChunk? */
export function hasNextChunk(defect: ChunkDefect): boolean {
  return defect === ChunkDefect.none || defect === ChunkDefect.shorterThanHeader;
}
