/**
 * Non-Renegable Selective Acknowledgement (NR-SACK), draft-natarajan-tsvwg-sctp-nrsack.
 *
 *     |   Type = 16   |  Chunk Flags  |         Chunk Length          |
 *     |                      Cumulative TSN Ack                       |
 *     |          Advertised Receiver Window Credit (a_rwnd)           |
 *     | Number of (R) Gap Ack Blocks  |  Number of NR Gap Ack Blocks  |
 *     |    Number of Duplicate TSNs   |           Reserved            |
 *     /        (R) Gap Ack Blocks, then NR Gap Ack Blocks             /   offsets from the Cumulative TSN Ack, as in SACK
 *     /                        Duplicate TSNs                         /
 */
import { records } from '../body.js';
import { reserved, u16, u32 } from '../field.js';
import { chunkEnd } from '../packet.js';
import type { ChunkType } from './chunk-type.js';
import { GAP_ACK_BLOCK, NONCE_SUM } from './sack.js';

export const NR_SACK_HEADER = 20;

export const nrSackCumulativeTsnAck = u32('Cumulative TSN Ack', 4);
export const nrSackWindow = u32('Advertised Receiver Window Credit (a_rwnd)', 8);
export const renegableGapAckBlocks = u16('Number of (R) Gap Ack Blocks', 12);
export const nonRenegableGapAckBlocks = u16('Number of NR Gap Ack Blocks', 14);
export const nrSackDuplicateTsns = u16('Number of Duplicate TSNs', 16);

/** First and last TSN of a gap ack block, as offsets from the cumulative TSN ack; `block` counts from 0, first the renegable, then the others. */
export function nrSackGapStart(view: DataView, chunk: number, block: number): number {
  return view.getUint16(chunk + NR_SACK_HEADER + 4 * block);
}
export function nrSackGapEnd(view: DataView, chunk: number, block: number): number {
  return view.getUint16(chunk + NR_SACK_HEADER + 4 * block + 2);
}

/** Gap ack blocks of both kinds that really lie in the chunk. Of a chunk cut short, give one past its last captured byte. */
export function nrSackGapBlocksPresent(view: DataView, chunk: number, end = chunkEnd(view, chunk)): number {
  return Math.min(renegableGapAckBlocks(view, chunk) + nonRenegableGapAckBlocks(view, chunk), (end - chunk - NR_SACK_HEADER) >> 2);
}

/** How many duplicate TSNs an NR-SACK says it reports, and where the first of them lies. */
export function nrSackDuplicates(view: DataView, chunk: number): { number: number; at: number } {
  const blocks = renegableGapAckBlocks(view, chunk) + nonRenegableGapAckBlocks(view, chunk);
  return { number: nrSackDuplicateTsns(view, chunk), at: chunk + NR_SACK_HEADER + 4 * blocks };
}

export const nrSack: ChunkType = {
  type: 16,
  name: 'NR-SACK',
  section: 'draft-natarajan-tsvwg-sctp-nrsack',
  headerLength: NR_SACK_HEADER,
  flags: [[NONCE_SUM, 'NS']],
  fields: [nrSackCumulativeTsnAck, nrSackWindow, renegableGapAckBlocks, nonRenegableGapAckBlocks, nrSackDuplicateTsns, reserved(18)],
  body: [
    records('(R) Gap Ack Block', 4, GAP_ACK_BLOCK, renegableGapAckBlocks),
    records('NR Gap Ack Block', 4, GAP_ACK_BLOCK, nonRenegableGapAckBlocks),
    records('Duplicate TSN', 4, [u32('Duplicate TSN', 0)], nrSackDuplicateTsns),
  ],
};
