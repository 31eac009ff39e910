/** The frame that caused a notification, among those it rests on: later ones only confirm it. */
import type { Notification } from '../../notification/notification.js';
import type { PacketIndex } from '../session/packet-index.js';

/** The latest frame not later than the notification, else the first; undefined for a notification that rests on none. */
export function causeFrame({ frames, time }: Notification, index: Pick<PacketIndex, 'find' | 'time'>): number | undefined {
  let cause = frames[0];
  let latest = Number.NEGATIVE_INFINITY;
  for (const frame of frames) {
    const packet = index.find(frame);
    if (packet < 0 || index.time(packet) > time || index.time(packet) < latest) continue;
    cause = frame;
    latest = index.time(packet);
  }
  return cause;
}
