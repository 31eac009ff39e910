/**
 * Forward Cumulative TSN for interleaved messages (I-FORWARD-TSN), RFC 8260 section 2.3.1.
 *
 *     |  Type = 194   |  Flags = 0x00 |            Length             |
 *     |                      New Cumulative TSN                       |
 *     |      Stream Identifier        |          Reserved           |U|
 *     |                      Message Identifier                       |   the last MID skipped on that stream, ordered or unordered
 *     /                              ...                              /
 */
import { records } from '../body.js';
import { u16, u32 } from '../field.js';
import { chunkEnd } from '../packet.js';
import type { ChunkType } from './chunk-type.js';
import { newCumulativeTsn } from './forward-tsn.js';

export const I_FORWARD_TSN_HEADER = 8;
const ENTRY = 8;
const UNORDERED_ENTRY = 0x0001;

/** At the same place as in FORWARD-TSN, and the same accessor. */
export { newCumulativeTsn };

const entryStream = u16('Stream Identifier', 0);
const entryFlags = u16('Flags (1: unordered)', 2, 'hex');
const entryMessageId = u32('Message Identifier', 4);

/** Skipped streams that lie in the chunk. Of a chunk cut short, give one past its last captured byte. */
export function iForwardTsnEntries(view: DataView, chunk: number, end = chunkEnd(view, chunk)): number {
  return (end - chunk - I_FORWARD_TSN_HEADER) >> 3;
}

/** `entry` counts from 0. */
export function iForwardTsnStream(view: DataView, chunk: number, entry: number): number {
  return entryStream(view, chunk + I_FORWARD_TSN_HEADER + ENTRY * entry);
}
export function iForwardTsnUnordered(view: DataView, chunk: number, entry: number): boolean {
  return (entryFlags(view, chunk + I_FORWARD_TSN_HEADER + ENTRY * entry) & UNORDERED_ENTRY) !== 0;
}
export function iForwardTsnMessageId(view: DataView, chunk: number, entry: number): number {
  return entryMessageId(view, chunk + I_FORWARD_TSN_HEADER + ENTRY * entry);
}

export const iForwardTsn: ChunkType = {
  type: 194,
  name: 'I-FORWARD-TSN',
  section: 'RFC 8260 section 2.3.1',
  headerLength: I_FORWARD_TSN_HEADER,
  flags: [],
  fields: [newCumulativeTsn],
  body: [records('Skipped Stream', ENTRY, [entryStream, entryFlags, entryMessageId])],
};
