/** Where in a ladder a notification hangs: at the packet that caused it, or after the pause that a time-out ended; and what is none, after the packet before it. */
import type { Notification } from '../../notification/notification.js';
import type { PacketIndex } from '../session/packet-index.js';
import { causeFrame } from './cause-frame.js';
import type { Aside } from './ladder-aside.js';

/** How long after its last frame a notification without certain time is drawn as a pause. Microseconds. */
const PAUSE = 400_000;

export interface Anchor {
  /** Index in the ladder's packets. */
  readonly position: number;
  /** At the packet, or in a row of its own after it. */
  readonly kind: 'note' | 'pause' | 'aside';
  readonly endpoint: 0 | 1;
  /** Index in the endpoint's notifications, or among what stands aside. */
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
  const kind = byTime && (frame === undefined || cause >= 0) ? 'pause' : 'note';
  return { position: Math.max(0, position), kind, endpoint, number, time };
}

/** What is pending stands at its packet, what only the log has at its time. */
export function anchorOfAside(aside: Aside, number: number, packets: Uint32Array, index: PacketIndex): Anchor {
  const { endpoint, time } = aside;
  const position =
    aside.kind === 'logged'
      ? lastUpTo(packets.length, (at) => index.time(packets[at]!), time)
      : anchorOf(aside.notification, number, packets, index).position;
  return { position: Math.max(0, position), kind: 'aside', endpoint, number, time };
}

/** In the order of a ladder's rows. */
export function compareAnchors(a: Anchor, b: Anchor): number {
  const [ofItsOwn, ofItsOwnToo] = [a.kind !== 'note', b.kind !== 'note'];
  return a.position - b.position || Number(ofItsOwn) - Number(ofItsOwnToo) || (ofItsOwn ? a.time - b.time : 0) || a.number - b.number;
}
