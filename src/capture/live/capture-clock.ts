/**
 * Capture time between frames: the last frame's time stamp, and what has passed since it was read. So it runs with the clock that stamps the frames, wherever
 * that is, and a capture that is read late is not taken for silence.
 */
import type { FrameBatch, Microseconds } from '../frame.js';

export class CaptureClock {
  readonly #slack: Microseconds;
  #time: Microseconds = Number.NEGATIVE_INFINITY;
  #readAt = 0;

  /** `slack`: how long a frame may be on its way to us. */
  constructor(slack: Microseconds) {
    this.#slack = slack;
  }

  /** A batch was read; `now` is any steady clock, in milliseconds. */
  read(batch: FrameBatch, now: number): void {
    const time = batch.time[batch.count - 1];
    if (time === undefined || Number.isNaN(time)) return;
    this.#time = time;
    this.#readAt = now;
  }

  /** Everything captured before this has been read, if nothing is waiting to be. */
  time(now: number): Microseconds {
    return this.#time + (now - this.#readAt) * 1000 - this.#slack;
  }
}
