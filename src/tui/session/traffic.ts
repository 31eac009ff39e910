/** Packets over the life of an association, in a fixed number of equal spans that double as it goes on. */

const SPANS = 32;
/** Microseconds. */
const FIRST_SPAN = 1000;

export class Traffic {
  readonly #counts = new Uint32Array(SPANS);
  readonly #start: number;
  #span = FIRST_SPAN;
  #last = 0;

  /** `start` in microseconds since the epoch. */
  constructor(start: number) {
    this.#start = start;
  }

  /** Hot: called for every packet while a capture is read. */
  add(time: number): void {
    const since = Math.max(0, time - this.#start);
    if (!Number.isFinite(since)) return;
    while (since >= SPANS * this.#span) this.#double();
    const at = Math.floor(since / this.#span);
    this.#counts[at]! += 1;
    if (at > this.#last) this.#last = at;
  }

  /** Packets in each of `parts` spans from the first packet to the last. */
  over(parts: number): number[] {
    const used = this.#last + 1;
    const sums = new Array<number>(Math.min(parts, used)).fill(0);
    for (let at = 0; at < used; at++) sums[Math.floor((at * sums.length) / used)]! += this.#counts[at]!;
    return sums;
  }

  #double(): void {
    for (let at = 0; at < SPANS / 2; at++) this.#counts[at] = this.#counts[2 * at]! + this.#counts[2 * at + 1]!;
    this.#counts.fill(0, SPANS / 2);
    this.#span *= 2;
    this.#last >>= 1;
  }
}
