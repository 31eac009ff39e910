/** The frames of packets, to be saved: as they were captured, or where that is no more at hand, the SCTP packet with an IP header made for it. */
import { type CaptureInterface, createBatch, type FrameBatch } from '../../capture/frame.js';
import type { AddressBook } from '../../dissect/address-book.js';
import { ipPacket } from './ip-packet.js';
import type { PacketIndex } from './packet-index.js';
import type { PacketStore } from './packet-store.js';

const RAW_IP = 101;

export class SavedFrames {
  readonly #index: PacketIndex;
  readonly #store: PacketStore;
  readonly #addresses: AddressBook;
  readonly #interfaces: readonly CaptureInterface[];

  constructor(index: PacketIndex, store: PacketStore, addresses: AddressBook, interfaces: readonly CaptureInterface[]) {
    this.#index = index;
    this.#store = store;
    this.#addresses = addresses;
    this.#interfaces = interfaces;
  }

  /** Row 0 of a batch, borrowed until the next call; undefined where the packet cannot be read again. */
  frame(packet: number): FrameBatch | undefined {
    return this.#captured(packet) ?? this.#made(packet);
  }

  /** The index does not say by which interface a packet came: of a file with several, their link types must be the same. */
  #captured(packet: number): FrameBatch | undefined {
    const place = this.#index.place(packet);
    const first = this.#interfaces.findIndex(({ file }) => file === place.file);
    const linkType = this.#interfaces[first]?.linkType;
    if (linkType === undefined || this.#interfaces.some((other) => other.file === place.file && other.linkType !== linkType))
      return undefined;
    const frame = this.#store.frame(place);
    return frame && placed(frame, this.#index.time(packet), linkType, first);
  }

  #made(packet: number): FrameBatch | undefined {
    const index = this.#index;
    const read = this.#store.read(index.place(packet), index.length(packet));
    if (read === undefined) return undefined;
    const [source, destination] = [this.#addresses.text(index.source(packet)), this.#addresses.text(index.destination(packet))];
    const { bytes, length } = ipPacket(source, destination, read, index.length(packet));
    const frame = createBatch(bytes, 1);
    frame.capturedLength[0] = bytes.length;
    frame.originalLength[0] = length;
    return placed(frame, index.time(packet), RAW_IP, this.#interfaces.length);
  }
}

function placed(frame: FrameBatch, time: number, linkType: number, interfaceIndex: number): FrameBatch {
  frame.time[0] = time;
  frame.linkType[0] = linkType;
  frame.interfaceIndex[0] = interfaceIndex;
  return frame;
}
