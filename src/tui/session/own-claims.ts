/**
 * The notifications told here that another analysis of the same packets tells too, whose numbers may differ because its applications subscribed to more: known by
 * whom they are told, when, and what.
 */
import type { Notification } from '../../notification/notification.js';
import { marginName, summary } from '../presentation/notification-text.js';

type Told = readonly Notification[];

export class OwnClaims {
  readonly #notificationsOf: (association: number, endpoint: 0 | 1) => Told;
  readonly #from: number;
  readonly #lists = new Map<string, Map<string, Notification[]>>();

  /** `from`: none of the claims asked about is earlier, microseconds since the epoch. */
  constructor(notificationsOf: (association: number, endpoint: 0 | 1) => Told, from: number) {
    this.#notificationsOf = notificationsOf;
    this.#from = from;
  }

  /** Each notification is found once. */
  of = (claim: Notification): Notification | undefined => {
    const { association, endpoint } = claim;
    const key = `${association}.${endpoint}`;
    let list = this.#lists.get(key);
    if (list === undefined) {
      list = this.#listed(this.#notificationsOf(association, endpoint));
      this.#lists.set(key, list);
    }
    return list.get(keyOf(claim))?.shift();
  };

  #listed(told: Told): Map<string, Notification[]> {
    const listed = new Map<string, Notification[]>();
    const first = told.findLastIndex(({ time }) => time < this.#from) + 1;
    for (let at = first; at < told.length; at++) {
      const key = keyOf(told[at]!);
      const same = listed.get(key);
      if (same === undefined) listed.set(key, [told[at]!]);
      else same.push(told[at]!);
    }
    return listed;
  }
}

function keyOf({ time, body }: Notification): string {
  return `${time} ${body.sn_type} ${marginName(body)} ${summary(body)}`;
}
