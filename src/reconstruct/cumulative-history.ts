/** How far the cumulative ack had come at a time not long past: what was seen here less than a round trip ago, a distant endpoint did not know yet. */

/** Steps remembered; before the oldest of them, that one stands for all. Most associations are not acknowledged so often: there is room for a few at first. */
const STEPS = 64;
const FEW = 4;
const NO_TIMES = new Float64Array(0);
const NO_TSNS = new Uint32Array(0);

export class CumulativeHistory {
  private times = NO_TIMES;
  private tsns = NO_TSNS;
  private count = 0;
  private before = 0;

  /** Nothing is acknowledged yet but what comes before the first TSN. */
  start(cumulative: number): void {
    this.before = cumulative;
    this.count = 0;
  }

  /** Hot: bench analyze. The cumulative ack has come to `cumulative` at `time`. */
  step(time: number, cumulative: number): void {
    if (this.count === this.times.length) this.grow();
    const slot = this.count % STEPS;
    if (this.count >= STEPS) this.before = this.tsns[(slot + 1) % STEPS]!;
    this.times[slot] = time;
    this.tsns[slot] = cumulative;
    this.count++;
  }

  private grow(): void {
    if (this.count === STEPS) return;
    const times = new Float64Array(Math.max(FEW, this.count * 2));
    const tsns = new Uint32Array(times.length);
    times.set(this.times);
    tsns.set(this.tsns);
    this.times = times;
    this.tsns = tsns;
  }

  /** Where it stood before `time`. */
  at(time: number): number {
    for (let step = this.count - 1; step >= Math.max(0, this.count - STEPS); step--) {
      if (this.times[step % STEPS]! < time) return this.tsns[step % STEPS]!;
    }
    return this.before;
  }

  clear(): void {
    this.times = NO_TIMES;
    this.tsns = NO_TSNS;
    this.count = 0;
  }
}
