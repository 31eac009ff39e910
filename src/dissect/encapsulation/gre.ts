/**
 * Generic Routing Encapsulation, RFC 2784 with RFC 2890, and version 1 of RFC 2637; in UDP too (RFC 8086).
 *
 *     |C| |K|S| Reserved0       | Ver |         Protocol Type         |
 *     |      Checksum (if C)          |       Reserved1 (if C)        |
 *     |                         Key (if K)                            |
 *     |                 Sequence Number (if S)                        |
 *     |          Acknowledgment Number (version 1, if A)              |
 */
import type { Layer } from './layer.js';
import { ethertype, Finding, ipProtocol, udpPort } from './next-layer.js';

const HEADER = 4;

/** Flags with four bytes each: checksum, key, sequence number, and in version 1 acknowledgment number. */
const OPTIONAL = [0x8000, 0x2000, 0x1000];
const ACKNOWLEDGMENT = 0x0080;
const VERSION = 0x0007;

export const gre: Layer = {
  name: 'GRE',
  keys: [ipProtocol(47), udpPort(4754)],
  enter(cursor) {
    if (!cursor.holds(HEADER)) return Finding.other;
    const flags = cursor.view.getUint16(cursor.at);
    const protocol = cursor.view.getUint16(cursor.at + 2);
    let length = HEADER;
    for (const flag of OPTIONAL) if ((flags & flag) !== 0) length += 4;
    if ((flags & VERSION) === 1 && (flags & ACKNOWLEDGMENT) !== 0) length += 4;
    if (!cursor.holds(length)) return Finding.other;
    cursor.at += length;
    return ethertype(protocol);
  },
};
