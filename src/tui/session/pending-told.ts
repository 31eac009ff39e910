/** What an association's endpoints are told provisionally, while a capture goes on: what is pending, and what became of it. */
import type { Notification } from '../../notification/notification.js';
import type { PendingStory } from '../model.js';
import { marginName } from '../presentation/notification-text.js';

/** Of one association; what was settled first is forgotten first. */
export const MOST_SETTLED = 1_000;

export class PendingTold implements PendingStory {
  waiting: Notification[] = [];
  withdrawn: Notification[] = [];
  /** What had been told of what came, by id. */
  readonly #before = new Map<string, Notification>();

  get some(): boolean {
    return this.waiting.length + this.withdrawn.length + this.#before.size > 0;
  }

  tell(notification: Notification): void {
    this.#settle(notification.id);
    if (notification.status === 'pending') this.waiting.push(notification);
    else this.withdrawn = [...this.withdrawn, notification].slice(-MOST_SETTLED);
  }

  /** It came; `before` is how it had been told. */
  confirm(notification: Notification, before: Notification): void {
    this.#settle(notification.id);
    this.#before.set(notification.id, before);
    const [oldest = ''] = this.#before.keys();
    if (this.#before.size > MOST_SETTLED) this.#before.delete(oldest);
  }

  before({ id }: Notification): Notification | undefined {
    return this.#before.get(id);
  }

  became(notification: Notification): 'confirmed' | 'changed' | undefined {
    const before = this.#before.get(notification.id);
    if (before === undefined) return undefined;
    return marginName(before.body) === marginName(notification.body) ? 'confirmed' : 'changed';
  }

  #settle(id: string): void {
    this.waiting = this.waiting.filter((one) => one.id !== id);
  }
}
