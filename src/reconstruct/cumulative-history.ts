/** How far the cumulative ack had come at a time not long past: what was seen here less than a round trip ago, a distant endpoint did not know yet. */

/** Steps remembered; before the oldest of them, that one stands for all. */
const STEPS = 64;

export class CumulativeHistory {
  private times: Float64Array | undefined;
  private tsns: Uint32Array | undefined;
  private count = 0;
  private before = 0;

  /** Nothing is acknowledged yet but what comes before the first TSN. */
  start(cumulative: number): void {
    this.before = cumulative;
    this.count = 0;
  }

  /** Hot: bench analyze. The cumulative ack has come to `cumulative` at `time`. */
  step(time: number, cumulative: number): void {
    this.times ??= new Float64Array(STEPS);
    this.tsns ??= new Uint32Array(STEPS);
    const slot = this.count % STEPS;
    if (this.count >= STEPS) this.before = this.tsns[(slot + 1) % STEPS]!;
    this.times[slot] = time;
    this.tsns[slot] = cumulative;
    this.count++;
  }

  /** Where it stood before `time`. */
  at(time: number): number {
    for (let step = this.count - 1; step >= Math.max(0, this.count - STEPS); step--) {
      if (this.times![step % STEPS]! < time) return this.tsns![step % STEPS]!;
    }
    return this.before;
  }

  clear(): void {
    this.times = undefined;
    this.tsns = undefined;
    this.count = 0;
  }
}
