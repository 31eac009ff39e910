/** Puts frames of several batches together into one: rows are copied, payload once. */
import { createBatch, type FrameBatch } from './frame.js';

const CAPACITY = 1 << 13;
const BLOCK_LENGTH = 1 << 20;

export class BatchWriter {
  /** What has been put together; borrowed, and begun again by clear(). */
  readonly batch: FrameBatch = createBatch(new Uint8Array(BLOCK_LENGTH), CAPACITY);
  #used = 0;

  constructor() {
    this.batch.numberInFile = new Uint32Array(CAPACITY);
  }

  /** Would a frame of this many bytes still go in? A frame longer than the whole block goes into an empty one. */
  hasRoom(length: number): boolean {
    return this.batch.count < CAPACITY && (this.batch.count === 0 || this.#used + length <= this.batch.bytes.length);
  }

  clear(): void {
    this.batch.count = 0;
    this.#used = 0;
  }

  /** Appends a row of another batch, for which there is room, with a frame number of its own. */
  append(source: FrameBatch, from: number, number: number): void {
    const { batch } = this;
    const row = batch.count++;
    const offset = source.offset[from]!;
    const length = source.capturedLength[from]!;
    if (length > batch.bytes.length) this.#grow(length);
    batch.bytes.set(source.bytes.subarray(offset, offset + length), this.#used);
    batch.time[row] = source.time[from]!;
    batch.nanoseconds[row] = source.nanoseconds[from]!;
    batch.offset[row] = this.#used;
    batch.capturedLength[row] = length;
    batch.originalLength[row] = source.originalLength[from]!;
    batch.linkType[row] = source.linkType[from]!;
    batch.interfaceIndex[row] = source.interfaceIndex[from]!;
    batch.position[row] = source.position[from]!;
    batch.file[row] = source.file[from]!;
    batch.direction[row] = source.direction[from]!;
    batch.number[row] = number;
    batch.numberInFile[row] = source.numberInFile[from]!;
    this.#used += length;
  }

  /** Only ever for the first frame of a batch: nothing is in the block yet. */
  #grow(length: number): void {
    this.batch.bytes = new Uint8Array(length);
    this.batch.view = new DataView(this.batch.bytes.buffer);
  }
}

/** A batch of one's own: the same rows over a copy of their bytes. */
export function copyBatch(batch: FrameBatch): FrameBatch {
  const { count } = batch;
  const bytes = batch.bytes.slice();
  return {
    bytes,
    view: new DataView(bytes.buffer),
    count,
    time: batch.time.slice(0, count),
    nanoseconds: batch.nanoseconds.slice(0, count),
    offset: batch.offset.slice(0, count),
    capturedLength: batch.capturedLength.slice(0, count),
    originalLength: batch.originalLength.slice(0, count),
    linkType: batch.linkType.slice(0, count),
    interfaceIndex: batch.interfaceIndex.slice(0, count),
    position: batch.position.slice(0, count),
    file: batch.file.slice(0, count),
    direction: batch.direction.slice(0, count),
    number: batch.number.slice(0, count),
    numberInFile: batch.numberInFile.slice(0, count),
  };
}
