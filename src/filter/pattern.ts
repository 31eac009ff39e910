/**
 * Regular expressions that take time in proportion to the text, whatever the pattern: no backtracking. All threads of the pattern's automaton walk the text
 * together (Thompson, Pike), so `(a+)+$` is as harmless as `a`. Case does not matter.
 *
 * Known: . [a-z] [^a-z] \d \w \s (and \D \W \S) ^ $ ( ) (?: ) | * + ? {n} {n,} {n,m} and a backslash before anything else.
 */
import { parsePattern, type Step } from './pattern-parser.js';

/** Does the pattern occur in the text? */
export type Pattern = (text: string) => boolean;

/** Throws FilterError with the position counted from `start`, where the pattern begins in the filter. */
export function compilePattern(pattern: string, start: number): Pattern {
  const program = parsePattern(pattern, start);
  return (text) => run(program, text.toLowerCase());
}

function run(program: readonly Step[], text: string): boolean {
  let threads = new Threads(program);
  let next = new Threads(program);
  for (let at = 0; at <= text.length; at++) {
    threads.add(0, at, text.length);
    if (threads.matched) return true;
    for (const step of threads.waiting) {
      const { accepts, next: following } = program[step] as Extract<Step, { op: 'character' }>;
      if (at < text.length && accepts(text.charCodeAt(at))) next.add(following, at + 1, text.length);
    }
    if (next.matched) return true;
    [threads, next] = [next, threads];
    next.clear();
  }
  return false;
}

/** The steps the automaton is at, each once. */
class Threads {
  /** Steps that wait for a character. */
  readonly waiting: number[] = [];
  matched = false;
  readonly #program: readonly Step[];
  readonly #seen: Uint8Array;

  constructor(program: readonly Step[]) {
    this.#program = program;
    this.#seen = new Uint8Array(program.length);
  }

  clear(): void {
    this.waiting.length = 0;
    this.#seen.fill(0);
  }

  /** Adds a step and all that are reached from it without a character. */
  add(first: number, at: number, length: number): void {
    const open = [first];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      if (this.#seen[step] === 1) continue;
      this.#seen[step] = 1;
      const row = this.#program[step]!;
      if (row.op === 'character') this.waiting.push(step);
      else if (row.op === 'match') this.matched = true;
      else if (row.op === 'split') open.push(...row.next);
      else if (row.op === 'start' ? at === 0 : at === length) open.push(row.next);
    }
  }
}
