/** MPLS label stack, RFC 3032 section 2.1: entries of four bytes, the lowest bit of the third set on the last. What follows is told by its first four bits. */
import type { Layer } from './layer.js';
import { ethertype, Finding, ipProtocol, linkType, udpPort } from './next-layer.js';

const ENTRY = 4;

/** A pseudowire carrying Ethernet may begin with a control word whose first four bits are zero (RFC 4385 section 3). */
const CONTROL_WORD = 4;

export const mpls: Layer = {
  name: 'MPLS',
  keys: [ethertype(0x8847), ethertype(0x8848), ipProtocol(137), udpPort(6635)],
  enter(cursor) {
    const { view } = cursor;
    let last = false;
    while (!last) {
      if (!cursor.holds(ENTRY + 1)) return Finding.other;
      last = (view.getUint8(cursor.at + 2) & 1) === 1;
      cursor.at += ENTRY;
    }
    const version = view.getUint8(cursor.at) >> 4;
    if (version === 4) return ethertype(0x0800);
    if (version === 6) return ethertype(0x86dd);
    if (version !== 0) return Finding.other;
    cursor.at += CONTROL_WORD;
    return linkType(1);
  },
};
