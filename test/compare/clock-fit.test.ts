import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { captureTime, fitClock, isSameClock, NO_OFFSET, type TimedPair } from '../../src/compare/clock-fit.js';

/** Pairs of events a second apart, read by a clock that is `ahead` and gains `drift`, each as late as `delays` says (microseconds). */
function pairs(ahead: number, drift: number, delays: readonly number[]): TimedPair[] {
  return delays.map((delay, i) => {
    const raised = 1e15 + i * 30e6;
    return { earliest: raised, latest: raised, read: raised + ahead + drift * i * 30e6 + delay };
  });
}

test('any offset, with delays of milliseconds and a few of seconds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e11, max: 1e11 }),
      fc.array(fc.integer({ min: 100, max: 5000 }), { minLength: 5, maxLength: 40 }),
      (ahead, delays) => {
        const late = delays.map((delay, i) => (i % 4 === 3 ? delay + 3e6 : delay));
        expect(Math.abs(fitClock(pairs(ahead, 0, late)).offset - ahead)).toBeLessThan(6000);
      },
    ),
  );
});

test('drift is found where pairs are many and far apart', () => {
  const fit = fitClock(
    pairs(
      5e6,
      1e-3,
      Array.from({ length: 30 }, () => 1000),
    ),
  );
  expect(fit.drift).toBeCloseTo(1e-3, 5);
  expect(captureTime(fit, 1e15 + 5e6 + 1e-3 * 600e6 + 600e6)).toBeCloseTo(1e15 + 600e6, -4);
});

test('times cut off scatter below the tenth part: the earliest of them shows the clock', () => {
  const delays = [...Array.from({ length: 25 }, () => 880_000), 10_000];
  expect(fitClock(pairs(5e6, 0, delays), 999_999).offset).toBe(5e6 + 10_000);
  expect(fitClock(pairs(5e6, 0, delays)).offset).toBe(5e6 + 880_000);
});

test('few pairs show no drift', () => {
  expect(fitClock(pairs(0, 1e-3, [0, 0, 0, 0])).drift).toBe(0);
});

describe('absolute times are taken as they are', () => {
  const same = (list: TimedPair[]): boolean => isSameClock(fitClock(list), list);

  test.each<[string, boolean, TimedPair[]]>([
    ['read promptly', true, pairs(0, 0, [100, 200, 300, 400])],
    ['read late, each by its own', true, pairs(0, 0, [3e6, 9e6, 4e6, 30e6])],
    ['one pair only, late', true, pairs(0, 0, [30e6])],
    ['all late by the same', false, pairs(30e6, 0, [100, 200, 300, 400])],
    ['before it happened', false, pairs(-5e6, 0, [100, 200, 300])],
    ['no pairs', true, []],
  ])('%s: %s', (_, expected, list) => {
    expect(same(list)).toBe(expected);
  });

  test('a vague claim does not make a clock', () => {
    const vague = { earliest: 1e15, latest: 1e15 + 60e6, read: 1e15 + 1e6 };
    expect(same([vague, vague])).toBe(true);
    expect(fitClock([])).toBe(NO_OFFSET);
  });
});
