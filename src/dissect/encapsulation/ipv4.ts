/**
 * IPv4, RFC 791 section 3.1.
 *
 *     |Version|  IHL  |Type of Service|          Total Length         |
 *     |         Identification        |Flags|      Fragment Offset    |
 *     |  Time to Live |    Protocol   |         Header Checksum       |
 *     |                       Source Address                          |
 *     |                    Destination Address                        |
 *     |                    Options ...
 */
import { ethertype, Finding, ipProtocol, type Layer } from './layer.js';

const HEADER = 20;
const SOURCE = 12;
const DESTINATION = 16;

/** More Fragments, and Fragment Offset. */
const FRAGMENT = 0x3fff;

export const ipv4: Layer = {
  name: 'IPv4',
  keys: [ethertype(0x0800), ipProtocol(4)],
  enter(cursor) {
    const { view, at } = cursor;
    if (!cursor.holds(HEADER)) return Finding.other;
    const first = view.getUint8(at);
    const headerLength = (first & 15) * 4;
    if (first >> 4 !== 4 || headerLength < HEADER || !cursor.holds(headerLength)) return Finding.other;
    // Zero: segmentation offload. The network card cuts the packet up and writes the lengths; here the frame's own length counts.
    const totalLength = view.getUint16(at + 2);
    if (totalLength !== 0) {
      if (totalLength < headerLength) return Finding.other;
      cursor.limit(totalLength);
    }
    cursor.ipVersion = 4;
    cursor.sourceAt = at + SOURCE;
    cursor.destinationAt = at + DESTINATION;
    cursor.identification = view.getUint16(at + 4);
    cursor.at += headerLength;
    if ((view.getUint16(at + 6) & FRAGMENT) !== 0 && cursor.icmpAt < 0) return Finding.fragment;
    return ipProtocol(view.getUint8(at + 9));
  },
};
