/**
 * Supported Address Types, RFC 9260 section 3.3.2.1.
 *
 *     |           Type = 12           |            Length             |
 *     |        Address Type #1        |        Address Type #2        |   numbers of the address parameters
 *     /                              ...                              /
 */
import { records } from '../body.js';
import { u16 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

export const supportedAddressTypes: TlvType = {
  type: 12,
  name: 'Supported Address Types',
  section: 'RFC 9260 section 3.3.2.1',
  headerLength: 4,
  fields: [],
  body: [records('Address Type', 2, [u16('Address Type', 0, 'parameter-type')])],
};
