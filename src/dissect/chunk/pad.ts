/**
 * Padding (PAD), RFC 4820 section 3.
 *
 *     |  Type = 0x84  |   Flags = 0   |            Length             |
 *     /                         Padding Data                          /
 */
import { bytesBody } from '../body.js';
import type { ChunkType } from './chunk-type.js';

export const pad: ChunkType = {
  type: 132,
  name: 'PAD',
  section: 'RFC 4820 section 3',
  headerLength: 4,
  flags: [],
  fields: [],
  body: bytesBody('Padding Data'),
};
