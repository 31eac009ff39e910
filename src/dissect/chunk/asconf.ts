/**
 * Address Configuration Change (ASCONF), RFC 5061 section 4.1.1.
 *
 *     |  Type = 0xC1  |  Chunk Flags  |         Chunk Length          |
 *     |                        Sequence Number                        |
 *     /                       Address Parameter                       /   one of the sender's addresses, to look the association up by
 *     /                ASCONF Parameters #1 ... #N                    /
 */
import { PARAMETERS } from '../body.js';
import { u32 } from '../field.js';
import type { ChunkType } from './chunk-type.js';

export const ASCONF_HEADER = 8;

export const asconfSequence = u32('Sequence Number', 4);

export const asconf: ChunkType = {
  type: 193,
  name: 'ASCONF',
  section: 'RFC 5061 section 4.1.1',
  headerLength: ASCONF_HEADER,
  flags: [],
  fields: [asconfSequence],
  body: PARAMETERS,
};
