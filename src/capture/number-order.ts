/** Frames put back into the order of their numbers, in which their file has them: what was read in the order of time is written as it was. */
import { BatchWriter, copyBatch } from './batch-writer.js';
import type { FrameBatch } from './frame.js';
import { MinHeap } from './min-heap.js';
import { HELD_LIMIT } from './time-order.js';

interface HeldFrame {
  number: number;
  batch: FrameBatch;
  row: number;
}

/** Passes batches through while their numbers follow each other; frames that come too soon are held until those before them have come. */
export async function* inNumberOrder(source: AsyncIterable<FrameBatch>): AsyncGenerator<FrameBatch, void> {
  const order = new NumberOrder();
  for await (const batch of source) yield* order.take(batch);
  yield* order.finish();
}

class NumberOrder {
  readonly #held = new MinHeap<HeldFrame>((a, b) => a.number < b.number);
  readonly #writer = new BatchWriter();
  #next = 1;

  *take(batch: FrameBatch): Generator<FrameBatch, void> {
    if (this.#held.size === 0 && this.#follows(batch)) {
      this.#next += batch.count;
      yield batch;
      return;
    }
    const copy = copyBatch(batch);
    for (let row = 0; row < copy.count; row++) this.#held.push({ number: copy.number[row]!, batch: copy, row });
    yield* this.#release(HELD_LIMIT);
  }

  *finish(): Generator<FrameBatch, void> {
    yield* this.#release(0);
  }

  #follows({ number, count }: FrameBatch): boolean {
    for (let row = 0; row < count; row++) if (number[row] !== this.#next + row) return false;
    return true;
  }

  /** The held frames whose turn it is, and those that are too many: then the first goes, whatever number is missing before it. */
  *#release(limit: number): Generator<FrameBatch, void> {
    const writer = this.#writer;
    for (let frame = this.#held.first; frame !== undefined; frame = this.#held.first) {
      if (frame.number !== this.#next && this.#held.size <= limit) break;
      if (!writer.hasRoom(frame.batch.capturedLength[frame.row]!)) yield* this.#flush();
      writer.append(frame.batch, frame.row, frame.number);
      this.#next = frame.number + 1;
      this.#held.pop();
    }
    yield* this.#flush();
  }

  *#flush(): Generator<FrameBatch, void> {
    if (this.#writer.batch.count > 0) yield this.#writer.batch;
    this.#writer.clear();
  }
}
