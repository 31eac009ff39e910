/** The transfer of an association as points over time: what each side sent, sent again and got acknowledged, its bytes in flight, its peer's window, round trips. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { chunkDefect, fieldsReadable, hasNextChunk } from '../../dissect/chunk/chunk-defect.js';
import { DATA_HEADER, tsn } from '../../dissect/chunk/data.js';
import { I_DATA_HEADER } from '../../dissect/chunk/i-data.js';
import { ChunkNumber } from '../../dissect/chunk/registry.js';
import { cumulativeTsnAck, sackWindow } from '../../dissect/chunk/sack.js';
import { COMMON_HEADER, chunkEnd, chunkType, nextChunk, type SctpPacket } from '../../dissect/packet.js';
import { TRANSFER } from './chunk-set.js';
import type { PacketIndex } from './packet-index.js';
import { packetOf } from './read-packet.js';

/** Points in order of time: `packet` is the row of the index that each comes from. */
export class Points {
  #times = new Float64Array(256);
  #values = new Float64Array(256);
  #packets = new Uint32Array(256);
  length = 0;

  add(time: number, value: number, packet: number): void {
    if (this.length === this.#times.length) this.#grow();
    this.#times[this.length] = time;
    this.#values[this.length] = value;
    this.#packets[this.length++] = packet;
  }

  time(at: number): number {
    return this.#times[at]!;
  }

  value(at: number): number {
    return this.#values[at]!;
  }

  packet(at: number): number {
    return this.#packets[at]!;
  }

  #grow(): void {
    const grown = <T extends Float64Array | Uint32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#times = grown(this.#times, new Float64Array(2 * this.length));
    this.#values = grown(this.#values, new Float64Array(2 * this.length));
    this.#packets = grown(this.#packets, new Uint32Array(2 * this.length));
  }
}

/** Of the data that one side sends. TSNs count from its first; times are microseconds since the epoch. */
export interface SideSeries {
  readonly sent: Points;
  readonly again: Points;
  /** Up to which TSN its peer has everything. */
  readonly acknowledged: Points;
  /** Bytes of user data sent and not yet acknowledged. */
  readonly flight: Points;
  /** a_rwnd of its peer, bytes. */
  readonly window: Points;
  /** Microseconds from a DATA chunk to the SACK that acknowledged it; those sent again are left out (RFC 9260 section 6.3.1, Karn's rule). */
  readonly roundTrip: Points;
}

/** Packets read for one association; later ones are not drawn. */
export const SERIES_LIMIT = 1_000_000;
/** DATA chunks that wait to be acknowledged. */
const OUTSTANDING_LIMIT = 65_536;
/** Milliseconds of work before keys get a turn. */
const SLICE_TIME = 8;

interface Outstanding {
  readonly time: number;
  readonly bytes: number;
  again: boolean;
}

class Side implements SideSeries {
  readonly sent = new Points();
  readonly again = new Points();
  readonly acknowledged = new Points();
  readonly flight = new Points();
  readonly window = new Points();
  readonly roundTrip = new Points();
  readonly #outstanding = new Map<number, Outstanding>();
  #first: number | undefined;
  #highest = -1;
  #lowest = 0;
  #bytes = 0;

  data(number: number, bytes: number, time: number, packet: number): void {
    const at = this.#place(number);
    if (at <= this.#highest) {
      this.again.add(time, at, packet);
      const waiting = this.#outstanding.get(at);
      if (waiting !== undefined) waiting.again = true;
      return;
    }
    this.#highest = at;
    this.sent.add(time, at, packet);
    if (this.#outstanding.size < OUTSTANDING_LIMIT) {
      this.#outstanding.set(at, { time, bytes, again: false });
      this.#bytes += bytes;
      this.flight.add(time, this.#bytes, packet);
    }
  }

  sack(cumulative: number, window: number, time: number, packet: number): void {
    this.window.add(time, window, packet);
    if (this.#first === undefined) return;
    const upTo = Math.min(this.#place(cumulative), this.#highest);
    if (upTo < this.#lowest) return;
    let last: Outstanding | undefined;
    for (; this.#lowest <= upTo; this.#lowest++) {
      const done = this.#outstanding.get(this.#lowest);
      if (done === undefined) continue;
      this.#outstanding.delete(this.#lowest);
      this.#bytes -= done.bytes;
      last = done;
    }
    this.acknowledged.add(time, upTo, packet);
    this.flight.add(time, this.#bytes, packet);
    if (last !== undefined && !last.again) this.roundTrip.add(time, time - last.time, packet);
  }

  /** TSNs are 32 bits and wrap; the one nearest to the highest so far is meant. */
  #place(number: number): number {
    this.#first ??= number;
    const highest = Math.max(0, this.#highest);
    return highest + ((number - this.#first - highest) | 0);
  }
}

export interface SeriesInput {
  readonly index: PacketIndex;
  /** Of the association, rows of the index, ascending. */
  readonly packets: Uint32Array;
  bytes(packet: number): Uint8Array | undefined;
}

export class TransferSeries {
  readonly sides: readonly [SideSeries, SideSeries];
  ended = false;
  /** Packets were left out: there are too many. */
  readonly limited: boolean;
  readonly #own: readonly [Side, Side] = [new Side(), new Side()];
  readonly #input: SeriesInput;
  #stopped = false;

  constructor(input: SeriesInput) {
    this.#input = input;
    this.sides = this.#own;
    this.limited = input.packets.length > SERIES_LIMIT;
  }

  /** Settles when all packets are read, or it has been stopped. `changed` is called after each slice of work. */
  async run(changed: () => void): Promise<void> {
    const { packets, index } = this.#input;
    let began = performance.now();
    for (const packet of packets.subarray(0, SERIES_LIMIT)) {
      if ((index.chunks(packet) & TRANSFER) !== 0) this.#read(packet);
      if (performance.now() - began < SLICE_TIME) continue;
      await nextTurn();
      if (this.#stopped) return;
      changed();
      began = performance.now();
    }
    this.ended = true;
    changed();
  }

  stop(): void {
    this.#stopped = true;
  }

  #read(row: number): void {
    const { index } = this.#input;
    const bytes = this.#input.bytes(row);
    if (bytes === undefined || bytes.length < COMMON_HEADER) return;
    const packet = packetOf(bytes, index.length(row));
    for (let chunk = packet.firstChunk; chunk + 4 <= packet.end; chunk = nextChunk(packet.view, chunk)) {
      const defect = chunkDefect(packet.view, chunk, packet.end);
      if (fieldsReadable(defect)) this.#chunk(packet, chunk, row);
      if (!hasNextChunk(defect)) break;
    }
  }

  #chunk({ view }: SctpPacket, chunk: number, row: number): void {
    const { index } = this.#input;
    const direction = index.direction(row);
    const time = index.time(row);
    const type = chunkType(view, chunk);
    if (type === ChunkNumber.DATA || type === ChunkNumber.I_DATA) {
      const header = type === ChunkNumber.DATA ? DATA_HEADER : I_DATA_HEADER;
      this.#own[direction].data(tsn(view, chunk), Math.max(0, chunkEnd(view, chunk) - chunk - header), time, row);
    } else if (type === ChunkNumber.SACK || type === ChunkNumber.NR_SACK) {
      this.#own[direction === 0 ? 1 : 0].sack(cumulativeTsnAck(view, chunk), sackWindow(view, chunk), time, row);
    }
  }
}
