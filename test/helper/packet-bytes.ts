/** Frames made in memory, from the outside in: ethernet(0x0800, ipv4(132, sctpPacket())). */
import { concat, hex } from './capture-bytes.js';

function u16(value: number): Uint8Array {
  return new Uint8Array([value >> 8, value & 255]);
}

/** Ports 5001 and 5002, tag 0x01020304, a checksum field of `checksum`, and chunks (a COOKIE-ACK where none are given). */
export function sctpPacket({ chunks = '0b000004', checksum = '00000000' } = {}): Uint8Array {
  return hex(`1389 138a 01020304 ${checksum} ${chunks}`);
}

export function ethernet(type: number, ...payload: readonly Uint8Array[]): Uint8Array {
  return concat(hex('020000000002 020000000001'), u16(type), ...payload);
}

export interface Ipv4Fields {
  identification?: number;
  /** Fragment offset in bytes, and whether more fragments follow. */
  offset?: number;
  more?: boolean;
  /** 0: as segmentation offload leaves it. */
  totalLength?: number;
  /** Hex, a multiple of four bytes. */
  options?: string;
  source?: string;
  destination?: string;
}

/** From 10.1.0.1 to 10.1.0.2. */
export function ipv4(protocol: number, payload: Uint8Array, fields: Ipv4Fields = {}): Uint8Array {
  const { identification = 0, offset = 0, more = false, options = '', source = '0a010001', destination = '0a010002' } = fields;
  const headerLength = 20 + options.length / 2;
  return concat(
    new Uint8Array([0x40 | (headerLength / 4), 0]),
    u16(fields.totalLength ?? headerLength + payload.length),
    u16(identification),
    u16((more ? 0x2000 : 0) | (offset / 8)),
    new Uint8Array([64, protocol, 0, 0]),
    hex(source),
    hex(destination),
    hex(options),
    payload,
  );
}

/** From fd00::1 to fd00::2. */
export function ipv6(nextHeader: number, payload: Uint8Array, payloadLength = payload.length): Uint8Array {
  const address = (last: string) => hex(`fd00000000000000 00000000000000${last}`);
  return concat(hex('60000000'), u16(payloadLength), new Uint8Array([nextHeader, 64]), address('01'), address('02'), payload);
}

export function udp(source: number, destination: number, payload: Uint8Array): Uint8Array {
  return concat(u16(source), u16(destination), u16(payload.length + 8), u16(0), payload);
}
