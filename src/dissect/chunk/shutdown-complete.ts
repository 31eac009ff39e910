/**
 * Shutdown Complete (SHUTDOWN-COMPLETE), RFC 9260 section 3.3.13.
 *
 *     |   Type = 14   |  Reserved   |T|          Length = 4           |
 */
import { NOTHING } from '../body.js';
import { T_BIT } from './abort.js';
import type { ChunkType } from './chunk-type.js';

export const shutdownComplete: ChunkType = {
  type: 14,
  name: 'SHUTDOWN-COMPLETE',
  section: 'RFC 9260 section 3.3.13',
  headerLength: 4,
  flags: [[T_BIT, 'T']],
  fields: [],
  body: NOTHING,
};
