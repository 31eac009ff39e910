/** Where the cumulative ack stood some time ago. */
import { expect, test } from '@jest/globals';
import { CumulativeHistory } from '../../src/reconstruct/cumulative-history.js';

test('before a step it stood where the step before had brought it', () => {
  const history = new CumulativeHistory();
  history.start(99);
  expect(history.at(1000)).toBe(99);
  history.step(10, 100);
  history.step(20, 105);
  expect([5, 10, 11, 20, 21, Number.POSITIVE_INFINITY].map((time) => history.at(time))).toEqual([99, 99, 100, 100, 105, 105]);
});

test('of steps long past the oldest one remembered stands for all', () => {
  const history = new CumulativeHistory();
  history.start(0);
  for (let step = 1; step <= 1000; step++) history.step(step, step);
  expect(history.at(1000)).toBe(999);
  expect(history.at(950)).toBe(949);
  expect(history.at(1)).toBeGreaterThan(900);
  expect(history.at(1)).toBeLessThanOrEqual(937);
});

test('cleared or begun anew it knows nothing of before', () => {
  const history = new CumulativeHistory();
  history.step(10, 100);
  history.start(500);
  expect(history.at(1000)).toBe(500);
  history.clear();
  expect(history.at(1000)).toBe(500);
});
