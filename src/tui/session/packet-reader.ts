/** Packets read again for people to look at: their bytes, a line per chunk, and the tree of fields. Those looked at last are remembered. */
import { COMMON_HEADER } from '../../dissect/packet.js';
import type { ReadPacket } from '../read-packet.js';
import type { PacketIndex } from './packet-index.js';
import type { PacketStore } from './packet-store.js';
import { readPacket } from './read-packet.js';

const REMEMBERED = 512;

export class PacketReader {
  readonly #index: PacketIndex;
  readonly #store: PacketStore;
  readonly #hidesUserData: boolean;
  readonly #remembered = new Map<number, ReadPacket>();

  constructor(index: PacketIndex, store: PacketStore, hidesUserData: boolean) {
    this.#hidesUserData = hidesUserData;
    this.#index = index;
    this.#store = store;
  }

  read(packet: number): ReadPacket | undefined {
    const known = this.#remembered.get(packet);
    if (known !== undefined) return known;
    const length = this.#index.length(packet);
    const bytes = this.#store.read(this.#index.place(packet), length);
    if (bytes === undefined || bytes.length < COMMON_HEADER) return undefined;
    const read = readPacket(bytes, length, this.#hidesUserData);
    this.#remembered.set(packet, read);
    if (this.#remembered.size > REMEMBERED) for (const oldest of this.#remembered.keys()) if (this.#remembered.delete(oldest)) break;
    return read;
  }
}
