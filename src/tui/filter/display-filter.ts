/** The text behind '/' as a filter: made once, asked often. */
import { Filter } from '../../filter/filter.js';
import { FilterError } from '../../filter/filter-error.js';

type Made = { readonly filter: Filter } | { readonly problem: FilterError };

let last: { readonly text: string; readonly made: Made } | undefined;

function make(text: string): Made {
  try {
    return { filter: new Filter(text) };
  } catch (error) {
    if (error instanceof FilterError) return { problem: error };
    throw error;
  }
}

function made(text: string): Made {
  if (last?.text !== text) last = { text, made: make(text) };
  return last.made;
}

/** Undefined for the empty text, which leaves everything, and for one that is no filter (yet). */
export function displayFilter(text: string): Filter | undefined {
  if (text.trim() === '') return undefined;
  const result = made(text);
  return 'filter' in result ? result.filter : undefined;
}

/** What is wrong with a filter that is being typed. */
export function filterProblem(text: string): FilterError | undefined {
  if (text.trim() === '') return undefined;
  const result = made(text);
  return 'problem' in result ? result.problem : undefined;
}
