/**
 * Shutdown Acknowledgement (SHUTDOWN-ACK), RFC 9260 section 3.3.9.
 *
 *     |   Type = 8    |  Chunk Flags  |          Length = 4           |
 */
import { NOTHING } from '../body.js';
import type { ChunkType } from './chunk-type.js';

export const shutdownAck: ChunkType = {
  type: 8,
  name: 'SHUTDOWN-ACK',
  section: 'RFC 9260 section 3.3.9',
  headerLength: 4,
  flags: [],
  fields: [],
  body: NOTHING,
};
