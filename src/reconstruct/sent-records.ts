/**
 * Storage of what one endpoint has sent: a record per TSN in a ring whose capacity is a power of two, at index TSN modulo capacity. A record is 64 bytes, which
 * the processor fetches at once:
 *
 *     8 x u32   0 chunk flags (8 bits) | state bits << 8 | transmissions << 16
 *               1 stream | address sent to << 16 (its id, modulo 65536)
 *               2 SSN, or MID of I-DATA
 *               3 PPID; of an I-DATA fragment without B its FSN
 *               4 length of the user data in bytes
 *               5 frame of the first transmission
 *               6 frame of the last transmission
 *               7 not used
 *     4 x f64   4 first, 5 last transmission, 6 acknowledgement (microseconds), 7 where its user data is (outbound.ts)
 *
 * Callers say which TSNs there are; a record is named by its offset, `at`, which is void after makeRoom().
 */
import type { Allowance } from './allowance.js';

const WORDS = 16;
const PATH_AND_STREAM = 1;
const SEQUENCE = 2;
const PPID = 3;
const LENGTH = 4;
const FIRST_FRAME = 5;
const LAST_FRAME = 6;
/** Doubles, from the middle of the record. */
const FIRST_TIME = 4;
const LAST_TIME = 5;
const ACKNOWLEDGED_TIME = 6;
const PLACE = 7;

const LEAST_CAPACITY = 2;
/** So many records every endpoint has for sure. */
const SURE = 64;
const MOST_TRANSMISSIONS = 0xffff;
const NO_WORDS = new Uint32Array(0);
const NO_DOUBLES = new Float64Array(0);

/** State bits of a record. */
export const RecordState = { seen: 1, gapAcked: 2, cumAcked: 4, abandoned: 8, interleaved: 16, forGood: 32 } as const;

/** What is written of a chunk that is sent for the first time. */
export interface FirstTransmission {
  flags: number;
  stream: number;
  sequence: number;
  ppid: number;
  length: number;
}

export class SentRecords {
  private words = NO_WORDS;
  private doubles = NO_DOUBLES;
  private mask = -1;
  private readonly allowance: Allowance;

  at(tsn: number): number {
    return (tsn & this.mask) * WORDS;
  }

  constructor(allowance: Allowance) {
    this.allowance = allowance;
  }

  /** Makes room for `span` TSNs from `base` on, of which those before `next` are kept. Answers whether there is so much. */
  makeRoom(base: number, next: number, span: number): boolean {
    if (span <= this.mask + 1) return true;
    let capacity = Math.max(LEAST_CAPACITY, this.mask + 1);
    while (capacity < span) capacity *= 2;
    if (!this.allowance.take(shared(capacity) - shared(this.mask + 1))) return false;
    const words = new Uint32Array(capacity * WORDS);
    for (let tsn = base | 0; tsn !== (next | 0); tsn = (tsn + 1) | 0) {
      const from = this.at(tsn);
      words.set(this.words.subarray(from, from + WORDS), (tsn & (capacity - 1)) * WORDS);
    }
    this.words = words;
    this.doubles = new Float64Array(words.buffer);
    this.mask = capacity - 1;
    return true;
  }

  /** Gives the memory up. */
  clear(): void {
    this.allowance.giveBack(shared(this.mask + 1));
    this.words = NO_WORDS;
    this.doubles = NO_DOUBLES;
    this.mask = -1;
  }

  /** A TSN was passed over: nothing is known of it. */
  blank(at: number): void {
    this.words[at] = 0;
  }

  /** All state bits; 0 for a TSN of which nothing is known. */
  state(at: number): number {
    return (this.words[at]! >> 8) & 0xff;
  }

  mark(at: number, state: number): void {
    this.words[at] = this.words[at]! | (state << 8);
  }

  /** Chunk flags. */
  flags(at: number): number {
    return this.words[at]! & 0xff;
  }

  transmissions(at: number): number {
    return this.words[at]! >>> 16;
  }

  stream(at: number): number {
    return this.words[at + PATH_AND_STREAM]! & 0xffff;
  }

  /** Lower half of the id of the address it was last sent to. */
  path(at: number): number {
    return this.words[at + PATH_AND_STREAM]! >>> 16;
  }

  sequence(at: number): number {
    return this.words[at + SEQUENCE]!;
  }

  ppid(at: number): number {
    return this.words[at + PPID]!;
  }

  length(at: number): number {
    return this.words[at + LENGTH]!;
  }

  firstFrame(at: number): number {
    return this.words[at + FIRST_FRAME]!;
  }

  lastFrame(at: number): number {
    return this.words[at + LAST_FRAME]!;
  }

  firstTime(at: number): number {
    return this.doubles[(at >> 1) + FIRST_TIME]!;
  }

  lastTime(at: number): number {
    return this.doubles[(at >> 1) + LAST_TIME]!;
  }

  /** When an acknowledgement was first seen; infinity where none was. */
  acknowledgedTime(at: number): number {
    return this.doubles[(at >> 1) + ACKNOWLEDGED_TIME]!;
  }

  acknowledge(at: number, time: number): void {
    this.doubles[(at >> 1) + ACKNOWLEDGED_TIME] = time;
  }

  /** Where its user data is. */
  place(at: number): number {
    return this.doubles[(at >> 1) + PLACE]!;
  }

  put(at: number, place: number): void {
    this.doubles[(at >> 1) + PLACE] = place;
  }

  /** Hot: bench analyze. Sent for the first time; `acknowledged` is infinity, or the time of sending where that had been seen before. */
  write(at: number, chunk: FirstTransmission, state: number, path: number, frame: number, time: number, acknowledged: number): void {
    const { words, doubles } = this;
    const half = at >> 1;
    words[at] = (chunk.flags & 0xff) | (state << 8) | 0x10000;
    words[at + PATH_AND_STREAM] = chunk.stream | (path << 16);
    words[at + SEQUENCE] = chunk.sequence;
    words[at + PPID] = chunk.ppid;
    words[at + LENGTH] = chunk.length;
    words[at + FIRST_FRAME] = frame;
    words[at + LAST_FRAME] = frame;
    doubles[half + FIRST_TIME] = time;
    doubles[half + LAST_TIME] = time;
    doubles[half + ACKNOWLEDGED_TIME] = acknowledged;
  }

  /** Sent again. */
  again(at: number, path: number, frame: number, time: number): void {
    const { words } = this;
    if (this.transmissions(at) < MOST_TRANSMISSIONS) words[at] = words[at]! + 0x10000;
    words[at + PATH_AND_STREAM] = this.stream(at) | (path << 16);
    words[at + LAST_FRAME] = frame;
    this.doubles[(at >> 1) + LAST_TIME] = time;
  }
}

/** Bytes of so many records that are taken from what all endpoints share. */
function shared(records: number): number {
  return records > SURE ? records * WORDS * Uint32Array.BYTES_PER_ELEMENT : 0;
}
