/** Fields whose values are a few words, in order or not; and free text. */
import type { Kind } from './kind.js';
import { plainWord } from './number-kind.js';

/** Any of the words in any case; '-', '_' and blanks are one. Values are written as in the table. */
export function wordKind(wants: string, words: readonly string[]): Kind {
  const byPlain = new Map(words.map((word) => [plainWord(word), word]));
  return {
    wants,
    words,
    equal(written) {
      const word = byPlain.get(plainWord(written));
      return word === undefined ? undefined : (value) => value === word;
    },
    text: String,
  };
}

/** From the least to the most. */
export function rankedWordKind(wants: string, words: readonly string[]): Kind {
  const unordered = wordKind(wants, words);
  const rank = (written: string) => words.findIndex((word) => plainWord(word) === plainWord(written));
  return {
    ...unordered,
    order(written) {
      const than = rank(written);
      return than < 0 ? undefined : (value) => rank(String(value)) - than;
    },
    range(from, to) {
      const [low, high] = [rank(from), rank(to)];
      return low < 0 || high < low ? undefined : (value) => rank(String(value)) >= low && rank(String(value)) <= high;
    },
  };
}

/** Case does not matter. */
export const textKind: Kind = {
  wants: 'text',
  equal: (written) => (value) => String(value).toLowerCase() === written.toLowerCase(),
  text: String,
};
