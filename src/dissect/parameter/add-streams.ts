/**
 * Add Outgoing Streams Request and Add Incoming Streams Request, RFC 6525 sections 4.5 and 4.6: same shape.
 *
 *     |   Parameter Type = 17, 18     |      Parameter Length = 12    |
 *     |           Re-configuration Request Sequence Number            |
 *     |      Number of New Streams    |         Reserved              |
 */
import { NOTHING } from '../body.js';
import { reserved, u16 } from '../field.js';
import type { TlvType } from '../tlv-type.js';
import { requestSequence } from './stream-reset.js';

export const newStreams = u16('Number of New Streams', 8);

export const addOutgoingStreamsRequest: TlvType = {
  type: 17,
  name: 'Add Outgoing Streams Request',
  section: 'RFC 6525 section 4.5',
  headerLength: 12,
  fields: [requestSequence, newStreams, reserved(10)],
  body: NOTHING,
};

export const addIncomingStreamsRequest: TlvType = {
  ...addOutgoingStreamsRequest,
  type: 18,
  name: 'Add Incoming Streams Request',
  section: 'RFC 6525 section 4.6',
};
