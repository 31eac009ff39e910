/**
 * Why an ASCONF was refused, RFC 5061 sections 4.3.1 to 4.3.5: same shape, all but one with the parameters that were refused.
 *
 *     | Cause Code = 0x00A0 to 0x00A4 |         Cause Length          |
 *     /                        TLV-Copied-From-ASCONF                 /
 */
import { NOTHING, PARAMETERS } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const deleteLastAddress: TlvType = {
  type: 0xa0,
  name: 'Request to Delete Last Remaining IP Address',
  section: 'RFC 5061 section 4.3.1',
  headerLength: 4,
  fields: [],
  body: PARAMETERS,
};

export const resourceShortage: TlvType = {
  ...deleteLastAddress,
  type: 0xa1,
  name: 'Operation Refused Due to Resource Shortage',
  section: 'RFC 5061 section 4.3.2',
};

export const deleteSourceAddress: TlvType = {
  ...deleteLastAddress,
  type: 0xa2,
  name: 'Request to Delete Source IP Address',
  section: 'RFC 5061 section 4.3.3',
};

export const illegalAsconfAck: TlvType = {
  ...deleteLastAddress,
  type: 0xa3,
  name: 'Association Aborted Due to Illegal ASCONF-ACK',
  section: 'RFC 5061 section 4.3.4',
  body: NOTHING,
};

export const noAuthorization: TlvType = {
  ...deleteLastAddress,
  type: 0xa4,
  name: 'Request Refused - No Authorization',
  section: 'RFC 5061 section 4.3.5',
};
