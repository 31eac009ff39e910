/** Display filters: `chunk == ABORT and host == 10.1.0.2`, `notification == SEND_FAILED`, `tsn in 1007..1012`, or just words. */
import { type Condition, type Expression, evaluate } from './expression.js';
import { type FieldName, PACKET_FIELDS } from './field.js';
import { parse } from './parser.js';
import type { Subject } from './subject.js';

export class Filter {
  readonly conditions: readonly Condition[];
  readonly #expression: Expression;
  readonly #fields: ReadonlySet<FieldName>;

  /** Throws FilterError where the text is no filter. */
  constructor(text: string) {
    const { expression, conditions } = parse(text);
    this.#expression = expression;
    this.conditions = conditions;
    this.#fields = new Set(conditions.map(({ field }) => field));
  }

  /** Asks for what is read from packets, or for text, which they have too: to judge an association, its packets have to be looked at. */
  get asksForPackets(): boolean {
    return this.#fields.has('text') || PACKET_FIELDS.some((field) => this.#fields.has(field));
  }

  matches(subject: Subject): boolean {
    return this.evaluate((condition) => fulfils(subject, condition));
  }

  evaluate(holds: (condition: Condition) => boolean): boolean {
    return evaluate(this.#expression, holds);
  }
}

/** Does any value of the subject fulfil it? */
export function fulfils(subject: Subject, { field, test }: Condition): boolean {
  return subject.values(field)?.some(test) === true;
}
