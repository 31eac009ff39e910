/**
 * Unrecognized Chunk Type, RFC 9260 section 3.3.10.6; quotes the chunk.
 *
 *     |        Cause Code = 6         |         Cause Length          |
 *     /                       Unrecognized Chunk                      /
 */
import type { TlvType } from '../tlv-type.js';

export const unrecognizedChunkType: TlvType = {
  type: 6,
  name: 'Unrecognized Chunk Type',
  section: 'RFC 9260 section 3.3.10.6',
  headerLength: 4,
  fields: [],
  body: [{ kind: 'chunk' }],
};
