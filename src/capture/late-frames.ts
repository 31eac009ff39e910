/** Frames that stand behind later ones, as several queues of one network card hand them over: counted, and told once at the end of their file. */
import type { FrameBatch, Microseconds } from './frame.js';
import type { ProblemList } from './problem-list.js';

export class LateFrames {
  #latest: Microseconds = Number.NEGATIVE_INFINITY;
  #count = 0;
  /** Byte in the file of the first. */
  #position = 0;
  #worst: Microseconds = 0;

  /** Hot: bench analyze. Looks at frames as they are given out. */
  note({ count, time, position }: FrameBatch): void {
    let latest = this.#latest;
    for (let row = 0; row < count; row++) {
      const at = time[row]!;
      if (at > latest) latest = at;
      else if (at < latest) this.#late(position[row]!, latest - at);
    }
    this.#latest = latest;
  }

  #late(position: number, by: Microseconds): void {
    if (this.#count++ === 0) this.#position = position;
    if (by > this.#worst) this.#worst = by;
  }

  tell(problems: ProblemList): void {
    if (this.#count === 0) return;
    const frames = this.#count === 1 ? 'a frame stands' : `${this.#count} frames stand`;
    const taken = this.#count === 1 ? 'it is taken as it comes' : 'they are taken as they come';
    problems.add(this.#position, `${frames} behind later ones, by up to ${(this.#worst / 1e6).toFixed(6)} s: ${taken}`);
  }
}
