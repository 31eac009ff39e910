/**
 * The grammar of filters:
 *
 *     either     = all { or all }
 *     all        = single { [and] single }           words that follow each other must all be there
 *     single     = not single | ( either ) | FIELD OPERATOR value | FIELD in list | WORD | STRING
 *     list       = { item { [,] item } } | ( item { , item } ) | item { , item }
 *     item       = value [ .. value ]
 */
import { comparison, type Item, membership } from './comparison.js';
import type { Condition, Expression } from './expression.js';
import { closestField, FIELD_NAMES, type FieldName, fieldNamed, isWiresharkName } from './field.js';
import { FilterError } from './filter-error.js';
import type { Test } from './kind.js';
import { type Operator, type Token, type TokenKind, tokenise } from './token.js';

/** Characters of a filter. */
const LENGTH_LIMIT = 4000;
/** Parentheses and nots in one another. */
const NESTING_LIMIT = 60;

export interface Parsed {
  readonly expression: Expression;
  readonly conditions: readonly Condition[];
}

/** Throws FilterError. */
export function parse(text: string): Parsed {
  if (text.length > LENGTH_LIMIT) throw new FilterError(`a filter has at most ${LENGTH_LIMIT} characters`, LENGTH_LIMIT, text.length);
  const parser = new Parser(tokenise(text));
  return { expression: parser.parse(), conditions: parser.conditions };
}

class Parser {
  readonly conditions: Condition[] = [];
  readonly #tokens: readonly Token[];
  #at = 0;
  #nesting = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Expression {
    const expression = this.#either();
    const { kind, text, start, end } = this.#next;
    if (kind === ')') throw new FilterError("there is no '(' for this ')'", start, end);
    if (kind !== 'end') throw new FilterError(`'${text}' stands only behind a field and 'in'`, start, end);
    return expression;
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  #takeIf(kind: TokenKind): Token | undefined {
    if (this.#next.kind !== kind) return undefined;
    return this.#tokens[this.#at++];
  }

  #either(): Expression {
    const of = [this.#all()];
    while (this.#takeIf('or')) of.push(this.#all());
    return of.length === 1 ? of[0]! : { kind: 'or', of };
  }

  #all(): Expression {
    const of = [this.#single()];
    while (this.#takeIf('and') || BEGINS_SINGLE.includes(this.#next.kind)) of.push(this.#single());
    return of.length === 1 ? of[0]! : { kind: 'and', of };
  }

  #single(): Expression {
    const token = this.#next;
    if (++this.#nesting > NESTING_LIMIT) throw new FilterError('too many parentheses in one another', token.start, token.end);
    const expression = this.#singleAt(token);
    this.#nesting--;
    return expression;
  }

  #singleAt(token: Token): Expression {
    const { kind, text, start, end } = token;
    switch (kind) {
      case 'not':
        this.#at++;
        return { kind: 'not', of: this.#single() };
      case '(':
        return this.#parenthesised();
      case 'string':
        this.#at++;
        return this.#textContains(token);
      case 'word':
        this.#at++;
        return this.#next.kind === 'operator' ? this.#comparison(token) : this.#bareWord(token);
      case 'operator':
        throw new FilterError(`'${text}' wants a field before it: chunk == ABORT`, start, end);
      case 'end':
        throw new FilterError('here a condition is missing: chunk == ABORT, or a word to look for', start, end);
      default:
        throw new FilterError(`a condition is missing before '${text}'`, start, end);
    }
  }

  #parenthesised(): Expression {
    const { start } = this.#tokens[this.#at++]!;
    const expression = this.#either();
    if (!this.#takeIf(')')) throw new FilterError('the ( is not closed', start, start + 1);
    return expression;
  }

  #condition(field: FieldName, test: Test): Expression {
    const condition = { index: this.conditions.length, field, test };
    this.conditions.push(condition);
    return { kind: 'condition', condition };
  }

  #bareWord(token: Token): Expression {
    return isWiresharkName(token.text) ? this.#exists(fieldNamed(token.text)!) : this.#textContains(token);
  }

  #textContains(token: Token): Expression {
    return this.#condition('text', comparison('text', 'contains', token));
  }

  #exists(field: FieldName): Expression {
    return this.#condition(field, () => true);
  }

  #comparison(word: Token): Expression {
    const field = fieldNamed(word.text) ?? unknownField(word);
    const operator = this.#tokens[this.#at++]!.text as Operator;
    if (operator === 'in') return this.#condition(field, membership(field, this.#list(field)));
    const equal = this.#condition(field, comparison(field, operator, this.#value(field)));
    // As in Wireshark: what has no such field is not unequal either.
    return operator === '!=' ? { kind: 'and', of: [this.#exists(field), { kind: 'not', of: equal }] } : equal;
  }

  #value(field: FieldName): Token {
    const value = this.#takeIf('word') ?? this.#takeIf('string');
    if (value !== undefined) return value;
    const { kind, text, start, end } = this.#next;
    const quote = kind === 'end' ? '' : `; to mean '${text}' itself, quote it`;
    throw new FilterError(`what is ${field} to be compared with?${quote}`, start, end);
  }

  #list(field: FieldName): Item[] {
    const open = this.#takeIf('{') ?? this.#takeIf('(');
    const items = [this.#item(field)];
    while (this.#takeIf(',') || (open?.kind === '{' && VALUES.includes(this.#next.kind))) items.push(this.#item(field));
    if (open !== undefined && !this.#takeIf(open.kind === '{' ? '}' : ')'))
      throw new FilterError(`the ${open.text} is not closed`, open.start, open.end);
    return items;
  }

  #item(field: FieldName): Item {
    const from = this.#value(field);
    return { from, to: this.#takeIf('..') ? this.#value(field) : undefined };
  }
}

const VALUES: readonly TokenKind[] = ['word', 'string'];
const BEGINS_SINGLE: readonly TokenKind[] = ['word', 'string', 'not', '(', 'operator'];

function unknownField({ text, start, end }: Token): never {
  const near = closestField(text);
  throw new FilterError(
    `there is no field '${text}'; ${near === undefined ? `known: ${FIELD_NAMES.join(', ')}` : `perhaps ${near}?`}`,
    start,
    end,
  );
}
