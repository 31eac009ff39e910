/**
 * Disable Restart and VTags, draft-ietf-tsvwg-natsupp: for associations through a NAT; FreeBSD and usrsctp speak them.
 *
 *     |        Type = 0xC007          |          Length = 4           |   Disable Restart
 *
 *     |        Type = 0xC008          |          Length = 16          |   VTags
 *     |               ASCONF-Request Correlation ID                   |
 *     |                   Internal Verification Tag                   |
 *     |                    Remote Verification Tag                    |
 */
import { NOTHING } from '../body.js';
import { u32 } from '../field.js';
import type { TlvType } from '../tlv-type.js';
import { requestCorrelationId } from './asconf-request.js';

export const disableRestart: TlvType = {
  type: 0xc007,
  name: 'Disable Restart',
  section: 'draft-ietf-tsvwg-natsupp',
  headerLength: 4,
  fields: [],
  body: NOTHING,
};

export const verificationTags: TlvType = {
  type: 0xc008,
  name: 'VTags',
  section: 'draft-ietf-tsvwg-natsupp',
  headerLength: 16,
  fields: [requestCorrelationId, u32('Internal Verification Tag', 8, 'hex'), u32('Remote Verification Tag', 12, 'hex')],
  body: NOTHING,
};
