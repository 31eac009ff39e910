/** BSD loopback: an address family of four bytes, in the byte order of the machine that captured (LINKTYPE_NULL) or of the network (LINKTYPE_LOOP). */
import type { Layer } from './layer.js';
import { ethertype, Finding, linkType } from './next-layer.js';

/** AF_INET everywhere; AF_INET6 on Linux, NetBSD and OpenBSD, FreeBSD, macOS. */
const IPV4_FAMILY = 2;
const IPV6_FAMILIES = new Set([10, 24, 28, 30]);

export const loopback: Layer = {
  name: 'BSD loopback',
  keys: [linkType(0), linkType(108)],
  enter(cursor) {
    if (!cursor.holds(4)) return Finding.other;
    // Families are small: the byte order is the one in which it is.
    const family = Math.min(cursor.view.getUint32(cursor.at), cursor.view.getUint32(cursor.at, true));
    cursor.at += 4;
    if (family === IPV4_FAMILY) return ethertype(0x0800);
    return IPV6_FAMILIES.has(family) ? ethertype(0x86dd) : Finding.other;
  },
};
