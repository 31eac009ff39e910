/**
 * An SCTP packet with an IP header made for it, for packets whose frame is not at hand: read from a pipe, or put together from fragments. RFC 791 section 3.1:
 * 20 bytes, protocol 132, "don't fragment"; RFC 8200 section 3: 40 bytes, next header 132.
 */
import { parseAddress } from '../../notification/address.js';

const SCTP = 132;
const HOPS = 64;
const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
/** Both lengths are 16 bits wide. */
const LONGEST = 65_535;

/** `bytes` are those captured of a packet that was `length` bytes long; answers the whole, and its length on the wire. */
export function ipPacket(source: string, destination: string, bytes: Uint8Array, length: number): { bytes: Uint8Array; length: number } {
  const [from, to] = [parseAddress(source), parseAddress(destination)];
  const header = from?.length === 16 || to?.length === 16 ? ipv6Header(from, to, length) : ipv4Header(from, to, length);
  const whole = new Uint8Array(header.length + bytes.length);
  whole.set(header);
  whole.set(bytes, header.length);
  return { bytes: whole, length: header.length + length };
}

function ipv4Header(source: Uint8Array | undefined, destination: Uint8Array | undefined, length: number): Uint8Array {
  const header = new Uint8Array(IPV4_HEADER);
  const view = new DataView(header.buffer);
  view.setUint16(0, 0x4500);
  view.setUint16(2, Math.min(LONGEST, IPV4_HEADER + length));
  view.setUint16(6, 0x4000);
  view.setUint16(8, (HOPS << 8) | SCTP);
  if (source !== undefined) header.set(source, 12);
  if (destination !== undefined) header.set(destination, 16);
  view.setUint16(10, headerChecksum(view));
  return header;
}

function headerChecksum(view: DataView): number {
  let sum = 0;
  for (let at = 0; at < IPV4_HEADER; at += 2) sum += view.getUint16(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

function ipv6Header(source: Uint8Array | undefined, destination: Uint8Array | undefined, length: number): Uint8Array {
  const header = new Uint8Array(IPV6_HEADER);
  const view = new DataView(header.buffer);
  view.setUint32(0, 0x60000000);
  view.setUint16(4, Math.min(LONGEST, length));
  view.setUint16(6, (SCTP << 8) | HOPS);
  if (source?.length === 16) header.set(source, 8);
  if (destination?.length === 16) header.set(destination, 24);
  return header;
}
