import { expect, test } from '@jest/globals';
import { createBatch } from '../../../src/capture/frame.js';
import { CaptureClock } from '../../../src/capture/live/capture-clock.js';

function batchAt(...times: readonly number[]) {
  const batch = createBatch(new Uint8Array(0), times.length);
  batch.time.set(times);
  batch.count = times.length;
  return batch;
}

test('goes on from the last frame, by what has passed since it was read, less the slack', () => {
  const clock = new CaptureClock(300_000);
  clock.read(batchAt(5e6, 7e6), 1000);
  expect(clock.time(1000)).toBe(7e6 - 300_000);
  expect(clock.time(3000)).toBe(9e6 - 300_000);
});

test('knows nothing before the first frame, nor from a frame without a time', () => {
  const clock = new CaptureClock(0);
  expect(clock.time(1e9)).toBe(Number.NEGATIVE_INFINITY);
  clock.read(batchAt(), 1);
  clock.read(batchAt(Number.NaN), 2);
  expect(clock.time(1e9)).toBe(Number.NEGATIVE_INFINITY);
});

test('frames that are read late do not pass for silence', () => {
  const clock = new CaptureClock(0);
  clock.read(batchAt(1e6), 1000);
  clock.read(batchAt(1.5e6), 60_000);
  expect(clock.time(60_100)).toBe(1.6e6);
});
