/**
 * Where the capture was taken. An endpoint near the capture point answers sooner than a distant one, so the delay between a packet toward an endpoint and its
 * answer, both as seen here, is a round trip on its side: its lag.
 */

export class Lag {
  /** Shortest answer seen, and a running mean, in microseconds. */
  shortest = Number.POSITIVE_INFINITY;
  mean = 0;
  samples = 0;

  sample(microseconds: number): void {
    if (!(microseconds >= 0)) return;
    this.samples++;
    if (microseconds < this.shortest) this.shortest = microseconds;
    this.mean = this.samples === 1 ? microseconds : this.mean + (microseconds - this.mean) / 8;
  }

  /** The best guess at a round trip on this side; 0 where nothing was measured. */
  get estimate(): number {
    return this.samples === 0 ? 0 : Math.min(this.mean, this.shortest * 4);
  }
}

/** Shorter than this share of the other side's lag: the capture was taken here. */
const NEAR_SHARE = 0.7;

/** Is the capture point so close to the endpoint with lag `own` that nothing is lost between them? */
export function isNear(own: Lag, other: Lag): boolean {
  return own.samples > 0 && other.samples > 0 && own.shortest < NEAR_SHARE * other.shortest;
}
