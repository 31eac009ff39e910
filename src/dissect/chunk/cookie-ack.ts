/**
 * Cookie Acknowledgement (COOKIE-ACK), RFC 9260 section 3.3.12.
 *
 *     |   Type = 11   |  Chunk Flags  |          Length = 4           |
 */
import { NOTHING } from '../body.js';
import type { ChunkType } from './chunk-type.js';

export const cookieAck: ChunkType = {
  type: 11,
  name: 'COOKIE-ACK',
  section: 'RFC 9260 section 3.3.12',
  headerLength: 4,
  flags: [],
  fields: [],
  body: NOTHING,
};
