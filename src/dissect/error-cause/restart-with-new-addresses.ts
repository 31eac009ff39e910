/**
 * Restart of an Association with New Addresses, RFC 9260 section 3.3.10.11; names the addresses that were not there before.
 *
 *     |        Cause Code = 11        |         Cause Length          |
 *     /                        New Address TLVs                       /
 */
import { PARAMETERS } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const restartWithNewAddresses: TlvType = {
  type: 11,
  name: 'Restart of an Association with New Addresses',
  section: 'RFC 9260 section 3.3.10.11',
  headerLength: 4,
  fields: [],
  body: PARAMETERS,
};
