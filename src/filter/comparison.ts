/** One comparison of a filter: an operator and what is written after it, as a test of a value. */
import { closest } from './closest.js';
import { FIELDS, type FieldName } from './field.js';
import { FilterError } from './filter-error.js';
import type { Kind, Test } from './kind.js';
import { compilePattern } from './pattern.js';
import type { Operator, Token } from './token.js';

/** Of a list: one value, or from one to another. */
export interface Item {
  readonly from: Token;
  readonly to: Token | undefined;
}

type Ordering = '<' | '<=' | '>' | '>=';

const ORDERINGS: Readonly<Record<Ordering, (difference: number) => boolean>> = {
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
};

/** Every operator but `in`; `!=` is `==`, for the caller to turn round. */
export function comparison(field: FieldName, operator: Exclude<Operator, 'in'>, value: Token): Test {
  const kind: Kind = FIELDS[field].kind;
  switch (operator) {
    case '==':
    case '!=':
      return kind.equal(value.text) ?? unsuitable(field, kind, value);
    case 'contains': {
      const part = value.text.toLowerCase();
      return (there) => kind.text(there).toLowerCase().includes(part);
    }
    case 'matches': {
      const pattern = compilePattern(value.text, value.kind === 'string' ? value.start + 1 : value.start);
      return (there) => pattern(kind.text(there));
    }
    default:
      return ordering(field, kind, operator, value);
  }
}

function ordering(field: FieldName, kind: Kind, operator: Ordering, value: Token): Test {
  if (kind.order === undefined) {
    const message = `${field} has no less and no more; it takes ==, !=, contains, matches and in`;
    throw new FilterError(message, value.start, value.end);
  }
  const difference = kind.order(value.text) ?? unsuitable(field, kind, value);
  const wanted = ORDERINGS[operator];
  return (there) => wanted(difference(there));
}

export function membership(field: FieldName, items: readonly Item[]): Test {
  const kind: Kind = FIELDS[field].kind;
  const tests = items.map(({ from, to }) => {
    if (to === undefined) return kind.equal(from.text) ?? unsuitable(field, kind, from);
    return rangeTest(field, kind, from, to);
  });
  return (value) => tests.some((test) => test(value));
}

function rangeTest(field: FieldName, kind: Kind, from: Token, to: Token): Test {
  if (kind.range === undefined) throw new FilterError(`${field} has no ranges; give a list: {a, b}`, from.start, to.end);
  const test = kind.range(from.text, to.text);
  if (test !== undefined) return test;
  for (const end of [from, to]) if (kind.equal(end.text) === undefined) unsuitable(field, kind, end);
  throw new FilterError(`nothing lies between ${from.text} and ${to.text}; the lesser comes first`, from.start, to.end);
}

/** Words told in an error where nothing is spelled like what was written. */
const WORDS_SHOWN = 12;

function unsuitable(field: FieldName, { wants, words = [] }: Kind, { text, start, end }: Token): never {
  const near = closest(text, words);
  const known = words.length <= WORDS_SHOWN ? words.join(', ') : `${words.slice(0, WORDS_SHOWN).join(', ')}, ...`;
  const advice = near !== undefined ? `; perhaps ${near}?` : known === '' ? '' : `: ${known}`;
  throw new FilterError(`${field} wants ${wants}, '${text}' is none${advice}`, start, end);
}
