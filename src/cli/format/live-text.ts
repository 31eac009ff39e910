/** The live output for people: each notification when it is settled, or when it has been pending for long; each association when it has ended. */
import { printable } from '../../dissect/printable.js';
import { headline } from '../../notification/headline.js';
import type { Notification, NotificationBody } from '../../notification/notification.js';
import type { AssociationReport } from '../../reconstruct/model.js';
import { clock, MARKS } from './line-mark.js';
import { associationHead } from './text.js';

const STATUS_MARKS = { pending: '…', withdrawn: '×' } as const;

/** `before`: what was told of it while it was pending. */
export function liveNotificationText(notification: Notification, before?: Notification): string {
  const { time, association, endpointName, certainty, body, frames, why, assumptions, status } = notification;
  const where = frames.length === 0 ? '' : `frame ${frames.join(', ')}; `;
  const mark = status === undefined ? MARKS[certainty] : STATUS_MARKS[status];
  return [
    `${mark} ${clock(time)}  #${association} ${endpointName}  ${headline(body)}`,
    `    ${status ?? certainty}${before === undefined ? '' : whatBecame(before.body, body)}; ${where}${printable(why)}`,
    ...assumptions.map((assumption) => `    assuming that ${printable(assumption)}`),
    '',
  ].join('\n');
}

/** Of something pending that has been settled. */
function whatBecame(before: NotificationBody, body: NotificationBody): string {
  const changed = before.sn_type === 'SCTP_ASSOC_CHANGE' && body.sn_type === 'SCTP_ASSOC_CHANGE' && before.sac_state !== body.sac_state;
  return changed ? `, not ${before.sac_state} as it looked` : ', confirmed';
}

export function liveAssociationText(report: AssociationReport): string {
  return `${associationHead(report).join('\n')}\n`;
}
