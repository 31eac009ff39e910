/**
 * Operation Error (ERROR), RFC 9260 section 3.3.10.
 *
 *     |   Type = 9    |  Chunk Flags  |            Length             |
 *     /                   one or more Error Causes                    /
 */
import { ERROR_CAUSES } from '../body.js';
import type { ChunkType } from './chunk-type.js';

export const ERROR_HEADER = 4;

export const error: ChunkType = {
  type: 9,
  name: 'ERROR',
  section: 'RFC 9260 section 3.3.10',
  headerLength: ERROR_HEADER,
  flags: [],
  fields: [],
  body: ERROR_CAUSES,
};
