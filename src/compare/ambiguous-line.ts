/** Lines of which a log does not tell what they mean: some programs print the same for two notifications. */
import type { NotificationBody } from '../notification/notification.js';
import type { AppNotification, Meaning } from './app-log.js';

/** The event with the meaning that fits what was raised: its first one, unless only the other one was. */
export function meant({ instead, ...event }: AppNotification, raised: readonly NotificationBody[]): AppNotification {
  const other = instead !== undefined && !raised.some((body) => fits(event, body)) && raised.some((body) => fits(instead, body));
  return other ? { ...event, ...instead } : event;
}

function fits({ type, members }: Meaning, body: NotificationBody): boolean {
  const has = new Map<string, unknown>(Object.entries(body));
  return body.sn_type === type && Object.entries(members).every(([name, value]) => has.get(name) === value);
}
