/**
 * Explicit Congestion Notification Echo (ECNE): type reserved by RFC 9260 section 3.2, chunk as in RFC 4960 appendix A.
 *
 *     |   Type = 12   |  Chunk Flags  |            Length             |   8, or 12
 *     |                      Lowest TSN Number                        |
 *     |                 Number of CE Marked Packets                   |   only in draft-stewart-tsvwg-sctpecn, which FreeBSD sends
 */
import { records } from '../body.js';
import { u32 } from '../field.js';
import type { ChunkType } from './chunk-type.js';

export const ECNE_HEADER = 8;

export const ecneLowestTsn = u32('Lowest TSN Number', 4);

export const ecne: ChunkType = {
  type: 12,
  name: 'ECNE',
  section: 'RFC 4960 appendix A',
  headerLength: ECNE_HEADER,
  flags: [],
  fields: [ecneLowestTsn],
  body: [records('Number of CE Marked Packets', 4, [u32('Number of CE Marked Packets', 0)])],
};
