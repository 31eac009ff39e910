/** VXLAN, RFC 7348 section 5: flags u8, of which 0x08 is always set | reserved 3 | network identifier 3 | reserved 1 | an Ethernet frame. */
import type { Layer } from './layer.js';
import { Finding, linkType, udpPort } from './next-layer.js';

const HEADER = 8;
const VALID_IDENTIFIER = 0x08;

/** 8472 is what Linux used before the port was assigned, and still does by default. */
export const vxlan: Layer = {
  name: 'VXLAN',
  keys: [udpPort(4789), udpPort(8472)],
  enter(cursor) {
    if (!cursor.holds(HEADER) || (cursor.view.getUint8(cursor.at) & VALID_IDENTIFIER) === 0) return Finding.other;
    cursor.at += HEADER;
    return linkType(1);
  },
};
