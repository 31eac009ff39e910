/**
 * Congestion Window Reduced (CWR): type reserved by RFC 9260 section 3.2, chunk as in RFC 4960 appendix A.
 *
 *     |   Type = 13   |  Chunk Flags  |          Length = 8           |
 *     |                      Lowest TSN Number                        |
 */
import { NOTHING } from '../body.js';
import { u32 } from '../field.js';
import type { ChunkType } from './chunk-type.js';

export const CWR_HEADER = 8;

/** In draft-stewart-tsvwg-sctpecn, this bit says that the TSN before has been echoed already. */
const OVERRIDE = 0x01;

export const cwrLowestTsn = u32('Lowest TSN Number', 4);

export const cwr: ChunkType = {
  type: 13,
  name: 'CWR',
  section: 'RFC 4960 appendix A',
  headerLength: CWR_HEADER,
  flags: [[OVERRIDE, 'O']],
  fields: [cwrLowestTsn],
  body: NOTHING,
};
