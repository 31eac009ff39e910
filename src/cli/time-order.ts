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

/** What the lines look like. */
export interface LineFormat {
  notification(notification: Notification): string;
  association(report: AssociationReport, hidden?: readonly [number, number]): string;
  diagnosis(diagnosis: Diagnosis): string;
}

/** What is older than this is printed: few chunks are waited for longer, in microseconds of capture time. */
const PATIENCE = 5e6;
/** Most lines held back; beyond that, the older half goes. */
export const HELD_LINES = 4096;

interface Held {
  time: number;
  line: string;
}

export class TimeOrder implements Printer {
  readonly #format: LineFormat;
  readonly #print: (line: string) => void;
  readonly #finish: () => void;
  #held: Held[] = [];
  /** By association, of each endpoint: the time of the last that it is told, which nothing it is told later goes before. */
  readonly #last = new Map<number, [number, number]>();

  /** Lines are made at once and held as text: that takes less memory than what they tell of. */
  constructor(format: LineFormat, print: (line: string) => void, finish: () => void = () => undefined) {
    this.#format = format;
    this.#print = print;
    this.#finish = finish;
  }

  notification(notification: Notification): void {
    const { association, endpoint } = notification;
    const last = this.#last.get(association) ?? [0, 0];
    this.#last.set(association, last);
    last[endpoint] = Math.max(last[endpoint], notification.time);
    this.#hold(last[endpoint], this.#format.notification(notification));
  }

  association(report: AssociationReport, hidden?: readonly [number, number]): void {
    const last = this.#last.get(report.id) ?? [0, 0];
    this.#last.delete(report.id);
    this.#hold(Math.max(report.end, ...last), this.#format.association(report, hidden));
  }

  diagnosis(diagnosis: Diagnosis): void {
    this.#hold(diagnosis.time, this.#format.diagnosis(diagnosis));
  }

  advance(now: number): void {
    this.#sort();
    this.#letOut(this.#held.findLastIndex(({ time }) => time <= now - PATIENCE) + 1);
  }

  end(): void {
    this.#sort();
    this.#letOut(this.#held.length);
    this.#finish();
  }

  #hold(time: number, line: string): void {
    this.#held.push({ time, line });
    if (this.#held.length <= HELD_LINES) return;
    this.#sort();
    this.#letOut(this.#held.length >> 1);
  }

  #sort(): void {
    this.#held.sort((one, other) => one.time - other.time);
  }

  /** Prints the first so many. */
  #letOut(count: number): void {
    for (const { line } of this.#held.splice(0, count)) this.#print(line);
  }
}
