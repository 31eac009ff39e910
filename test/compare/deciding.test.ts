/** What a log without an end lets go of changes nothing of what it says later. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AppCall } from '../../src/compare/app-log.js';
import { deciding } from '../../src/compare/deciding.js';
import { SocketTable } from '../../src/compare/socket-table.js';
import { SubscriptionHistory } from '../../src/compare/subscription-history.js';
import { NOTIFICATION_TYPES } from '../../src/notification/notification.js';

test('the last decision of each thing is kept, and all that are not past', () => {
  const decisions = [1, 2, 3, 4, 5, 6];
  const things = (decision: number): string[] => (decision === 3 ? [] : [decision % 2 === 0 ? 'even' : 'odd']);
  expect(deciding(decisions, (decision) => decision < 5, things)).toEqual([1, 4, 5, 6]);
});

/** A struct of Linux's SCTP_EVENT: all associations, a type from SCTP_SN_TYPE_BASE on, on or off. */
const event = (type: number, on: boolean): string => `00000000${type.toString(16).padStart(2, '0')}800${on ? '1' : '0'}00`;

const CALLS = fc.array(
  fc.record({
    socket: fc.constantFrom('3', '4', '5', undefined),
    type: fc.integer({ min: 1, max: 4 }),
    on: fc.boolean(),
    failed: fc.boolean(),
    accepts: fc.constantFrom(undefined, undefined, '4', '5'),
  }),
  { maxLength: 40 },
);

test('subscriptions: the state at any time that is not past is what it was', () => {
  fc.assert(
    fc.property(CALLS, fc.integer({ min: 0, max: 40 }), (calls, past) => {
      const [whole, shrunk] = [new SubscriptionHistory(undefined), new SubscriptionHistory(undefined)];
      calls.forEach(({ socket, type, on, failed, accepts }, i) => {
        const line = { kind: 'call', line: i + 1, time: i, ...(socket === undefined ? {} : { socket }) } as const;
        const option = { call: 'setsockopt', option: 'SCTP_EVENT', optlen: 8, raw: event(type, on), result: failed ? -1 : 0 };
        const call: AppCall = accepts === undefined ? { ...line, ...option } : { ...line, call: 'accept', newSocket: accepts };
        for (const history of [whole, shrunk]) history.observe(call);
        if (i === past)
          shrunk.forget(
            ({ time }) => time! < past,
            () => true,
          );
      });
      for (const type of NOTIFICATION_TYPES)
        for (const socket of ['3', '4', '5', undefined])
          for (let time = past; time <= calls.length; time++) {
            expect(shrunk.at(type, time, socket).state).toBe(whole.at(type, time, socket).state);
          }
    }),
    { numRuns: 300 },
  );
});

test('sockets: used ones, open ones and the last closed ones are kept, the others go', () => {
  const table = new SocketTable();
  const call = (line: number, name: string, more: Partial<AppCall>): void =>
    table.observe({ kind: 'call', line, time: line, socket: name, call: '', ...more });
  call(1, 'listener', { call: 'bind', addresses: [{ address: '10.1.0.1', port: 5001 }] });
  for (let i = 0; i < 1000; i++) {
    call(10 * i + 2, 'listener', { call: 'accept', newSocket: `s${i}` });
    call(10 * i + 3, `s${i}`, { call: 'close', result: 0 });
  }
  call(10_010, 'listener', { call: 'accept', newSocket: 'open' });
  const used = table.all.find(({ name }) => name === 's7')!;
  table.forget(new Set([used]), ({ line }) => line < 9_000);
  const names = table.all.map(({ name }) => name);
  expect(names).toHaveLength(1 + 1 + 256 + 100 + 1);
  expect(names.slice(0, 3)).toEqual(['listener', 's7', 's644']);
  expect(names.at(-1)).toBe('open');
  expect(table.knows('s643')).toBe(false);
  expect(table.socket('open', 10_020).localPort).toBe(5001);
});
