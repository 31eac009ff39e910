/**
 * Unrecognized Parameters, RFC 9260 section 3.3.10.8; quotes parameters of an INIT-ACK.
 *
 *     |        Cause Code = 8         |         Cause Length          |
 *     /                    Unrecognized Parameters                    /
 */
import { PARAMETERS } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const unrecognizedParameters: TlvType = {
  type: 8,
  name: 'Unrecognized Parameters',
  section: 'RFC 9260 section 3.3.10.8',
  headerLength: 4,
  fields: [],
  body: PARAMETERS,
};
