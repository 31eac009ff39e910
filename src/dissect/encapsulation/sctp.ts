/** The end of the way: the SCTP common header, RFC 9260 section 3.1. */
import { COMMON_HEADER } from '../packet.js';
import type { Layer } from './layer.js';
import { Finding, ipProtocol, linkType } from './next-layer.js';

/** What an ICMP error must quote at least: ports and verification tag (RFC 9260 section 10). */
const QUOTED = 8;

export const sctp: Layer = {
  name: 'SCTP',
  keys: [ipProtocol(132), linkType(248)],
  enter(cursor) {
    if (cursor.icmpAt >= 0) return cursor.holds(QUOTED) ? Finding.icmp : Finding.short;
    return cursor.holds(COMMON_HEADER) ? Finding.sctp : Finding.short;
  },
};
