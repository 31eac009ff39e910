/** An ICMP or ICMPv6 error that quotes an SCTP packet. A single object of this shape is filled again for every one. */
import type { AddressId } from './packet.js';

export class IcmpError {
  /** Frame number, from 1. */
  frame = 0;
  /** Microseconds since the epoch. */
  time = 0;
  /** 4: ICMP (RFC 792). 6: ICMPv6 (RFC 4443). */
  version: 4 | 6 = 4;
  type = 0;
  code = 0;
  /** Who sent the error. */
  reporter: AddressId = 0;
  /** Of the quoted packet: who had sent it, and where to. */
  source: AddressId = 0;
  destination: AddressId = 0;
  sourcePort = 0;
  destinationPort = 0;
  verificationTag = 0;
  /** The quoted SCTP packet: bytes [start, end) of the block, at least eight. Borrowed. */
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  start = 0;
  end = 0;
}
