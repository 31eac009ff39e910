/**
 * Protocol Violation, RFC 9260 section 3.3.10.13: what exactly is said for people, in words or bytes.
 *
 *     |        Cause Code = 13        |         Cause Length          |
 *     /                     Additional Information                    /
 */
import { textBody } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const protocolViolation: TlvType = {
  type: 13,
  name: 'Protocol Violation',
  section: 'RFC 9260 section 3.3.10.13',
  headerLength: 4,
  fields: [],
  body: textBody('Additional Information'),
};
