/** The sends of a log beside a long association. */
import { expect, test } from '@jest/globals';
import { BEGINNING, END } from '../../src/dissect/chunk/data.js';
import { SendQueue } from '../../src/reconstruct/send-queue.js';

const send = (time: number) => ({ time, stream: 1, ppid: 46, context: 0, length: 100, unordered: false, lifetime: 0, channel: undefined });
const chunk = (tsn: number) => ({
  tsn,
  flags: BEGINNING | END,
  stream: 1,
  sequence: tsn & 0xffff,
  interleaved: false,
  ppid: 46,
  length: 100,
});

test('what was never sent is known', () => {
  const queue = new SendQueue([send(1), send(2)], 0);
  queue.begin(chunk(1), 10, false);
  expect(queue.begunOn(1)).toHaveLength(1);
  expect(queue.handedOver(100).flat()).toHaveLength(2);
});

test('with more messages than are kept, nothing is said of its sends', () => {
  const queue = new SendQueue([send(1), send(2)], 0);
  for (let tsn = 1; tsn <= 500_001; tsn++) queue.begin(chunk(tsn), 10 + tsn, false);
  expect(queue.begunOn(1)).toEqual([]);
  expect(queue.handedOver(1e9)).toEqual([]);
});

test('what was handed over first and leaves last, behind other streams, was queued', () => {
  const onStream = (stream: number, time: number) => ({ ...send(time), stream });
  const queue = new SendQueue([onStream(1, 1), onStream(1, 2), onStream(2, 3)], 0);
  queue.begin(chunk(1), 10, false);
  queue.begin({ ...chunk(2), stream: 2 }, 11, false);
  queue.begin(chunk(3), 20, false);
  expect(queue.at(15, 15, 16)).toBe('filled');
  expect(queue.at(20, 20, 21)).toBe('empty');
});
