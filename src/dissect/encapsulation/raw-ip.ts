/** Frames that begin with an IP header: the version is its first four bits. */
import type { Layer } from './layer.js';
import { ethertype, Finding, linkType } from './next-layer.js';

export const rawIp: Layer = {
  name: 'raw IP',
  keys: [linkType(12), linkType(14), linkType(101), linkType(228), linkType(229)],
  enter(cursor) {
    if (!cursor.holds(1)) return Finding.other;
    const version = cursor.view.getUint8(cursor.at) >> 4;
    if (version === 4) return ethertype(0x0800);
    return version === 6 ? ethertype(0x86dd) : Finding.other;
  },
};
