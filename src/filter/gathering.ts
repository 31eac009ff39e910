/**
 * A whole and its parts, seen one after the other: the packets and notifications of an association. The whole fulfils a condition where it or any part does;
 * `not chunk == ABORT` are associations without an ABORT, `chunk == ABORT and notification == COMM_UP` those that have both.
 */
import { type Filter, fulfils } from './filter.js';
import type { Subject } from './subject.js';

export class Gathering {
  readonly #filter: Filter;
  /** By condition: has a part fulfilled it? */
  readonly #fulfilled: boolean[];

  constructor(filter: Filter) {
    this.#filter = filter;
    this.#fulfilled = filter.conditions.map(() => false);
  }

  add(part: Subject): void {
    for (const condition of this.#filter.conditions)
      if (!this.#fulfilled[condition.index]) this.#fulfilled[condition.index] = fulfils(part, condition);
  }

  matches(whole: Subject): boolean {
    return this.#filter.evaluate((condition) => this.#fulfilled[condition.index] === true || fulfils(whole, condition));
  }

  /** A part matches by its own fields, and by the whole's (with all its parts') where it has none itself. */
  partMatches(part: Subject, whole: Subject): boolean {
    return this.#filter.evaluate((condition) => {
      if (part.values(condition.field) !== undefined) return fulfils(part, condition);
      return this.#fulfilled[condition.index] === true || fulfils(whole, condition);
    });
  }
}
