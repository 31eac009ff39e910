/** The time of day to the microsecond, cheap enough to be asked for every frame. */
import type { Microseconds } from '../frame.js';

/** Frames between two looks at the system's clock, which may be set while a capture runs for weeks. */
const LOOK_EVERY = 1024;
/** A difference that is no rounding, in milliseconds. */
const STEP = 5;

export class FrameClock {
  /** Milliseconds between the epoch and the zero of performance.now(). */
  #origin = performance.timeOrigin;
  #asked = 0;

  now(): Microseconds {
    if (this.#asked++ % LOOK_EVERY === 0) this.#adjust();
    return (this.#origin + performance.now()) * 1000;
  }

  #adjust(): void {
    const difference = Date.now() - (this.#origin + performance.now());
    if (Math.abs(difference) > STEP) this.#origin += difference;
  }
}
