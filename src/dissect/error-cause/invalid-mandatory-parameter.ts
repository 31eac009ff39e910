/**
 * Invalid Mandatory Parameter, RFC 9260 section 3.3.10.7: INIT or INIT-ACK had a value that is not allowed, such as no streams.
 *
 *     |        Cause Code = 7         |         Cause Length          |
 */
import { NOTHING } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const invalidMandatoryParameter: TlvType = {
  type: 7,
  name: 'Invalid Mandatory Parameter',
  section: 'RFC 9260 section 3.3.10.7',
  headerLength: 4,
  fields: [],
  body: NOTHING,
};
