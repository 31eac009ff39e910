/**
 * Unresolvable Address, RFC 9260 section 3.3.10.5, names the address that is not understood.
 *
 *     |        Cause Code = 5         |         Cause Length          |
 *     /                      Unresolvable Address                     /
 */
import { PARAMETERS } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const unresolvableAddress: TlvType = {
  type: 5,
  name: 'Unresolvable Address',
  section: 'RFC 9260 section 3.3.10.5',
  headerLength: 4,
  fields: [],
  body: PARAMETERS,
};
