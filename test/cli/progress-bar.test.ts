import { expect, test } from '@jest/globals';
import { progressText } from '../../src/cli/progress-bar.js';

test.each([
  [{ read: 0, total: 100 }, 0, 1000, 'reading [..............................]   0 %  0 packets'],
  [{ read: 50, total: 100 }, 7, 3000, 'reading [###############...............]  50 %  7 packets  3 s left'],
  [{ read: 120, total: 100 }, 9, 3000, 'reading [##############################] 100 %  9 packets  0 s left'],
  [{ read: 50, total: undefined }, 7, 3000, 'reading  7 packets'],
])('%j', (progress, packets, elapsed, expected) => {
  expect(progressText(progress, packets, elapsed)).toBe(expected);
});

test('what is read is named', () => {
  const words = { what: 'reading app.log', unit: 'lines' };
  expect(progressText({ read: 50, total: 100 }, 7, 3000, words)).toBe(
    'reading app.log [###############...............]  50 %  7 lines  3 s left',
  );
});
