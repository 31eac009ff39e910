/**
 * Heartbeat Info, RFC 9260 section 3.3.5. Only its sender knows what is in it; the peer sends it back unchanged.
 *
 *     |           Type = 1            |            Length             |
 *     /               Sender-Specific Heartbeat Info                  /
 */
import { bytesBody } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const heartbeatInfo: TlvType = {
  type: 1,
  name: 'Heartbeat Info',
  section: 'RFC 9260 section 3.3.5',
  headerLength: 4,
  fields: [],
  body: bytesBody('Sender-Specific Heartbeat Info'),
};
