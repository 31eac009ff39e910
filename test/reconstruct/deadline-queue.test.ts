/** Deadlines come out in their order, each waiter once. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DeadlineQueue } from '../../src/reconstruct/deadline-queue.js';

test('whatever goes in, what is due comes out, and the rest stays', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(50), (deadlines, now) => {
      const queue = new DeadlineQueue<number>();
      for (const [waiter, deadline] of deadlines.entries()) queue.push(deadline, waiter);
      const sorted = [...deadlines].sort((a, b) => a - b);
      const due = [...queue.due(now)].map((waiter) => deadlines[waiter]);
      expect(due).toEqual(sorted.filter((deadline) => deadline <= now));
      expect(queue.isDue(now)).toBe(false);
      expect(queue.isDue(50)).toBe(due.length < sorted.length);
      expect(queue.size).toBe(deadlines.length - due.length);
    }),
  );
});

test('one who waits for several things is due once; rebuilt, the queue knows what it is given', () => {
  const queue = new DeadlineQueue<string>();
  for (const deadline of [3, 1, 2]) queue.push(deadline, 'a');
  expect([...queue.due(2)]).toEqual(['a']);
  queue.rebuild([
    [7, 'b'],
    [5, 'c'],
  ]);
  expect([queue.isDue(4), queue.isDue(5), ...queue.due(9)]).toEqual([false, true, 'c', 'b']);
});
