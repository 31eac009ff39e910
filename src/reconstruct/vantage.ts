/**
 * Where the capture was taken. An endpoint near the capture point answers sooner than a distant one, so the delay between a packet toward an endpoint and its
 * answer, both as seen here, is a round trip on its side: its lag.
 */

const RECENT = 16;

export class Lag {
  /** Shortest answer ever seen, in microseconds. */
  shortest = Number.POSITIVE_INFINITY;
  samples = 0;
  private recent: number[] = [];
  private quartile = 0;

  sample(microseconds: number): void {
    if (!(microseconds >= 0)) return;
    if (microseconds < this.shortest) this.shortest = microseconds;
    this.recent[this.samples % RECENT] = microseconds;
    this.samples++;
    this.quartile = -1;
  }

  /** The best guess at a round trip on this side, 0 where nothing was measured: low among the recent answers, since many are delayed on purpose. */
  get estimate(): number {
    if (this.samples === 0) return 0;
    if (this.quartile < 0) {
      const sorted = this.recent.toSorted((a, b) => a - b);
      this.quartile = sorted[sorted.length >> 2]!;
    }
    return this.quartile;
  }
}

/** Shorter than this share of the other side's lag: the capture was taken here. */
const NEAR_SHARE = 0.7;

/** Is the capture point so close to the endpoint with lag `own` that nothing is lost between them? */
export function isNear(own: Lag, other: Lag): boolean {
  return own.samples > 0 && other.samples > 0 && own.shortest < NEAR_SHARE * other.shortest;
}
