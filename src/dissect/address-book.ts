/**
 * Every IP address of the capture once: numbers stand for addresses on the way, text is made when somebody looks.
 *
 * Layout: entry `id` is four words, words[4 id .. 4 id + 3], and its family; `slots` is an open-addressing hash table of ids, 0 for an empty slot.
 */
import { ipv4Text, ipv6Text, parseAddress } from './address-text.js';
import type { AddressId } from './packet.js';

/** Stands for an address that is not there (LINKTYPE_SCTP), or that came when the book was full. */
export const NO_ADDRESS: AddressId = 0;

/** Addresses in one book at most: a flood from spoofed sources must not fill the memory. About 30 bytes each. */
export const ADDRESS_LIMIT = 1 << 20;
/** The first so many are kept as text once it was made; a flood has more than are worth that. */
const TEXTS_KEPT = 1 << 15;

/** A power of two, and what leaves its bits of a hash. */
const RECENT = 1 << 10;
const RECENT_SHIFT = 22;

const IPV4 = 4;
const IPV6 = 6;

/** A different hash in every run: nobody can choose addresses that all collide. Ids, and so all results, depend on the order of appearance only. */
const SEED = (Math.random() * 2 ** 32) | 0;

export class AddressBook {
  /** Signed: a number beyond 31 bits would be an object to V8. */
  #words = new Int32Array(4 * 64);
  #families = new Uint8Array(64);
  /** Many more than a usual capture has addresses: seldom two want the same. */
  #slots = new Int32Array(1 << 12);
  /** IPv4 addresses that came last, each with its id behind it, at the place that its hash says: most packets need no more. */
  readonly #recent = new Int32Array(2 * RECENT);
  #size = 1;
  /** Made on demand. */
  readonly #texts: (string | undefined)[] = ['?'];
  readonly #names = new Map<string, AddressId>();
  readonly #limit: number;
  /** Addresses that came when the book was full. */
  overflow = 0;

  constructor(limit = ADDRESS_LIMIT) {
    this.#limit = limit;
  }

  /** Addresses in the book, NO_ADDRESS counted. */
  get size(): number {
    return this.#size;
  }

  /** The id of an IPv4 address, given as a 32-bit number, signed or not. */
  ipv4(address: number): AddressId {
    const word = address | 0;
    const recent = this.#recent;
    const at = 2 * (Math.imul(word ^ SEED, 0x9e3779b1) >>> RECENT_SHIFT);
    const known = recent[at + 1]!;
    if (known !== NO_ADDRESS && recent[at] === word) return known;
    const id = this.#intern(IPV4, word, 0, 0, 0);
    recent[at] = word;
    recent[at + 1] = id;
    return id;
  }

  /** The id of an IPv6 address, given as four 32-bit words, signed or not. */
  ipv6(w0: number, w1: number, w2: number, w3: number): AddressId {
    return this.#intern(IPV6, w0 | 0, w1 | 0, w2 | 0, w3 | 0);
  }

  /** The id of the IPv4 address (4 bytes) or IPv6 address (16 bytes) at `at`. */
  read(view: DataView, at: number, family: 4 | 6): AddressId {
    if (family === IPV4) return this.ipv4(view.getInt32(at));
    return this.ipv6(view.getInt32(at), view.getInt32(at + 4), view.getInt32(at + 8), view.getInt32(at + 12));
  }

  /** The id of an address that a person wrote; undefined where it is none. */
  parse(text: string): AddressId | undefined {
    const words = parseAddress(text);
    if (words === undefined) return undefined;
    const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = words;
    return words.length === 1 ? this.ipv4(w0) : this.ipv6(w0, w1, w2, w3);
  }

  /** The id of something that has no address, by what it is called: 'local'. */
  named(name: string): AddressId {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    if (this.#size >= this.#limit) return NO_ADDRESS;
    const id = this.#addEntry(0, 0, 0, 0, 0);
    this.#names.set(name, id);
    this.#texts[id] = name;
    return id;
  }

  family(id: AddressId): 0 | 4 | 6 {
    return (this.#families[id] ?? 0) as 0 | 4 | 6;
  }

  /** '10.1.0.1', 'fd00::1'; '?' for NO_ADDRESS. */
  text(id: AddressId): string {
    const known = this.#texts[id];
    if (known !== undefined) return known;
    const text = this.#families[id] === IPV4 ? ipv4Text(this.#word(id, 0)) : this.#ipv6Text(id);
    if (id < TEXTS_KEPT) this.#texts[id] = text;
    return text;
  }

  /** How many leading bits two addresses have in common; none where they are not of one family. */
  sharedPrefix(one: AddressId, other: AddressId): number {
    if (this.family(one) !== this.family(other)) return 0;
    const words = this.family(one) === IPV4 ? 1 : 4;
    let bits = 0;
    for (let i = 0; i < words; i++) {
      const same = Math.clz32(this.#word(one, i) ^ this.#word(other, i));
      bits += same;
      if (same < 32) break;
    }
    return bits;
  }

  #word(id: AddressId, index: number): number {
    return this.#words[4 * id + index]!;
  }

  #ipv6Text(id: AddressId): string {
    return ipv6Text(this.#word(id, 0), this.#word(id, 1), this.#word(id, 2), this.#word(id, 3));
  }

  #hash(id: AddressId): number {
    const w0 = this.#word(id, 0);
    return this.#families[id] === IPV4 ? hash(w0) : hash6(w0, this.#word(id, 1), this.#word(id, 2), this.#word(id, 3));
  }

  #intern(family: 4 | 6, w0: number, w1: number, w2: number, w3: number): AddressId {
    const words = this.#words;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (family === IPV4 ? hash(w0) : hash6(w0, w1, w2, w3)) & mask;
    for (let id = slots[slot]!; id !== 0; id = slots[slot]!) {
      const at = 4 * id;
      const same = words[at] === w0 && words[at + 3] === w3 && words[at + 1] === w1 && words[at + 2] === w2;
      if (same && this.#families[id] === family) return id;
      slot = (slot + 1) & mask;
    }
    return this.#add(family, w0, w1, w2, w3, slot);
  }

  #add(family: 4 | 6, w0: number, w1: number, w2: number, w3: number, slot: number): AddressId {
    if (this.#size >= this.#limit) {
      this.overflow++;
      return NO_ADDRESS;
    }
    const id = this.#addEntry(family, w0, w1, w2, w3);
    this.#slots[slot] = id;
    if (this.#size * 2 > this.#slots.length) this.#growSlots();
    return id;
  }

  #addEntry(family: 0 | 4 | 6, w0: number, w1: number, w2: number, w3: number): AddressId {
    const id = this.#size++;
    if (id === this.#families.length) this.#growEntries();
    this.#words.set([w0, w1, w2, w3], 4 * id);
    this.#families[id] = family;
    return id;
  }

  #growEntries(): void {
    const words = new Int32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    const families = new Uint8Array(this.#families.length * 2);
    families.set(this.#families);
    this.#families = families;
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id < this.#size; id++) {
      if (this.#families[id] === 0) continue;
      let slot = this.#hash(id) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

/** Multiply and fold. */
function hash(word: number): number {
  let h = Math.imul(word ^ SEED, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return h ^ (h >>> 13);
}

/** The same with four words. */
function hash6(w0: number, w1: number, w2: number, w3: number): number {
  let h = Math.imul(hash(w0) ^ w1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16) ^ w2, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 15) ^ w3, 0x165667b1);
  return h ^ (h >>> 16);
}
