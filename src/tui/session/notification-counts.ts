/** Counting notifications as they come. */
import type { Notification } from '../../notification/notification.js';
import type { NotificationCounts } from '../model.js';
import { marginName } from '../presentation/notification-text.js';

export function noCounts(): NotificationCounts {
  return { total: 0, byCertainty: { certain: 0, likely: 0, possible: 0 }, byName: new Map() };
}

export function countNotification(counts: NotificationCounts, { body, certainty }: Notification): void {
  const name = marginName(body);
  counts.total++;
  counts.byCertainty[certainty]++;
  counts.byName.set(name, (counts.byName.get(name) ?? 0) + 1);
}

export function addCounts(sum: NotificationCounts, counts: NotificationCounts): void {
  sum.total += counts.total;
  for (const certainty of ['certain', 'likely', 'possible'] as const) sum.byCertainty[certainty] += counts.byCertainty[certainty];
  for (const [name, count] of counts.byName) sum.byName.set(name, (sum.byName.get(name) ?? 0) + count);
}
