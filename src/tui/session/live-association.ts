/** An association while the capture is read: a row of the list that fills up. */
import type { AddressBook } from '../../dissect/address-book.js';
import type { Notification } from '../../notification/notification.js';
import type { Association, Endpoint } from '../../reconstruct/association.js';
import type { AssociationReport } from '../../reconstruct/model.js';
import type { AssociationRow, NotificationCounts } from '../model.js';
import { countNotification, noCounts } from './notification-counts.js';
import { PendingTold } from './pending-told.js';
import { Traffic } from './traffic.js';

export class LiveAssociation implements AssociationRow {
  readonly id: number;
  readonly names: readonly [string, string];
  readonly start: number;
  end: number;
  readonly packets: [number, number] = [0, 0];
  readonly bytes: [number, number] = [0, 0];
  readonly notifications: [NotificationCounts, NotificationCounts] = [noCounts(), noCounts()];
  /** What each endpoint is told, in order. */
  readonly told: readonly [Notification[], Notification[]] = [[], []];
  readonly pending = new PendingTold();
  #report: AssociationReport | undefined;
  /** Until it is reported. */
  #association: Association | undefined;
  readonly #traffic: Traffic;
  readonly #retransmissions: [number, number] = [0, 0];

  constructor(association: Association, addresses: AddressBook) {
    const { id, endpoints, start } = association;
    this.#association = association;
    this.id = id;
    this.names = [nameOf(endpoints[0], addresses), nameOf(endpoints[1], addresses)];
    this.start = start;
    this.end = start;
    this.#traffic = new Traffic(start);
  }

  get report(): AssociationReport | undefined {
    return this.#report;
  }

  set report(report: AssociationReport | undefined) {
    this.#report = report;
    this.#association = undefined;
  }

  /** The analysis has let go of it, and will say nothing of it: a single packet that nothing followed. */
  get isUntold(): boolean {
    return this.#association?.closed === true && this.#association.isLone;
  }

  get phase(): AssociationRow['phase'] {
    const endpoints = this.#association?.endpoints;
    if (endpoints === undefined) return undefined;
    if (endpoints.some(({ over }) => over)) return endpoints.every(({ over }) => over) ? 'ended' : 'ending';
    return endpoints.some(({ up, state }) => up || state === 'unknown') ? 'open so far' : 'being set up';
  }

  traffic(parts: number): readonly number[] {
    return this.#traffic.over(parts);
  }

  /** Takes a packet of `length` bytes that `sender` sent; answers whether it carried something again. */
  packet(sender: Endpoint, time: number, length: number): boolean {
    const { side } = sender;
    this.end = time;
    this.#traffic.add(time);
    this.packets[side]++;
    this.bytes[side] += length;
    const again = sender.outbound.retransmissions > this.#retransmissions[side];
    this.#retransmissions[side] = sender.outbound.retransmissions;
    return again;
  }

  tell(notification: Notification): void {
    this.told[notification.endpoint].push(notification);
    countNotification(this.notifications[notification.endpoint], notification);
  }

  /** Takes another telling for its own. */
  retell(told: readonly [readonly Notification[], readonly Notification[]], report: AssociationReport): void {
    for (const endpoint of [0, 1] as const) {
      this.told[endpoint].length = 0;
      this.notifications[endpoint] = noCounts();
      for (const notification of told[endpoint]) this.tell(notification);
    }
    this.report = { ...report, id: this.id, ...(this.report?.restartOf !== undefined && { restartOf: this.report.restartOf }) };
  }
}

function nameOf(endpoint: Endpoint, addresses: AddressBook): string {
  const address = addresses.text(endpoint.addresses[0] ?? 0);
  return address.includes(':') ? `[${address}]:${endpoint.port}` : `${address}:${endpoint.port}`;
}
