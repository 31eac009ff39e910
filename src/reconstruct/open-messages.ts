/** Messages that the cumulative ack has not come to the end of: where each begins, since a record stays until its whole message is acknowledged. */
import { BEGINNING, END, UNORDERED } from '../dissect/chunk/data.js';
import { tsnAdd, tsnAtMost, tsnBefore } from '../dissect/serial-number.js';
import { messageKey } from './message-key.js';
import { RecordState, type SentRecords } from './sent-records.js';

/** Most I-DATA messages that are begun and not acknowledged to their end; older ones are taken for done. */
export const MAX_INTERLEAVED = 4096;

export class OpenMessages {
  /** First TSN of the DATA message that the cumulative ack has reached the middle of, if it has. */
  private isStraddling = false;
  private straddling = 0;
  /** Bytes of that message up to the cumulative ack; 0 where there is none. */
  straddled = 0;
  straddledUnordered = false;
  /** The same for I-DATA, where messages overlap: by stream, order and MID, from the first fragment sent to the last one acknowledged. */
  private interleaved: Map<number, number> | undefined;

  /** An I-DATA message was begun whose last fragment is not acknowledged. */
  get midMessage(): boolean {
    return this.interleaved !== undefined && this.interleaved.size > 0;
  }

  /** The first of several fragments of an I-DATA message was sent. Answers whether there was room for it, with no other taken for done. */
  begin(stream: number, sequence: number, flags: number, tsn: number): boolean {
    this.interleaved ??= new Map();
    const [oldest] = this.interleaved.keys();
    const isFull = oldest !== undefined && this.interleaved.size >= MAX_INTERLEAVED;
    if (isFull) this.interleaved.delete(oldest);
    this.interleaved.set(messageKey(stream, sequence, flags, true), tsn);
    return !isFull;
  }

  /** Hot: bench analyze. The cumulative ack passed this TSN, whose record is at `at`. */
  pass(tsn: number, records: SentRecords, at: number): void {
    const flags = records.flags(at);
    if (records.state(at) & RecordState.interleaved) {
      if (flags & END) this.end(records.stream(at), records.sequence(at), flags);
    } else if (flags & END || records.state(at) & RecordState.abandoned) this.endStraddling();
    else if (flags & BEGINNING) {
      this.isStraddling = true;
      this.straddling = tsn;
      this.straddled = records.length(at);
      this.straddledUnordered = (flags & UNORDERED) !== 0;
    } else if (this.isStraddling) this.straddled += records.length(at);
  }

  /** An I-DATA message is acknowledged to its end, or given up. */
  end(stream: number, sequence: number, flags: number): void {
    this.interleaved?.delete(messageKey(stream, sequence, flags, true));
  }

  private endStraddling(): void {
    this.isStraddling = false;
    this.straddled = 0;
  }

  /** The TSN before the DATA message that the cumulative ack has reached the middle of. */
  get beforeStraddled(): number {
    return tsnAdd(this.straddling, -1);
  }

  /** The first TSN of those that have to be kept; `past` where all may go. */
  keepFrom(past: number): number {
    let from = this.isStraddling ? this.straddling : past;
    if (this.midMessage) for (const first of this.interleaved!.values()) if (tsnBefore(first, from)) from = first;
    return from;
  }

  /** I-DATA messages begun up to `tsn` have been given up, but for those whose beginning says otherwise. */
  abandon(tsn: number, livesOn: (beginning: number) => boolean): void {
    for (const [key, first] of this.interleaved ?? []) if (tsnAtMost(first, tsn) && !livesOn(first)) this.interleaved?.delete(key);
  }

  clear(): void {
    this.endStraddling();
    this.interleaved?.clear();
  }
}
