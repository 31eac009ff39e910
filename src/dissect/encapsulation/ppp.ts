/** PPP (RFC 1661 section 2; framing as in HDLC, RFC 1662 section 3.1) and PPPoE (RFC 2516 section 4). */
import type { FrameCursor } from './cursor.js';
import type { Layer } from './layer.js';
import { ethertype, Finding, linkType, type Next } from './next-layer.js';

/** Address and control field of HDLC, which may be left out. */
const ALL_STATIONS = 0xff03;

/** Protocol numbers that lead on. */
const PROTOCOLS: ReadonlyMap<number, Next> = new Map([
  [0x0021, ethertype(0x0800)],
  [0x0057, ethertype(0x86dd)],
  [0x0281, ethertype(0x8847)],
]);

/** Version 1, type 1, code 0 | session u16 | length u16 */
const PPPOE_HEADER = 6;
const PPPOE_SESSION_DATA = 0x1100;

function enterPpp(cursor: FrameCursor): Next {
  if (cursor.holds(2) && cursor.view.getUint16(cursor.at) === ALL_STATIONS) cursor.at += 2;
  if (!cursor.holds(2)) return Finding.other;
  // The first byte of a protocol number is even; where it is zero, it may be left out.
  const compressed = (cursor.view.getUint8(cursor.at) & 1) === 1;
  const protocol = compressed ? cursor.view.getUint8(cursor.at) : cursor.view.getUint16(cursor.at);
  cursor.at += compressed ? 1 : 2;
  return PROTOCOLS.get(protocol) ?? Finding.other;
}

function enterPppoe(cursor: FrameCursor): Next {
  const { view, at } = cursor;
  if (!cursor.holds(PPPOE_HEADER) || view.getUint16(at) !== PPPOE_SESSION_DATA) return Finding.other;
  cursor.at += PPPOE_HEADER;
  cursor.limit(view.getUint16(at + 4));
  return enterPpp(cursor);
}

/** 0x880B is PPP in GRE (RFC 2637). */
export const ppp: Layer = { name: 'PPP', keys: [linkType(9), linkType(50), ethertype(0x880b)], enter: enterPpp };

export const pppoe: Layer = { name: 'PPPoE', keys: [ethertype(0x8864), linkType(51)], enter: enterPppoe };
