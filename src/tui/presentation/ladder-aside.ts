/** What stands in a ladder's margin and is no settled notification: what is pending, what was and did not come, what the application's log alone has. */
import type { Difference } from '../../compare/difference.js';
import { loggedHeadline } from '../../compare/member-comparison.js';
import type { Notification } from '../../notification/notification.js';
import { marginName } from './notification-text.js';

interface Placed {
  readonly endpoint: 0 | 1;
  /** Microseconds since the epoch. */
  readonly time: number;
}

export type Aside = Placed &
  (
    | { readonly kind: 'pending' | 'withdrawn'; readonly notification: Notification }
    | { readonly kind: 'logged'; readonly difference: Difference }
  );

/** Between the lifelines, from long to short. */
export function asideLabels(aside: Aside): readonly string[] {
  if (aside.kind !== 'logged')
    return aside.kind === 'pending' ? ['not settled yet', 'pending'] : ['was pending, did not come', 'did not come'];
  const line = aside.difference.logged?.line;
  return line === undefined ? ['in the log only'] : [`in the log only, line ${line}`, `only log line ${line}`, 'in the log only'];
}

/** For a margin. */
export function asideName(aside: Aside): string {
  return aside.kind === 'logged' ? loggedName(aside.difference) : marginName(aside.notification.body);
}

/** Names alone, as margins have them: 'COMM_LOST', 'SEND_FAILED SENT'. */
const NAMES = /^[A-Z_]+(?: [A-Z_]+)*/;

function loggedName({ logged }: Difference): string {
  if (logged === undefined) return '?';
  const text = loggedHeadline(logged)
    .replaceAll(/SCTP_(DATA_)?/g, '')
    .replace(/^\w+_CHANGE (?=\w)/, '');
  return NAMES.exec(text)?.[0] ?? text;
}
