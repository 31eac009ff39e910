/** What an application reads beside notifications: the user data that its peer sent. */
import type { CaptureModel } from '../model.js';
import type { NotificationsScreen } from '../screen.js';
import { ChunkSet, USER_DATA } from '../session/chunk-set.js';

/** Notifications by number, and between them by time, packets with user data for the endpoint: -1 less the row in the index. What is sent again is left out. */
export function withMessages(model: CaptureModel, { association, endpoint }: NotificationsScreen, numbers: readonly number[]): number[] {
  const { index } = model;
  const told = model.notificationsOf(association, endpoint);
  const merged: number[] = [];
  let next = 0;
  for (const packet of model.packetsOf(association)) {
    const chunks = index.chunks(packet);
    if (index.direction(packet) === endpoint || (chunks & USER_DATA) === 0 || (chunks & ChunkSet.retransmission) !== 0) continue;
    while (next < numbers.length && told[numbers[next]!]!.time < index.time(packet)) merged.push(numbers[next++]!);
    merged.push(-1 - packet);
  }
  return [...merged, ...numbers.slice(next)];
}

/** The packet that a row stands for; -1 for a notification. */
export function packetOfRow(row: number | undefined): number {
  return row !== undefined && row < 0 ? -1 - row : -1;
}
