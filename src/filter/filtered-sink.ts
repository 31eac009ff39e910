/** Stands between an analysis and what takes its results, and lets through what a filter leaves: an association that matches, or of which something does. */
import type { Notification } from '../notification/notification.js';
import type { AssociationReport, Diagnosis, Sink } from '../reconstruct/model.js';
import { associationSubject } from './association-subject.js';
import { diagnosisSubject } from './diagnosis-subject.js';
import type { Filter } from './filter.js';
import { Gathering } from './gathering.js';
import { notificationSubject } from './notification-subject.js';
import type { PacketSubject } from './packet-subject.js';

/** Notifications held of all associations together. */
const NOTIFICATION_LIMIT = 100_000;

export interface FilteredResults {
  notification(notification: Notification): void;
  /** `hidden`: how many notifications of each endpoint did not match. */
  association(report: AssociationReport, hidden: readonly [number, number]): void;
  diagnosis(diagnosis: Diagnosis): void;
}

/** What is held of an association until it has ended: only then is all of it known that a filter may ask. */
interface Held {
  readonly gathering: Gathering;
  readonly notifications: Notification[];
  readonly diagnoses: Diagnosis[];
}

export class FilteredSink implements Sink {
  readonly #filter: Filter;
  readonly #results: FilteredResults;
  readonly #held = new Map<number, Held>();
  readonly #limit: number;
  #count = 0;
  /** Notifications for which there was no room: how many, and the first. */
  #leftOut = 0;
  #firstLeftOut: Notification | undefined;

  constructor(filter: Filter, results: FilteredResults, limit = NOTIFICATION_LIMIT) {
    this.#filter = filter;
    this.#results = results;
    this.#limit = limit;
  }

  /** To be called for every packet of an association, where the filter `asksForPackets`. */
  packet(association: number, packet: PacketSubject): void {
    this.#of(association).gathering.add(packet);
  }

  notification(notification: Notification): void {
    const held = this.#of(notification.association);
    held.gathering.add(notificationSubject(notification));
    if (this.#count < this.#limit) {
      held.notifications.push(notification);
      this.#count++;
      return;
    }
    this.#leftOut++;
    this.#firstLeftOut ??= notification;
  }

  diagnosis(diagnosis: Diagnosis): void {
    if (diagnosis.association !== 0) this.#of(diagnosis.association).diagnoses.push(diagnosis);
    else if (this.#filter.matches(diagnosisSubject(diagnosis))) this.#results.diagnosis(diagnosis);
  }

  association(report: AssociationReport): void {
    const { gathering, notifications, diagnoses } = this.#of(report.id);
    this.#held.delete(report.id);
    this.#count -= notifications.length;
    const whole = associationSubject(report);
    const found = diagnoses.filter((diagnosis) => gathering.partMatches(diagnosisSubject(diagnosis), whole));
    for (const diagnosis of found) this.#results.diagnosis(diagnosis);
    const hidden: [number, number] = [0, 0];
    let shown = 0;
    for (const notification of notifications) {
      if (gathering.partMatches(notificationSubject(notification), whole)) {
        shown++;
        this.#results.notification(notification);
      } else hidden[notification.endpoint]++;
    }
    if (shown > 0 || gathering.matches(whole)) this.#results.association(report, hidden);
  }

  /** At the end: findings about associations that were reported before. */
  finish(): void {
    for (const { diagnoses } of this.#held.values()) {
      for (const diagnosis of diagnoses) if (this.#filter.matches(diagnosisSubject(diagnosis))) this.#results.diagnosis(diagnosis);
    }
    this.#held.clear();
    if (this.#firstLeftOut !== undefined) this.#results.diagnosis(this.#notHeld(this.#firstLeftOut));
  }

  #notHeld({ frames: [frame = 0], time }: Notification): Diagnosis {
    const text = `${this.#leftOut} notifications are left out, whether the filter wants them or not: more than ${this.#limit} at a time came before their associations ended`;
    return { rule: 'forgotten', severity: 'warning', association: 0, frame, time, text };
  }

  #of(association: number): Held {
    let held = this.#held.get(association);
    if (held === undefined) {
      held = { gathering: new Gathering(this.#filter), notifications: [], diagnoses: [] };
      this.#held.set(association, held);
    }
    return held;
  }
}
