/**
 * Lines of several associations in the order of time, as one socket that serves them all would read them. An analysis hands out what is settled, and what one
 * association leaves open for a second another has long settled.
 */
import type { Notification } from '../notification/notification.js';
import type { AssociationReport, Diagnosis } from '../reconstruct/model.js';

/** Takes what an analysis hands out. */
export interface Printer {
  notification(notification: Notification): void;
  /** `hidden`: how many notifications of each endpoint a filter left out. */
  association(report: AssociationReport, hidden?: readonly [number, number]): void;
  diagnosis(diagnosis: Diagnosis): void;
  /** All packets up to this capture time have been looked at (microseconds). */
  advance(now: number): void;
  end(): void;
}

/** What is older than this is printed: few chunks are waited for longer, in microseconds of capture time. */
const PATIENCE = 5e6;
/** Most lines held back; beyond that, the older half goes. */
export const HELD_LINES = 65_536;

interface Held {
  time: number;
  print(): void;
}

export class TimeOrder implements Printer {
  readonly #printer: Printer;
  #held: Held[] = [];
  /** By association, of each endpoint: the time of the last that it is told, which nothing it is told later goes before. */
  readonly #last = new Map<number, [number, number]>();

  constructor(printer: Printer) {
    this.#printer = printer;
  }

  notification(notification: Notification): void {
    const { association, endpoint } = notification;
    const last = this.#last.get(association) ?? [0, 0];
    this.#last.set(association, last);
    last[endpoint] = Math.max(last[endpoint], notification.time);
    this.#hold(last[endpoint], () => this.#printer.notification(notification));
  }

  association(report: AssociationReport, hidden?: readonly [number, number]): void {
    const last = this.#last.get(report.id) ?? [0, 0];
    this.#last.delete(report.id);
    this.#hold(Math.max(report.end, ...last), () => this.#printer.association(report, hidden));
  }

  diagnosis(diagnosis: Diagnosis): void {
    this.#hold(diagnosis.time, () => this.#printer.diagnosis(diagnosis));
  }

  advance(now: number): void {
    this.#print(now - PATIENCE);
  }

  end(): void {
    this.#print(Number.POSITIVE_INFINITY);
    this.#printer.end();
  }

  #hold(time: number, print: () => void): void {
    this.#held.push({ time, print });
    if (this.#held.length > HELD_LINES) this.#print(this.#held[HELD_LINES / 2]!.time);
  }

  #print(until: number): void {
    this.#held.sort((one, other) => one.time - other.time);
    let count = 0;
    while (count < this.#held.length && this.#held[count]!.time <= until) this.#held[count++]!.print();
    this.#held.splice(0, count);
  }
}
