/**
 * Address Configuration Acknowledgement (ASCONF-ACK), RFC 5061 section 4.1.2.
 *
 *     |  Type = 0x80  |  Chunk Flags  |         Chunk Length          |
 *     |                        Sequence Number                        |   of the ASCONF it answers
 *     /            ASCONF Parameter Responses #1 ... #N               /   a parameter not answered has succeeded
 */
import { PARAMETERS } from '../body.js';
import { u32 } from '../field.js';
import type { ChunkType } from './chunk-type.js';

export const ASCONF_ACK_HEADER = 8;

export const asconfAckSequence = u32('Sequence Number', 4);

export const asconfAck: ChunkType = {
  type: 128,
  name: 'ASCONF-ACK',
  section: 'RFC 5061 section 4.1.2',
  headerLength: ASCONF_ACK_HEADER,
  flags: [],
  fields: [asconfAckSequence],
  body: PARAMETERS,
};
