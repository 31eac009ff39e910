/** The frame that caused a notification, among those it rests on: later ones only confirm it. */
import type { Notification } from '../../notification/notification.js';
import type { PacketIndex } from '../session/packet-index.js';

/** The last frame not later than the notification, else the first; undefined for a notification that rests on none. */
export function causeFrame({ frames, time }: Notification, index: Pick<PacketIndex, 'find' | 'time'>): number | undefined {
  const cause = frames.findLast((frame) => {
    const packet = index.find(frame);
    return packet >= 0 && index.time(packet) <= time;
  });
  return cause ?? frames[0];
}
