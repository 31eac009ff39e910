/** Frames to SCTP packets: finds the packet in a frame and fills the one reused SctpPacket with it. */
import type { FrameBatch } from '../capture/frame.js';
import { type AddressBook, NO_ADDRESS } from './address-book.js';
import { DuplicateFilter, wayMark } from './duplicate-filter.js';
import { FrameCursor } from './encapsulation/cursor.js';
import type { LostDatagrams } from './encapsulation/fragment-store.js';
import { Finding, linkType } from './encapsulation/next-layer.js';
import { PlainFrame } from './encapsulation/plain-frame.js';
import { descend } from './encapsulation/registry.js';
import { IcmpError } from './icmp-error.js';
import { type AddressId, Checksum, Direction, SctpPacket } from './packet.js';

/** Of the packets of a capture, no larger share arrives with a damaged IP header. */
const MOST_DAMAGED = 0.25;

/** The port that RFC 6951 assigns to SCTP over UDP. */
export const SCTP_OVER_UDP_PORT = 9899;

export interface PacketFinderOptions {
  /** UDP ports that carry SCTP, beside 9899. */
  udpPorts?: readonly number[];
}

export class PacketFinder {
  /** The packet of the last find() that answered sctp or duplicate. Borrowed. */
  readonly packet = new SctpPacket();
  /** The error of the last find() that answered icmp. Borrowed. */
  readonly icmp = new IcmpError();
  readonly #addresses: AddressBook;
  readonly #plain = new PlainFrame();
  readonly #cursor = new FrameCursor();
  /** By interface: ids of its local and its remote end. */
  readonly #ends: (readonly AddressId[])[] = [];
  readonly #duplicates = new DuplicateFilter();
  /** Packets by the checksum over their IPv4 header. */
  #rightHeaders = 0;
  #wrongHeaders = 0;

  constructor(addresses: AddressBook, options: PacketFinderOptions = {}) {
    this.#addresses = addresses;
    for (const port of [SCTP_OVER_UDP_PORT, ...(options.udpPorts ?? [])]) this.#cursor.sctpOverUdp[port] = 1;
  }

  /** Datagrams that could not be put together of their fragments. */
  get lostDatagrams(): LostDatagrams {
    return this.#cursor.fragments.lost;
  }

  /** Packets recognised in UDP between ports for which there was no room. */
  get udpPortsLeftOut(): number {
    return this.#cursor.udpRecognition.leftOut;
  }

  // Hot: `npm run bench`. Called for every frame.
  find(batch: FrameBatch, row: number): Finding {
    const time = batch.time[row]!;
    // A frame without a time was captured after the one before it.
    if (!Number.isNaN(time)) this.#cursor.time = time;
    if (!this.#plain.read(batch, row)) return this.#descend(batch, row);
    this.#fillFromPlain(batch, row);
    return this.#orDuplicate(batch.file[row]!, this.#plain.identification);
  }

  #descend(batch: FrameBatch, row: number): Finding {
    const cursor = this.#cursor;
    const at = batch.offset[row]!;
    cursor.bytes = batch.bytes;
    cursor.view = batch.view;
    cursor.interfaceIndex = batch.interfaceIndex[row]!;
    cursor.file = batch.file[row]!;
    cursor.direction = batch.direction[row]!;
    cursor.start(at, at + batch.capturedLength[row]!, at + batch.originalLength[row]!);
    const finding = descend(cursor, linkType(batch.linkType[row]!));
    if (finding === Finding.sctp) {
      this.#fillPacket(batch.number[row]!);
      if (cursor.ipVersion === 0) this.#nameEnds(cursor.direction);
      return this.#orDuplicate(cursor.file, cursor.identification === 0 ? wayMark(cursor) : cursor.identification);
    }
    if (finding === Finding.icmp) this.#fillIcmp(batch.number[row]!);
    return finding;
  }

  #orDuplicate(file: number, mark: number): Finding {
    return this.#duplicates.isDuplicate(this.packet, file, mark) ? Finding.duplicate : Finding.sctp;
  }

  #fillFromPlain(batch: FrameBatch, row: number): void {
    const { start, end, wireEnd, source, destination, headerVerdict } = this.#plain;
    const { packet } = this;
    this.#place(batch.bytes, batch.view, batch.number[row]!, start, end, wireEnd);
    packet.source = this.#addresses.ipv4(source);
    packet.destination = this.#addresses.ipv4(destination);
    packet.isHeaderDamaged = this.#isHeaderDamaged(headerVerdict);
    packet.udpSourcePort = 0;
    packet.udpDestinationPort = 0;
    packet.direction = batch.direction[row]!;
  }

  #fillPacket(frame: number): void {
    const cursor = this.#cursor;
    const { packet } = this;
    this.#place(cursor.bytes, cursor.view, frame, cursor.at, cursor.end, cursor.wireEnd);
    packet.source = this.#address(cursor.sourceAt, cursor.ipVersion);
    packet.destination = this.#address(cursor.destinationAt, cursor.ipVersion);
    packet.isHeaderDamaged = this.#isHeaderDamaged(cursor.headerVerdict);
    packet.udpSourcePort = cursor.udpSourcePort;
    packet.udpDestinationPort = cursor.udpDestinationPort;
    packet.direction = cursor.direction;
  }

  /** The packet lies at [start, end) of these bytes. */
  #place(bytes: Uint8Array, view: DataView, frame: number, start: number, end: number, wireEnd: number): void {
    const { packet } = this;
    packet.bytes = bytes;
    packet.view = view;
    packet.frame = frame;
    packet.time = this.#cursor.time;
    packet.sourcePort = view.getUint16(start);
    packet.destinationPort = view.getUint16(start + 2);
    packet.verificationTag = view.getUint32(start + 4);
    packet.start = start;
    packet.end = end;
    packet.wireEnd = wireEnd;
    packet.checksum = Checksum.unchecked;
  }

  /** A capture whose addresses were changed afterwards shows hardly any header with a right checksum: then a wrong one is no damage. */
  #isHeaderDamaged(verdict: Checksum): boolean {
    if (verdict === Checksum.right) this.#rightHeaders++;
    if (verdict !== Checksum.wrong) return false;
    return ++this.#wrongHeaders < MOST_DAMAGED * this.#rightHeaders;
  }

  /** Without addresses, the direction tells the two ends apart, where it is known; of several interfaces each has its own. */
  #nameEnds(direction: number): void {
    if (direction !== Direction.inbound && direction !== Direction.outbound) return;
    const { interfaceIndex } = this.#cursor;
    this.#ends[interfaceIndex] ??= ['local', 'remote'].map((end) =>
      this.#addresses.named(interfaceIndex === 0 ? end : `${end}${interfaceIndex + 1}`),
    );
    const [local = NO_ADDRESS, remote = NO_ADDRESS] = this.#ends[interfaceIndex];
    this.packet.source = direction === Direction.outbound ? local : remote;
    this.packet.destination = direction === Direction.outbound ? remote : local;
  }

  #fillIcmp(frame: number): void {
    const cursor = this.#cursor;
    const { icmp } = this;
    const { view, at } = cursor;
    icmp.frame = frame;
    icmp.time = cursor.time;
    icmp.version = cursor.icmpVersion === 6 ? 6 : 4;
    icmp.type = view.getUint8(cursor.icmpAt);
    icmp.code = view.getUint8(cursor.icmpAt + 1);
    icmp.reporter = this.#address(cursor.reporterAt, cursor.icmpVersion);
    icmp.source = this.#address(cursor.sourceAt, cursor.ipVersion);
    icmp.destination = this.#address(cursor.destinationAt, cursor.ipVersion);
    icmp.sourcePort = view.getUint16(at);
    icmp.destinationPort = view.getUint16(at + 2);
    icmp.verificationTag = view.getUint32(at + 4);
    icmp.bytes = cursor.bytes;
    icmp.view = view;
    icmp.start = at;
    icmp.end = cursor.end;
  }

  #address(at: number, version: 0 | 4 | 6): AddressId {
    return version === 0 ? NO_ADDRESS : this.#addresses.read(this.#cursor.view, at, version);
  }
}
