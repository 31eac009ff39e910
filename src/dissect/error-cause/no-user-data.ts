/**
 * No User Data, RFC 9260 section 3.3.10.9: a DATA chunk was empty.
 *
 *     |        Cause Code = 9         |       Cause Length = 8        |
 *     |                              TSN                              |
 */
import { NOTHING } from '../body.js';
import { u32 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

export const noUserData: TlvType = {
  type: 9,
  name: 'No User Data',
  section: 'RFC 9260 section 3.3.10.9',
  headerLength: 8,
  fields: [u32('TSN', 4)],
  body: NOTHING,
};
