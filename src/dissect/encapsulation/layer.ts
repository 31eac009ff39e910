/**
 * What lies between the frame's first byte and SCTP: one layer after the other, each saying what comes next.
 *
 * A layer is a row: a name, the numbers by which the layer before asks for it, and a function that steps over its header. Rows know nothing of each other:
 * they meet in registry.ts. The function answers with what comes next: the key of a layer, or, where the way ends, a Finding.
 */

/** Where the way ends. */
export const Finding = {
  /** Nothing that concerns SCTP. */
  other: 0,
  /** An SCTP packet. */
  sctp: 1,
  /** An ICMP or ICMPv6 error that quotes an SCTP packet. */
  icmp: 2,
  /** A fragment of a datagram that is not complete yet. */
  fragment: 3,
  /** An SCTP packet that was in the capture a moment ago: the same frame, captured twice. */
  duplicate: 4,
  /** SCTP by its number, but too short to hold the common header. */
  short: 5,
} as const;
export type Finding = (typeof Finding)[keyof typeof Finding];

/** A Finding, or the key of a layer: a number space, times 2^16, and a number in it. */
export type Next = number;

const LINK_TYPE = 0x10000;
const ETHERTYPE = 0x20000;
const IP_PROTOCOL = 0x30000;
const UDP_PORT = 0x40000;

/** Every key is below this, and from FIRST_KEY on. */
export const KEY_LIMIT = 0x50000;
export const FIRST_KEY = LINK_TYPE;

/** LINKTYPE_ numbers of capture files. */
export const linkType = (number: number): Next => LINK_TYPE | number;

/** Ethernet types, also as GRE, PPPoE and others use them. */
export const ethertype = (number: number): Next => ETHERTYPE | number;

/** IP protocol numbers, and the "next header" of IPv6. */
export const ipProtocol = (number: number): Next => IP_PROTOCOL | number;

/** UDP ports on which something other than SCTP may carry it. */
export const udpPort = (number: number): Next => UDP_PORT | number;

export interface Layer {
  readonly name: string;
  /** The keys that lead here. */
  readonly keys: readonly Next[];
  /** Steps over the header at cursor.at, which may be cut anywhere: nothing at or past cursor.end may be read. */
  enter(cursor: FrameCursor): Next;
}

/** The place reached in a frame, and what the layers passed on the way have said. One object, used again for every frame. */
export class FrameCursor {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** Offset of the next header. */
  at = 0;
  /** One past the last captured byte of what is inside the layers passed so far. */
  end = 0;
  /** One past its last byte on the wire. */
  wireEnd = 0;
  /** Of the innermost IP header: version (0: there was none), offsets of its addresses, identification (0 for IPv6). */
  ipVersion: 0 | 4 | 6 = 0;
  sourceAt = 0;
  destinationAt = 0;
  identification = 0;
  /** UDP ports where UDP carries the packet, else 0. */
  udpSourcePort = 0;
  udpDestinationPort = 0;
  /** Offset of the ICMP header whose quotation is being read, and of the addresses around it; -1: none. */
  icmpAt = -1;
  icmpVersion: 0 | 4 | 6 = 0;
  reporterAt = 0;
  /** UDP ports that carry SCTP: 1 at the port's index. */
  readonly sctpOverUdp = new Uint8Array(65_536);

  /** Begins a frame. */
  start(at: number, end: number, wireEnd: number): void {
    this.at = at;
    this.end = end;
    this.wireEnd = Math.max(end, wireEnd);
    this.ipVersion = 0;
    this.identification = 0;
    this.udpSourcePort = 0;
    this.udpDestinationPort = 0;
    this.icmpAt = -1;
  }

  /** Are there `length` captured bytes from here on? */
  holds(length: number): boolean {
    return this.end - this.at >= length;
  }

  /** What is inside ends `length` bytes from here on the wire: padding of the layers around it is cut off. */
  limit(length: number): void {
    const wireEnd = this.at + length;
    if (wireEnd < this.wireEnd) this.wireEnd = wireEnd;
    if (this.wireEnd < this.end) this.end = this.wireEnd;
  }
}
