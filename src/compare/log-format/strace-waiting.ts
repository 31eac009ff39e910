/**
 * When a read returned. strace stamps a call with the moment it began; a read that blocks may have begun long before there was anything to read. Without -T its
 * end lies before the next line of the same thread, and just before it where the trace shows all that the thread does. Where it shows network calls alone, the
 * thread may as well have polled, unseen, before the next one: then the beginning is the better guess.
 */
import type { AppEvent } from '../app-log.js';
import { PROCESS_LIMIT } from './strace-descriptors.js';

export class WaitingReads {
  /** Events of each thread's last read, which has not been seen to end. */
  private readonly kept = new Map<string, readonly AppEvent[]>();
  private showsAll = false;

  /** The trace has calls other than those of the network. */
  sawOtherCalls(): void {
    this.showsAll = true;
  }

  /** Keeps the events of a read until its end shows; false where it is taken to end where it begins. */
  keep(thread: string, events: readonly AppEvent[]): boolean {
    if (!this.showsAll || this.kept.size >= PROCESS_LIMIT) return false;
    this.kept.set(thread, events);
    return true;
  }

  /** Another line of a thread: what it read before that has ended by now. */
  nextLine(thread: string, time: number | undefined): readonly AppEvent[] {
    const events = this.kept.get(thread) ?? [];
    this.kept.delete(thread);
    return time === undefined ? events : events.map((event) => ({ ...event, time }));
  }

  /** What the log ends with. */
  end(): readonly AppEvent[] {
    return [...this.kept.values()].flat();
  }
}
