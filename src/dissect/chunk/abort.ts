/**
 * Abort Association (ABORT), RFC 9260 section 3.3.7.
 *
 *     |   Type = 6    |  Reserved   |T|            Length             |
 *     /                   zero or more Error Causes                   /
 */
import { ERROR_CAUSES } from '../body.js';
import type { ChunkType } from './chunk-type.js';

export const ABORT_HEADER = 4;

/** The sender had no association and reflected the verification tag it received (RFC 9260 section 8.5.1); also in SHUTDOWN-COMPLETE. */
export const T_BIT = 0x01;

export const abort: ChunkType = {
  type: 6,
  name: 'ABORT',
  section: 'RFC 9260 section 3.3.7',
  headerLength: ABORT_HEADER,
  flags: [[T_BIT, 'T']],
  fields: [],
  body: ERROR_CAUSES,
};
