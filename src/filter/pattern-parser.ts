/** A regular expression as the steps of an automaton. */
import { FilterError } from './filter-error.js';

/** One step; `next` are indices of steps. */
export type Step =
  | { op: 'character'; accepts: (code: number) => boolean; next: number }
  | { op: 'split'; next: number[] }
  | { op: 'start' | 'end'; next: number }
  | { op: 'match' };

/** Characters of a pattern. */
const PATTERN_LIMIT = 200;
/** Steps of an automaton: repetitions are written out. */
const STEP_LIMIT = 2000;
const DEPTH_LIMIT = 20;

type Accepts = (code: number) => boolean;

type Node =
  | { kind: 'character'; accepts: Accepts }
  | { kind: 'start' | 'end' }
  | { kind: 'sequence' | 'choice'; of: Node[] }
  | { kind: 'repeat'; of: Node; least: number; most: number };

const codes = (from: string, to: string): Accepts => {
  const [low, high] = [from.charCodeAt(0), to.charCodeAt(0)];
  return (code) => code >= low && code <= high;
};
const either =
  (tests: readonly Accepts[]): Accepts =>
  (code) =>
    tests.some((accepts) => accepts(code));
const except =
  (accepts: Accepts): Accepts =>
  (code) =>
    !accepts(code);

const DIGIT = codes('0', '9');
const WORD = either([DIGIT, codes('a', 'z'), codes('_', '_')]);
const SPACE = either([...' \t\n\r\f\v\u00a0'].map((space) => codes(space, space)));
const CLASSES: Readonly<Record<string, Accepts>> = { d: DIGIT, w: WORD, s: SPACE, D: except(DIGIT), W: except(WORD), S: except(SPACE) };
const CONTROLS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };
const TIMES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  '*': [0, Number.POSITIVE_INFINITY],
  '+': [1, Number.POSITIVE_INFINITY],
  '?': [0, 1],
};

/** `start`: where the pattern begins in the filter, for errors. */
export function parsePattern(pattern: string, start: number): Step[] {
  if (pattern.length > PATTERN_LIMIT)
    throw new FilterError(`a regular expression has at most ${PATTERN_LIMIT} characters`, start, start + pattern.length);
  const node = new PatternParser(pattern, start).parse();
  const steps: Step[] = [];
  const compiler = new Compiler(steps, () => {
    throw new FilterError('the regular expression repeats too much', start, start + pattern.length);
  });
  compiler.add(node);
  steps.push({ op: 'match' });
  return steps;
}

class PatternParser {
  readonly #pattern: string;
  readonly #start: number;
  #at = 0;
  #depth = 0;

  constructor(pattern: string, start: number) {
    this.#pattern = pattern;
    this.#start = start;
  }

  parse(): Node {
    const node = this.#choice();
    if (this.#at < this.#pattern.length) this.#fail("')' closes nothing; write \\) for the character");
    return node;
  }

  #peek(): string {
    return this.#pattern[this.#at] ?? '';
  }

  #take(text: string): boolean {
    if (!this.#pattern.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #fail(message: string, from = this.#at): never {
    throw new FilterError(message, this.#start + from, this.#start + Math.max(from + 1, this.#at));
  }

  #choice(): Node {
    const of = [this.#sequence()];
    while (this.#take('|')) of.push(this.#sequence());
    return of.length === 1 ? of[0]! : { kind: 'choice', of };
  }

  #sequence(): Node {
    const of: Node[] = [];
    while (this.#at < this.#pattern.length && this.#peek() !== '|' && this.#peek() !== ')') of.push(this.#repeated());
    return { kind: 'sequence', of };
  }

  #repeated(): Node {
    let node = this.#single();
    for (let times = this.#times(); times !== undefined; times = this.#times()) {
      node = { kind: 'repeat', of: node, least: times[0], most: times[1] };
      // Lazy or not is the same where only the occurrence counts.
      this.#take('?');
    }
    return node;
  }

  #times(): readonly [least: number, most: number] | undefined {
    const simple = TIMES[this.#peek()];
    if (simple !== undefined) {
      this.#at++;
      return simple;
    }
    const counted = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.#pattern.slice(this.#at));
    if (counted === null) return undefined;
    const from = this.#at;
    this.#at += counted[0].length;
    const least = Number(counted[1]);
    const most = counted[2] === undefined ? least : counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3]);
    if (most < least) this.#fail(`${counted[0]} goes from more to less`, from);
    return [least, most];
  }

  #single(): Node {
    const from = this.#at;
    const character = this.#peek();
    this.#at++;
    switch (character) {
      case '.':
        return { kind: 'character', accepts: () => true };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '[':
        return { kind: 'character', accepts: this.#set(from) };
      case '(':
        return this.#group(from);
      case '\\':
        return { kind: 'character', accepts: this.#escape(from) };
      case '*':
      case '+':
      case '?':
        return this.#fail(`'${character}' repeats nothing; write \\${character} for the character`, from);
      default:
        return literal(character);
    }
  }

  #group(from: number): Node {
    if (++this.#depth > DEPTH_LIMIT) this.#fail('too many groups in one another', from);
    if (!this.#take('?:') && this.#peek() === '?') this.#fail('look-around and named groups are not known; (?: ) and ( ) are', from);
    const node = this.#choice();
    if (!this.#take(')')) this.#fail('the ( is not closed', from);
    this.#depth--;
    return node;
  }

  #escape(from: number): Accepts {
    const character = this.#peek();
    if (character === '') this.#fail('a \\ stands before something', from);
    this.#at++;
    if (/[1-9]/.test(character)) this.#fail('references to groups are not known', from);
    if (/[bB]/.test(character)) this.#fail('\\b is not known; known are \\d \\w \\s', from);
    return CLASSES[character] ?? same(CONTROLS[character] ?? character);
  }

  #set(from: number): Accepts {
    const inverted = this.#take('^');
    const tests: Accepts[] = [];
    do tests.push(this.#member(from));
    while (!this.#take(']'));
    const accepts = either(tests);
    return inverted ? except(accepts) : accepts;
  }

  /** A character of a set, a range, or a class. */
  #member(from: number): Accepts {
    const low = this.#peek();
    if (low === '') this.#fail('the [ is not closed', from);
    this.#at++;
    if (low === '\\') return this.#escape(from);
    const high = this.#pattern[this.#at + 1] ?? ']';
    if (this.#peek() !== '-' || high === ']') return same(low);
    this.#at += 2;
    if (high < low) this.#fail(`${low}-${high} goes backwards`, from);
    return either([codes(low, high), codes(low.toLowerCase(), high.toLowerCase())]);
  }
}

/** The texts searched are in lower case. */
function same(character: string): Accepts {
  const lower = character.toLowerCase();
  return codes(lower, lower);
}

/** Usually one character; what has no single lower-case form becomes several. */
function literal(character: string): Node {
  return { kind: 'sequence', of: [...character.toLowerCase()].map((one) => ({ kind: 'character', accepts: codes(one, one) })) };
}

/** Writes nodes as steps; each falls through to the step after it. */
class Compiler {
  readonly #steps: Step[];
  readonly #tooMany: () => never;

  constructor(steps: Step[], tooMany: () => never) {
    this.#steps = steps;
    this.#tooMany = tooMany;
  }

  add(node: Node): void {
    if (this.#steps.length > STEP_LIMIT) this.#tooMany();
    switch (node.kind) {
      case 'character':
        this.#steps.push({ op: 'character', accepts: node.accepts, next: this.#steps.length + 1 });
        return;
      case 'start':
      case 'end':
        this.#steps.push({ op: node.kind, next: this.#steps.length + 1 });
        return;
      case 'sequence':
        for (const each of node.of) this.add(each);
        return;
      case 'choice':
        this.#choice(node.of);
        return;
      case 'repeat':
        this.#repeat(node.of, node.least, node.most);
    }
  }

  #split(): number[] {
    const next: number[] = [];
    this.#steps.push({ op: 'split', next });
    return next;
  }

  #choice(of: readonly Node[]): void {
    const begin = this.#split();
    const ends: number[][] = [];
    for (const each of of) {
      begin.push(this.#steps.length);
      this.add(each);
      ends.push(this.#split());
    }
    for (const end of ends) end.push(this.#steps.length);
  }

  #repeat(of: Node, least: number, most: number): void {
    for (let time = 0; time < least; time++) this.#once(of);
    if (most === Number.POSITIVE_INFINITY) {
      const first = this.#steps.length;
      const loop = this.#split();
      loop.push(this.#steps.length);
      this.add(of);
      this.#split().push(first);
      loop.push(this.#steps.length);
      return;
    }
    const exits: number[][] = [];
    for (let time = least; time < most; time++) {
      const choice = this.#split();
      choice.push(this.#steps.length);
      this.#once(of);
      exits.push(choice);
    }
    for (const exit of exits) exit.push(this.#steps.length);
  }

  /** Counts what is empty too: {9999} of nothing is work as well. */
  #once(of: Node): void {
    this.#split().push(this.#steps.length);
    this.add(of);
  }
}
