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
import { records } from '../body.js';
import { u16, u32 } from '../field.js';
import { chunkEnd } from '../packet.js';
import type { ChunkType } from './chunk-type.js';

export const SACK_HEADER = 16;

/** Nonce Sum of draft-ladha-sctp-nonce, shared with NR-SACK. */
export const NONCE_SUM = 0x01;

export const cumulativeTsnAck = u32('Cumulative TSN Ack', 4);
export const sackWindow = u32('Advertised Receiver Window Credit (a_rwnd)', 8);
export const gapAckBlocks = u16('Number of Gap Ack Blocks', 12);
export const duplicateTsns = u16('Number of Duplicate TSNs', 14);

/** Fields of one gap ack block. */
export const GAP_ACK_BLOCK = [u16('Gap Ack Block Start', 0), u16('Gap Ack Block End', 2)];
const DUPLICATE_TSN = [u32('Duplicate TSN', 0)];

/** First and last TSN of a gap ack block, as offsets from the cumulative TSN ack; `block` counts from 0. */
export function gapStart(view: DataView, chunk: number, block: number): number {
  return view.getUint16(chunk + SACK_HEADER + 4 * block);
}
export function gapEnd(view: DataView, chunk: number, block: number): number {
  return view.getUint16(chunk + SACK_HEADER + 4 * block + 2);
}

/** Gap ack blocks that really lie in the chunk, whatever their number says. Of a chunk cut short, give one past its last captured byte. */
export function gapBlocksPresent(view: DataView, chunk: number, end = chunkEnd(view, chunk)): number {
  return Math.min(gapAckBlocks(view, chunk), (end - chunk - SACK_HEADER) >> 2);
}

/** How many duplicate TSNs a SACK says it reports, and where the first of them lies. */
export function sackDuplicates(view: DataView, chunk: number): { number: number; at: number } {
  return { number: duplicateTsns(view, chunk), at: chunk + SACK_HEADER + 4 * gapAckBlocks(view, chunk) };
}

/** TSNs that gap ack blocks [from, to) acknowledge, the first block being `at`; blocks that overlap count twice. */
export function gapAckedTsns(view: DataView, at: number, from: number, to: number): number {
  let count = 0;
  for (let block = at + 4 * from; block < at + 4 * to; block += 4)
    count += Math.max(0, view.getUint16(block + 2) - view.getUint16(block) + 1);
  return count;
}

export const sack: ChunkType = {
  type: 3,
  name: 'SACK',
  section: 'RFC 9260 section 3.3.4',
  headerLength: SACK_HEADER,
  flags: [[NONCE_SUM, 'NS']],
  fields: [cumulativeTsnAck, sackWindow, gapAckBlocks, duplicateTsns],
  body: [records('Gap Ack Block', 4, GAP_ACK_BLOCK, gapAckBlocks), records('Duplicate TSN', 4, DUPLICATE_TSN, duplicateTsns)],
};
