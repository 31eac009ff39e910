/**
 * What is kept of every packet: 41 bytes in columns that grow by doubling. Everything else is read from the file again when somebody looks at it.
 * A packet's number here is its row, from 0, in capture order.
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

export class PacketIndex {
  #count = 0;
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

  get count(): number {
    return this.#count;
  }

  add(packet: IndexedPacket): number {
    const row = this.#count;
    if (row === this.#frame.length) this.#grow();
    this.#frame[row] = packet.frame;
    this.#time[row] = packet.time;
    this.#file[row] = packet.file;
    this.#position[row] = packet.position;
    this.#start[row] = packet.start;
    this.#association[row] = packet.association;
    this.#direction[row] = packet.direction;
    this.#source[row] = packet.source;
    this.#destination[row] = packet.destination;
    this.#chunks[row] = packet.chunks;
    this.#length[row] = packet.length;
    this.#note(packet.frame, row);
    this.#count = row + 1;
    return row;
  }

  frame(packet: number): number {
    return this.#frame[packet]!;
  }

  time(packet: number): number {
    return this.#time[packet]!;
  }

  /** Where its bytes are. */
  place(packet: number): PacketPlace {
    return { file: this.#file[packet]!, position: this.#position[packet]!, start: this.#start[packet]! };
  }

  association(packet: number): number {
    return this.#association[packet]!;
  }

  direction(packet: number): 0 | 1 {
    return this.#direction[packet] === 0 ? 0 : 1;
  }

  source(packet: number): AddressId {
    return this.#source[packet]!;
  }

  destination(packet: number): AddressId {
    return this.#destination[packet]!;
  }

  chunks(packet: number): number {
    return this.#chunks[packet]!;
  }

  length(packet: number): number {
    return this.#length[packet]!;
  }

  /** Found later: this packet carries again what was sent before. */
  markRetransmission(packet: number): void {
    this.#chunks[packet]! |= ChunkSet.retransmission;
  }

  /** The packet of this frame, or -1. */
  find(frame: number): number {
    if (this.#byFrame !== undefined) return (this.#byFrame[frame] ?? 0) - 1;
    let low = 0;
    let high = this.#count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const there = this.#frame[middle]!;
      if (there === frame) return middle;
      if (there < frame) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Notes where a frame is, once frames have not come in the order of their numbers (interfaces merged by time). */
  #note(frame: number, row: number): void {
    if (this.#byFrame === undefined) {
      if (row === 0 || frame > this.#frame[row - 1]!) return;
      this.#byFrame = new Uint32Array(FIRST_CAPACITY);
      for (let earlier = 0; earlier < row; earlier++) this.#note(this.#frame[earlier]!, earlier);
    }
    if (frame >= this.#byFrame.length) this.#byFrame = enlarge(this.#byFrame, 2 ** Math.ceil(Math.log2(frame + 1)));
    this.#byFrame[frame] = row + 1;
  }

  #grow(): void {
    const capacity = this.#frame.length * 2;
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
