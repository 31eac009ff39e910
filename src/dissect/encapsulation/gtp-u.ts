/**
 * GTP-U, 3GPP TS 29.281 section 5.1: users' IP packets in mobile networks.
 *
 *     |Version|PT|*|E|S|PN| Message Type  |            Length             |   Length counts what follows these eight bytes
 *     |                   Tunnel Endpoint Identifier                      |
 *     |     Sequence Number      |  N-PDU Number  |  Next Extension Type  |   if E, S or PN
 *     |  Length / 4  | Content …                   |  Next Extension Type  |   for each extension header
 */
import type { Layer } from './layer.js';
import { Finding, linkType, udpPort } from './next-layer.js';

const HEADER = 8;
const OPTIONAL = 4;

/** Version 1, protocol type 1: GTP. */
const VERSION_AND_TYPE = 0x30;
const OPTIONAL_FLAGS = 0x07;
const USER_PACKET = 255;

export const gtpU: Layer = {
  name: 'GTP-U',
  keys: [udpPort(2152)],
  enter(cursor) {
    const { view, at } = cursor;
    if (!cursor.holds(HEADER + 1) || (view.getUint8(at) & 0xf0) !== VERSION_AND_TYPE || view.getUint8(at + 1) !== USER_PACKET)
      return Finding.other;
    cursor.at += HEADER;
    cursor.limit(view.getUint16(at + 2));
    if ((view.getUint8(at) & OPTIONAL_FLAGS) === 0) return linkType(101);
    if (!cursor.holds(OPTIONAL)) return Finding.other;
    cursor.at += OPTIONAL;
    while (view.getUint8(cursor.at - 1) !== 0) {
      const length = cursor.holds(1) ? 4 * view.getUint8(cursor.at) : 0;
      if (length === 0 || !cursor.holds(length)) return Finding.other;
      cursor.at += length;
    }
    return linkType(101);
  },
};
