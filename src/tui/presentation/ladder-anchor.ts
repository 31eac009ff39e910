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
  const atFrame = frame === undefined ? -1 : lastUpTo(packets.length, (position) => index.frame(packets[position]!), frame);
  const paused = atFrame < 0 || (latest > earliest && time > index.time(packets[atFrame]!) + PAUSE);
  const atTime = () =>
    Math.max(
      0,
      lastUpTo(packets.length, (position) => index.time(packets[position]!), time),
    );
  return { position: paused ? atTime() : atFrame, paused, endpoint, number, time };
}

/** In the order of a ladder's rows. */
export function compareAnchors(a: Anchor, b: Anchor): number {
  return a.position - b.position || Number(a.paused) - Number(b.paused) || (a.paused ? a.time - b.time : 0) || a.number - b.number;
}
