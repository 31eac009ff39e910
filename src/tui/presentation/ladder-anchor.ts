/** Where in a ladder a notification hangs: at the packet that caused it, or after the pause that a time-out ended. */
import type { Notification } from '../../notification/notification.js';
import type { PacketIndex } from '../session/packet-index.js';
import { causeFrame } from './cause-frame.js';

/** How long after its last frame a notification without certain time is drawn as a pause. Microseconds. */
const PAUSE = 400_000;

export interface Anchor {
  /** Index in the ladder's packets. */
  readonly position: number;
  /** In a row of its own, after the packet. */
  readonly paused: boolean;
  readonly endpoint: 0 | 1;
  /** Index in the endpoint's notifications. */
  readonly number: number;
  readonly time: number;
}

/** The last index below `length` whose value is not above `limit`, values ascending; -1 when all are above. */
export function lastUpTo(length: number, value: (index: number) => number, limit: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function anchorOf(notification: Notification, number: number, packets: Uint32Array, index: PacketIndex): Anchor {
  const { endpoint, time, earliest, latest } = notification;
  const frame = causeFrame(notification, index);
  const cause = frame === undefined ? -1 : index.find(frame);
  // A frame without an SCTP packet (an ICMP error) has no row; neither has the passing of time.
  const byTime = cause < 0 || (latest > earliest && time > index.time(cause) + PAUSE);
  const position = byTime
    ? lastUpTo(packets.length, (at) => index.time(packets[at]!), time)
    : lastUpTo(packets.length, (at) => packets[at]!, cause);
  return { position: Math.max(0, position), paused: byTime && (frame === undefined || cause >= 0), endpoint, number, time };
}

/** In the order of a ladder's rows. */
export function compareAnchors(a: Anchor, b: Anchor): number {
  return a.position - b.position || Number(a.paused) - Number(b.paused) || (a.paused ? a.time - b.time : 0) || a.number - b.number;
}
