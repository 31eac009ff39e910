/**
 * Cookie Echo (COOKIE-ECHO), RFC 9260 section 3.3.11.
 *
 *     |   Type = 10   |  Chunk Flags  |            Length             |
 *     /                            Cookie                             /   as received in INIT-ACK's State Cookie parameter
 */
import { bytesBody } from '../body.js';
import type { ChunkType } from './chunk-type.js';

export const COOKIE_ECHO_HEADER = 4;

export const cookieEcho: ChunkType = {
  type: 10,
  name: 'COOKIE-ECHO',
  section: 'RFC 9260 section 3.3.11',
  headerLength: COOKIE_ECHO_HEADER,
  flags: [],
  fields: [],
  body: bytesBody('Cookie'),
};
