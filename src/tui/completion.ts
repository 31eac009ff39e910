/** What the word that is being typed at a prompt may become. */
import { FIELD_NAMES, FIELDS, fieldNamed } from '../filter/field.js';
import { COMMANDS } from './key-bindings.js';
import { COLUMN_NAMES } from './presentation/association-list.js';
import { THEMES } from './theme.js';
import type { Prompt } from './view-state.js';

/** A field, an operator, and the beginning of a value. */
const VALUE = /([\w.]+)\s*(?:==|!=|=|in)\s*(\S*)$/;
const WORD = /[^\s()!]*$/;
const JOINING = ['and', 'or', 'not'];

/** Words after ':' beside the commands of the key table. */
export const COMMAND_WORDS = ['frame', 'compare', 'columns', 'filter', 'theme', 'time', 'quit', 'q', 'w'] as const;

export interface Completion {
  /** What is typed of the word. */
  readonly typed: string;
  /** What it may be, whole words in order; case does not matter. */
  readonly words: readonly string[];
}

export function completionOf({ kind, text }: Pick<Prompt, 'kind' | 'text'>): Completion {
  if (kind === 'filter') return filterCompletion(text);
  return kind === 'command' ? commandCompletion(text) : { typed: '', words: [] };
}

function filterCompletion(text: string): Completion {
  const [, field = '', value = ''] = VALUE.exec(text) ?? [];
  const name = fieldNamed(field);
  if (name !== undefined) return matching(value, FIELDS[name].kind.words ?? []);
  return matching(WORD.exec(text)?.[0] ?? '', [...FIELD_NAMES, ...JOINING]);
}

function commandCompletion(text: string): Completion {
  const theme = /^\s*theme\s+(\S*)$/.exec(text);
  if (theme !== null) return matching(theme[1] ?? '', Object.keys(THEMES));
  const column = /^\s*columns\s(?:.*\s)?(\S*)$/.exec(text);
  if (column !== null) return matching(column[1] ?? '', COLUMN_NAMES);
  return /^\s*\S*$/.test(text) ? matching(text.trim(), [...COMMAND_WORDS, ...COMMANDS]) : { typed: '', words: [] };
}

/** Only what begins with what is typed, and is longer. */
function matching(typed: string, words: readonly string[]): Completion {
  const lower = typed.toLowerCase();
  return { typed, words: words.filter((word) => word.length > typed.length && word.toLowerCase().startsWith(lower)) };
}

/** The text with its last word completed as far as all that it may be agree. */
export function completed(prompt: Pick<Prompt, 'kind' | 'text'>): string {
  const { typed, words } = completionOf(prompt);
  const [first] = words;
  if (first === undefined) return prompt.text;
  let length = first.length;
  for (const word of words) while (first.slice(0, length).toLowerCase() !== word.slice(0, length).toLowerCase()) length--;
  return length > typed.length ? prompt.text.slice(0, prompt.text.length - typed.length) + first.slice(0, length) : prompt.text;
}
