/**
 * Initiation (INIT) and its acknowledgement (INIT-ACK), RFC 9260 sections 3.3.2 and 3.3.3: same shape.
 *
 *     |   Type = 1, 2 |  Chunk Flags  |         Chunk Length          |
 *     |                         Initiate Tag                          |
 *     |           Advertised Receiver Window Credit (a_rwnd)          |
 *     |  Number of Outbound Streams   |   Number of Inbound Streams   |
 *     |                          Initial TSN                          |
 *     /              Optional/Variable-Length Parameters              /
 */
import { PARAMETERS } from '../body.js';
import { u16, u32 } from '../field.js';
import type { ChunkType } from './chunk-type.js';

export const INIT_HEADER = 20;

export const initiateTag = u32('Initiate Tag', 4, 'hex');
export const initWindow = u32('Advertised Receiver Window Credit (a_rwnd)', 8);
export const outboundStreams = u16('Number of Outbound Streams', 12);
export const inboundStreams = u16('Number of Inbound Streams', 14);
export const initialTsn = u32('Initial TSN', 16);

export const init: ChunkType = {
  type: 1,
  name: 'INIT',
  section: 'RFC 9260 section 3.3.2',
  headerLength: INIT_HEADER,
  flags: [],
  fields: [initiateTag, initWindow, outboundStreams, inboundStreams, initialTsn],
  body: PARAMETERS,
};

export const initAck: ChunkType = { ...init, type: 2, name: 'INIT-ACK', section: 'RFC 9260 section 3.3.3' };
