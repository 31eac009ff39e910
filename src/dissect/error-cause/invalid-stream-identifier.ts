/**
 * Invalid Stream Identifier, RFC 9260 section 3.3.10.1: DATA came on a stream that does not exist.
 *
 *     |        Cause Code = 1         |       Cause Length = 8        |
 *     |       Stream Identifier       |          (Reserved)           |
 */
import { NOTHING } from '../body.js';
import { reserved, u16 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

export const invalidStreamIdentifier: TlvType = {
  type: 1,
  name: 'Invalid Stream Identifier',
  section: 'RFC 9260 section 3.3.10.1',
  headerLength: 8,
  fields: [u16('Stream Identifier', 4), reserved(6)],
  body: NOTHING,
};
