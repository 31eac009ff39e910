/**
 * Error Cause Indication and Success Indication, RFC 5061 sections 4.2.3 and 4.2.5: the answers in ASCONF-ACK.
 *
 *     |    Type = 0xC003, 0xC005      |            Length             |
 *     |               ASCONF-Response Correlation ID                  |   of the request it answers
 *     /              Error Cause(s), or nothing on success            /
 */
import { ERROR_CAUSES, NOTHING } from '../body.js';
import { u32 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

/** Where the error causes begin, from the first byte of the response. */
export const ASCONF_RESPONSE_HEADER = 8;

export const responseCorrelationId = u32('ASCONF-Response Correlation ID', 4);

export const errorCauseIndication: TlvType = {
  type: 0xc003,
  name: 'Error Cause Indication',
  section: 'RFC 5061 section 4.2.3',
  headerLength: ASCONF_RESPONSE_HEADER,
  fields: [responseCorrelationId],
  body: ERROR_CAUSES,
};

export const successIndication: TlvType = {
  type: 0xc005,
  name: 'Success Indication',
  section: 'RFC 5061 section 4.2.5',
  headerLength: ASCONF_RESPONSE_HEADER,
  fields: [responseCorrelationId],
  body: NOTHING,
};
