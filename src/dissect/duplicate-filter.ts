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
import { COMMON_HEADER, type SctpPacket } from './packet.js';

/** Microseconds between the two: a duplicate made by the network mostly takes longer. */
const AT_ONCE = 1000;

/** Of the last sixteen packets so many must have been copies (eight, if all are) before a copy is believed that nothing but its content tells. */
const HISTORY = 0xffff;
const BELIEVED = 6;

/** Bit of a mark that tells the way, for want of an identification. */
const NO_IDENTIFICATION = 1 << 31;

/** Packets remembered, and endpoint pairs; a power of two. Each slot is overwritten by the next packet that falls into it. */
const SLOTS = 1 << 10;

/** Bytes of the first chunk that are compared. */
const COMPARED = 16;

/**
 * Words of a slot, side by side so that the memory is asked once: content, checksum, mark (IPv4 identification, or below zero the way), number among the packets
 * remembered; then, as a double, the time in microseconds.
 */
const WORDS = 8;
const CHECKSUM = 1;
const MARK = 2;
const NUMBER = 3;
/** Of the doubles that a slot has room for. */
const DOUBLES = 4;
const TIME = 2;

export class DuplicateFilter {
  readonly #words = new Int32Array(SLOTS * WORDS);
  readonly #times = new Float64Array(this.#words.buffer);
  /** By slot of the endpoint pair: number of its last packet. */
  readonly #lastOfPair = new Int32Array(SLOTS);
  #count = 0;
  /** A bit for each of the last packets, the newest lowest: was it a copy, or what may have been one? */
  #history = 0;

  constructor() {
    for (let slot = 0; slot < SLOTS; slot++) this.#times[slot * DOUBLES + TIME] = Number.NEGATIVE_INFINITY;
  }

  /** Hot: bench analyze. Was this packet seen a moment ago? Remembers it where not. `mark`: its IPv4 identification, or wayMark(). */
  isDuplicate(packet: SctpPacket, file: number, mark: number): boolean {
    const words = this.#words;
    const checksum = packet.view.getInt32(packet.start + 8);
    const header = headerHash(packet, file);
    // Where there are an identification and a checksum, they tell what the chunk would.
    const content = mark > 0 && checksum !== 0 ? header : chunkHash(packet, header);
    const slot = (content ^ checksum) & (SLOTS - 1);
    const at = slot * WORDS;
    const pair = pairHash(packet) & (SLOTS - 1);
    const before = words[at + MARK]!;
    const elapsed = packet.time - this.#times[slot * DOUBLES + TIME]!;
    const sameContent = words[at] === content && words[at + CHECKSUM] === checksum && (before === mark || (before & mark) < 0);
    packet.mayBeCopy = sameContent && elapsed >= 0 && elapsed <= AT_ONCE;
    if (packet.mayBeCopy) {
      const told = mark > 0 || before !== mark;
      const silent = this.#lastOfPair[pair] === words[at + NUMBER];
      if (told || silent) this.#history = ((this.#history << 1) | 1) & HISTORY;
      if (told || (silent && bitCount(this.#history) > BELIEVED)) return true;
    } else {
      this.#history = (this.#history << 1) & HISTORY;
    }
    words[at] = content;
    words[at + CHECKSUM] = checksum;
    words[at + MARK] = mark;
    words[at + NUMBER] = ++this.#count;
    this.#times[slot * DOUBLES + TIME] = packet.time;
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

/** File, addresses, ports, tag and length, each times a constant of its own: none waits for another. What is in two files was captured in two places: no copy. */
function headerHash({ view, source, destination, start, wireEnd }: SctpPacket, file: number): number {
  const hash =
    (Math.imul(source, 0x9e3779b1) +
      Math.imul(destination, 0x85ebca6b) +
      Math.imul(view.getInt32(start), 0xc2b2ae35) +
      Math.imul(view.getInt32(start + 4), 0x27d4eb2f) +
      Math.imul(wireEnd - start, 0x165667b1) +
      Math.imul(file, 0xd3a2646d)) |
    0;
  return hash ^ (hash >>> 15);
}

/** The beginning of the first chunk. */
function chunkHash({ view, start, end }: SctpPacket, header: number): number {
  let hash = header;
  const past = Math.min(end, start + COMMON_HEADER + COMPARED);
  for (let at = start + COMMON_HEADER; at + 4 <= past; at += 4) hash = mix(hash, view.getInt32(at));
  return hash;
}

/** The same for both directions. */
function pairHash({ source, destination, sourcePort, destinationPort }: SctpPacket): number {
  return mix(mix(0, source + destination), sourcePort + destinationPort);
}

/** For want of an identification, the way that the frame in which the cursor found a packet came: interface, link-layer header and hop limit. Below zero. */
export function wayMark({ frameView, frameStart, networkAt, ipVersion, interfaceIndex }: FrameCursor): number {
  let hash = mix(interfaceIndex, networkAt - frameStart);
  for (let at = frameStart; at + 4 <= networkAt; at += 4) hash = mix(hash, frameView.getInt32(at));
  const hopLimit = ipVersion === 0 ? 0 : frameView.getUint8(networkAt + (ipVersion === 4 ? 8 : 7));
  return mix(hash, hopLimit) | NO_IDENTIFICATION;
}
