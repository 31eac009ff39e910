/** What of the screens is saved: associations, the packets and notifications that a filter leaves of them. */
import type { Notification } from '../../notification/notification.js';
import type { CaptureModel, Selection } from '../model.js';
import type { LadderRows } from '../presentation/ladder-rows.js';

/** Whole associations. */
export function wholeAssociations(model: CaptureModel, associations: readonly number[]): Selection {
  const [first = 0] = associations;
  const one = associations.length === 1;
  return {
    what: one ? `association ${first}` : `${associations.length} associations`,
    name: one ? `association-${first}` : 'associations',
    associations,
    packets: one ? model.packetsOf(first).slice() : packetsOf(model, new Set(associations)),
    notifications: associations.flatMap((id) => [...model.notificationsOf(id, 0), ...model.notificationsOf(id, 1)]),
  };
}

function packetsOf({ index }: CaptureModel, associations: ReadonlySet<number>): Uint32Array {
  let count = 0;
  for (let packet = index.first; packet < index.count; packet++) if (associations.has(index.association(packet))) count++;
  const packets = new Uint32Array(count);
  for (let packet = index.first, at = 0; packet < index.count; packet++)
    if (associations.has(index.association(packet))) packets[at++] = packet;
  return packets;
}

/** Notifications, and the packets they rest on. */
export function toldSelection({ index }: CaptureModel, association: number, notifications: readonly Notification[]): Selection {
  const packets = new Set(notifications.flatMap(({ frames }) => frames.map((frame) => index.find(frame))));
  packets.delete(-1);
  return {
    what: `association ${association}`,
    name: `association-${association}-notifications`,
    associations: [association],
    packets: Uint32Array.from(packets).sort(),
    notifications,
  };
}

/** What a ladder shows. */
export function ladderSelection(model: CaptureModel, association: number, rows: LadderRows, drawn: () => string): Selection {
  return {
    ...wholeAssociations(model, [association]),
    packets: rows.packets.slice(),
    notifications: rows.shownNotifications(),
    drawn,
  };
}
