/**
 * What one endpoint has sent and its peer has not yet finished acknowledging: a record per TSN.
 *
 * Records lie in two rings of the same capacity (a power of two), at index TSN modulo capacity:
 *
 *     words, 8 x u32    0 chunk flags (8 bits) | state bits << 8 | transmissions << 16
 *                       1 stream | address sent to << 16 (its id, modulo 65536)
 *                       2 SSN, or MID of I-DATA
 *                       3 PPID; of an I-DATA fragment without B its FSN
 *                       4 length of the user data in bytes
 *                       5 frame of the first transmission
 *                       6 frame of the last transmission
 *                       7 frame of the SACK that first acknowledged it
 *     times, 4 x f64    0 first, 1 last transmission, 2 acknowledgement (microseconds), 3 where its user data is
 *
 * User data is borrowed from the packets' block while that lasts, since most of it is acknowledged by then, and copied into the payload ring for what is
 * left (keepBorrowed). Word 3 of the times is a position in the ring, BORROWED minus an offset in the block, or NOWHERE.
 *
 * A record stays until its whole message is acknowledged, since one stack reports the acknowledged fragments of a failed message too, and then for the time
 * an acknowledgement needs to reach a distant endpoint (`release`).
 */
import { BEGINNING, END } from '../dissect/chunk/data.js';
import { tsnAdd, tsnAtMost, tsnBefore, tsnDistance } from '../dissect/serial-number.js';
import { CumulativeHistory } from './cumulative-history.js';
import type { Finding } from './diagnosis/finding.js';
import { messageKey } from './message-key.js';
import { MAX_PAYLOAD, PayloadRing } from './payload-ring.js';

/** Most TSNs kept for one endpoint; older ones are let go and counted in `forgotten`. */
export const MAX_OUTSTANDING = 1 << 16;

/** Most I-DATA messages that are begun and not acknowledged to their end; older ones are taken for done. */
export const MAX_INTERLEAVED = 4096;

/** In place of a TSN. */
const NONE = -1;

/** Where user data is that is not in the ring. */
const NOWHERE = -1;
const BORROWED = -2;

/** Most TSNs before a retransmitted one that are looked at for those it passed over. */
const PASSED_LIMIT = 256;

const WORDS = 8;
const TIMES = 4;
const NO_WORDS = new Uint32Array(0);
const NO_TIMES = new Float64Array(0);

/** State bits of a record. */
const SEEN = 1;
const GAP_ACKED = 2;
const CUM_ACKED = 4;
const ABANDONED = 8;
const INTERLEAVED = 16;
const FOR_GOOD = 32;

/** One sent fragment, as handed out at a failure. */
export interface SentChunk {
  tsn: number;
  stream: number;
  /** SSN of DATA, MID of I-DATA. */
  sequence: number;
  /** Of the message; I-DATA tells it in the first fragment only. */
  ppid: number;
  /** DATA chunk flags (E 1, B 2, U 4, I 8). */
  flags: number;
  length: number;
  interleaved: boolean;
  transmissions: number;
  firstFrame: number;
  lastFrame: number;
  firstTime: number;
  lastTime: number;
  /** By a gap ack block it may be taken back, but not if by one of an NR-SACK for good. */
  acknowledged: 'no' | 'gap' | 'for-good' | 'cumulative';
  abandoned: boolean;
  /** What the application passed to tell it by, where its log shows. */
  context?: number;
  /** The user data, where it was captured whole and is still kept. */
  payload: Uint8Array | undefined;
}

export class Outbound {
  private words = NO_WORDS;
  private times = NO_TIMES;
  private mask = -1;
  private readonly payload = new PayloadRing();
  /** The block that user data is borrowed from, and the lowest TSN of which it is. */
  private block: DataView | undefined;
  private borrowedFrom = NONE;
  /** Bytes of user data that records tell the place of. */
  private held = 0;
  /** Lowest TSN kept, and one past the highest seen; equal when nothing is kept. */
  base = 0;
  next = 0;
  /** False until the first TSN is known, from INIT or from the first chunk seen. */
  started = false;
  /** Highest TSN known to be cumulatively acknowledged, and where that stood before. */
  cumulative = 0;
  private readonly history = new CumulativeHistory();
  /** First TSN of the DATA message that the cumulative ack has reached the middle of. */
  private straddling = NONE;
  /** The same for I-DATA, where messages overlap: by stream, order and MID, from the first fragment sent to the last one acknowledged. */
  private unfinished: Map<number, number> | undefined;
  /** Records let go before their time because there was no room. */
  forgotten = 0;
  chunks = 0;
  retransmissions = 0;
  bytes = 0;
  /** Time of the last transmission of anything. */
  lastTime = Number.NEGATIVE_INFINITY;
  /** Bytes of user data sent and not acknowledged in any way. */
  flight = 0;
  /** Flags of the highest TSN. */
  lastFlags = 0;
  /** Most bytes seen in a fragment that was not the last. */
  fragment = 0;
  /** Of the last retransmission: when and to which address the chunk had been sent before. */
  previousTime = 0;
  previousPath = 0;
  /** Had it been acknowledged? */
  previousAcknowledged = false;
  /** The chunk last sent for the first time had been given up before it was seen. */
  givenUpBefore = false;
  /** Highest TSN that the last SACK reported, and any. */
  reported = 0;
  highestReported = 0;
  /** The last TSN acknowledged cumulatively, kept when the records go; -1: none was. */
  acknowledgedTo = NONE;
  /** When the cumulative ack last moved. */
  private progress = Number.NEGATIVE_INFINITY;
  private abandonedTo: number | undefined;
  /** TSNs acknowledged that were never seen being sent. */
  readonly missing: Finding = { count: 0, frame: 0, time: 0, longest: 0 };
  /** Address the last cumulatively acknowledged chunk was last sent to. */
  acknowledgedPath = -1;
  /** How long the last acknowledgement took, by Karn's rule: of a TSN sent once and not acknowledged before; NaN where it was not so. */
  answerTime = Number.NaN;

  /** The first TSN that will be sent: INIT, INIT-ACK, or a reset of the TSNs. */
  start(initialTsn: number): void {
    this.base = initialTsn;
    this.next = initialTsn;
    this.cumulative = tsnAdd(initialTsn, -1);
    this.history.start(this.cumulative);
    this.started = true;
    this.highestReported = this.cumulative;
    this.abandonedTo = undefined;
    this.straddling = NONE;
    this.unfinished?.clear();
    this.payload.forget();
    this.borrowedFrom = NONE;
    this.held = 0;
    this.flight = 0;
  }

  /** An I-DATA message was begun whose last fragment is not acknowledged. */
  get midMessage(): boolean {
    return this.unfinished !== undefined && this.unfinished.size > 0;
  }

  /** What was sent last ends a message, so that the next in the queue is at its head. */
  get betweenMessages(): boolean {
    return (this.chunks === 0 || (this.lastFlags & END) !== 0) && !this.midMessage;
  }

  /** TSNs sent and not cumulatively acknowledged. */
  get outstanding(): number {
    return this.started ? tsnDistance(this.cumulative, this.next) - 1 : 0;
  }

  /** Is user data sent from now on borrowed from this block? */
  borrows(block: DataView): boolean {
    return this.block === block;
  }

  /** The user data given to sent() is in this block, which lasts until keepBorrowed() is called. */
  borrow(block: DataView): void {
    if (this.block !== undefined) this.keepBorrowed();
    this.block = block;
  }

  /** The block is about to go: what is still needed of it is copied. */
  keepBorrowed(): void {
    const { block, payload, times } = this;
    this.block = undefined;
    if (block === undefined || this.borrowedFrom === NONE) return;
    for (
      let tsn = tsnBefore(this.borrowedFrom, this.base) ? this.base : this.borrowedFrom;
      tsnBefore(tsn, this.next);
      tsn = tsnAdd(tsn, 1)
    ) {
      const slot = tsn & this.mask;
      const place = times[slot * TIMES + 3]!;
      if (!((this.words[slot * WORDS]! >> 8) & SEEN) || place > BORROWED) continue;
      const length = this.words[slot * WORDS + 4]!;
      const position = payload.keep(block, BORROWED - place, length);
      if (position < 0) this.held -= length;
      times[slot * TIMES + 3] = position < 0 ? NOWHERE : position;
    }
    this.borrowedFrom = NONE;
  }

  /** Hot: bench analyze. A DATA or I-DATA chunk was sent, its user data from `from` on in the block. Answers whether it is a retransmission. */
  sent(
    tsn: number,
    flags: number,
    stream: number,
    sequence: number,
    ppid: number,
    interleaved: boolean,
    path: number,
    frame: number,
    time: number,
    from: number,
    length: number,
    complete: boolean,
  ): boolean {
    if (!this.started) this.start(tsn);
    this.lastTime = time;
    if (tsnBefore(tsn, this.next) && !tsnBefore(tsn, this.base)) {
      const at = (tsn & this.mask) * WORDS;
      if ((this.words[at]! >> 8) & SEEN) {
        this.previousTime = this.times[(tsn & this.mask) * TIMES + 1]!;
        this.previousPath = this.words[at + 1]! >>> 16;
        this.previousAcknowledged = ((this.words[at]! >> 8) & (GAP_ACKED | CUM_ACKED)) !== 0;
        this.words[at] = this.words[at]! + (this.words[at]! >>> 16 < 0xffff ? 0x10000 : 0);
        this.words[at + 1] = (this.words[at + 1]! & 0xffff) | (path << 16);
        this.words[at + 6] = frame;
        this.times[(tsn & this.mask) * TIMES + 1] = time;
        this.retransmissions++;
        return true;
      }
    } else if (tsnBefore(tsn, this.base)) {
      this.retransmissions++;
      this.previousAcknowledged = true;
      return true;
    }
    const skipped = this.started && tsnBefore(tsn, this.next) ? (this.words[(tsn & this.mask) * WORDS]! >> 8) & (GAP_ACKED | ABANDONED) : 0;
    this.givenUpBefore = (skipped & ABANDONED) !== 0;
    this.makeRoom(tsn);
    const slot = tsn & this.mask;
    const at = slot * WORDS;
    const acked = skipped | (tsnAtMost(tsn, this.cumulative) ? CUM_ACKED : 0);
    this.words[at] = (flags & 0xff) | ((SEEN | acked | (interleaved ? INTERLEAVED : 0)) << 8) | 0x10000;
    this.words[at + 1] = stream | (path << 16);
    this.words[at + 2] = sequence;
    this.words[at + 3] = ppid;
    this.words[at + 4] = length;
    this.words[at + 5] = frame;
    this.words[at + 6] = frame;
    this.words[at + 7] = 0;
    const t = slot * TIMES;
    this.times[t] = time;
    this.times[t + 1] = time;
    this.times[t + 2] = acked & (GAP_ACKED | CUM_ACKED) ? time : Number.POSITIVE_INFINITY;
    const keeps = complete && this.held + length <= MAX_PAYLOAD;
    this.times[t + 3] = keeps ? BORROWED - from : NOWHERE;
    if (keeps) this.held += length;
    if (this.borrowedFrom === NONE || tsnBefore(tsn, this.borrowedFrom)) this.borrowedFrom = tsn;
    if (interleaved && (flags & (BEGINNING | END)) === BEGINNING) this.begin(messageKey(stream, sequence, flags, interleaved), tsn);
    if (this.next === tsnAdd(tsn, 1)) this.lastFlags = flags;
    this.flight += acked & (GAP_ACKED | CUM_ACKED) ? 0 : length;
    if (!(flags & END) && length > this.fragment) this.fragment = length;
    this.chunks++;
    this.bytes += length;
    return false;
  }

  /** The first fragment of an I-DATA message was sent. */
  private begin(key: number, tsn: number): void {
    this.unfinished ??= new Map();
    const [oldest] = this.unfinished.keys();
    if (oldest !== undefined && this.unfinished.size >= MAX_INTERLEAVED) this.unfinished.delete(oldest);
    this.unfinished.set(key, tsn);
  }

  /** Extends the ring to hold `tsn`, marking TSNs skipped on the way as not seen. */
  private makeRoom(tsn: number): void {
    if (tsnBefore(tsn, this.next)) return;
    const span = tsnDistance(this.base, tsn) + 1;
    if (span > MAX_OUTSTANDING) {
      this.forgotten += tsnDistance(this.base, this.next);
      this.start(tsn);
      this.makeRoom(tsn);
      return;
    }
    if (span > this.mask + 1) this.grow(span);
    for (let skipped = this.next; skipped !== tsn; skipped = tsnAdd(skipped, 1)) this.words[(skipped & this.mask) * WORDS] = 0;
    this.next = tsnAdd(tsn, 1);
  }

  private grow(span: number): void {
    let capacity = Math.max(16, this.mask + 1);
    while (capacity < span) capacity *= 2;
    const words = new Uint32Array(capacity * WORDS);
    const times = new Float64Array(capacity * TIMES);
    for (let tsn = this.base; tsn !== this.next; tsn = tsnAdd(tsn, 1)) {
      const from = tsn & this.mask;
      const to = tsn & (capacity - 1);
      words.set(this.words.subarray(from * WORDS, (from + 1) * WORDS), to * WORDS);
      times.set(this.times.subarray(from * TIMES, (from + 1) * TIMES), to * TIMES);
    }
    this.words = words;
    this.times = times;
    this.mask = capacity - 1;
  }

  /** Hot: bench analyze. A cumulative TSN ack was seen. Answers whether it acknowledged anything new. */
  acknowledge(cumulative: number, frame: number, time: number): boolean {
    this.answerTime = Number.NaN;
    this.reported = cumulative;
    if (!this.started || !tsnBefore(this.cumulative, cumulative)) return false;
    const last = tsnBefore(cumulative, this.next) ? cumulative : tsnAdd(this.next, -1);
    for (
      let tsn = tsnBefore(this.cumulative, this.base) ? this.base : tsnAdd(this.cumulative, 1);
      tsnAtMost(tsn, last);
      tsn = tsnAdd(tsn, 1)
    ) {
      const slot = tsn & this.mask;
      const word = this.words[slot * WORDS]!;
      this.words[slot * WORDS] = word | (CUM_ACKED << 8);
      if (tsn === last) this.acknowledgedPath = this.words[slot * WORDS + 1]! >>> 16;
      if (this.words[slot * WORDS + 7] === 0) this.words[slot * WORDS + 7] = frame;
      if (!((word >> 8) & GAP_ACKED)) {
        this.times[slot * TIMES + 2] = time;
        if ((word >> 8) & SEEN) this.flight -= this.words[slot * WORDS + 4]!;
        if (tsn === last && (word >> 8) & SEEN && word >>> 16 === 1) this.answerTime = time - this.times[slot * TIMES]!;
      }
      if ((word >> 8) & SEEN) this.passMessage(tsn, slot, word);
      else if (!this.gaveUp(tsn)) this.miss(1, frame, time);
    }
    this.cumulative = cumulative;
    this.acknowledgedTo = cumulative;
    this.history.step(time, cumulative);
    this.progress = time;
    if (tsnBefore(tsnAdd(this.next, -1), cumulative)) {
      if (!this.gaveUp(cumulative)) this.miss(tsnDistance(this.next, cumulative) + 1, frame, time);
      this.skipTo(tsnAdd(cumulative, 1));
    }
    return true;
  }

  /** It said in a FORWARD-TSN that this one, never sent perhaps, is not to be waited for. */
  private gaveUp(tsn: number): boolean {
    return this.abandonedTo !== undefined && tsnAtMost(tsn, this.abandonedTo);
  }

  private miss(count: number, frame: number, time: number): void {
    if (this.missing.count === 0) {
      this.missing.frame = frame;
      this.missing.time = time;
    }
    this.missing.count += count;
  }

  /** Since when data has been outstanding without any progress, in microseconds; NaN where none is. */
  get outstandingSince(): number {
    const oldest = tsnAdd(this.cumulative, 1);
    if (this.outstanding === 0 || tsnBefore(oldest, this.base) || !((this.words[(oldest & this.mask) * WORDS]! >> 8) & SEEN))
      return Number.NaN;
    return Math.max(this.progress, this.times[(oldest & this.mask) * TIMES]!);
  }

  private passMessage(tsn: number, slot: number, word: number): void {
    const interleaved = ((word >> 8) & INTERLEAVED) !== 0;
    if (interleaved && word & END) {
      const stream = this.words[slot * WORDS + 1]! & 0xffff;
      this.unfinished?.delete(messageKey(stream, this.words[slot * WORDS + 2]!, word, true));
    } else if (!interleaved) {
      if (word & END) this.straddling = NONE;
      else if (word & BEGINNING) this.straddling = tsn;
    }
  }

  /** TSNs acknowledged that were never seen being sent: the capture missed them. */
  private skipTo(next: number): void {
    this.base = next;
    this.next = next;
    this.flight = 0;
    this.straddling = NONE;
    this.unfinished?.clear();
    this.payload.forget();
    this.borrowedFrom = NONE;
    this.held = 0;
  }

  /** A gap ack block was seen: TSNs first..last have arrived out of order. Looks at `limit` TSNs at the most; answers how many it looked at. */
  acknowledgeGap(first: number, last: number, frame: number, time: number, limit: number, forGood = false): number {
    let looked = 0;
    if (tsnBefore(this.reported, last)) this.reported = last;
    for (let tsn = first; tsnAtMost(tsn, last) && tsnBefore(tsn, this.next) && looked < limit; tsn = tsnAdd(tsn, 1), looked++) {
      if (tsnBefore(tsn, this.base)) continue;
      const slot = tsn & this.mask;
      const word = this.words[slot * WORDS]!;
      this.words[slot * WORDS] = word | ((forGood ? GAP_ACKED | FOR_GOOD : GAP_ACKED) << 8);
      if ((word >> 8) & (GAP_ACKED | CUM_ACKED)) continue;
      this.words[slot * WORDS + 7] = frame;
      this.times[slot * TIMES + 2] = time;
      if (!((word >> 8) & SEEN)) continue;
      this.flight -= this.words[slot * WORDS + 4]!;
      if (tsn === last && word >>> 16 === 1) this.answerTime = time - this.times[slot * TIMES]!;
    }
    return looked;
  }

  /**
   * The sender gave these up (FORWARD-TSN): everything up to and including `tsn` that it did not know at `at` to be acknowledged. Answers the TSNs concerned, of
   * which some may be seen later only.
   */
  abandon(tsn: number, at: number): number[] {
    const before = this.abandonedTo;
    this.abandonedTo = tsn;
    if (tsnAtMost(tsnAdd(this.next, -1), tsn)) this.lastFlags |= END;
    for (const [key, first] of this.unfinished ?? []) if (tsnAtMost(first, tsn)) this.unfinished?.delete(key);
    const acknowledged = this.history.at(at);
    let first = tsnBefore(acknowledged, this.base) ? this.base : tsnAdd(acknowledged, 1);
    if (before !== undefined && tsnAtMost(first, before)) first = tsnAdd(before, 1);
    const given: number[] = [];
    for (let each = first; tsnAtMost(each, tsn) && tsnBefore(each, this.next); each = tsnAdd(each, 1))
      if (this.giveUp(each)) given.push(each);
    return given;
  }

  /** One TSN of [base, next) is given up; false if it was before. */
  giveUp(tsn: number): boolean {
    const word = this.words[(tsn & this.mask) * WORDS]!;
    this.words[(tsn & this.mask) * WORDS] = word | (ABANDONED << 8);
    return !((word >> 8) & ABANDONED);
  }

  /** Lets records go whose whole message was acknowledged before `before` (microseconds). */
  release(before: number): void {
    let keepFrom = this.straddling === NONE ? this.next : this.straddling;
    if (this.midMessage) for (const first of this.unfinished!.values()) if (tsnBefore(first, keepFrom)) keepFrom = first;
    const acknowledged = this.history.at(before);
    while (this.base !== keepFrom && tsnAtMost(this.base, acknowledged)) {
      const slot = this.base & this.mask;
      if ((this.words[slot * WORDS]! >> 8) & SEEN) this.letGo(this.times[slot * TIMES + 3]!, this.words[slot * WORDS + 4]!);
      this.base = tsnAdd(this.base, 1);
    }
  }

  private letGo(place: number, length: number): void {
    if (place === NOWHERE) return;
    this.held -= length;
    if (place >= 0) this.payload.release(place + length);
  }

  /** Gives the records up; the counts stay. */
  clear(): void {
    this.start(this.next);
    this.words = NO_WORDS;
    this.times = NO_TIMES;
    this.mask = -1;
    this.block = undefined;
    this.history.clear();
    this.payload.clear();
  }

  /** When a TSN was last seen being sent, in microseconds; NaN for never. */
  lastSent(tsn: number): number {
    const kept = this.started && !tsnBefore(tsn, this.base) && tsnBefore(tsn, this.next);
    if (!kept || !((this.words[(tsn & this.mask) * WORDS]! >> 8) & SEEN)) return Number.NaN;
    return this.times[(tsn & this.mask) * TIMES + 1]!;
  }

  /**
   * TSNs before `tsn`, which has just been sent again, that should have been sent again before it: sent no later than it was, to the same address, and neither
   * acknowledged nor given up.
   */
  passedOver(tsn: number): number[] {
    const passed: number[] = [];
    const first = tsnAdd(tsn, -PASSED_LIMIT);
    const open = tsnAdd(this.cumulative, 1);
    for (let each = tsnBefore(first, open) ? open : first; tsnBefore(each, tsn); each = tsnAdd(each, 1)) {
      const slot = each & this.mask;
      const state = this.words[slot * WORDS]! >> 8;
      if (!(state & SEEN) || state & (GAP_ACKED | ABANDONED)) continue;
      if (this.times[slot * TIMES + 1]! <= this.previousTime && this.words[slot * WORDS + 1]! >>> 16 === this.previousPath)
        passed.push(each);
    }
    return passed;
  }

  /** TSNs that were used, are not acknowledged, and were never seen: lost before they came past the capture point. */
  unseen(): number[] {
    const unseen: number[] = [];
    const first = tsnAdd(this.cumulative, 1);
    for (let tsn = tsnBefore(first, this.base) ? this.base : first; tsnBefore(tsn, this.next); tsn = tsnAdd(tsn, 1)) {
      if (!((this.words[(tsn & this.mask) * WORDS]! >> 8) & (SEEN | GAP_ACKED | ABANDONED))) unseen.push(tsn);
    }
    return unseen;
  }

  /** What was known of the acknowledgement of a chunk at `at`, when the cumulative ack had not come to it. */
  private takeBack(chunk: SentChunk, at: number): void {
    const slot = chunk.tsn & this.mask;
    if (chunk.acknowledged === 'no') return;
    if (!(this.times[slot * TIMES + 2]! < at)) chunk.acknowledged = 'no';
    else chunk.acknowledged = (this.words[slot * WORDS]! >> 8) & FOR_GOOD ? 'for-good' : 'gap';
  }

  /** The record of a TSN, in words. Only for TSNs in [base, next). */
  chunk(tsn: number): SentChunk {
    const slot = tsn & this.mask;
    const w = slot * WORDS;
    const t = slot * TIMES;
    const state = this.words[w]! >> 8;
    const length = this.words[w + 4]!;
    return {
      tsn,
      stream: this.words[w + 1]! & 0xffff,
      sequence: this.words[w + 2]!,
      ppid: this.words[w + 3]!,
      flags: this.words[w]! & 0xff,
      length,
      interleaved: (state & INTERLEAVED) !== 0,
      transmissions: this.words[w]! >>> 16,
      firstFrame: this.words[w + 5]!,
      lastFrame: this.words[w + 6]!,
      firstTime: this.times[t]!,
      lastTime: this.times[t + 1]!,
      acknowledged: state & CUM_ACKED ? 'cumulative' : state & FOR_GOOD ? 'for-good' : state & GAP_ACKED ? 'gap' : 'no',
      abandoned: (state & ABANDONED) !== 0,
      payload: this.userData(this.times[t + 3]!, length),
    };
  }

  private userData(place: number, length: number): Uint8Array | undefined {
    if (place > BORROWED || this.block === undefined) return this.payload.at(place, length);
    return new Uint8Array(this.block.buffer, this.block.byteOffset + BORROWED - place, length).slice();
  }

  /**
   * Everything kept that was seen being sent, in TSN order, with acknowledgements that were seen at `at` or later taken back: they had not reached the
   * sender then. Fragments of I-DATA get the PPID of their message.
   */
  snapshot(at: number = Number.POSITIVE_INFINITY): SentChunk[] {
    const chunks: SentChunk[] = [];
    const ppids = new Map<number, number>();
    const acknowledged = this.history.at(at);
    for (let tsn = this.base; tsn !== this.next; tsn = tsnAdd(tsn, 1)) {
      if (!((this.words[(tsn & this.mask) * WORDS]! >> 8) & SEEN)) continue;
      const chunk = this.chunk(tsn);
      if (at !== Number.POSITIVE_INFINITY && tsnBefore(acknowledged, tsn)) this.takeBack(chunk, at);
      if (chunk.interleaved) {
        const key = messageKey(chunk.stream, chunk.sequence, chunk.flags, true);
        if (chunk.flags & BEGINNING) ppids.set(key, chunk.ppid);
        else chunk.ppid = ppids.get(key) ?? 0;
      }
      chunks.push(chunk);
    }
    return chunks;
  }
}
