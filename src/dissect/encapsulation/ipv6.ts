/**
 * IPv6, RFC 8200 section 3, and its extension headers.
 *
 *     |Version| Traffic Class |           Flow Label                  |
 *     |         Payload Length        |  Next Header  |   Hop Limit   |
 *     |                      Source Address (16)                      |
 *     |                   Destination Address (16)                    |
 */
import type { Layer } from './layer.js';
import { ethertype, Finding, ipProtocol } from './next-layer.js';

const HEADER = 40;
const SOURCE = 8;
const DESTINATION = 24;
const FRAGMENT_HEADER = 8;
const MORE_FRAGMENTS = 1;

export const ipv6: Layer = {
  name: 'IPv6',
  keys: [ethertype(0x86dd), ipProtocol(41)],
  enter(cursor) {
    const { view, at } = cursor;
    if (!cursor.holds(HEADER) || view.getUint8(at) >> 4 !== 6) return Finding.other;
    // Zero: a jumbogram or segmentation offload.
    const payloadLength = view.getUint16(at + 4);
    if (payloadLength !== 0) cursor.limit(HEADER + payloadLength);
    cursor.passIp(6, SOURCE, DESTINATION, 0);
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
    const next = ipProtocol(view.getUint8(at));
    const field = view.getUint16(at + 2);
    const offset = field & ~7;
    const more = (field & MORE_FRAGMENTS) !== 0;
    if (offset === 0 && !more) return next;
    // An ICMPv6 error quotes what it got: a fragment stays one.
    if (cursor.icmpAt >= 0) return offset === 0 ? next : Finding.other;
    return cursor.fragments.add(cursor, { identification: view.getUint32(at + 4), offset, more, next, protocol: 0 });
  },
};
