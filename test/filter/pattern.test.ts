import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FilterError } from '../../src/filter/filter-error.js';
import { compilePattern } from '../../src/filter/pattern.js';

test.each([
  ['a.c', 'xABCx', true],
  ['^abc$', 'abc', true],
  ['^bc', 'abc', false],
  ['ab$', 'abc', false],
  ['', '', true],
  ['a|b|', '', true],
  ['^(ab|cd)+$', 'abcdab', true],
  ['^(ab|cd)+$', 'abcda', false],
  ['^a{2,3}$', 'aaaa', false],
  ['^a{2,3}$', 'AAA', true],
  ['^a{2}$', 'aa', true],
  ['^a{2,}$', 'aaaaa', true],
  ['a{,2}', 'a{,2}', true],
  ['[^0-9]x', '5x', false],
  ['[A-F0-9]+:', 'xyz: beef:', true],
  ['[]a]', ']', true],
  ['\\d+\\.\\d+', 'tsn 10.5', true],
  ['\\D', '123', false],
  ['\\[x\\]', '[x]', true],
  ['a+?b', 'aab', true],
  ['(?:x|y)z', 'yz', true],
])('%s in %s: %s', (pattern, text, expected) => {
  expect(compilePattern(pattern, 0)(text)).toBe(expected);
});

describe('agrees with RegExp', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '\\d', '(a|b)', '(ab)', '(?:b|)', '(a*)');
  const piece = fc.tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{2}', '{0,2}', '{1,}')).map(([one, times]) => one + times);
  const pattern = fc
    .tuple(fc.constantFrom('', '^'), fc.array(piece, { maxLength: 5 }), fc.constantFrom('', '$', '|a', '|^b'))
    .map(([before, pieces, after]) => before + pieces.join('') + after);
  const text = fc.array(fc.constantFrom('a', 'b', 'B', '1', ' '), { maxLength: 8 }).map((characters) => characters.join(''));

  test('on what both know', () => {
    fc.assert(
      fc.property(pattern, text, (written, searched) => {
        expect(compilePattern(written, 0)(searched)).toBe(new RegExp(written, 'i').test(searched));
      }),
      { numRuns: 2000 },
    );
  });
});

test.each(['(a+)+$', '^(a|a)*$', '^(a|aa)+$', '(.*)(.*)(.*)(.*)x', '((a*)*)*b', '(a?){50}a{50}x'])(
  '%s takes no longer than the text is long',
  (pattern) => {
    const matches = compilePattern(pattern, 0);
    const began = performance.now();
    expect(matches(`${'a'.repeat(5000)}!`)).toBe(false);
    expect(performance.now() - began).toBeLessThan(3000);
  },
);

test('any text is a pattern or a FilterError', () => {
  const parts = fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '*',
    '+',
    '?',
    '|',
    '\\',
    '^',
    '$',
    '.',
    '-',
    ',',
    'a',
    '2',
    '(?:',
    '{2,}',
    '\u{1F600}',
  );
  fc.assert(
    fc.property(
      fc.array(parts, { maxLength: 12 }).map((chosen) => chosen.join('')),
      fc.string(),
      (pattern, text) => {
        try {
          compilePattern(pattern, 0)(text);
        } catch (error) {
          expect(error).toBeInstanceOf(FilterError);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
