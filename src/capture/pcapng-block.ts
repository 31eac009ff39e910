/**
 * Blocks of the pcapng file format (draft-ietf-opsawg-pcapng section 3.1): a type, a body padded to four bytes, and the length on both sides.
 *
 *     type u32 | total length u32 | body | total length u32 again
 */

/** Bytes before the body and after it. */
export const BLOCK_HEADER = 8;
export const BLOCK_TRAILER = 4;

export const BlockType = {
  interfaceDescription: 1,
  obsoletePacket: 2,
  simplePacket: 3,
  nameResolution: 4,
  interfaceStatistics: 5,
  enhancedPacket: 6,
  /** The same in both byte orders: it comes before the byte order is known. */
  sectionHeader: 0x0a0d0d0a,
} as const;

/** Length of a block of each type without options or data. */
export const SHORTEST_BLOCK: ReadonlyMap<number, number> = new Map([
  [BlockType.interfaceDescription, 20],
  [BlockType.obsoletePacket, 32],
  [BlockType.simplePacket, 16],
  [BlockType.nameResolution, 16],
  [BlockType.interfaceStatistics, 24],
  [BlockType.enhancedPacket, 32],
  [BlockType.sectionHeader, 28],
]);

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** Is the section whose header is at `at` little-endian? Undefined where its magic is neither. */
export function sectionByteOrder(view: DataView, at: number): boolean | undefined {
  if (view.getUint32(at + BLOCK_HEADER, true) === BYTE_ORDER_MAGIC) return true;
  return view.getUint32(at + BLOCK_HEADER) === BYTE_ORDER_MAGIC ? false : undefined;
}
