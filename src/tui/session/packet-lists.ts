/** The packets of single associations: found by looking through the index once when they are first wanted, then only at what is new. */
import type { PacketIndex } from './packet-index.js';

/** Lists remembered; the one not wanted for longest goes first. */
const MOST_LISTS = 8;

class PacketList {
  #packets = new Uint32Array(64);
  #count = 0;
  #looked: number;
  #seen: Uint32Array = this.#packets.subarray(0, 0);

  constructor(first: number) {
    this.#looked = first;
  }

  of(index: PacketIndex, association: number): Uint32Array {
    for (; this.#looked < index.count; this.#looked++) {
      if (index.association(this.#looked) !== association) continue;
      if (this.#count === this.#packets.length) {
        const larger = new Uint32Array(this.#count * 2);
        larger.set(this.#packets);
        this.#packets = larger;
      }
      this.#packets[this.#count++] = this.#looked;
    }
    if (this.#seen.length !== this.#count) this.#seen = this.#packets.subarray(0, this.#count);
    return this.#seen;
  }
}

export class PacketLists {
  readonly #index: PacketIndex;
  readonly #lists = new Map<number, PacketList>();
  #first = 0;

  constructor(index: PacketIndex) {
    this.#index = index;
  }

  /** Rows of the index, ascending. Borrowed: valid until the index grows. */
  of(association: number): Uint32Array {
    const { first } = this.#index;
    if (first !== this.#first) this.#lists.clear();
    this.#first = first;
    let list = this.#lists.get(association);
    if (list === undefined) list = new PacketList(first);
    else this.#lists.delete(association);
    this.#lists.set(association, list);
    if (this.#lists.size > MOST_LISTS) for (const oldest of this.#lists.keys()) if (this.#lists.delete(oldest)) break;
    return list.of(this.#index, association);
  }
}
