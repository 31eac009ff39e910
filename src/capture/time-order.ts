/**
 * Frames of several interfaces, put into the order of their times.
 *
 * Programs that capture on several interfaces at once (dumpcap) write what each hands over, as it comes: packets of one may be fractions of a second behind
 * those of another, and an answer stands before its question. Frames are held back until one comes that is later by HOLD, and keep their numbers.
 */
import { BatchWriter, copyBatch } from './batch-writer.js';
import type { CaptureInterface, FrameBatch } from './frame.js';
import { MinHeap } from './min-heap.js';

/** Microseconds of capture time: no interface is further behind another. */
const HOLD = 2_000_000;

/** Frames held at most; then the earliest goes, whatever may come. */
export const HELD_LIMIT = 1 << 16;

interface HeldFrame {
  time: number;
  number: number;
  batch: FrameBatch;
  row: number;
}

const earlier = (a: HeldFrame, b: HeldFrame): boolean => (a.time === b.time ? a.number < b.number : a.time < b.time);

/**
 * Passes batches through until their file has a second interface; from then on frames come in the order of their times. All rows of a batch must come after
 * the interfaces described so far.
 */
export async function* inTimeOrder(
  source: AsyncIterable<FrameBatch>,
  file: number,
  interfaces: readonly CaptureInterface[],
): AsyncGenerator<FrameBatch, void> {
  const order = new TimeOrder();
  let mixed = false;
  for await (const batch of source) {
    mixed ||= interfaces.filter((each) => each.file === file).length > 1;
    if (mixed) yield* order.take(copyBatch(batch));
    else yield batch;
  }
  yield* order.finish();
}

class TimeOrder {
  readonly #held = new MinHeap<HeldFrame>(earlier);
  readonly #writer = new BatchWriter();
  #latest = Number.NEGATIVE_INFINITY;

  *take(batch: FrameBatch): Generator<FrameBatch, void> {
    for (let row = 0; row < batch.count; row++) {
      // A frame without a time stays behind the one before it.
      const time = Number.isNaN(batch.time[row]!) ? this.#latest : batch.time[row]!;
      this.#latest = Math.max(this.#latest, time);
      this.#held.push({ time, number: batch.number[row]!, batch, row });
      yield* this.#release(this.#latest - HOLD);
    }
    yield* this.#flush();
  }

  *finish(): Generator<FrameBatch, void> {
    yield* this.#release(Number.POSITIVE_INFINITY);
    yield* this.#flush();
  }

  /** The held frames up to a time, and those that are too many. */
  *#release(until: number): Generator<FrameBatch, void> {
    for (let frame = this.#held.first; frame !== undefined; frame = this.#held.first) {
      if (frame.time > until && this.#held.size <= HELD_LIMIT) return;
      if (!this.#writer.hasRoom(frame.batch.capturedLength[frame.row]!)) yield* this.#flush();
      this.#writer.append(frame.batch, frame.row, frame.number);
      this.#held.pop();
    }
  }

  *#flush(): Generator<FrameBatch, void> {
    if (this.#writer.batch.count > 0) yield this.#writer.batch;
    this.#writer.clear();
  }
}
