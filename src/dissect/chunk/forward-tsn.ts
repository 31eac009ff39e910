/**
 * Forward Cumulative TSN (FORWARD-TSN), RFC 3758 section 3.2.
 *
 *     |  Type = 192   |  Flags = 0x00 |            Length             |
 *     |                      New Cumulative TSN                       |
 *     |           Stream-1            |       Stream Sequence-1       |   the last SSN skipped on that stream
 *     /                              ...                              /
 */
import { records } from '../body.js';
import { u16, u32 } from '../field.js';
import { chunkEnd } from '../packet.js';
import type { ChunkType } from './chunk-type.js';

export const FORWARD_TSN_HEADER = 8;
const ENTRY = 4;

/** At the same place in I-FORWARD-TSN. */
export const newCumulativeTsn = u32('New Cumulative TSN', 4);

const entryStream = u16('Stream Identifier', 0);
const entrySequence = u16('Stream Sequence Number', 2);

/** Skipped streams that lie in the chunk. Of a chunk cut short, give one past its last captured byte. */
export function forwardTsnEntries(view: DataView, chunk: number, end = chunkEnd(view, chunk)): number {
  return (end - chunk - FORWARD_TSN_HEADER) >> 2;
}

/** `entry` counts from 0. */
export function forwardTsnStream(view: DataView, chunk: number, entry: number): number {
  return entryStream(view, chunk + FORWARD_TSN_HEADER + ENTRY * entry);
}
export function forwardTsnStreamSequence(view: DataView, chunk: number, entry: number): number {
  return entrySequence(view, chunk + FORWARD_TSN_HEADER + ENTRY * entry);
}

export const forwardTsn: ChunkType = {
  type: 192,
  name: 'FORWARD-TSN',
  section: 'RFC 3758 section 3.2',
  headerLength: FORWARD_TSN_HEADER,
  flags: [],
  fields: [newCumulativeTsn],
  body: [records('Skipped Stream', ENTRY, [entryStream, entrySequence])],
};
