/** Of several files read as one: which frame of which file a frame of their merge is. */
import type { FrameBatch } from '../capture/frame.js';

export interface FrameOrigin {
  file: string;
  /** Number in that file, from 1. */
  frame: number;
}

/** Frames remembered, the last ones; a power of two. */
const REMEMBERED = 1 << 20;

export class FrameOrigins {
  readonly #files: readonly string[];
  /** By number modulo REMEMBERED; nothing is kept of a single file. */
  readonly #number: Uint32Array;
  readonly #file: Uint16Array;
  readonly #numberInFile: Uint32Array;

  constructor(files: readonly string[]) {
    const size = files.length > 1 ? REMEMBERED : 0;
    this.#files = files;
    this.#number = new Uint32Array(size);
    this.#file = new Uint16Array(size);
    this.#numberInFile = new Uint32Array(size);
  }

  note({ count, number, file, numberInFile }: FrameBatch): void {
    if (this.#files.length < 2) return;
    for (let row = 0; row < count; row++) {
      const slot = number[row]! & (REMEMBERED - 1);
      this.#number[slot] = number[row]!;
      this.#file[slot] = file[row]!;
      this.#numberInFile[slot] = numberInFile[row]!;
    }
  }

  /** Of frames that are remembered, in their order; undefined where there is one file. */
  of(frames: readonly number[]): FrameOrigin[] | undefined {
    if (this.#files.length < 2) return undefined;
    return frames.flatMap((number) => {
      const slot = number & (REMEMBERED - 1);
      return this.#number[slot] === number ? [{ file: this.#files[this.#file[slot]!]!, frame: this.#numberInFile[slot]! }] : [];
    });
  }
}
