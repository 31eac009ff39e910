/**
 * What Wireshark exports from within other protocols (LINKTYPE_WIRESHARK_UPPER_PDU): tags that say what it is and between whom, then the packet. So comes
 * SCTP that Wireshark has decrypted from DTLS.
 *
 *     tag u16 | length u16 | value …, the last tag being 0
 */
import type { FrameCursor } from './cursor.js';
import type { Layer } from './layer.js';
import { ethertype, Finding, ipProtocol, linkType, type Next } from './next-layer.js';

const TAG_HEADER = 4;

const Tag = { end: 0, dissector: 12, ipv4Source: 20, ipv4Destination: 21, ipv6Source: 22, ipv6Destination: 23 } as const;

/** Names of Wireshark's dissectors that lead on. */
const DISSECTORS: Readonly<Record<string, Next>> = {
  sctp: ipProtocol(132),
  ip: linkType(101),
  ipv4: ethertype(0x0800),
  ipv6: ethertype(0x86dd),
  udp: ipProtocol(17),
  eth: linkType(1),
  eth_withoutfcs: linkType(1),
};

function nameAt(cursor: FrameCursor, at: number, length: number): string {
  let name = '';
  for (const byte of cursor.bytes.subarray(at, at + Math.min(length, 32))) if (byte !== 0) name += String.fromCharCode(byte);
  return name;
}

/** Notes the addresses; answers what the tag says comes after the tags, if it is that one. */
function takeTag(cursor: FrameCursor, tag: number, at: number, length: number): Next | undefined {
  if (tag === Tag.dissector) return DISSECTORS[nameAt(cursor, at, length)];
  const version = tag === Tag.ipv4Source || tag === Tag.ipv4Destination ? 4 : 6;
  if (length < (version === 4 ? 4 : 16)) return undefined;
  if (tag === Tag.ipv4Source || tag === Tag.ipv6Source) cursor.sourceAt = at;
  else if (tag === Tag.ipv4Destination || tag === Tag.ipv6Destination) cursor.destinationAt = at;
  else return undefined;
  if (cursor.sourceAt > 0 && cursor.destinationAt > 0) cursor.ipVersion = version;
  return undefined;
}

export const exportedPdu: Layer = {
  name: 'Exported PDU',
  keys: [linkType(252)],
  enter(cursor) {
    const { view } = cursor;
    let next: Next = Finding.other;
    cursor.sourceAt = 0;
    cursor.destinationAt = 0;
    while (cursor.holds(TAG_HEADER)) {
      const tag = view.getUint16(cursor.at);
      const length = view.getUint16(cursor.at + 2);
      cursor.at += TAG_HEADER;
      if (tag === Tag.end) return next;
      if (!cursor.holds(length)) return Finding.other;
      next = takeTag(cursor, tag, cursor.at, length) ?? next;
      cursor.at += length;
    }
    return Finding.other;
  },
};
