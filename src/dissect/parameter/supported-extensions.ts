/**
 * Supported Extensions, RFC 5061 section 4.2.7: chunk types beyond RFC 9260's that the sender understands.
 *
 *     |    Parameter Type = 0x8008    |       Parameter Length        |
 *     | Chunk Type 1  | Chunk Type 2  | Chunk Type 3  | Chunk Type 4  |
 *     /                              ...                              /
 */
import { records } from '../body.js';
import { u8 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

export const supportedExtensions: TlvType = {
  type: 0x8008,
  name: 'Supported Extensions',
  section: 'RFC 5061 section 4.2.7',
  headerLength: 4,
  fields: [],
  body: [records('Chunk Type', 1, [u8('Chunk Type', 0, 'chunk-type')])],
};
