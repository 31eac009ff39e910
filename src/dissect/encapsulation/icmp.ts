/**
 * ICMP (RFC 792) and ICMPv6 (RFC 4443) errors: type u8 | code u8 | checksum u16 | four bytes that depend on the type | the packet that caused it,
 * from its IP header on, as far as the reporter chose to quote it.
 */
import type { FrameCursor } from './cursor.js';
import type { Layer } from './layer.js';
import { ethertype, Finding, ipProtocol, type Next } from './next-layer.js';

const HEADER = 8;

/** Destination unreachable, source quench, time exceeded, parameter problem. */
const IPV4_ERRORS = new Set([3, 4, 11, 12]);

/** Destination unreachable, packet too big, time exceeded, parameter problem. */
const IPV6_ERRORS = new Set([1, 2, 3, 4]);

function enter(cursor: FrameCursor, errors: ReadonlySet<number>, quoted: Next): Next {
  // An error about an error is never sent (RFC 1122 section 3.2.2).
  if (!cursor.holds(HEADER) || cursor.icmpAt >= 0 || !errors.has(cursor.view.getUint8(cursor.at))) return Finding.other;
  cursor.icmpAt = cursor.at;
  cursor.icmpVersion = cursor.ipVersion;
  cursor.reporterAt = cursor.sourceAt;
  cursor.at += HEADER;
  return quoted;
}

export const icmp: Layer = {
  name: 'ICMP',
  keys: [ipProtocol(1)],
  enter: (cursor) => enter(cursor, IPV4_ERRORS, ethertype(0x0800)),
};

export const icmpv6: Layer = {
  name: 'ICMPv6',
  keys: [ipProtocol(58)],
  enter: (cursor) => enter(cursor, IPV6_ERRORS, ethertype(0x86dd)),
};
