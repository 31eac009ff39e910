/**
 * The same frame, captured twice: on the `any` interface, where it passes several, or through a mirror port that copies both directions.
 *
 * A copy has the same addresses, ports, tag, checksum, length and first chunk, and comes at once. So may a retransmission, a duplicate made by the network, or
 * a second answer that happens to be the same. What tells them apart:
 * - the IPv4 identification, which a copy shares and a packet sent again does not;
 * - where there is none (IPv6, or zero), the way the copy came: another interface, link-layer header or hop limit;
 * - where the way is the same too: that nothing passed between the two endpoints in the meantime, and that every other packet comes twice as well.
 */
import type { FrameCursor } from './encapsulation/cursor.js';
import type { SctpPacket } from './packet.js';

/** Microseconds between the two: a duplicate made by the network mostly takes longer. */
const AT_ONCE = 1000;

/** Of the last sixteen packets so many must have been copies (eight, if all are) before a copy is believed that nothing but its content tells. */
const HISTORY = 0xffff;
const BELIEVED = 6;

/** Packets remembered, and endpoint pairs; a power of two. Each slot is overwritten by the next packet that falls into it. */
const SLOTS = 1 << 10;

/** Bytes of the first chunk that are compared. */
const COMPARED = 16;

export class DuplicateFilter {
  /** By slot, of the last packet that fell into it. */
  readonly #content = new Int32Array(SLOTS);
  readonly #checksum = new Int32Array(SLOTS);
  readonly #identification = new Int32Array(SLOTS);
  readonly #way = new Int32Array(SLOTS);
  readonly #time = new Float64Array(SLOTS).fill(Number.NEGATIVE_INFINITY);
  readonly #number = new Float64Array(SLOTS);
  /** By slot of the endpoint pair: number of its last packet. */
  readonly #lastOfPair = new Float64Array(SLOTS);
  #count = 0;
  /** A bit for each of the last packets, the newest lowest: was it a copy, or what may have been one? */
  #history = 0;

  /** Was this packet, just found by the cursor, seen a moment ago? Remembers it where not. */
  isDuplicate(packet: SctpPacket, cursor: FrameCursor): boolean {
    const content = contentHash(packet, cursor.file);
    const checksum = packet.view.getInt32(packet.start + 8);
    const { identification } = cursor;
    const way = identification === 0 ? wayHash(cursor) : 0;
    const slot = (content ^ checksum) & (SLOTS - 1);
    const pair = pairHash(packet) & (SLOTS - 1);
    const elapsed = packet.time - this.#time[slot]!;
    const sameContent =
      this.#content[slot] === content && this.#checksum[slot] === checksum && this.#identification[slot] === identification;
    if (sameContent && elapsed >= 0 && elapsed <= AT_ONCE) {
      const told = identification !== 0 || this.#way[slot] !== way;
      const silent = this.#lastOfPair[pair] === this.#number[slot];
      if (told || silent) this.#history = ((this.#history << 1) | 1) & HISTORY;
      if (told || (silent && bitCount(this.#history) > BELIEVED)) return true;
    } else {
      this.#history = (this.#history << 1) & HISTORY;
    }
    this.#content[slot] = content;
    this.#checksum[slot] = checksum;
    this.#identification[slot] = identification;
    this.#way[slot] = way;
    this.#time[slot] = packet.time;
    this.#number[slot] = ++this.#count;
    this.#lastOfPair[pair] = this.#count;
    return false;
  }
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function mix(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x9e3779b1);
  return product ^ (product >>> 15);
}

/** File, addresses, ports, tag, length, and the beginning of the first chunk. What is in two files was captured in two places: no copy. */
function contentHash({ view, source, destination, start, end, wireEnd }: SctpPacket, file: number): number {
  let hash = mix(mix(mix(file, source), destination), wireEnd - start);
  hash = mix(mix(hash, view.getInt32(start)), view.getInt32(start + 4));
  const last = Math.min(start + 12 + COMPARED, end - 3);
  for (let at = start + 12; at < last; at += 4) hash = mix(hash, view.getInt32(at));
  return hash;
}

/** The same for both directions. */
function pairHash({ source, destination, sourcePort, destinationPort }: SctpPacket): number {
  return mix(mix(0, source + destination), sourcePort + destinationPort);
}

/** Interface, link-layer header and hop limit. */
function wayHash({ frameView, frameStart, networkAt, ipVersion, interfaceIndex }: FrameCursor): number {
  let hash = mix(interfaceIndex, networkAt - frameStart);
  for (let at = frameStart; at + 4 <= networkAt; at += 4) hash = mix(hash, frameView.getInt32(at));
  const hopLimit = ipVersion === 0 ? 0 : frameView.getUint8(networkAt + (ipVersion === 4 ? 8 : 7));
  return mix(hash, hopLimit);
}
