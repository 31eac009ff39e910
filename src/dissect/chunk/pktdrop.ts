/**
 * Packet Drop Report (PKTDROP), draft-stewart-sctp-pktdrprep.
 *
 *     |  Type = 0x81  | Reserved|T|B|M|            Length             |
 *     |                  Max Rx, or Link Bandwidth                    |   bytes a second
 *     |                         Queue Size                            |   bytes
 *     |       Truncated Length        |           Reserved            |   the packet's length on the wire where T is set
 *     /                     the dropped packet                        /   from its common header on
 */
import { reserved, u16, u32 } from '../field.js';
import type { ChunkType } from './chunk-type.js';

export const PKTDROP_HEADER = 16;

/** Sent by a router on the way, not by the peer. */
export const FROM_MIDDLE_BOX = 0x01;
/** The packet arrived with a wrong checksum. */
export const BAD_CHECKSUM = 0x02;
/** The chunk does not hold all of the packet. */
export const PACKET_TRUNCATED = 0x04;

export const linkBandwidth = u32('Link Bandwidth', 4);
export const queueSize = u32('Queue Size', 8);
export const truncatedLength = u16('Truncated Length', 12);

export const pktdrop: ChunkType = {
  type: 129,
  name: 'PKTDROP',
  section: 'draft-stewart-sctp-pktdrprep',
  headerLength: PKTDROP_HEADER,
  flags: [
    [PACKET_TRUNCATED, 'T'],
    [BAD_CHECKSUM, 'B'],
    [FROM_MIDDLE_BOX, 'M'],
  ],
  fields: [linkBandwidth, queueSize, truncatedLength, reserved(14)],
  body: [{ kind: 'packet' }],
};
