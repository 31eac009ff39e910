/** Endpoints that chunks are on their way to, and when the first of each is to be believed. */
import type { Endpoint } from './association.js';
import { DeadlineQueue } from './deadline-queue.js';

/** Deadlines in the queue before it is tidied, by those who wait: most of the rest are out of date. */
const STALE_SHARE = 1.25;
const STALE_SLACK = 256;

export class WaitingEndpoints {
  /** Numbered in the order in which they began to wait. */
  private readonly numbers = new Map<Endpoint, number>();
  private begun = 0;
  private readonly deadlines = new DeadlineQueue<Endpoint>();

  [Symbol.iterator](): Iterator<Endpoint> {
    return this.numbers.keys();
  }

  /** Has `now`, in microseconds of capture time, reached a deadline of any? */
  isDue(now: number): boolean {
    return this.deadlines.isDue(now);
  }

  /** One more chunk is awaited at `endpoint`, until `deadline`. */
  add(endpoint: Endpoint, deadline: number): void {
    if (!this.numbers.has(endpoint)) this.numbers.set(endpoint, ++this.begun);
    this.deadlines.push(deadline, endpoint);
    if (this.deadlines.size > STALE_SHARE * this.numbers.size + STALE_SLACK) this.deadlines.rebuild(this.current());
  }

  /** Nothing is awaited there any more. */
  delete(endpoint: Endpoint): void {
    this.numbers.delete(endpoint);
  }

  /** Takes out those with a deadline that `now` has reached, in the order in which they began to wait. */
  due(now: number): Endpoint[] {
    const due = [...this.deadlines.due(now)].filter((endpoint) => this.numbers.has(endpoint));
    return due.sort((one, other) => this.numbers.get(one)! - this.numbers.get(other)!);
  }

  /** Puts back those of them that still wait. */
  again(due: readonly Endpoint[]): void {
    for (const endpoint of due) if (this.numbers.has(endpoint)) this.deadlines.push(earliestDeadline(endpoint), endpoint);
  }

  private *current(): Generator<readonly [deadline: number, endpoint: Endpoint]> {
    for (const endpoint of this.numbers.keys()) yield [earliestDeadline(endpoint), endpoint];
  }
}

function earliestDeadline({ awaiting }: Endpoint): number {
  return awaiting.reduce((earliest, { deadline }) => Math.min(earliest, deadline), Number.POSITIVE_INFINITY);
}
