/** Which chunks a packet holds, as bits: enough to fold runs and to jump without reading the packet again. */

/** Bits beside those of the types below. */
export const ChunkSet = {
  /** A type without a bit of its own. */
  other: 1 << 24,
  retransmission: 1 << 25,
} as const;

/** Chunk types with a bit each: type 0 to 16 at the bit of that number, those above 16 after them. */
const HIGH_TYPES: readonly number[] = [0x40, 0x80, 0x81, 0x82, 0x84, 0xc0, 0xc1];
const FIRST_HIGH = 17;

const bitOfType = new Uint32Array(256).fill(ChunkSet.other);
for (let type = 0; type < FIRST_HIGH; type++) bitOfType[type] = 1 << type;
for (const [index, type] of HIGH_TYPES.entries()) bitOfType[type] = 1 << (FIRST_HIGH + index);

/** The bit of a chunk type. */
export function chunkBit(type: number): number {
  return bitOfType[type & 0xff]!;
}

/** The types in a set, ascending; types without a bit of their own are missing. */
export function chunkTypes(set: number): number[] {
  const types: number[] = [];
  for (let type = 0; type < FIRST_HIGH; type++) if (set & (1 << type)) types.push(type);
  for (const [index, type] of HIGH_TYPES.entries()) if (set & (1 << (FIRST_HIGH + index))) types.push(type);
  return types;
}

function setOf(...types: number[]): number {
  return types.reduce((set, type) => set | chunkBit(type), 0);
}

/** DATA, I-DATA. */
export const USER_DATA = setOf(0x00, 0x40);
/** With SACK and NR-SACK: what a run of plain transfer is made of. */
export const TRANSFER = USER_DATA | setOf(0x03, 0x10);
export const HEARTBEATS = setOf(0x04, 0x05);
/** ABORT, ERROR, SHUTDOWN-COMPLETE: the ends and near ends of associations. */
export const ENDS = setOf(0x06, 0x09, 0x0e);
export const ABORT = setOf(0x06);

/** What a run of packets consists of; undefined for packets that always stand alone. */
export type RunKind = 'transfer' | 'heartbeat';

export function runKind(set: number): RunKind | undefined {
  const types = set & ~ChunkSet.retransmission;
  if (types === 0 || (types & ~(TRANSFER | HEARTBEATS)) !== 0) return undefined;
  return (types & TRANSFER) !== 0 ? 'transfer' : 'heartbeat';
}
