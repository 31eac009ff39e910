/**
 * Payload Data supporting user message interleaving (I-DATA), RFC 8260 section 2.1.
 *
 *     |   Type = 64   |  Res  |I|U|B|E|            Length             |
 *     |                              TSN                              |
 *     |       Stream Identifier       |           Reserved            |
 *     |                      Message Identifier                       |
 *     |  Payload Protocol Identifier / Fragment Sequence Number       |   the former where B is set, the latter where not
 *     /                           User Data                           /
 */
import { USER_DATA } from '../body.js';
import { onlyWhen, reserved, u32 } from '../field.js';
import type { ChunkType } from './chunk-type.js';
import { BEGINNING, data, streamId, tsn } from './data.js';

export const I_DATA_HEADER = 20;

/** At the same place as in DATA, and the same accessors. */
export { streamId, tsn };

export const messageId = u32('Message Identifier', 12);
/** Only where B is set; a first fragment has fragment sequence number 0. */
export const iDataPayloadProtocolId = onlyWhen({ mask: BEGINNING, value: BEGINNING }, u32('Payload Protocol Identifier', 16, 'ppid'));
/** Only where B is not set. */
export const fragmentSequence = onlyWhen({ mask: BEGINNING, value: 0 }, u32('Fragment Sequence Number', 16));

export const iData: ChunkType = {
  type: 64,
  name: 'I-DATA',
  section: 'RFC 8260 section 2.1',
  headerLength: I_DATA_HEADER,
  flags: data.flags,
  fields: [tsn, streamId, reserved(10), messageId, iDataPayloadProtocolId, fragmentSequence],
  body: USER_DATA,
};
