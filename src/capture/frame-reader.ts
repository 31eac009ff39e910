/**
 * Reads single frames again, by their file and position, without the rest of the capture. A compressed file is expanded once, into a temporary file that has
 * no name while it is used: nothing of it is left behind.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ByteWindow } from './byte-window.js';
import type { FileFormat } from './file-format.js';
import { createBatch, type FrameBatch } from './frame.js';
import { identify } from './identify.js';
import { openPath } from './open-file.js';
import { ProblemList } from './problem-list.js';

/** Enough for nearly every record; a longer one is read a second time. */
const USUAL_LENGTH = 1 << 12;
const LONGEST = 1 << 24;

export class FrameReader {
  readonly #format: FileFormat;
  readonly #file: number;
  readonly #header: DataView;
  #batch: FrameBatch = createBatch(new Uint8Array(0), 1);

  private constructor(format: FileFormat, file: number) {
    this.#format = format;
    this.#file = file;
    this.#header = new DataView(this.#read(0, format.headerLength).buffer);
  }

  /** Throws CaptureError where openCapture() would. */
  static async open(path: string): Promise<FrameReader> {
    const input = await openPath(path);
    try {
      const { format, window } = await identify(new ByteWindow(input), path, new ProblemList(path, []));
      return new FrameReader(format, window.input === input ? openSync(path, 'r') : await expanded(window));
    } finally {
      await input.close();
    }
  }

  /**
   * The frame whose record is at this position (FrameBatch.position), as row 0 of a batch that is valid until the next call; undefined where there is no
   * record. Only offset, captured and original length are filled in: the rest is known to whoever knows the position.
   */
  frame(position: number): FrameBatch | undefined {
    const batch = this.#locate(position, USUAL_LENGTH);
    if (batch === undefined) return undefined;
    const end = batch.offset[0]! + batch.capturedLength[0]!;
    if (end <= batch.bytes.length) return batch;
    const again = end <= LONGEST ? this.#locate(position, end) : batch;
    if (again === undefined) return undefined;
    again.capturedLength[0] = Math.min(again.capturedLength[0]!, again.bytes.length - again.offset[0]!);
    return again;
  }

  close(): void {
    closeSync(this.#file);
  }

  #locate(position: number, length: number): FrameBatch | undefined {
    const batch = this.#batch;
    batch.bytes = this.#read(position, length);
    batch.view = new DataView(batch.bytes.buffer);
    batch.count = 1;
    batch.position[0] = position;
    return this.#format.locate(batch, this.#header) ? batch : undefined;
  }

  #read(position: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    return bytes.slice(0, readSync(this.#file, bytes, 0, length, position));
  }
}

/** All of the window's input in a file without a name; answers its descriptor. */
async function expanded(window: ByteWindow): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sctpscope-'));
  const file = openSync(join(folder, 'expanded'), 'wx+', 0o600);
  rmSync(folder, { recursive: true });
  while (window.available > 0 || !window.ended) {
    writeSync(file, window.bytes, window.start, window.available);
    window.start = window.end;
    await window.fill();
  }
  return file;
}
