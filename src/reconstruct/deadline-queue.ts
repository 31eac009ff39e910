/**
 * Who waits for what until when: a binary heap, the children of place i at 2i + 1 and 2i + 2. An entry may be out of date, since deadlines are put off and waits end
 * early; whoever takes it out looks.
 */
export class DeadlineQueue<T> {
  private readonly deadlines: number[] = [];
  private readonly waiters: T[] = [];
  private earliest = Number.POSITIVE_INFINITY;

  get size(): number {
    return this.deadlines.length;
  }

  /** Hot: bench analyze. Has the earliest deadline come? */
  isDue(now: number): boolean {
    return this.earliest <= now;
  }

  push(deadline: number, waiter: T): void {
    const { deadlines } = this;
    let place = deadlines.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (deadlines[parent]! <= deadline) break;
      this.put(place, deadlines[parent]!, this.waiters[parent]!);
      place = parent;
    }
    this.put(place, deadline, waiter);
  }

  /** Takes out everybody whose deadline has come. */
  due(now: number): Set<T> {
    const due = new Set<T>();
    while (this.isDue(now)) due.add(this.pop());
    return due;
  }

  /** Begins again with these. */
  rebuild(entries: Iterable<readonly [deadline: number, waiter: T]>): void {
    this.deadlines.length = 0;
    this.waiters.length = 0;
    this.earliest = Number.POSITIVE_INFINITY;
    for (const [deadline, waiter] of entries) this.push(deadline, waiter);
  }

  /** Of a queue that is not empty. */
  private pop(): T {
    const { deadlines, waiters } = this;
    const first = waiters[0]!;
    const deadline = deadlines.pop()!;
    const waiter = waiters.pop()!;
    const { length } = deadlines;
    this.earliest = Number.POSITIVE_INFINITY;
    if (length === 0) return first;
    let place = 0;
    for (let child = 1; child < length; child = 2 * place + 1) {
      if (child + 1 < length && deadlines[child + 1]! < deadlines[child]!) child++;
      if (deadlines[child]! >= deadline) break;
      this.put(place, deadlines[child]!, waiters[child]!);
      place = child;
    }
    this.put(place, deadline, waiter);
    return first;
  }

  private put(place: number, deadline: number, waiter: T): void {
    this.deadlines[place] = deadline;
    this.waiters[place] = waiter;
    if (place === 0) this.earliest = deadline;
  }
}
