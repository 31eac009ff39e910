/** Fields that are numbers: plain, serial as TSNs are, or with a name for each. */
import { type Kind, type Test, wholeNumber } from './kind.js';
import type { Value } from './value.js';

const U32 = 0xffffffff;

function difference(number: number): (value: Value) => number {
  return (value) => Number(value) - number;
}

export function numberKind(most: number, text: (value: number) => string = String): Kind {
  return {
    wants: `a number from 0 to ${most}`,
    equal(written) {
      const number = wholeNumber(written, most);
      return number === undefined ? undefined : (value) => value === number;
    },
    order(written) {
      const number = wholeNumber(written, most);
      return number === undefined ? undefined : difference(number);
    },
    range: (from, to) => between(wholeNumber(from, most), wholeNumber(to, most)),
    text: (value) => text(Number(value)),
  };
}

function between(low: number | undefined, high: number | undefined): Test | undefined {
  return low === undefined || high === undefined || low > high ? undefined : (value) => Number(value) >= low && Number(value) <= high;
}

/** 32-bit serial numbers (RFC 1982): a range may go through 0. */
export const serialKind: Kind = {
  ...numberKind(U32),
  range(from, to) {
    const low = wholeNumber(from, U32);
    const high = wholeNumber(to, U32);
    if (low === undefined || high === undefined) return undefined;
    const length = (high - low) >>> 0;
    return (value) => (Number(value) - low) >>> 0 <= length;
  },
};

/** 'COOKIE-ECHO', 'cookie_echo' and 'Cookie Echo' are one word. */
export function plainWord(written: string): string {
  return written
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

export interface NumberName {
  readonly type: number;
  readonly name: string;
}

/** Numbers that have names: either may be written. */
export function namedNumberKind(wants: string, most: number, names: readonly NumberName[], nameOf: (number: number) => string): Kind {
  const numbers = new Map(names.map(({ type, name }) => [plainWord(name), type]));
  const plain = numberKind(most, nameOf);
  return {
    ...plain,
    wants: `${wants}, or its number`,
    words: names.map(({ name }) => name.replaceAll(' ', '-')),
    equal(written) {
      const number = numbers.get(plainWord(written));
      return number === undefined ? plain.equal(written) : (value) => value === number;
    },
  };
}
