/** Users' data kept out of what the analysis hands out. */
import type { Notification, NotificationBody } from '../notification/notification.js';
import type { Sink } from '../reconstruct/model.js';

/** Members that hold what users sent, or may. */
const USER_DATA: ReadonlySet<string> = new Set(['sac_info', 'sre_data', 'ssf_data', 'ssfe_data']);

/** The sink, behind something that takes the data out. */
export function withoutUserData(sink: Sink): Sink {
  return {
    notification: (notification) => sink.notification(stripped(notification)),
    association: (report) => sink.association(report),
    diagnosis: (diagnosis) => sink.diagnosis(diagnosis),
  };
}

/** The notification without them. */
export function stripped(notification: Notification): Notification {
  const members = Object.entries(notification.body);
  if (!members.some(([name]) => USER_DATA.has(name))) return notification;
  return { ...notification, body: Object.fromEntries(members.filter(([name]) => !USER_DATA.has(name))) as unknown as NotificationBody };
}
