/** Geneve, RFC 8926 section 3.4: version 2 bits, length of the options in four-byte units 6 bits | flags u8 | protocol type u16 | identifier 3 | reserved 1 | options */
import type { Layer } from './layer.js';
import { ethertype, Finding, udpPort } from './next-layer.js';

const HEADER = 8;

export const geneve: Layer = {
  name: 'Geneve',
  keys: [udpPort(6081)],
  enter(cursor) {
    const { view, at } = cursor;
    if (!cursor.holds(HEADER) || view.getUint8(at) >> 6 !== 0) return Finding.other;
    cursor.at += HEADER + 4 * (view.getUint8(at) & 0x3f);
    return ethertype(view.getUint16(at + 2));
  },
};
