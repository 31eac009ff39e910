/** How far the cumulative ack had come at a time not long past: what was seen here less than a round trip ago, a distant endpoint did not know yet. */

/** Steps remembered, a power of two; before the oldest of them, that one stands for all. Most associations are not acknowledged so often: there is room for a few at first. */
const STEPS = 64;
const FEW = 4;
const NO_STEPS = new Float64Array(0);

export class CumulativeHistory {
  /** Time and TSN of each. */
  private steps = NO_STEPS;
  private count = 0;
  private before = 0;

  /** Nothing is acknowledged yet but what comes before the first TSN. */
  start(cumulative: number): void {
    this.before = cumulative;
    this.count = 0;
  }

  /** Hot: bench analyze. The cumulative ack has come to `cumulative` at `time`. */
  step(time: number, cumulative: number): void {
    if (2 * this.count === this.steps.length) this.grow();
    const slot = this.count & (STEPS - 1);
    if (this.count >= STEPS) this.before = this.steps[2 * ((slot + 1) & (STEPS - 1)) + 1]!;
    this.steps[2 * slot] = time;
    this.steps[2 * slot + 1] = cumulative;
    this.count++;
  }

  private grow(): void {
    if (this.count === STEPS) return;
    const steps = new Float64Array(2 * Math.max(FEW, this.count * 2));
    steps.set(this.steps);
    this.steps = steps;
  }

  /** Where it stood before `time`. */
  at(time: number): number {
    for (let step = this.count - 1; step >= Math.max(0, this.count - STEPS); step--) {
      const slot = 2 * (step & (STEPS - 1));
      if (this.steps[slot]! < time) return this.steps[slot + 1]!;
    }
    return this.before;
  }

  clear(): void {
    this.steps = NO_STEPS;
    this.count = 0;
  }
}
