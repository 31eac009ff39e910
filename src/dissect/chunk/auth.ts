/**
 * Authentication (AUTH), RFC 4895 section 5.1.
 *
 *     |   Type = 15   |   Flags = 0   |            Length             |
 *     |     Shared Key Identifier     |        HMAC Identifier        |
 *     /                             HMAC                              /   over this chunk with a zeroed HMAC and all chunks after it
 */
import { bytesBody } from '../body.js';
import { u16 } from '../field.js';
import type { ChunkType } from './chunk-type.js';

export const AUTH_HEADER = 8;

export const sharedKeyId = u16('Shared Key Identifier', 4);
export const hmacId = u16('HMAC Identifier', 6, 'hmac');

export const auth: ChunkType = {
  type: 15,
  name: 'AUTH',
  section: 'RFC 4895 section 5.1',
  headerLength: AUTH_HEADER,
  flags: [],
  fields: [sharedKeyId, hmacId],
  body: bytesBody('HMAC'),
};
