import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FIELD_NAMES } from '../../src/filter/field.js';
import { Filter } from '../../src/filter/filter.js';
import { FilterError } from '../../src/filter/filter-error.js';
import type { Subject } from '../../src/filter/subject.js';

const word = fc.constantFrom(
  ...FIELD_NAMES,
  ...[
    '==',
    '!=',
    '<',
    '<=',
    '>',
    '>=',
    'contains',
    'matches',
    '~',
    'in',
    'and',
    'or',
    'not',
    '!',
    '&&',
    '||',
    '(',
    ')',
    '{',
    '}',
    ',',
    '..',
  ],
  ...['ABORT', 'SEND_FAILED', '10.1.0.2', '10.0.0.0/8', 'fd00::1', '1007', '0x7', '1007..1012', '19:15', '2025-11-21', 'likely', 'lost'],
  ...['"', "'", '\\', '=', '&', '"a b"', '"(a+)+"', 'sctp.port', 'ip.addr', 'constructor', '__proto__', '\u0000', '\u{1F600}', '/'],
);
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
  fc.array(word, { maxLength: 14 }).map((words) => words.join('')),
);

const full: Subject = { values: () => [0, 6, 1007, '10.1.0.1', 'SEND_FAILED', 'likely', '', Number.NaN] };
const empty: Subject = { values: () => undefined };

function parsed(written: string): Filter | undefined {
  try {
    return new Filter(written);
  } catch (error) {
    expect(error).toBeInstanceOf(FilterError);
    const { start, end, message } = error as FilterError;
    expect(message).not.toBe('');
    expect(0 <= start && start <= end && end <= written.length).toBe(true);
    return undefined;
  }
}

test('any text is a filter or a FilterError with a place in it; a filter answers', () => {
  fc.assert(
    fc.property(text, (written) => {
      const filter = parsed(written);
      for (const subject of [full, empty]) expect([true, false, undefined]).toContain(filter?.matches(subject));
    }),
    { numRuns: 3000 },
  );
});

test('not turns every answer round; with itself, and and or change nothing', () => {
  fc.assert(
    fc.property(text, (written) => {
      const filter = parsed(written);
      if (filter === undefined || written.length > 1000) return;
      for (const subject of [full, empty]) {
        const answer = filter.matches(subject);
        expect(new Filter(`not (${written})`).matches(subject)).toBe(!answer);
        expect(new Filter(`(${written}) and (${written})`).matches(subject)).toBe(answer);
        expect(new Filter(`(${written}) || (${written})`).matches(subject)).toBe(answer);
      }
    }),
    { numRuns: 1000 },
  );
});
