/**
 * Unsupported HMAC Identifier, RFC 4895 section 4.1.
 *
 *     |     Cause Code = 0x0105       |       Cause Length = 6        |
 *     |        HMAC Identifier        |            Padding            |
 */
import { NOTHING } from '../body.js';
import { u16 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

export const unsupportedHmacIdentifier: TlvType = {
  type: 0x0105,
  name: 'Unsupported HMAC Identifier',
  section: 'RFC 4895 section 4.1',
  headerLength: 6,
  fields: [u16('HMAC Identifier', 4, 'hmac')],
  body: NOTHING,
};
