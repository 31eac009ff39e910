/** What a shell can offer where a value or an operand stands, read from the tables of commands and options. */
import type { Command, Option } from '../command.js';

/** Words to choose from, names of a kind, or nothing that could be listed. */
export type Completable = readonly string[] | 'file' | 'interface' | 'nothing';

/** Of a value as the help spells it: 'text|ndjson', '[ADDR[:PORT]=]LOG', 'FILE...', 'INTERFACE'. */
function completable(value: string): Completable {
  if (/^[a-z-]+(?:\|[a-z-]+)+$/.test(value)) return value.split('|');
  if (/FILE|LOG|\.pcapng/.test(value)) return 'file';
  return value === 'INTERFACE' ? 'interface' : 'nothing';
}

/** What may follow an option; undefined for a switch. */
export function following({ value, words }: Option): Completable | undefined {
  return value === undefined ? undefined : (words ?? completable(value));
}

export function operandOf({ operands }: Command): Completable {
  return completable(operands);
}

/** '-T' and '--format'. */
export function namesOf({ name, short }: Option): string[] {
  return short === undefined ? [name] : [short, name];
}

/** What every command takes beside its own. */
export const HELP_OPTION: Option = { name: '--help', short: '-h', help: 'what there is' };

/** What a command takes, for a shell: a sentence in place of a paragraph. */
export function optionsOf({ options }: Command): Option[] {
  return [...options.map((option) => ({ ...option, help: brief(option.help) })), HELP_OPTION];
}

/** A line that fits beside an option. */
function brief(help: string): string {
  const [first = ''] = help.split(/[:;(]|, e\.g\./);
  return first.trim();
}
