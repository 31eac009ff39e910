/** Finding the way back into a damaged pcapng file: a block of a known type whose two lengths agree. */
import { NONE, type SearchedBytes, UNDECIDED } from './pcap-resync.js';
import { BLOCK_HEADER, BLOCK_TRAILER, BlockType, SHORTEST_BLOCK, sectionByteOrder } from './pcapng-block.js';

/** Longer blocks are not looked for: a packet of 256 KiB with options fits. */
const LONGEST = 1 << 19;

/** `at`, where a whole block begins there; else NONE or UNDECIDED. */
function blockAt({ view, end, ended }: SearchedBytes, at: number, littleEndian: boolean): number {
  if (end - at < BLOCK_HEADER + BLOCK_TRAILER) return ended ? NONE : UNDECIDED;
  const type = view.getUint32(at, littleEndian);
  const order = type === BlockType.sectionHeader ? sectionByteOrder(view, at) : littleEndian;
  const shortest = SHORTEST_BLOCK.get(type);
  if (shortest === undefined || order === undefined) return NONE;
  const length = view.getUint32(at + 4, order);
  if (length < shortest || length > LONGEST || length % 4 !== 0) return NONE;
  if (at + length > end) return ended ? NONE : UNDECIDED;
  return view.getUint32(at + length - BLOCK_TRAILER, order) === length ? at : NONE;
}

/** The first place in [from, to) where a block begins; else NONE or UNDECIDED. */
export function findBlock(bytes: SearchedBytes, from: number, to: number, littleEndian: boolean): number {
  for (let at = from; at < to; at++) {
    const found = blockAt(bytes, at, littleEndian);
    if (found !== NONE) return found;
  }
  return NONE;
}
