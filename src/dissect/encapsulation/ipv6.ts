/**
 * IPv6, RFC 8200 section 3, and its extension headers.
 *
 *     |Version| Traffic Class |           Flow Label                  |
 *     |         Payload Length        |  Next Header  |   Hop Limit   |
 *     |                      Source Address (16)                      |
 *     |                   Destination Address (16)                    |
 */
import { ethertype, Finding, ipProtocol, type Layer } from './layer.js';

const HEADER = 40;
const SOURCE = 8;
const DESTINATION = 24;
const FRAGMENT_HEADER = 8;

export const ipv6: Layer = {
  name: 'IPv6',
  keys: [ethertype(0x86dd), ipProtocol(41)],
  enter(cursor) {
    const { view, at } = cursor;
    if (!cursor.holds(HEADER) || view.getUint8(at) >> 4 !== 6) return Finding.other;
    // Zero: a jumbogram or segmentation offload.
    const payloadLength = view.getUint16(at + 4);
    if (payloadLength !== 0) cursor.limit(HEADER + payloadLength);
    cursor.ipVersion = 6;
    cursor.sourceAt = at + SOURCE;
    cursor.destinationAt = at + DESTINATION;
    cursor.identification = 0;
    cursor.at += HEADER;
    return ipProtocol(view.getUint8(at + 6));
  },
};

/** Hop-by-hop options, routing, destination options, mobility, host identity, shim6: next header, length in units of eight bytes beyond the first (RFC 8200 section 4). */
export const ipv6Extension: Layer = {
  name: 'IPv6 extension header',
  keys: [0, 43, 60, 135, 139, 140].map(ipProtocol),
  enter(cursor) {
    const { view, at } = cursor;
    if (!cursor.holds(8)) return Finding.other;
    cursor.at += 8 + 8 * view.getUint8(at + 1);
    return ipProtocol(view.getUint8(at));
  },
};

/** Authentication Header, RFC 4302 section 2: its length counts units of four bytes beyond the first two. */
export const authenticationHeader: Layer = {
  name: 'IP authentication header',
  keys: [ipProtocol(51)],
  enter(cursor) {
    const { view, at } = cursor;
    if (!cursor.holds(12)) return Finding.other;
    cursor.at += 8 + 4 * view.getUint8(at + 1);
    return ipProtocol(view.getUint8(at));
  },
};

/** Fragment header, RFC 8200 section 4.5. One that says "all of it" is stepped over (an atomic fragment, RFC 6946). */
export const ipv6Fragment: Layer = {
  name: 'IPv6 fragment header',
  keys: [ipProtocol(44)],
  enter(cursor) {
    const { view, at } = cursor;
    if (!cursor.holds(FRAGMENT_HEADER)) return Finding.other;
    cursor.at += FRAGMENT_HEADER;
    if ((view.getUint16(at + 2) & ~6) !== 0 && cursor.icmpAt < 0) return Finding.fragment;
    return ipProtocol(view.getUint8(at));
  },
};
