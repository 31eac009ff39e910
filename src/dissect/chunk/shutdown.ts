/**
 * Shutdown Association (SHUTDOWN), RFC 9260 section 3.3.8.
 *
 *     |   Type = 7    |  Chunk Flags  |          Length = 8           |
 *     |                      Cumulative TSN Ack                       |
 */
import { NOTHING } from '../body.js';
import { u32 } from '../field.js';
import type { ChunkType } from './chunk-type.js';

export const SHUTDOWN_HEADER = 8;

export const shutdownCumulativeTsn = u32('Cumulative TSN Ack', 4);

export const shutdown: ChunkType = {
  type: 7,
  name: 'SHUTDOWN',
  section: 'RFC 9260 section 3.3.8',
  headerLength: SHUTDOWN_HEADER,
  flags: [],
  fields: [shutdownCumulativeTsn],
  body: NOTHING,
};
