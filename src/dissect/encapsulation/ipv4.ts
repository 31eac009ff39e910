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
import { Checksum } from '../packet.js';
import type { FrameCursor } from './cursor.js';
import type { Layer } from './layer.js';
import { ethertype, Finding, ipProtocol, type Next } from './next-layer.js';

const HEADER = 20;
const SOURCE = 12;
const DESTINATION = 16;

/** A flag, and an offset in units of eight bytes. */
const MORE_FRAGMENTS = 0x2000;
const FRAGMENT_OFFSET = 0x1fff;

const CHECKSUM = 10;

/** Hot: bench analyze. Is the checksum over this header right? Zero is none: the network card writes it. */
function headerVerdict(view: DataView, at: number, length: number): Checksum {
  if (view.getUint16(at + CHECKSUM) === 0) return Checksum.zero;
  let sum = 0;
  for (let word = at; word < at + length; word += 4) sum += view.getUint16(word) + view.getUint16(word + 2);
  return ((sum & 0xffff) + (sum >>> 16)) % 0xffff === 0 ? Checksum.right : Checksum.wrong;
}

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
    cursor.passIp(4, SOURCE, DESTINATION, view.getUint16(at + 4));
    cursor.headerVerdict = headerVerdict(view, at, headerLength);
    cursor.at += headerLength;
    const protocol = view.getUint8(at + 9);
    const fragment = view.getUint16(at + 6) & (MORE_FRAGMENTS | FRAGMENT_OFFSET);
    return fragment === 0 ? ipProtocol(protocol) : enterFragment(cursor, protocol, fragment);
  },
};

function enterFragment(cursor: FrameCursor, protocol: number, fragment: number): Next {
  const next = ipProtocol(protocol);
  const offset = (fragment & FRAGMENT_OFFSET) * 8;
  // An ICMP error quotes what it got: a fragment stays one.
  if (cursor.icmpAt >= 0) return offset === 0 ? next : Finding.other;
  const more = (fragment & MORE_FRAGMENTS) !== 0;
  return cursor.fragments.add(cursor, { identification: cursor.identification, offset, more, next, protocol });
}
