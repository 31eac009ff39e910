/** One capture file, or stream, as a source of frames. */
import type { ByteWindow } from './byte-window.js';
import type { FileFormat } from './file-format.js';
import { CaptureError, type CaptureInterface, type CaptureProblem, createBatch, type FrameBatch, type FrameSource } from './frame.js';
import { LateFrames } from './late-frames.js';
import type { ProblemList } from './problem-list.js';
import type { ReaderContext, RecordReader } from './record-reader.js';
import { inTimeOrder } from './time-order.js';

/** Frames in a batch at most: what a block holds at 64 bytes each. */
const BATCH_CAPACITY = 1 << 14;

export class CaptureFile implements FrameSource {
  readonly files: readonly string[];
  readonly interfaces: readonly CaptureInterface[];
  readonly problems: readonly CaptureProblem[];
  readonly #file: number;
  readonly #mixesInterfaces: boolean;
  readonly #window: ByteWindow;
  readonly #reader: RecordReader;
  readonly #told: ProblemList;

  constructor(context: ReaderContext, window: ByteWindow, format: FileFormat, problems: readonly CaptureProblem[]) {
    this.#file = context.file;
    this.files = [context.name];
    this.interfaces = context.interfaces;
    this.problems = problems;
    this.#told = context.problems;
    this.#window = window;
    this.#reader = format.open(window, context);
    this.#mixesInterfaces = format.mixesInterfaces === true;
  }

  get progress(): { read: number; total: number | undefined } {
    return { read: this.#window.input.taken, total: this.#window.input.total };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FrameBatch, void> {
    const late = new LateFrames();
    for await (const batch of this.#mixesInterfaces ? inTimeOrder(this.#read(), this.#file, this.interfaces) : this.#read()) {
      late.note(batch);
      yield batch;
    }
    late.tell(this.#told);
  }

  async *#read(): AsyncGenerator<FrameBatch, void> {
    const window = this.#window;
    const batch = createBatch(window.bytes, BATCH_CAPACITY);
    try {
      for (;;) {
        batch.bytes = window.bytes;
        batch.view = window.view;
        batch.count = 0;
        const needed = this.#reader.read(window, batch);
        if (batch.count > 0) yield batch;
        else if (needed > 0 && window.ended) return;
        while (window.available < needed && !window.ended) await window.fill(needed);
      }
    } catch (error) {
      throw this.#captureError(error);
    } finally {
      await window.input.close();
    }
  }

  /** What the operating system says, such as that the disk cannot be read; anything else is our own mistake and goes on as it is. */
  #captureError(error: unknown): unknown {
    const [name = ''] = this.files;
    if (!(error instanceof Error) || !('syscall' in error)) return error;
    return new CaptureError('not-readable', name, this.#window.startPosition, `${name} cannot be read on: ${error.message}`, error);
  }
}
