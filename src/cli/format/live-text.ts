/** The live output for people: each notification when it is settled, each association when it has ended. */
import { printable } from '../../dissect/printable.js';
import { headline } from '../../notification/headline.js';
import type { Notification } from '../../notification/notification.js';
import type { AssociationReport } from '../../reconstruct/model.js';
import { associationHead, clock, MARKS } from './text.js';

export function liveNotificationText(notification: Notification): string {
  const { time, association, endpointName, certainty, body, frames, why, assumptions } = notification;
  const where = frames.length === 0 ? '' : `frame ${frames.join(', ')}; `;
  return [
    `${MARKS[certainty]} ${clock(time)}  #${association} ${endpointName}  ${headline(body)}`,
    `    ${certainty}; ${where}${printable(why)}`,
    ...assumptions.map((assumption) => `    assuming that ${printable(assumption)}`),
    '',
  ].join('\n');
}

export function liveAssociationText(report: AssociationReport): string {
  return `${associationHead(report).join('\n')}\n`;
}
