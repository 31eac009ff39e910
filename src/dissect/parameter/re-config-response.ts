/**
 * Re-configuration Response, RFC 6525 section 4.4.
 *
 *     |     Parameter Type = 16       |      Parameter Length         |   12, or 20 in answer to an SSN/TSN Reset Request
 *     |         Re-configuration Response Sequence Number             |   of the request it answers
 *     |                            Result                             |
 *     |                   Sender's Next TSN (optional)                |
 *     |                  Receiver's Next TSN (optional)               |
 */
import { records } from '../body.js';
import { u32 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

/** A response with both optional TSNs has at least this length. */
export const RE_CONFIG_RESPONSE_WITH_TSNS = 20;

export const responseSequence = u32('Re-configuration Response Sequence Number', 4);
export const responseResult = u32('Result', 8, 'reset-result');
/** Only in a response of length RE_CONFIG_RESPONSE_WITH_TSNS. */
export const senderNextTsn = u32("Sender's Next TSN", 12);
export const receiverNextTsn = u32("Receiver's Next TSN", 16);

/** Result codes, by number. */
export const RESET_RESULTS = [
  'Success - Nothing to do',
  'Success - Performed',
  'Denied',
  'Error - Wrong SSN',
  'Error - Request already in progress',
  'Error - Bad Sequence Number',
  'In progress',
] as const;

export const reConfigResponse: TlvType = {
  type: 16,
  name: 'Re-configuration Response',
  section: 'RFC 6525 section 4.4',
  headerLength: 12,
  fields: [responseSequence, responseResult],
  body: [records('Next TSN Pair', 8, [u32("Sender's Next TSN", 0), u32("Receiver's Next TSN", 4)])],
};
