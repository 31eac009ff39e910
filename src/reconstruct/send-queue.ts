/**
 * What an application has handed to its stack and no packet has begun to carry: the sends of its log, taken out as messages begin on the wire. Within a stream
 * messages begin in the order of the calls; one that was passed over was given up unseen, or its first packet was lost before it passed here.
 */
import { BEGINNING, END, UNORDERED } from '../dissect/chunk/data.js';
import type { Send } from './application.js';
import type { UnsentMessage } from './fact.js';
import { messagesOf } from './message.js';
import type { SentChunk } from './sent-chunk.js';

/** A send just before the packet that sets the association up belongs to it (microseconds). */
const BEFORE_SETUP = 1e6;
/** The clocks of log and capture, and what passes between a call and its note, may differ by so much. */
const CLOCK_SLACK = 50_000;
/** Most sends looked at for one message on the wire. */
const SEARCH_LIMIT = 4096;
/** Messages on the wire noted for one endpoint; with more, what became of its sends is not told. */
const MESSAGE_LIMIT = 500_000;
/** A lifetime is counted in ticks of a kernel's clock: it ends up to two of them later. */
const TICKS = 8_000;

interface Entry {
  readonly send: Send;
  state: 'waiting' | 'passed' | 'gone' | 'lapsed';
  /** When its first fragment passed here. */
  begunAt?: number;
}

type First = Pick<SentChunk, 'tsn' | 'flags' | 'stream' | 'sequence' | 'interleaved' | 'ppid' | 'length'>;

/** The first fragment of a message, as it was seen. */
export interface BegunMessage {
  tsn: number;
  sequence: number;
  unordered: boolean;
  interleaved: boolean;
  ppid: number;
  /** Bytes of the fragment, and whether it is the whole message. */
  first: number;
  whole: boolean;
}

export class SendQueue {
  private entries: Entry[];
  private head = 0;
  /** Sends by the TSN of their first fragment. */
  private readonly begun = new Map<number, Send>();
  /** And as they began. */
  private readonly inOrder: Entry[] = [];
  /** Messages begun, by stream and in the order they were captured. */
  private readonly messages = new Map<number, BegunMessage[]>();
  private noted = 0;
  /** Messages on the wire that none of the sends explains: then the sends do not tell what is queued. */
  private unexplained = 0;
  /** When the latest of the sends that have begun was called. */
  private lastBegun = Number.NEGATIVE_INFINITY;
  /** Where the sends of this association come from, once one is recognised. */
  private channel: string | undefined;

  /** When its association failed: what had been handed over by then failed with it. */
  endedAt = Number.NEGATIVE_INFINITY;

  /** `before`: when the association failed that was the last between the same two. */
  constructor(sends: readonly Send[], start: number, before = Number.NEGATIVE_INFINITY) {
    const ofThis = sends.filter(({ time }) => time > before && time >= start - BEFORE_SETUP);
    this.entries = ofThis.map((send) => ({ send, state: 'waiting' }));
  }

  /** The send whose message begins with this TSN. */
  of(tsn: number): Send | undefined {
    return this.begun.get(tsn);
  }

  /** A message began on the wire. Where expired ones are never begun, `drops` is true. */
  begin(chunk: First, time: number, drops: boolean): void {
    if (!(chunk.flags & BEGINNING)) return;
    const unordered = (chunk.flags & UNORDERED) !== 0;
    this.note(chunk, unordered);
    const inStream = ({ send }: Entry) => send.stream === chunk.stream && send.unordered === unordered && !this.foreign(send);
    const isIt = (entry: Entry): boolean => {
      const { ppid, length } = entry.send;
      if (isOver(entry) || ppid !== chunk.ppid || !inStream(entry)) return false;
      if (chunk.flags & END ? length !== chunk.length : length <= chunk.length) return false;
      return !(drops && hasLapsed(entry.send, time));
    };
    const at = this.find(time + CLOCK_SLACK, isIt);
    if (at < 0) {
      this.unexplained++;
      return;
    }
    const found = this.entries[at]!;
    found.begunAt = time;
    this.inOrder.push(found);
    this.lastBegun = Math.max(this.lastBegun, found.send.time);
    for (let before = this.head; before < at; before++) {
      const entry = this.entries[before]!;
      if (entry.state === 'waiting' && inStream(entry) && !(drops && hasLapsed(entry.send, time))) entry.state = 'passed';
    }
    found.state = 'gone';
    this.channel ??= found.send.channel;
    this.begun.set(chunk.tsn, found.send);
    this.advance();
  }

  private note({ tsn, stream, sequence, interleaved, ppid, length, flags }: First, unordered: boolean): void {
    if (++this.noted > MESSAGE_LIMIT) {
      this.messages.clear();
      return;
    }
    const message = { tsn, sequence, unordered, interleaved, ppid, first: length, whole: (flags & END) !== 0 };
    const ofStream = this.messages.get(stream);
    if (ofStream) ofStream.push(message);
    else this.messages.set(stream, [message]);
  }

  /**
   * Was anything in the queue when a SACK that passed at `seen` arrived, between `earliest` and `latest`? 'unknown' where a call falls in between, or the sends do
   * not explain the wire.
   */
  at(seen: number, earliest: number, latest: number): 'empty' | 'filled' | 'unknown' {
    if (this.unexplained > 0 || this.begun.size === 0) return 'unknown';
    let answer: 'empty' | 'filled' | 'unknown' = 'empty';
    for (const { send } of this.begunAfter(seen)) {
      if (send.time < earliest) return 'filled';
      if (send.time <= latest) answer = 'unknown';
    }
    for (let i = this.head; i < this.entries.length; i++) {
      const { send, state, begunAt } = this.entries[i]!;
      if (send.time > latest) break;
      if (state === 'lapsed' || state === 'passed' || this.foreign(send) || (begunAt !== undefined && begunAt <= seen)) continue;
      const overtaken = state === 'waiting' && send.time < this.lastBegun;
      if (send.time < earliest && !overtaken) return 'filled';
      answer = 'unknown';
    }
    return answer;
  }

  /** Those that had not begun at a time not long ago. Streams take turns: they need not be the last that were handed over. */
  private begunAfter(seen: number): Entry[] {
    let first = this.inOrder.length;
    while (first > 0 && this.inOrder.length - first < SEARCH_LIMIT && this.inOrder[first - 1]!.begunAt! > seen) first--;
    return this.inOrder.slice(first);
  }

  /** Messages that were begun on a stream. */
  begunOn(stream: number): readonly BegunMessage[] {
    return this.messages.get(stream) ?? [];
  }

  /** Everything handed over until then that was not dropped since, stream by stream in the order of the calls. */
  handedOver(until: number): Send[][] {
    if (this.noted > MESSAGE_LIMIT) return [];
    const streams = new Map<number, Send[]>();
    for (const { send, state } of this.entries) {
      if (state === 'lapsed' || send.time > until || this.foreign(send)) continue;
      const ofStream = streams.get(send.stream);
      if (ofStream) ofStream.push(send);
      else streams.set(send.stream, [send]);
    }
    return [...streams.values()];
  }

  private find(until: number, isIt: (entry: Entry) => boolean): number {
    const end = Math.min(this.entries.length, this.head + SEARCH_LIMIT);
    for (let at = this.head; at < end && this.entries[at]!.send.time <= until; at++) if (isIt(this.entries[at]!)) return at;
    return -1;
  }

  private advance(): void {
    while (this.head < this.entries.length && isOver(this.entries[this.head]!)) this.head++;
  }

  /** Sends through another socket, or into another association of the same one. */
  private foreign(send: Send): boolean {
    return this.channel !== undefined && send.channel !== undefined && send.channel !== this.channel;
  }

  /** Those at the head of the queue whose lifetime has ended by `now`: taken out, each with when the queue was next worked on, as other sends tell. */
  takeLapsed(now: number): { send: Send; noticed: number }[] {
    const lapsed: Entry[] = [];
    for (let at = this.head; at < this.entries.length && this.entries[at]!.send.time <= now; at++) {
      const entry = this.entries[at]!;
      if (entry.state !== 'waiting' || this.foreign(entry.send)) continue;
      if (!hasLapsed(entry.send, now)) break;
      lapsed.push(entry);
    }
    for (const entry of lapsed) entry.state = 'lapsed';
    this.advance();
    return lapsed.map(({ send }) => ({ send, noticed: this.nextCall(send, now) }));
  }

  private nextCall(lapsed: Send, now: number): number {
    const next = this.entries.find(({ send }) => hasLapsed(lapsed, send.time) && !this.foreign(send));
    return Math.min(next?.send.time ?? now, now);
  }

  /** What was handed over until then is not asked for again. */
  forget(until: number): void {
    for (const entry of this.entries) if (entry.send.time <= until) entry.state = 'lapsed';
    this.advance();
  }

  /** The rest of each message whose last fragment was not sent. `assigned`: TSNs up to here were used, even where their packets did not pass. */
  rests(kept: readonly SentChunk[], assigned: number): UnsentMessage[] {
    const messages = messagesOf(kept);
    return messages.flatMap((message, i) => {
      const send = this.of(message[0]!.tsn);
      if (send === undefined || message.some(({ flags }) => flags & END)) return [];
      const taken = message.reduce((sum, { length }) => sum + length, 0);
      return taken < send.length
        ? [{ ...send, taken, unseen: unseenBytes(message, messages[i + 1]?.[0]?.tsn ?? assigned, send.length - taken) }]
        : [];
    });
  }
}

function isOver({ state }: Entry): boolean {
  return state === 'gone' || state === 'lapsed';
}

/** Bytes of a message in TSNs that did not pass here, before the TSN `next` of another. */
function unseenBytes(message: readonly SentChunk[], next: number, rest: number): number {
  const first = message[0]!;
  if (first.interleaved) return 0;
  const fragments = ((next - first.tsn) >>> 0) - message.length;
  return Math.min(Math.max(0, fragments) * first.length, rest);
}

function hasLapsed({ time, lifetime }: Send, now: number): boolean {
  return lifetime !== undefined && time + lifetime + TICKS < now;
}
