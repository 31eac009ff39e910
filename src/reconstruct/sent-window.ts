/**
 * The TSNs of one endpoint that are kept: a record each (sent-records.ts), from the lowest to the highest seen, with the user data (lent-data.ts), and what is read
 * out of them.
 *
 * TSNs that are kept are signed 32-bit numbers: V8 puts larger ones into a box of their own. What is handed out is unsigned.
 */
import { BEGINNING } from '../dissect/chunk/data.js';
import { tsnAtMost, tsnBefore, tsnStep } from '../dissect/serial-number.js';
import { Allowance } from './allowance.js';
import { CumulativeHistory } from './cumulative-history.js';
import { counted, NOTHING_FOUND } from './diagnosis/finding.js';
import { LentData } from './lent-data.js';
import { messageKey } from './message-key.js';
import { OpenMessages } from './open-messages.js';
import type { Fragment, SentChunk } from './sent-chunk.js';
import { sentChunk } from './sent-chunk.js';
import { RecordState, SentRecords } from './sent-records.js';

/** Most TSNs before one that are looked at: for those it passed over when it was sent again, for the beginning of its message. */
export const LOOK_BACK = 256;

const { seen: SEEN, gapAcked: GAP_ACKED, abandoned: ABANDONED, forGood: FOR_GOOD } = RecordState;

export class SentWindow {
  protected readonly records: SentRecords;
  readonly messages = new OpenMessages();
  protected readonly data: LentData;
  /** The lowest TSN of which user data is borrowed, if it is of any. */
  private borrowing = false;
  private borrowedFrom = 0;
  /** Lowest TSN kept, and one past the highest seen; equal when nothing is kept. */
  protected lowest = 0;
  protected past = 0;
  /** False until the first TSN is known, from INIT or from the first chunk seen. */
  started = false;
  /** Highest TSN known to be cumulatively acknowledged, and where that stood before. */
  protected acked = 0;
  protected readonly history = new CumulativeHistory();
  /** DATA chunks whose user data was not kept, for want of room. */
  dataLeftOut = NOTHING_FOUND;
  /** PPID of the message last begun. */
  protected lastPpid = 0;

  constructor(allowance = new Allowance()) {
    this.records = new SentRecords(allowance);
    this.data = new LentData(allowance);
  }

  /** One past the highest TSN seen. */
  get next(): number {
    return this.past >>> 0;
  }

  /** Highest TSN known to be cumulatively acknowledged. */
  get cumulative(): number {
    return this.acked >>> 0;
  }

  /** Is user data sent from now on borrowed from this block? */
  borrows(block: DataView): boolean {
    return this.data.borrows(block);
  }

  /** The user data given to sent() is in this block, which lasts until keepBorrowed() is called. */
  borrow(block: DataView): void {
    if (this.data.borrowing) this.keepBorrowed();
    this.data.borrow(block);
  }

  /** The block is about to go: what is still needed of it is copied. */
  keepBorrowed(): void {
    const { data, records } = this;
    if (this.borrowing) {
      for (let tsn = this.keptFrom(this.borrowedFrom); tsnBefore(tsn, this.past); tsn = tsnStep(tsn, 1)) {
        const at = records.at(tsn);
        if (records.state(at) & SEEN) this.keep(at);
      }
    }
    this.borrowing = false;
    data.giveBack();
  }

  /** That TSN, or the lowest one kept. */
  protected keptFrom(tsn: number): number {
    return tsnBefore(tsn, this.lowest) ? this.lowest : tsn;
  }

  /** Tells the record where in the block its user data is. */
  protected lend(at: number, { tsn, length, from, complete }: Fragment): void {
    const { data } = this;
    const place = complete ? data.lend(from, length) : data.nowhere;
    if (complete && place === data.nowhere) this.leaveOut(at);
    this.records.put(at, place);
    if (!this.borrowing || tsnBefore(tsn, this.borrowedFrom)) this.borrowedFrom = tsn | 0;
    this.borrowing = true;
  }

  /** The block with its user data is about to go. */
  private keep(at: number): void {
    const { records, data } = this;
    const before = records.place(at);
    const place = data.keep(before, records.length(at));
    if (place === data.nowhere && before !== data.nowhere) this.leaveOut(at);
    records.put(at, place);
  }

  private leaveOut(at: number): void {
    this.dataLeftOut = counted(this.dataLeftOut, 1, { frame: this.records.firstFrame(at), time: this.records.firstTime(at) });
  }

  /** Nothing is kept, and `next` comes next. */
  protected keepFrom(next: number): void {
    this.lowest = next | 0;
    this.past = next | 0;
    this.messages.clear();
    this.data.forget();
    this.borrowing = false;
  }

  /** Hot: bench analyze. Lets records go whose whole message was acknowledged before `before` (microseconds). */
  release(before: number): void {
    const { records } = this;
    const keepFrom = this.messages.keepFrom(this.past);
    const acknowledged = this.history.at(before);
    while (this.lowest !== keepFrom && tsnAtMost(this.lowest, acknowledged)) {
      const at = records.at(this.lowest);
      if (records.state(at) & SEEN) this.data.release(records.place(at), records.length(at));
      this.lowest = tsnStep(this.lowest, 1);
    }
  }

  /** When a TSN was last seen being sent, in microseconds; NaN for never. */
  lastSent(tsn: number): number {
    const kept = this.started && !tsnBefore(tsn, this.lowest) && tsnBefore(tsn, this.past);
    const at = this.records.at(tsn);
    return kept && this.records.state(at) & SEEN ? this.records.lastTime(at) : Number.NaN;
  }

  /** How often a TSN that is kept was seen being sent; 0 for one that is not. */
  timesSent(tsn: number): number {
    return Number.isNaN(this.lastSent(tsn)) ? 0 : this.records.transmissions(this.records.at(tsn));
  }

  /** TSNs that were used, are not acknowledged, and were never seen: lost before they came past the capture point. */
  unseen(): number[] {
    const { records } = this;
    const unseen: number[] = [];
    for (let tsn = this.keptFrom(tsnStep(this.acked, 1)); tsnBefore(tsn, this.past); tsn = tsnStep(tsn, 1)) {
      if (!(records.state(records.at(tsn)) & (SEEN | GAP_ACKED | ABANDONED))) unseen.push(tsn >>> 0);
    }
    return unseen;
  }

  /** What was known of the acknowledgement of a chunk at `at`, when the cumulative ack had not come to it. */
  private takeBack(chunk: SentChunk, at: number): void {
    const record = this.records.at(chunk.tsn);
    if (chunk.acknowledged === 'no') return;
    const latest = chunk.acknowledged;
    if (!(this.records.acknowledgedTime(record) < at)) chunk.acknowledged = 'no';
    else chunk.acknowledged = this.records.state(record) & FOR_GOOD ? 'for-good' : 'gap';
    chunk.onTheWay = chunk.acknowledged !== latest;
  }

  /** The record of a TSN, in words. Only for TSNs that are kept. */
  chunk(tsn: number): SentChunk {
    return sentChunk(this.records, this.data, tsn);
  }

  /**
   * Everything kept that was seen being sent, in TSN order, with acknowledgements that were seen at `at` or later taken back: they had not reached the
   * sender then. Fragments of I-DATA get the PPID of their message.
   */
  snapshot(at: number = Number.POSITIVE_INFINITY): SentChunk[] {
    return this.between(this.lowest, this.past, at);
  }

  /** A TSN that has just been sent, with the PPID of its message where that began not long before. */
  justSent(tsn: number): SentChunk {
    return this.between(this.keptFrom(tsnStep(tsn, -LOOK_BACK)), tsnStep(tsn, 1)).at(-1)!;
  }

  private between(first: number, end: number, at: number = Number.POSITIVE_INFINITY): SentChunk[] {
    const chunks: SentChunk[] = [];
    const ppids = new Map<number, number>();
    let before = this.lastPpid;
    const acknowledged = this.history.at(at);
    for (let tsn = first; tsn !== end; tsn = tsnStep(tsn, 1)) {
      if (!(this.records.state(this.records.at(tsn)) & SEEN)) continue;
      const chunk = this.chunk(tsn);
      if (at !== Number.POSITIVE_INFINITY && tsnBefore(acknowledged, tsn)) this.takeBack(chunk, at);
      if (chunk.interleaved) {
        const key = messageKey(chunk.stream, chunk.sequence, chunk.flags, true);
        if (chunk.flags & BEGINNING) ppids.set(key, chunk.ppid);
        else {
          chunk.ppidAssumed = !ppids.has(key);
          chunk.ppid = ppids.get(key) ?? before;
        }
        before = chunk.ppid;
      }
      chunks.push(chunk);
    }
    return chunks;
  }
}
