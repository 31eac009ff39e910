/** Mirrored Ethernet frames in GRE (draft-foschiano-erspan): type I without, II with a header of 8, III of 12 bytes and perhaps 8 more. The version tells. */
import type { Layer } from './layer.js';
import { ethertype, Finding, linkType } from './next-layer.js';

const TYPE_2 = 8;
const TYPE_3 = 12;
const SUBHEADER = 8;

export const erspan: Layer = {
  name: 'ERSPAN',
  keys: [ethertype(0x88be)],
  enter(cursor) {
    if (!cursor.holds(TYPE_2)) return Finding.other;
    // Type I begins with the frame itself, whose first four bits are 1 in no address that cards are sold with.
    if (cursor.view.getUint8(cursor.at) >> 4 === 1) cursor.at += TYPE_2;
    return linkType(1);
  },
};

export const erspan3: Layer = {
  name: 'ERSPAN type III',
  keys: [ethertype(0x22eb)],
  enter(cursor) {
    if (!cursor.holds(TYPE_3)) return Finding.other;
    cursor.at += TYPE_3 + ((cursor.view.getUint8(cursor.at + 11) & 1) === 1 ? SUBHEADER : 0);
    return linkType(1);
  },
};
