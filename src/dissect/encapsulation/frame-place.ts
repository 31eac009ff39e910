/** The place reached in a frame on the way to SCTP. */
import { Checksum } from '../packet.js';

/** What the layers passed so far have said. One object, used again for every frame. */
export class FramePlace {
  /** The block that holds the frame, or the datagram put together from fragments. */
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** The frame itself: its view, its first byte, its time (microseconds), its interface and its file. */
  frameView: DataView = this.view;
  frameStart = 0;
  time = 0;
  interfaceIndex = 0;
  file = 0;
  /** Which way it went: a Direction, by its record or its link layer. */
  direction = 0;
  /** Offset of the next header. */
  at = 0;
  /** One past the last captured byte of what is inside the layers passed so far. */
  end = 0;
  /** One past its last byte on the wire. */
  wireEnd = 0;
  /** Offset in the frame of the outermost IP header: the link layer ends there. */
  networkAt = 0;
  /** Of the innermost IP header: version (0: there was none), offsets of its addresses, identification (0 for IPv6). */
  ipVersion: 0 | 4 | 6 = 0;
  sourceAt = 0;
  destinationAt = 0;
  identification = 0;
  /** Of IPv4's, what the checksum over it is worth. */
  headerVerdict: Checksum = Checksum.unverifiable;
  /** UDP ports where UDP carries the packet, else 0. */
  udpSourcePort = 0;
  udpDestinationPort = 0;
  /** Offset of the ICMP header whose quotation is being read, and of the addresses around it; -1: none. */
  icmpAt = -1;
  icmpVersion: 0 | 4 | 6 = 0;
  reporterAt = 0;

  /** Begins a frame in the block that bytes and view are set to. */
  start(at: number, end: number, wireEnd: number): void {
    this.frameView = this.view;
    this.frameStart = at;
    this.at = at;
    this.end = end;
    this.wireEnd = Math.max(end, wireEnd);
    this.networkAt = -1;
    this.ipVersion = 0;
    this.identification = 0;
    this.udpSourcePort = 0;
    this.udpDestinationPort = 0;
    this.icmpAt = -1;
  }

  /** An IP header of this version was passed, at cursor.at. */
  passIp(version: 4 | 6, source: number, destination: number, identification: number): void {
    if (this.networkAt < 0) this.networkAt = this.at;
    this.ipVersion = version;
    this.sourceAt = this.at + source;
    this.destinationAt = this.at + destination;
    this.identification = identification;
    this.headerVerdict = Checksum.unverifiable;
    // UDP around this IP header was a tunnel.
    this.udpSourcePort = 0;
    this.udpDestinationPort = 0;
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
