/**
 * Stream resets, RFC 6525 sections 4.1 to 4.4: parameters of RE-CONFIG. A request lists streams; one that lists none means all.
 *
 *     |   Parameter Type = 13         |  Parameter Length = 16 + 2N   |   Outgoing SSN Reset Request
 *     |           Re-configuration Request Sequence Number            |
 *     |           Re-configuration Response Sequence Number           |   of the incoming request it answers, if any
 *     |                Sender's Last Assigned TSN                     |
 *     /           Stream Number 1, Stream Number 2, ...               /
 *
 *     |   Parameter Type = 14         |  Parameter Length = 8 + 2N    |   Incoming SSN Reset Request
 *     |           Re-configuration Request Sequence Number            |
 *     /           Stream Number 1, Stream Number 2, ...               /
 *
 *     |   Parameter Type = 15         |      Parameter Length = 8     |   SSN/TSN Reset Request
 *     |           Re-configuration Request Sequence Number            |
 */
import { NOTHING, records } from '../body.js';
import { u16, u32 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

export const OUTGOING_RESET_HEADER = 16;
export const INCOMING_RESET_HEADER = 8;

/** At the same place in all requests of RFC 6525. */
export const requestSequence = u32('Re-configuration Request Sequence Number', 4);
/** Outgoing requests only. */
export const outgoingResponseSequence = u32('Re-configuration Response Sequence Number', 8);
export const lastAssignedTsn = u32("Sender's Last Assigned TSN", 12);

const streamNumber = u16('Stream Number', 0);
const streamNumbers = [records('Stream Number', 2, [streamNumber])];

export const outgoingSsnResetRequest: TlvType = {
  type: 13,
  name: 'Outgoing SSN Reset Request',
  section: 'RFC 6525 section 4.1',
  headerLength: OUTGOING_RESET_HEADER,
  fields: [requestSequence, outgoingResponseSequence, lastAssignedTsn],
  body: streamNumbers,
};

export const incomingSsnResetRequest: TlvType = {
  type: 14,
  name: 'Incoming SSN Reset Request',
  section: 'RFC 6525 section 4.2',
  headerLength: INCOMING_RESET_HEADER,
  fields: [requestSequence],
  body: streamNumbers,
};

export const ssnTsnResetRequest: TlvType = {
  type: 15,
  name: 'SSN/TSN Reset Request',
  section: 'RFC 6525 section 4.3',
  headerLength: 8,
  fields: [requestSequence],
  body: NOTHING,
};
