/** `--filter EXPR`, `-Y EXPR`: the display filter of a command. */
import { FIELD_NAMES } from '../filter/field.js';
import { Filter } from '../filter/filter.js';
import { FilterError } from '../filter/filter-error.js';
import { type Option, type OptionValues, UsageError } from './command.js';

export const FILTER_OPTION: Option = {
  name: '--filter',
  short: '-Y',
  value: 'EXPR',
  help: `only what matches: 'chunk == ABORT and host == 10.1.0.2', 'tsn in 1007..1012', or words to look for; fields: ${FIELD_NAMES.join(', ')}`,
};

/** Throws UsageError that points at the place in the expression. */
export function filterOption(options: OptionValues): Filter | undefined {
  const text = options['filter'];
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  try {
    return new Filter(text);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw new UsageError(`--filter: ${error.message}\n${pointer(text, error)}`);
  }
}

/** The expression with marks under what is wrong. */
function pointer(text: string, { start, end }: FilterError): string {
  const line = text.replace(/[\s\p{C}]/gu, ' ');
  return `  ${line}\n  ${' '.repeat(start)}${'^'.repeat(Math.max(1, Math.min(end, text.length) - start))}`;
}
