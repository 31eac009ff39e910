/**
 * Out of Resource, RFC 9260 section 3.3.10.4: usually with the ABORT of a host that has no room for the association.
 *
 *     |        Cause Code = 4         |         Cause Length          |
 */
import { NOTHING } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const outOfResource: TlvType = {
  type: 4,
  name: 'Out of Resource',
  section: 'RFC 9260 section 3.3.10.4',
  headerLength: 4,
  fields: [],
  body: NOTHING,
};
