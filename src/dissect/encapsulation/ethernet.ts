/**
 * Ethernet, IEEE 802.3, and the tags of IEEE 802.1Q and 802.1ad.
 *
 *     destination 6 | source 6 | type u16, or below 1536 the length of an IEEE 802.2 frame
 *     tag           | control information u16 | type u16
 */
import type { FrameCursor } from './cursor.js';
import type { Layer } from './layer.js';
import { ethertype, Finding, linkType, type Next } from './next-layer.js';

const ADDRESSES = 12;
const TYPE = 2;
const FIRST_ETHERTYPE = 1536;
const LLC_SNAP = 8;

/** IEEE 802.2 with a SNAP header names an Ethernet type too: AA AA 03, organisation 00 00 00, type. */
function enterSnap(cursor: FrameCursor): Next {
  if (!cursor.holds(LLC_SNAP) || cursor.view.getUint32(cursor.at) !== 0xaaaa0300) return Finding.other;
  cursor.at += LLC_SNAP;
  return ethertype(cursor.view.getUint16(cursor.at - TYPE));
}

export const ethernet: Layer = {
  name: 'Ethernet',
  keys: [linkType(1), ethertype(0x6558)],
  enter(cursor) {
    if (!cursor.holds(ADDRESSES + TYPE)) return Finding.other;
    const type = cursor.view.getUint16(cursor.at + ADDRESSES);
    cursor.at += ADDRESSES + TYPE;
    return type >= FIRST_ETHERTYPE ? ethertype(type) : enterSnap(cursor);
  },
};

export const vlanTag: Layer = {
  name: 'VLAN tag',
  keys: [ethertype(0x8100), ethertype(0x88a8), ethertype(0x9100), ethertype(0x9200)],
  enter(cursor) {
    if (!cursor.holds(4)) return Finding.other;
    cursor.at += 4;
    const type = cursor.view.getUint16(cursor.at - TYPE);
    return type >= FIRST_ETHERTYPE ? ethertype(type) : enterSnap(cursor);
  },
};
