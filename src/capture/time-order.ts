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
const HELD_LIMIT = 1 << 16;

interface HeldFrame {
  time: number;
  number: number;
  batch: FrameBatch;
  row: number;
}

const earlier = (a: HeldFrame, b: HeldFrame): boolean => (a.time === b.time ? a.number < b.number : a.time < b.time);

/** Passes batches through until their file turns out to have a second interface; from then on frames come in the order of their times. */
export async function* inTimeOrder(
  source: AsyncIterable<FrameBatch>,
  file: number,
  interfaces: readonly CaptureInterface[],
): AsyncGenerator<FrameBatch, void> {
  const held = new MinHeap<HeldFrame>(earlier);
  const writer = new BatchWriter();
  let latest = Number.NEGATIVE_INFINITY;
  for await (const batch of source) {
    if (held.size === 0 && interfaces.filter((each) => each.file === file).length < 2) {
      yield batch;
      continue;
    }
    const copy = copyBatch(batch);
    for (let row = 0; row < copy.count; row++) {
      // A frame without a time stays behind the one before it.
      const time = Number.isNaN(copy.time[row]!) ? latest : copy.time[row]!;
      latest = Math.max(latest, time);
      held.push({ time, number: copy.number[row]!, batch: copy, row });
    }
    yield* release(held, writer, latest - HOLD);
  }
  yield* release(held, writer, Number.POSITIVE_INFINITY);
}

/** The held frames up to a time, and those that are too many. */
function* release(held: MinHeap<HeldFrame>, writer: BatchWriter, until: number): Generator<FrameBatch, void> {
  for (let frame = held.first; frame !== undefined && (frame.time <= until || held.size > HELD_LIMIT); frame = held.first) {
    if (!writer.hasRoom(frame.batch.capturedLength[frame.row]!)) {
      yield writer.batch;
      writer.clear();
    }
    writer.append(frame.batch, frame.row, frame.number);
    held.pop();
  }
  if (writer.batch.count > 0) yield writer.batch;
  writer.clear();
}
