/**
 * Selective Acknowledgement (SACK), RFC 9260 section 3.3.4.
 *
 *     |   Type = 3    |  Chunk Flags  |         Chunk Length          |
 *     |                      Cumulative TSN Ack                       |
 *     |          Advertised Receiver Window Credit (a_rwnd)           |
 *     |  Number of Gap Ack Blocks = N |  Number of Duplicate TSNs = M |
 *     |    Gap Ack Block #1 Start     |     Gap Ack Block #1 End      |   offsets from the Cumulative TSN Ack
 *     /                              ...                              /
 *     |                        Duplicate TSN 1                        |
 */
import { u16, u32 } from '../field.js';
import type { ChunkType } from './chunk-type.js';

export const SACK_HEADER = 16;

export const cumulativeTsnAck = u32('Cumulative TSN Ack', 4);
export const sackWindow = u32('Advertised Receiver Window Credit (a_rwnd)', 8);
export const gapAckBlocks = u16('Number of Gap Ack Blocks', 12);
export const duplicateTsns = u16('Number of Duplicate TSNs', 14);

/** First and last TSN of a gap ack block, as offsets from the cumulative TSN ack; `block` counts from 0. */
export function gapStart(view: DataView, chunk: number, block: number): number {
  return view.getUint16(chunk + SACK_HEADER + 4 * block);
}
export function gapEnd(view: DataView, chunk: number, block: number): number {
  return view.getUint16(chunk + SACK_HEADER + 4 * block + 2);
}

/** Gap ack blocks that really lie in the chunk, whatever their number says. */
export function gapBlocksPresent(view: DataView, chunk: number): number {
  return Math.min(gapAckBlocks(view, chunk), (view.getUint16(chunk + 2) - SACK_HEADER) >> 2);
}

export const sack: ChunkType = {
  type: 3,
  name: 'SACK',
  section: 'RFC 9260 section 3.3.4',
  headerLength: SACK_HEADER,
  flags: [],
  fields: [cumulativeTsnAck, sackWindow, gapAckBlocks, duplicateTsns],
  body: 'gap-ack-blocks',
};
