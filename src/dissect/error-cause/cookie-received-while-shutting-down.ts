/**
 * Cookie Received While Shutting Down, RFC 9260 section 3.3.10.10, in state SHUTDOWN-ACK-SENT.
 *
 *     |        Cause Code = 10        |         Cause Length          |
 */
import { NOTHING } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const cookieReceivedWhileShuttingDown: TlvType = {
  type: 10,
  name: 'Cookie Received While Shutting Down',
  section: 'RFC 9260 section 3.3.10.10',
  headerLength: 4,
  fields: [],
  body: NOTHING,
};
