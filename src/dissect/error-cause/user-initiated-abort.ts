/**
 * User-Initiated Abort, RFC 9260 section 3.3.10.12: the application called it off; what it said is for people.
 *
 *     |        Cause Code = 12        |         Cause Length          |
 *     /                    Upper Layer Abort Reason                   /
 */
import { textBody } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const userInitiatedAbort: TlvType = {
  type: 12,
  name: 'User-Initiated Abort',
  section: 'RFC 9260 section 3.3.10.12',
  headerLength: 4,
  fields: [],
  body: textBody('Upper Layer Abort Reason'),
};
