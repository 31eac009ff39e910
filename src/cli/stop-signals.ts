/** Signals that end a program which runs until it is told to stop. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Milliseconds between two signals that are two: a terminal, or who ends a group of processes, may send one twice. */
const SEPARATE = 300;
/** Exit status of a program that SIGINT ended. */
const INTERRUPTED = 130;

export class StopSignals {
  /** What the first signal does; before there is anything to stop, it ends the program. The second always does. */
  stop: (() => void) | undefined;
  #since = Number.POSITIVE_INFINITY;

  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.#take);
  }

  readonly #take = (): void => {
    const now = performance.now();
    if (this.stop === undefined || now - this.#since > SEPARATE) process.exit(INTERRUPTED);
    this.#since = Math.min(this.#since, now);
    this.stop();
  };

  release(): void {
    for (const signal of SIGNALS) process.off(signal, this.#take);
  }
}
