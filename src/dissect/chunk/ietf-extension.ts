/**
 * Chunk types 63, 127, 191 and 255, which RFC 9260 section 3.2 keeps for IETF-defined chunk extensions. Nothing is defined behind their header.
 *
 *     | 63,127,191,255|  Chunk Flags  |         Chunk Length          |
 *     /                          Chunk Value                          /
 */
import type { ChunkType } from './chunk-type.js';

export const ietfExtensions: readonly ChunkType[] = [63, 127, 191, 255].map((type) => ({
  type,
  name: `IETF-EXTENSION-${type}`,
  section: 'RFC 9260 section 3.2',
  headerLength: 4,
  flags: [],
  fields: [],
  body: [{ kind: 'undissected', label: 'Chunk Value' }],
}));
