/**
 * Heartbeat Request (HEARTBEAT) and its acknowledgement (HEARTBEAT-ACK), RFC 9260 sections 3.3.5 and 3.3.6: same shape.
 *
 *     |  Type = 4, 5  |  Chunk Flags  |        Heartbeat Length       |
 *     /       Heartbeat Information TLV (Variable-Length)             /   the ack sends back what it received
 */
import { PARAMETERS } from '../body.js';
import type { ChunkType } from './chunk-type.js';

export const HEARTBEAT_HEADER = 4;

export const heartbeat: ChunkType = {
  type: 4,
  name: 'HEARTBEAT',
  section: 'RFC 9260 section 3.3.5',
  headerLength: HEARTBEAT_HEADER,
  flags: [],
  fields: [],
  body: PARAMETERS,
};

export const heartbeatAck: ChunkType = { ...heartbeat, type: 5, name: 'HEARTBEAT-ACK', section: 'RFC 9260 section 3.3.6' };
