/**
 * What is kept of every packet: 41 bytes in columns that grow by doubling, and are rings where there is a limit. Everything else is read from the file again when
 * somebody looks at it. A packet's number here is its row, from 0, in capture order; it stays when earlier ones are let go.
 */
import type { AddressId } from '../../dissect/packet.js';
import { ChunkSet } from './chunk-set.js';
import type { PacketPlace } from './packet-store.js';

/** One row, as it is added. */
export interface IndexedPacket extends PacketPlace {
  frame: number;
  /** Microseconds since the epoch. */
  time: number;
  /** 0 where the packet belongs to no association. */
  association: number;
  /** The endpoint that sent it. */
  direction: 0 | 1;
  source: AddressId;
  destination: AddressId;
  /** Bits of ChunkSet. */
  chunks: number;
  /** Bytes of the SCTP packet on the wire. */
  length: number;
}

export function noPacket(): IndexedPacket {
  return {
    frame: 0,
    time: 0,
    file: 0,
    position: 0,
    start: 0,
    association: 0,
    direction: 0,
    source: 0,
    destination: 0,
    chunks: 0,
    length: 0,
  };
}

const FIRST_CAPACITY = 4096;

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

function enlarge<C extends Column>(column: C, capacity: number): C {
  const larger = new (column.constructor as new (length: number) => C)(capacity);
  larger.set(column as never);
  return larger;
}

/** Part of the rows that is let go at a time. */
const PART = 0.25;
/** Where nothing is. */
const NOWHERE: PacketPlace = { file: 0, position: -1, start: 0xffff };

export class PacketIndex {
  readonly #limit: number;
  #count = 0;
  #first = 0;
  /** Time of the first row there ever was. */
  #begun = Number.NaN;
  #mask = FIRST_CAPACITY - 1;
  /** Rows by frame number, plus 1; undefined while frames ascend. */
  #byFrame: Uint32Array<ArrayBuffer> | undefined;
  #frame = new Uint32Array(FIRST_CAPACITY);
  #time = new Float64Array(FIRST_CAPACITY);
  #file = new Uint16Array(FIRST_CAPACITY);
  #position = new Float64Array(FIRST_CAPACITY);
  #start = new Uint16Array(FIRST_CAPACITY);
  #association = new Uint32Array(FIRST_CAPACITY);
  #direction = new Uint8Array(FIRST_CAPACITY);
  #source = new Uint32Array(FIRST_CAPACITY);
  #destination = new Uint32Array(FIRST_CAPACITY);
  #chunks = new Uint32Array(FIRST_CAPACITY);
  #length = new Uint16Array(FIRST_CAPACITY);

  /** `limit`: rows kept at most, a power of two. */
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  /** One past the last row. */
  get count(): number {
    return this.#count;
  }

  /** The first row that is still there. */
  get first(): number {
    return this.#first;
  }

  add(packet: IndexedPacket): number {
    const row = this.#count;
    if (row - this.#first === this.#frame.length) this.#makeRoom();
    const slot = row & this.#mask;
    if (row === 0) this.#begun = packet.time;
    this.#frame[slot] = packet.frame;
    this.#time[slot] = packet.time;
    this.#file[slot] = packet.file;
    this.#position[slot] = packet.position;
    this.#start[slot] = packet.start;
    this.#association[slot] = packet.association;
    this.#direction[slot] = packet.direction;
    this.#source[slot] = packet.source;
    this.#destination[slot] = packet.destination;
    this.#chunks[slot] = packet.chunks;
    this.#length[slot] = packet.length;
    this.#note(packet.frame, row);
    this.#count = row + 1;
    return row;
  }

  frame(packet: number): number {
    return this.#frame[packet & this.#mask]!;
  }

  /** Of one that was let go, the time of the first there ever was. */
  time(packet: number): number {
    return packet < this.#first ? this.#begun : this.#time[packet & this.#mask]!;
  }

  /** Where its bytes are. */
  place(packet: number): PacketPlace {
    if (packet < this.#first) return NOWHERE;
    return {
      file: this.#file[packet & this.#mask]!,
      position: this.#position[packet & this.#mask]!,
      start: this.#start[packet & this.#mask]!,
    };
  }

  association(packet: number): number {
    return this.#association[packet & this.#mask]!;
  }

  direction(packet: number): 0 | 1 {
    return this.#direction[packet & this.#mask] === 0 ? 0 : 1;
  }

  source(packet: number): AddressId {
    return this.#source[packet & this.#mask]!;
  }

  destination(packet: number): AddressId {
    return this.#destination[packet & this.#mask]!;
  }

  chunks(packet: number): number {
    return this.#chunks[packet & this.#mask]!;
  }

  length(packet: number): number {
    return this.#length[packet & this.#mask]!;
  }

  /** Found later: this packet carries again what was sent before. */
  markRetransmission(packet: number): void {
    this.#chunks[packet & this.#mask]! |= ChunkSet.retransmission;
  }

  /** The packet of this frame, or -1. */
  find(frame: number): number {
    if (this.#byFrame !== undefined) {
      const row = (this.#byFrame[frame] ?? 0) - 1;
      return row < this.#first ? -1 : row;
    }
    let low = this.#first;
    let high = this.#count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const there = this.frame(middle);
      if (there === frame) return middle;
      if (there < frame) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Notes where a frame is, once frames have not come in the order of their numbers (interfaces merged by time). */
  #note(frame: number, row: number): void {
    if (this.#byFrame === undefined) {
      if (row === 0 || frame > this.frame(row - 1)) return;
      this.#byFrame = new Uint32Array(FIRST_CAPACITY);
      for (let earlier = this.#first; earlier < row; earlier++) this.#note(this.frame(earlier), earlier);
    }
    if (frame >= this.#byFrame.length) this.#byFrame = enlarge(this.#byFrame, 2 ** Math.ceil(Math.log2(frame + 1)));
    this.#byFrame[frame] = row + 1;
  }

  #makeRoom(): void {
    if (this.#frame.length < this.#limit) this.#grow();
    else this.#first += Math.ceil(this.#frame.length * PART);
  }

  #grow(): void {
    const capacity = this.#frame.length * 2;
    this.#mask = capacity - 1;
    this.#frame = enlarge(this.#frame, capacity);
    this.#time = enlarge(this.#time, capacity);
    this.#file = enlarge(this.#file, capacity);
    this.#position = enlarge(this.#position, capacity);
    this.#start = enlarge(this.#start, capacity);
    this.#association = enlarge(this.#association, capacity);
    this.#direction = enlarge(this.#direction, capacity);
    this.#source = enlarge(this.#source, capacity);
    this.#destination = enlarge(this.#destination, capacity);
    this.#chunks = enlarge(this.#chunks, capacity);
    this.#length = enlarge(this.#length, capacity);
  }
}
