/**
 * Host Name Address, RFC 9260 section 3.3.2.1: deprecated, and answered with ABORT.
 *
 *     |           Type = 11           |            Length             |
 *     /                           Host Name                           /   ends with a zero byte
 */
import { textBody } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const hostNameAddress: TlvType = {
  type: 11,
  name: 'Host Name Address',
  section: 'RFC 9260 section 3.3.2.1',
  headerLength: 4,
  fields: [],
  body: textBody('Host Name'),
};
