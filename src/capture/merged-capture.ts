/**
 * Several files as one capture: their frames in the order of their times, as mergecap does it (the file whose next frame is the earliest goes on).
 *
 * A file is opened when its first frame's turn comes: of a thousand rotated files one or two are open at a time.
 */
import { BatchWriter } from './batch-writer.js';
import type { CaptureInterface, CaptureProblem, FrameBatch, FrameSource } from './frame.js';
import { MinHeap } from './min-heap.js';

/** A file that takes part. */
export interface Lane {
  readonly name: string;
  /** Time of its earliest frame, as far as its beginning shows; -Infinity where that is not known. */
  readonly firstTime: number;
  readonly progress: { read: number; total: number | undefined };
  /** Its batches; called once, when the turn of its first frame has come. */
  open(): AsyncIterator<FrameBatch>;
}

/** Where the merge is in a lane. */
class LaneCursor {
  /** Of the next frame, as long as there is one in the batch, else of the last. */
  time: number;
  batch: FrameBatch | undefined;
  row = 0;
  readonly index: number;
  readonly #lane: Lane;
  #batches: AsyncIterator<FrameBatch> | undefined;

  constructor(lane: Lane, index: number) {
    this.#lane = lane;
    this.index = index;
    this.time = lane.firstTime;
  }

  get needsBatch(): boolean {
    return this.batch === undefined || this.row === this.batch.count;
  }

  /** Gets the next batch; answers whether there is one. */
  async load(): Promise<boolean> {
    this.#batches ??= this.#lane.open();
    const next = await this.#batches.next();
    this.batch = next.done ? undefined : next.value;
    this.row = 0;
    this.#updateTime();
    return this.batch !== undefined;
  }

  step(): void {
    this.row++;
    this.#updateTime();
  }

  async close(): Promise<void> {
    await this.#batches?.return?.();
  }

  /** A frame without a time comes right after the one before it. */
  #updateTime(): void {
    const time = this.batch?.time[this.row] ?? Number.NaN;
    if (!this.needsBatch && !Number.isNaN(time)) this.time = time;
  }
}

export class MergedCapture implements FrameSource {
  readonly files: readonly string[];
  readonly interfaces: readonly CaptureInterface[];
  readonly problems: readonly CaptureProblem[];
  readonly #lanes: readonly Lane[];
  readonly #ended = new Set<number>();

  constructor(lanes: readonly Lane[], interfaces: readonly CaptureInterface[], problems: readonly CaptureProblem[]) {
    this.#lanes = lanes;
    this.files = lanes.map(({ name }) => name);
    this.interfaces = interfaces;
    this.problems = problems;
  }

  get progress(): { read: number; total: number | undefined } {
    let read = 0;
    let total: number | undefined = 0;
    for (const { progress } of this.#lanes) {
      read += progress.read;
      total = total === undefined || progress.total === undefined ? undefined : total + progress.total;
    }
    return { read, total };
  }

  /** Have all frames of the file been given out? */
  exhausted(file: number): boolean {
    return this.#ended.has(file);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FrameBatch, void> {
    const cursors = new MinHeap<LaneCursor>((a, b) => (a.time === b.time ? a.index < b.index : a.time < b.time));
    for (const [index, lane] of this.#lanes.entries()) cursors.push(new LaneCursor(lane, index));
    try {
      yield* merge(cursors, this.#ended);
    } finally {
      for (let cursor = cursors.pop(); cursor !== undefined; cursor = cursors.pop()) await cursor.close();
    }
  }
}

async function* merge(cursors: MinHeap<LaneCursor>, ended: Set<number>): AsyncGenerator<FrameBatch, void> {
  const writer = new BatchWriter();
  let number = 0;
  for (let cursor = cursors.first; cursor !== undefined; cursor = cursors.first) {
    const { batch, row } = cursor;
    if (batch === undefined || cursor.needsBatch) {
      if (await cursor.load()) {
        cursors.replaceFirst(cursor);
        continue;
      }
      cursors.pop();
      // What comes from now on is given out in a batch of its own, so that the end is known in time.
      if (writer.batch.count > 0) yield writer.batch;
      writer.clear();
      ended.add(cursor.index);
      continue;
    }
    if (!writer.hasRoom(batch.capturedLength[row]!)) {
      yield writer.batch;
      writer.clear();
    }
    writer.append(batch, row, ++number);
    cursor.step();
    cursors.replaceFirst(cursor);
  }
  if (writer.batch.count > 0) yield writer.batch;
}
