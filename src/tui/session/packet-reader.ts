/** Packets read again for people to look at: their bytes, a line per chunk, and the tree of fields. Those looked at last are remembered. */
import type { ReadPacket } from '../model.js';
import type { PacketIndex } from './packet-index.js';
import type { PacketSpool } from './packet-spool.js';
import { readPacket } from './read-packet.js';

const REMEMBERED = 512;

export class PacketReader {
  readonly #index: PacketIndex;
  readonly #spool: PacketSpool;
  readonly #remembered = new Map<number, ReadPacket>();

  constructor(index: PacketIndex, spool: PacketSpool) {
    this.#index = index;
    this.#spool = spool;
  }

  read(packet: number): ReadPacket | undefined {
    const known = this.#remembered.get(packet);
    if (known !== undefined) return known;
    const bytes = this.#spool.read(this.#index.position(packet));
    if (bytes === undefined) return undefined;
    const read = readPacket(bytes, this.#index.length(packet));
    this.#remembered.set(packet, read);
    if (this.#remembered.size > REMEMBERED) for (const oldest of this.#remembered.keys()) if (this.#remembered.delete(oldest)) break;
    return read;
  }
}
