/** What an endpoint has sent: rings that grow, begin again at TSN 0, and stay within their bounds. */
import { expect, test } from '@jest/globals';
import { Allowance, SENT_LIMIT } from '../../src/reconstruct/allowance.js';
import { MAX_OUTSTANDING, MAX_SKIPPED, Outbound } from '../../src/reconstruct/outbound.js';
import { MAX_PAYLOAD } from '../../src/reconstruct/payload-ring.js';
import { Fragment } from '../../src/reconstruct/sent-chunk.js';

const WHOLE = 3;
const LAST_TSN = 0xffffffff;

/** Sends `count` messages of `length` bytes from `first` on, one a frame and a millisecond. */
function send(outbound: Outbound, first: number, count: number, length = 4): void {
  for (let at = 0; at < count; at++) sendOne(outbound, (first + at) >>> 0, at, length);
}

const SENT = { destination: 1, frame: 1, time: 0 };

function fragment(tsn: number, rest: Partial<Fragment> = {}): Fragment {
  return Object.assign(new Fragment(), { tsn, flags: WHOLE, ppid: 46, length: 4, complete: true }, rest);
}

function sendOne(outbound: Outbound, tsn: number, at = 0, length = 4): boolean {
  const bytes = new Uint8Array(length).fill(tsn);
  outbound.borrow(new DataView(bytes.buffer));
  const chunk = fragment(tsn, { sequence: at & 0xffff, length });
  return outbound.sent(chunk, { destination: 1, frame: at + 1, time: at * 1000 });
}

const tsns = (outbound: Outbound): number[] => outbound.snapshot().map(({ tsn }) => tsn);

test.each([1, 15, 16, 17, 100, 1000])('%d outstanding TSNs that begin again at zero are kept in order, with their data', (count) => {
  const outbound = new Outbound();
  const first = (LAST_TSN - (count >> 1)) >>> 0;
  send(outbound, first, count);
  expect(tsns(outbound)).toEqual(Array.from({ length: count }, (_, at) => (first + at) >>> 0));
  expect(outbound.snapshot().every(({ tsn, payload }) => payload!.every((byte) => byte === (tsn & 255)))).toBe(true);
  expect(outbound.outstanding).toBe(count);
});

test('user data is the same before and after its block has gone, also of TSNs sent out of order', () => {
  const outbound = new Outbound();
  const block = Uint8Array.from({ length: 64 }, (_, at) => at);
  outbound.borrow(new DataView(block.buffer, 8));
  for (const tsn of [1000, 1003, 1001]) outbound.sent(fragment(tsn, { from: (tsn - 1000) * 4, complete: tsn !== 1003 }), SENT);
  const data = () => outbound.snapshot().map(({ payload }) => payload && [...payload]);
  const expected = [[8, 9, 10, 11], [12, 13, 14, 15], undefined];
  expect(data()).toEqual(expected);
  outbound.keepBorrowed();
  block.fill(255);
  expect(data()).toEqual(expected);
});

test('what is acknowledged is let go, whichever side of zero it is on', () => {
  const outbound = new Outbound();
  send(outbound, LAST_TSN - 2, 6);
  expect(outbound.acknowledge(0, 10, 10_000)).toBe(true);
  outbound.release(20_000);
  expect(tsns(outbound)).toEqual([1, 2]);
  expect(outbound.acknowledge(LAST_TSN, 11, 11_000)).toBe(false);
  expect(tsns(outbound)).toEqual([1, 2]);
});

test('a TSN seen again is a retransmission, let go or not', () => {
  const outbound = new Outbound();
  send(outbound, 1000, 2);
  expect(sendOne(outbound, 1001)).toBe(true);
  outbound.acknowledge(1001, 10, 10_000);
  outbound.release(20_000);
  expect(sendOne(outbound, 1000)).toBe(true);
  expect([outbound.chunks, outbound.retransmissions]).toEqual([2, 2]);
});

test('a message that is acknowledged in part stays whole', () => {
  const outbound = new Outbound();
  outbound.sent(fragment(1000, { flags: 2 }), SENT);
  outbound.sent(fragment(1001, { flags: 1 }), SENT);
  outbound.acknowledge(1000, 2, 1000);
  outbound.release(2000);
  expect(outbound.snapshot().map(({ tsn, acknowledged }) => [tsn, acknowledged])).toEqual([
    [1000, 'cumulative'],
    [1001, 'no'],
  ]);
});

test('acknowledgements that had not arrived by then are taken back', () => {
  const outbound = new Outbound();
  send(outbound, 1000, 2);
  outbound.acknowledge(1000, 2, 5000);
  expect(outbound.snapshot(5000).map(({ acknowledged }) => acknowledged)).toEqual(['no', 'no']);
  expect(outbound.snapshot(5001).map(({ acknowledged }) => acknowledged)).toEqual(['cumulative', 'no']);
});

test.each([
  ['of TSNs that were never sent', 5000, 6000],
  ['of TSNs before the first', 1, 900],
  ['that ends before it begins', 1002, 1001],
])('a gap ack block %s acknowledges nothing', (_, first, last) => {
  const outbound = new Outbound();
  send(outbound, 1000, 3);
  outbound.acknowledgeGap(first, last, 5000, 4096);
  expect(outbound.snapshot().map(({ acknowledged }) => acknowledged)).toEqual(['no', 'no', 'no']);
  expect(outbound.flight).toBe(12);
});

test('a gap ack block is looked at as far as its limit', () => {
  const outbound = new Outbound();
  send(outbound, 1000, 100);
  expect(outbound.acknowledgeGap(1000, 1099, 5000, 10)).toBe(10);
  expect(outbound.snapshot().filter(({ acknowledged }) => acknowledged === 'gap')).toHaveLength(10);
});

test('a TSN far beyond what can be outstanding makes it begin anew', () => {
  const outbound = new Outbound();
  send(outbound, 1000, 3);
  sendOne(outbound, 1000 + MAX_OUTSTANDING);
  expect(tsns(outbound)).toEqual([1000 + MAX_OUTSTANDING]);
  expect(outbound.forgotten).toEqual({ count: MAX_OUTSTANDING, frame: 1, time: 0, longest: 0 });
});

test('as many TSNs as can be outstanding, and no more user data than its share', () => {
  const outbound = new Outbound();
  send(outbound, LAST_TSN - 10, MAX_OUTSTANDING, 100);
  const kept = outbound.snapshot();
  expect(kept).toHaveLength(MAX_OUTSTANDING);
  const withData = kept.filter(({ payload }) => payload !== undefined);
  expect(withData.length * 100).toBeLessThanOrEqual(MAX_PAYLOAD);
  expect(withData.length * 100).toBeGreaterThan(MAX_PAYLOAD - 200);
});

test('what is given up is what nobody acknowledged, once', () => {
  const outbound = new Outbound();
  send(outbound, 1000, 4);
  outbound.acknowledge(1000, 2, 5000);
  expect(outbound.abandon(1002, Number.POSITIVE_INFINITY)).toEqual([1001, 1002]);
  expect(outbound.abandon(1002, Number.POSITIVE_INFINITY)).toEqual([]);
});

test('TSNs that jump cost no more than the packets do: beyond a limit nothing from before is followed', () => {
  const outbound = new Outbound();
  send(outbound, 1000, 2);
  sendOne(outbound, 1001 + MAX_SKIPPED);
  expect(tsns(outbound)).toEqual([1000, 1001, 1001 + MAX_SKIPPED]);
  expect(outbound.forgotten.count).toBe(0);
  sendOne(outbound, 1001 + 2 * MAX_SKIPPED + 2);
  expect(tsns(outbound)).toEqual([1001 + 2 * MAX_SKIPPED + 2]);
  expect(outbound.forgotten.count).toBe(2 * MAX_SKIPPED + 3);
});

test('what all endpoints keep together has a limit; each has a few TSNs for sure, and more when others give theirs up', () => {
  const allowance = new Allowance();
  const [records, most] = [1 << 12, 2];
  expect(allowance.take(SENT_LIMIT - most * records * 64)).toBe(true);
  const outbounds = Array.from({ length: most + 1 }, () => new Outbound(allowance));
  const kept = () => outbounds.map((outbound) => outbound.snapshot().length);
  for (const outbound of outbounds) send(outbound, 1000, records, 0);
  expect(kept()).toEqual([records, records, 64]);
  expect(outbounds[2]!.forgotten.count).toBe(records - 64);
  outbounds[0]!.clear();
  send(outbounds[2]!, outbounds[2]!.next, records - 64, 0);
  expect(kept()).toEqual([0, records, records]);
});
