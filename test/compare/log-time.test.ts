import { expect, test } from '@jest/globals';
import { parseTime } from '../../src/compare/log-time.js';

/** Microseconds of a moment of UTC. */
const at = (...parts: Parameters<typeof Date.UTC>): number => Date.UTC(...parts) * 1000;

test.each([
  ['2026-11-21T10:11:12.123456Z x', at(2026, 10, 21, 10, 11, 12) + 123456, true],
  ['2026-11-21T10:11:12.123456+01:30', at(2026, 10, 21, 8, 41, 12) + 123456, true],
  ['2017-01-20 15:53:57,546', at(2017, 0, 20, 15, 53, 57) + 546000, false],
  ['2017/01/20 15:53:57', at(2017, 0, 20, 15, 53, 57), false],
  ['09/24 13:56:42.434', at(1972, 8, 24, 13, 56, 42) + 434000, false],
  ['Nov  1 10:11:12', at(1972, 10, 1, 10, 11, 12), false],
  ['I0315 10:11:12.123456  77 f.cpp:1]', at(1972, 2, 15, 10, 11, 12) + 123456, false],
  ['W20230315 10:11:12.123456  77 f.cpp:1]', at(2023, 2, 15, 10, 11, 12) + 123456, false],
  ['20231116123344567 DLINP', at(2023, 10, 16, 12, 33, 44) + 567000, false],
  ['Thu Nov 16 12:33:44 2023 DLINP', at(2023, 10, 16, 12, 33, 44), false],
  ['1795290214.256413 x', 1795290214256413, true],
  ['19:26:09.513096', 69969513096, false],
])('%s', (text, time, absolute) => {
  expect(parseTime(text)).toMatchObject({ time, absolute });
});

test.each(['', 'x', '12', '99999', 'I am', 'Received 20231116123344567', 'Mon 12', 'Feb'])('%j has none', (text) => {
  expect(parseTime(text)).toBeUndefined();
});
