/** A notification as filters see it here: its text is what the screens show of it, beside its C names. */
import { notificationSubject } from '../../filter/notification-subject.js';
import type { Subject } from '../../filter/subject.js';
import type { Notification } from '../../notification/notification.js';
import { marginName, summary } from '../presentation/notification-text.js';

export function toldSubject(notification: Notification): Subject {
  const subject = notificationSubject(notification);
  const { body } = notification;
  return {
    values: (field) =>
      field === 'text' ? [`${String(subject.values('text'))} ${marginName(body)} ${summary(body)}`] : subject.values(field),
  };
}
