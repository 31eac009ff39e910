/** Of a capture that is still running: what is pending is told once, and again where nothing came of it. What came of it is told by whoever takes what is settled. */
import type { Microseconds } from '../capture/frame.js';
import type { Notification } from '../notification/notification.js';
import type { Analysis } from './analysis.js';

/** Capture time between two looks, and for how long something is pending before it is told: most is settled sooner. */
const INTERVAL: Microseconds = 250_000;
const AGE: Microseconds = 2_000_000;

export class PendingNotifications {
  readonly #analysis: Analysis;
  readonly #tell: (notification: Notification) => void;
  readonly #told = new Map<string, Notification>();
  #looked: Microseconds = Number.NEGATIVE_INFINITY;

  /** `tell` takes notifications whose status is pending or withdrawn. */
  constructor(analysis: Analysis, tell: (notification: Notification) => void) {
    this.#analysis = analysis;
    this.#tell = tell;
  }

  /** Capture time has come to `now`. */
  look(now: Microseconds): void {
    if (!(now >= this.#looked + INTERVAL)) return;
    this.#looked = now;
    const pending = new Map(this.#analysis.pending(now - AGE).map((notification) => [notification.id, notification]));
    for (const [id, notification] of this.#told) if (!pending.has(id)) this.#withdraw(id, notification);
    for (const [id, notification] of pending) {
      if (this.#told.has(id)) continue;
      this.#told.set(id, notification);
      this.#tell({ ...notification, status: 'pending' });
    }
  }

  /** It is pending no longer; answers what had been told of it. */
  settle({ id }: Notification): Notification | undefined {
    const told = this.#told.get(id);
    this.#told.delete(id);
    return told;
  }

  /** The capture is over: what has not been settled by now never will be. */
  end(): void {
    for (const [id, notification] of this.#told) this.#withdraw(id, notification);
  }

  #withdraw(id: string, notification: Notification): void {
    this.#told.delete(id);
    this.#tell({ ...notification, status: 'withdrawn' });
  }
}
