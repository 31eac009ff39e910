/** A filter's text as tokens. Words are anything that is no operator: addresses, numbers, names; quoted, anything at all. */
import { FilterError } from './filter-error.js';

export type TokenKind = 'word' | 'string' | 'operator' | 'and' | 'or' | 'not' | '(' | ')' | '{' | '}' | ',' | '..' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** A word, what the quotes hold, or the operator in its symbol form. */
  readonly text: string;
  /** Where it is in the filter: first character, and one past the last. */
  readonly start: number;
  readonly end: number;
}

export const OPERATORS = ['==', '!=', '<', '<=', '>', '>=', 'contains', 'matches', 'in'] as const;
export type Operator = (typeof OPERATORS)[number];

type Meaning = readonly [kind: TokenKind, text: string];

const operator = (text: Operator): Meaning => ['operator', text];

/** Longest first. */
const SYMBOLS: readonly (readonly [symbol: string, ...Meaning])[] = [
  ['==', ...operator('==')],
  ['!=', ...operator('!=')],
  ['<=', ...operator('<=')],
  ['>=', ...operator('>=')],
  ['&&', 'and', 'and'],
  ['||', 'or', 'or'],
  ['..', '..', '..'],
  ['<', ...operator('<')],
  ['>', ...operator('>')],
  ['~', ...operator('matches')],
  ['!', 'not', 'not'],
  ['(', '(', '('],
  [')', ')', ')'],
  ['{', '{', '{'],
  ['}', '}', '}'],
  [',', ',', ','],
];

/** Words that mean something, in any case. */
const KEYWORDS: ReadonlyMap<string, Meaning> = new Map([
  ['and', ['and', 'and']],
  ['or', ['or', 'or']],
  ['not', ['not', 'not']],
  ['eq', operator('==')],
  ['ne', operator('!=')],
  ['lt', operator('<')],
  ['le', operator('<=')],
  ['gt', operator('>')],
  ['ge', operator('>=')],
  ['contains', operator('contains')],
  ['matches', operator('matches')],
  ['in', operator('in')],
]);

/** Half an operator, with the whole one. */
const HALVES: Readonly<Record<string, string>> = { '=': '==', '&': 'and', '|': 'or' };

/** Ends a word. */
const SPECIAL = /[\s(){},"=!<>&|~]/;

export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at]!)) {
      at++;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  const character = text[start]!;
  if (character === '"' || character === "'") return quoted(text, start);
  const symbol = SYMBOLS.find(([spelling]) => text.startsWith(spelling, start));
  if (symbol !== undefined) return { kind: symbol[1], text: symbol[2], start, end: start + symbol[0].length };
  const whole = HALVES[character];
  if (whole !== undefined) throw new FilterError(`'${character}' means nothing; use ${whole}`, start, start + 1);
  return word(text, start);
}

function word(text: string, start: number): Token {
  let end = start;
  while (end < text.length && !SPECIAL.test(text[end]!) && !text.startsWith('..', end)) end++;
  const spelling = text.slice(start, end);
  const [kind, meaning] = KEYWORDS.get(spelling.toLowerCase()) ?? (['word', spelling] as const);
  return { kind, text: meaning, start, end };
}

/** Up to the same quote; a backslash takes the quote, and itself, as they are, and stays before anything else (a regular expression may want it). */
function quoted(text: string, start: number): Token {
  const quote = text[start]!;
  let content = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character === quote) return { kind: 'string', text: content, start, end: at + 1 };
    const escaped = character === '\\' && text[at + 1] === quote;
    content += escaped ? quote : character;
    if (escaped) at++;
  }
  throw new FilterError(`the ${quote} is not closed`, start, text.length);
}
