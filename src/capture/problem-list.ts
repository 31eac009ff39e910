/** Problems met in one file, up to a limit: a file of nothing but damage must not fill the memory with complaints. */
import type { CaptureProblem } from './frame.js';

const LIMIT = 100;

export class ProblemList {
  readonly #file: string;
  readonly #problems: CaptureProblem[];
  #count = 0;

  /** Appends to `problems`, which several files may share. */
  constructor(file: string, problems: CaptureProblem[]) {
    this.#file = file;
    this.#problems = problems;
  }

  /** One sentence about the byte at `offset` of the uncompressed file. */
  add(offset: number, text: string): void {
    this.#count++;
    if (this.#count <= LIMIT) this.#problems.push({ file: this.#file, offset, text });
    if (this.#count === LIMIT) this.#problems.push({ file: this.#file, offset, text: 'further problems of this file are not listed' });
  }
}
