/**
 * What one endpoint has sent and its peer has not yet finished acknowledging: what SACKs, retransmissions and FORWARD-TSNs make of the TSNs that are kept (sent-window.ts).
 *
 * A record stays until its whole message is acknowledged, since one stack reports the acknowledged fragments of a failed message too (open-messages.ts), and then
 * for the time an acknowledgement needs to reach a distant endpoint (`release`).
 */
import { BEGINNING, DATA_HEADER, END } from '../dissect/chunk/data.js';
import { I_DATA_HEADER } from '../dissect/chunk/i-data.js';
import type { SctpPacket } from '../dissect/packet.js';
import { tsnAdd, tsnAtMost, tsnBefore, tsnDistance, tsnStep } from '../dissect/serial-number.js';
import { counted, NOTHING_FOUND } from './diagnosis/finding.js';
import type { Fragment } from './sent-chunk.js';
import { RecordState } from './sent-records.js';
import { LOOK_BACK, SentWindow } from './sent-window.js';

/** Most TSNs kept for one endpoint; older ones are let go and counted in `forgotten`. */
export const MAX_OUTSTANDING = 1 << 16;
/** Most TSNs passed over at a time: beyond, too much is missing from the capture for what was sent before to be followed. */
export const MAX_SKIPPED = 4096;

/** In place of a TSN. */
const NONE = -1;

const {
  seen: SEEN,
  gapAcked: GAP_ACKED,
  cumAcked: CUM_ACKED,
  abandoned: ABANDONED,
  interleaved: INTERLEAVED,
  forGood: FOR_GOOD,
} = RecordState;
const ACKED = GAP_ACKED | CUM_ACKED;

export class Outbound extends SentWindow {
  /** TSNs let go, or never followed, because there was no room. */
  forgotten = NOTHING_FOUND;
  /** I-DATA messages that were taken for done because too many were begun. */
  unfollowed = NOTHING_FOUND;
  chunks = 0;
  retransmissions = 0;
  bytes = 0;
  /** Time of the last transmission of anything. */
  lastTime = Number.NEGATIVE_INFINITY;
  /** Bytes of user data sent and not acknowledged in any way, and of the headers of its chunks. */
  flight = 0;
  headersInFlight = 0;
  /** Flags of the highest TSN. */
  lastFlags = 0;
  /** Most bytes seen in a fragment that was not the last. */
  fragment = 0;
  /** Of the last retransmission: when the chunk had been sent before, when it was sent again, and to which address before. */
  previousTime = 0;
  againTime = Number.NEGATIVE_INFINITY;
  previousPath = 0;
  /** Had it been acknowledged? */
  previousAcknowledged = false;
  /** The chunk last sent for the first time had been given up before it was seen. */
  givenUpBefore = false;
  /** Highest TSN that the last SACK reported, and any, signed. */
  reported = 0;
  highestReported = 0;
  /** The last TSN acknowledged cumulatively, kept when the records go; -1: none was. */
  acknowledgedTo = NONE;
  /** When the cumulative ack last moved. */
  private progress = Number.NEGATIVE_INFINITY;
  private abandonedTo: number | undefined;
  /** TSNs acknowledged that were never seen being sent. */
  missing = NOTHING_FOUND;
  /** One of them was reported by a gap ack block. */
  reportedUnseen = false;
  /** Address to which the last chunk that the last SACK newly acknowledged had last been sent, and another one where there is; -1: none. */
  acknowledgedPath = NONE;
  acknowledgedOther = NONE;
  /** How long the last acknowledgement took, by Karn's rule: of a TSN sent once and not acknowledged before; NaN where it was not so. */
  answerTime = Number.NaN;

  /** The first TSN that will be sent: INIT, INIT-ACK, or a reset of the TSNs. */
  start(initialTsn: number): void {
    this.acked = tsnStep(initialTsn, -1);
    this.history.start(this.cumulative);
    this.started = true;
    this.highestReported = this.acked;
    this.abandonedTo = undefined;
    this.skipTo(initialTsn);
  }

  /** An I-DATA message was begun whose last fragment is not acknowledged. */
  get midMessage(): boolean {
    return this.messages.midMessage;
  }

  /** What was sent last ends a message, so that the next in the queue is at its head. */
  get betweenMessages(): boolean {
    return (this.chunks === 0 || (this.lastFlags & END) !== 0) && !this.midMessage;
  }

  /** TSNs sent and not cumulatively acknowledged. */
  get outstanding(): number {
    return this.started ? tsnDistance(this.acked, this.past) - 1 : 0;
  }

  /** It gave up TSNs that it may never have sent, and that its peer has not passed over yet. */
  get awaitsForward(): boolean {
    return this.abandonedTo !== undefined && tsnBefore(this.acked, this.abandonedTo);
  }

  /** Nothing is on its way: all that the cumulative ack has not come to has arrived out of order or was given up. */
  get nothingInFlight(): boolean {
    if (this.outstanding === 0) return true;
    if (this.abandonedTo === undefined || tsnAtMost(this.abandonedTo, this.acked)) return false;
    const first = tsnStep(this.acked, 1);
    if (tsnBefore(first, this.lowest)) return false;
    for (let tsn = first; tsnBefore(tsn, this.past); tsn = tsnStep(tsn, 1))
      if (!(this.records.state(this.records.at(tsn)) & (GAP_ACKED | ABANDONED))) return false;
    return true;
  }

  /** Hot: bench analyze. A DATA or I-DATA chunk was sent. Answers whether it is a retransmission. */
  sent(chunk: Fragment, packet: Pick<SctpPacket, 'destination' | 'frame' | 'time'>): boolean {
    const { records } = this;
    const tsn = chunk.tsn | 0;
    if (!this.started) this.start(tsn);
    this.lastTime = packet.time;
    let before = 0;
    if (tsnBefore(tsn, this.past)) {
      before = tsnBefore(tsn, this.lowest) ? SEEN : records.state(records.at(tsn));
      if (before & SEEN) {
        this.sentAgain(tsn, packet);
        return true;
      }
      before &= GAP_ACKED | ABANDONED;
    }
    this.givenUpBefore = (before & ABANDONED) !== 0;
    if (!tsnBefore(tsn, this.past)) this.makeRoom(tsn, packet);
    const { flags, length, interleaved } = chunk;
    if (tsnAtMost(tsn, this.acked)) before |= CUM_ACKED;
    const acknowledged = (before & ACKED) !== 0;
    const at = records.at(tsn);
    const state = SEEN | before | (interleaved ? INTERLEAVED : 0);
    records.write(at, chunk, state, packet.destination, packet.frame, packet.time, acknowledged ? packet.time : Number.POSITIVE_INFINITY);
    this.lend(at, chunk);
    if (interleaved && (flags & (BEGINNING | END)) === BEGINNING) this.begin(chunk, packet);
    if (this.past === tsnStep(tsn, 1)) this.lastFlags = flags;
    if (flags & BEGINNING) this.lastPpid = chunk.ppid;
    if (!acknowledged) this.fly(length, state, 1);
    if (!(flags & END) && length > this.fragment) this.fragment = length;
    this.chunks++;
    this.bytes += length;
    return false;
  }

  private begin({ stream, sequence, flags, tsn }: Fragment, packet: Pick<SctpPacket, 'frame' | 'time'>): void {
    if (!this.messages.begin(stream, sequence, flags, tsn | 0)) this.unfollowed = counted(this.unfollowed, 1, packet);
  }

  private sentAgain(tsn: number, packet: Pick<SctpPacket, 'destination' | 'frame' | 'time'>): void {
    this.retransmissions++;
    if (tsnBefore(tsn, this.lowest)) {
      this.previousAcknowledged = true;
      return;
    }
    const { records } = this;
    const at = records.at(tsn);
    this.againTime = packet.time;
    this.previousTime = records.lastTime(at);
    this.previousPath = records.path(at);
    this.previousAcknowledged = (records.state(at) & ACKED) !== 0;
    records.again(at, packet.destination, packet.frame, packet.time);
  }

  /** Extends the ring to hold `tsn`, which is past it, marking TSNs skipped on the way as not seen. */
  private makeRoom(tsn: number, packet: Pick<SctpPacket, 'frame' | 'time'>): void {
    const { records } = this;
    const span = tsnDistance(this.lowest, tsn) + 1;
    const isNear = span <= MAX_OUTSTANDING && tsnDistance(this.past, tsn) <= MAX_SKIPPED;
    if (!isNear || !records.makeRoom(this.lowest, this.past, span)) {
      this.forgotten = counted(this.forgotten, span - 1, packet);
      this.start(tsn);
      records.makeRoom(tsn, tsn, 1);
    }
    for (let skipped = this.past; skipped !== (tsn | 0); skipped = tsnStep(skipped, 1)) records.blank(records.at(skipped));
    this.past = tsnStep(tsn, 1);
  }

  /** Hot: bench analyze. A cumulative TSN ack was seen. Answers whether it acknowledged anything new. */
  acknowledge(cumulative: number, frame: number, time: number): boolean {
    const upTo = cumulative | 0;
    this.answerTime = Number.NaN;
    this.acknowledgedPath = NONE;
    this.acknowledgedOther = NONE;
    this.reported = upTo;
    if (!this.started || !tsnBefore(this.acked, upTo)) return false;
    const last = tsnBefore(upTo, this.past) ? upTo : tsnStep(this.past, -1);
    for (let tsn = this.keptFrom(tsnStep(this.acked, 1)); tsnAtMost(tsn, last); tsn = tsnStep(tsn, 1))
      this.acknowledgeOne(tsn, tsn === last, frame, time);
    this.acked = upTo;
    this.acknowledgedTo = cumulative;
    this.history.step(time, cumulative);
    this.progress = time;
    if (tsnAtMost(this.past, upTo)) {
      if (!this.gaveUp(upTo)) this.miss(tsnDistance(this.past, upTo) + 1, frame, time);
      this.skipTo(tsnStep(upTo, 1));
    }
    return true;
  }

  private acknowledgeOne(tsn: number, isLast: boolean, frame: number, time: number): void {
    const { records } = this;
    const at = records.at(tsn);
    const state = records.state(at);
    records.mark(at, CUM_ACKED);
    if (!(state & GAP_ACKED)) {
      records.acknowledge(at, time);
      if (state & SEEN) {
        this.fly(records.length(at), state, -1);
        this.credit(records.path(at));
      }
      if (isLast && state & SEEN && records.transmissions(at) === 1) this.answerTime = time - records.firstTime(at);
    }
    if (state & SEEN) this.messages.pass(tsn, records, at);
    else if (!this.gaveUp(tsn)) this.miss(1, frame, time);
  }

  /** Hot: bench analyze. So many bytes more are in flight, or fewer (`sign`). */
  private fly(length: number, state: number, sign: number): void {
    this.flight += sign * length;
    this.headersInFlight += sign * (state & INTERLEAVED ? I_DATA_HEADER : DATA_HEADER);
  }

  /** Hot: bench analyze. A chunk that had last been sent to this address is newly acknowledged. */
  private credit(path: number): void {
    if (path === this.acknowledgedPath) return;
    this.acknowledgedOther = this.acknowledgedPath;
    this.acknowledgedPath = path;
  }

  /** It said in a FORWARD-TSN that this one, never sent perhaps, is not to be waited for. */
  private gaveUp(tsn: number): boolean {
    return this.abandonedTo !== undefined && tsnAtMost(tsn, this.abandonedTo);
  }

  private miss(count: number, frame: number, time: number): void {
    this.missing = counted(this.missing, count, { frame, time });
  }

  /** Since when data has been outstanding without any progress, in microseconds; NaN where none is. */
  get outstandingSince(): number {
    const at = this.oldestOutstanding();
    return at === undefined ? Number.NaN : Math.max(this.progress, this.records.firstTime(at));
  }

  /** How often the oldest data that is outstanding was sent, the last time at `since` or after it (microseconds); 0 where none is. */
  triesSince(since: number): number {
    const at = this.oldestOutstanding();
    return at === undefined || this.records.lastTime(at) < since ? 0 : this.records.transmissions(at);
  }

  /** Place of its record. */
  private oldestOutstanding(): number | undefined {
    const oldest = tsnStep(this.acked, 1);
    const at = this.records.at(oldest);
    return this.outstanding === 0 || tsnBefore(oldest, this.lowest) || !(this.records.state(at) & SEEN) ? undefined : at;
  }

  /** Nothing before `next` is kept, and nothing after it was sent: TSNs acknowledged that were never seen being sent, which the capture missed. */
  private skipTo(next: number): void {
    this.keepFrom(next);
    this.flight = 0;
    this.headersInFlight = 0;
  }

  /** A gap ack block was seen: TSNs first..last have arrived out of order. Looks at `limit` TSNs at the most; answers how many it looked at. */
  acknowledgeGap(first: number, last: number, time: number, limit: number, forGood = false): number {
    const { records } = this;
    let looked = 0;
    if (tsnBefore(this.reported, last)) this.reported = last | 0;
    if (this.started && !tsnBefore(last, this.past)) this.reportedUnseen = true;
    for (let tsn = first | 0; tsnAtMost(tsn, last) && tsnBefore(tsn, this.past) && looked < limit; tsn = tsnStep(tsn, 1), looked++) {
      if (tsnBefore(tsn, this.lowest)) continue;
      const at = records.at(tsn);
      const state = records.state(at);
      records.mark(at, forGood ? GAP_ACKED | FOR_GOOD : GAP_ACKED);
      if (state & ACKED) continue;
      records.acknowledge(at, time);
      if (!(state & SEEN)) {
        this.reportedUnseen = true;
        continue;
      }
      this.fly(records.length(at), state, -1);
      this.credit(records.path(at));
      if (tsn === (last | 0) && records.transmissions(at) === 1) this.answerTime = time - records.firstTime(at);
    }
    return looked;
  }

  /**
   * The sender gave these up (FORWARD-TSN): everything up to and including `tsn` that it did not know at `at` to be acknowledged, be it by a gap ack block. Answers
   * the TSNs concerned, of which some may be seen later only.
   */
  abandon(tsn: number, at: number): number[] {
    const before = this.abandonedTo;
    this.abandonedTo = tsn;
    if (tsnAtMost(tsnStep(this.past, -1), tsn)) this.lastFlags |= END;
    const acknowledged = this.history.at(at);
    let first = tsnAdd(tsnBefore(acknowledged, this.lowest) ? tsnStep(this.lowest, -1) : acknowledged, 1);
    if (before !== undefined && tsnAtMost(first, before)) first = tsnAdd(before, 1);
    const given: number[] = [];
    for (let each = first; tsnAtMost(each, tsn) && tsnBefore(each, this.past); each = tsnAdd(each, 1))
      if (!this.hadArrived(each, at) && this.giveUp(each)) given.push(each);
    this.messages.abandon(tsn, (beginning) => this.livesOn(beginning));
    return given;
  }

  /** An NR-SACK acknowledged it. */
  hasArrivedForGood(tsn: number): boolean {
    return (this.records.state(this.records.at(tsn)) & FOR_GOOD) !== 0;
  }

  /** What arrived for good may be passed over by a FORWARD-TSN without being given up. */
  private livesOn(tsn: number): boolean {
    return !tsnBefore(tsn, this.lowest) && (this.records.state(this.records.at(tsn)) & (FOR_GOOD | ABANDONED)) === FOR_GOOD;
  }

  private hadArrived(tsn: number, at: number): boolean {
    const { records } = this;
    const slot = records.at(tsn);
    return (records.state(slot) & ACKED) !== 0 && records.acknowledgedTime(slot) < at;
  }

  /** One TSN of those kept is given up; false if it was before. */
  giveUp(tsn: number): boolean {
    const { records } = this;
    const at = records.at(tsn);
    const state = records.state(at);
    records.mark(at, ABANDONED);
    if (state & INTERLEAVED) this.messages.end(records.stream(at), records.sequence(at), records.flags(at));
    return (state & ABANDONED) === 0;
  }

  /** Gives the records up; the counts stay. */
  clear(): void {
    this.start(this.past);
    this.records.clear();
    this.history.clear();
    this.data.clear();
  }

  /**
   * TSNs before `tsn`, which has just been sent again, that should have been sent again before it: sent no later than it was, to the same address, and neither
   * acknowledged nor given up.
   */
  passedOver(tsn: number): number[] {
    const { records } = this;
    const passed: number[] = [];
    const first = tsnAdd(tsn, -LOOK_BACK);
    const open = tsnAdd(this.acked, 1);
    for (let each = tsnBefore(first, open) ? open : first; tsnBefore(each, tsn); each = tsnAdd(each, 1)) {
      const at = records.at(each);
      const state = records.state(at);
      if (!(state & SEEN) || state & (GAP_ACKED | ABANDONED)) continue;
      if (records.lastTime(at) <= this.previousTime && records.path(at) === this.previousPath) passed.push(each);
    }
    return passed;
  }
}
