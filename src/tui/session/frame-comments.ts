/** What the frames of a saved capture say in Wireshark: who is told what, at the frame that caused it. */
import { headline } from '../../notification/headline.js';
import type { Notification } from '../../notification/notification.js';
import { causeFrame } from '../presentation/cause-frame.js';
import type { PacketIndex } from './packet-index.js';

/** Notifications named in one comment: an ABORT may fail a thousand messages. */
const MOST = 40;

/** By frame. */
export function frameComments(notifications: readonly Notification[], index: PacketIndex): ReadonlyMap<number, string> {
  const texts = new Map<number, string[]>();
  for (const notification of notifications) {
    const frame = causeFrame(notification, index);
    if (frame === undefined) continue;
    const list = texts.get(frame) ?? [];
    texts.set(frame, list);
    list.push(`${notification.endpointName} is told ${headline(notification.body)} (${notification.certainty})`);
  }
  return new Map([...texts].map(([frame, list]) => [frame, shortened(list).join('\n')]));
}

function shortened(list: readonly string[]): readonly string[] {
  return list.length > MOST ? [...list.slice(0, MOST), `and ${list.length - MOST} more`] : list;
}
