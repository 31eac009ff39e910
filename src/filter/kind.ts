/** What values a field has: how they are written in a filter, compared, and read as text. */
import type { Value } from './value.js';

/** Does a value fulfil a comparison? */
export type Test = (value: Value) => boolean;

export interface Kind {
  /** What is right to write, for errors: 'a number from 0 to 65535'. */
  readonly wants: string;
  /** Words that may be written, for errors and completion; none where they are not a few. */
  readonly words?: readonly string[];
  /** Equality with what is written; undefined where that is no value of this kind. */
  equal(written: string): Test | undefined;
  /** How a value stands to what is written, as the sign of their difference; left out where values have no order. */
  order?(written: string): ((value: Value) => number) | undefined;
  /** From one to the other, both included; left out where values have no order. Undefined where that is empty, or no values. */
  range?(from: string, to: string): Test | undefined;
  /** A value as `contains` and `matches` see it. */
  text(value: Value): string;
}

/** '12', '0x1f'; undefined where it is no whole number up to `most`. */
export function wholeNumber(written: string, most: number): number | undefined {
  if (!/^(\d{1,16}|0x[0-9a-f]{1,13})$/i.test(written)) return undefined;
  const number = Number(written);
  return number <= most ? number : undefined;
}
