/**
 * A frame as nearly all are: Ethernet, IPv4 without options and in one piece, SCTP. Its headers are read at once, a word at a time; every other frame goes from layer
 * to layer (registry.ts), where these would be found the same (test/dissect/encapsulation/plain-frame.test.ts).
 */
import type { FrameBatch } from '../../capture/frame.js';
import { Checksum, COMMON_HEADER } from '../packet.js';

const ETHERNET = 1;
const ETHERNET_HEADER = 14;
const ETHERTYPE_AT = 12;
const IPV4 = 0x0800;
const IPV4_HEADER = 20;
/** Version 4, five words of header. */
const VERSION_AND_LENGTH = 0x45;
/** More Fragments, and the offset. */
const IN_PIECES = 0x3fff;
const SCTP = 132;

const PACKET_AT = ETHERNET_HEADER + IPV4_HEADER;

export class PlainFrame {
  /** The SCTP packet: bytes [start, end) of the block; it ends at wireEnd on the wire. */
  start = 0;
  end = 0;
  wireEnd = 0;
  /** IPv4 addresses, as signed words. */
  source = 0;
  destination = 0;
  /** Not 0: who leaves that out is told by the way. */
  identification = 0;
  headerVerdict: Checksum = Checksum.unverifiable;

  /** Hot: bench analyze. Is this such a frame? If so, it is read. */
  read(batch: FrameBatch, row: number): boolean {
    const { view } = batch;
    const frame = batch.offset[row]!;
    const captured = batch.capturedLength[row]!;
    if (batch.linkType[row] !== ETHERNET || captured < PACKET_AT + COMMON_HEADER || view.getUint16(frame + ETHERTYPE_AT) !== IPV4)
      return false;
    const ip = frame + ETHERNET_HEADER;
    const lengths = view.getInt32(ip);
    const piece = view.getInt32(ip + 4);
    const protocol = view.getInt32(ip + 8);
    const totalLength = lengths & 0xffff;
    this.identification = piece >>> 16;
    if (lengths >>> 24 !== VERSION_AND_LENGTH || totalLength < IPV4_HEADER + COMMON_HEADER) return false;
    if ((piece & IN_PIECES) !== 0 || this.identification === 0 || ((protocol >>> 16) & 255) !== SCTP) return false;
    this.source = view.getInt32(ip + 12);
    this.destination = view.getInt32(ip + 16);
    this.start = frame + PACKET_AT;
    this.end = frame + Math.min(captured, ETHERNET_HEADER + totalLength);
    this.wireEnd = frame + Math.min(Math.max(captured, batch.originalLength[row]!), ETHERNET_HEADER + totalLength);
    const sum = halves(lengths) + halves(piece) + halves(protocol) + halves(this.source) + halves(this.destination);
    this.headerVerdict = verdict(protocol & 0xffff, sum);
    return true;
  }
}

/** The sum of a word's two halves: what the Internet checksum (RFC 1071) adds up. */
const halves = (word: number): number => (word >>> 16) + (word & 0xffff);

/** A checksum of zero is none: the network card writes it. */
function verdict(checksum: number, sum: number): Checksum {
  if (checksum === 0) return Checksum.zero;
  return ((sum & 0xffff) + (sum >>> 16)) % 0xffff === 0 ? Checksum.right : Checksum.wrong;
}
