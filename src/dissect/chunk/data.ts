/**
 * Payload Data (DATA), RFC 9260 section 3.3.1; the I bit is RFC 7053.
 *
 *     |   Type = 0    |  Res  |I|U|B|E|            Length             |
 *     |                              TSN                              |
 *     |      Stream Identifier S      |   Stream Sequence Number n    |
 *     |                  Payload Protocol Identifier                  |
 *     /                 User Data (seq n of Stream S)                 /
 */
import { USER_DATA } from '../body.js';
import { u16, u32 } from '../field.js';
import type { ChunkType } from './chunk-type.js';

export const DATA_HEADER = 16;

/** Flag bits, shared with I-DATA. */
export const END = 0x01;
export const BEGINNING = 0x02;
export const UNORDERED = 0x04;
export const IMMEDIATE = 0x08;

export const tsn = u32('TSN', 4);
export const streamId = u16('Stream Identifier', 8);
export const streamSequence = u16('Stream Sequence Number', 10);
export const payloadProtocolId = u32('Payload Protocol Identifier', 12, 'ppid');

export const data: ChunkType = {
  type: 0,
  name: 'DATA',
  section: 'RFC 9260 section 3.3.1',
  headerLength: DATA_HEADER,
  flags: [
    [IMMEDIATE, 'I'],
    [UNORDERED, 'U'],
    [BEGINNING, 'B'],
    [END, 'E'],
  ],
  fields: [tsn, streamId, streamSequence, payloadProtocolId],
  body: USER_DATA,
};
