/** How an endpoint used the addresses of its peer: how long answers took, and what had to be sent again. */
export class PathUse {
  /** The lower half of the address's id. */
  readonly key: number;
  /** Answers, and how long they took in microseconds, as seen at the capture point: DATA sent once (Karn's rule), HEARTBEAT by what it holds. */
  samples = 0;
  least = Number.POSITIVE_INFINITY;
  most = 0;
  sum = 0;
  /** DATA chunks that had been sent there and were sent again. */
  retransmissions = 0;

  constructor(key: number) {
    this.key = key;
  }

  answeredIn(microseconds: number): void {
    this.samples++;
    this.sum += microseconds;
    if (microseconds < this.least) this.least = microseconds;
    if (microseconds > this.most) this.most = microseconds;
  }
}
