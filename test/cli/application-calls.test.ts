/** What is kept of the calls in a log that is long. */
import { expect, test } from '@jest/globals';
import { LoggedCalls } from '../../src/cli/application-calls.js';
import type { AppCall } from '../../src/compare/app-log.js';
import { LoggedApplication } from '../../src/compare/logged-application.js';

test('of many sends the first are kept, the others counted; the log goes on for what is compared', () => {
  const calls = new LoggedCalls(new LoggedApplication({ name: 'app.log', address: '10.1.0.1', port: undefined, abi: undefined }));
  const call = (line: number, name: string): AppCall => ({
    kind: 'call',
    call: name,
    line,
    time: line,
    socket: '3',
    stream: 0,
    length: 100,
  });
  for (let line = 1; line <= 500_010; line++) calls.observe(call(line, 'sendmsg'));
  expect(calls.sends(5001)).toHaveLength(500_000);
  expect(calls.application).toMatchObject({ leftOut: 0, sendsLeftOut: 10, lastTime: 500_010 });
});

test('when associations were aborted, and when the last socket of a port was closed', () => {
  const calls = new LoggedCalls(new LoggedApplication({ name: 'app.log', address: '10.1.0.1', port: undefined, abi: undefined }));
  const call = (time: number, socket: string, name: string, more: Partial<AppCall> = {}): void =>
    calls.observe({ kind: 'call', call: name, line: time, time, socket, ...more });
  call(1, '3', 'bind', { addresses: [{ address: '10.1.0.1', port: 5001 }] });
  call(2, '4', 'bind', { addresses: [{ address: '10.1.0.1', port: 5002 }] });
  call(3, '5', 'bind', { addresses: [{ address: '10.1.0.1', port: 5002 }] });
  call(4, '3', 'sendmsg', { flags: ['SCTP_ABORT'], result: 0 });
  call(5, '3', 'sendmsg', { flags: ['SCTP_ABORT'], result: -1 });
  call(6, '3', 'close', { result: 0 });
  call(7, '4', 'close', { result: 0 });
  expect(calls.aborts(5001)).toEqual([4]);
  expect(calls.closed(5001)).toBe(6);
  expect(calls.closed(5002)).toBeUndefined();
  call(8, '5', 'close', { result: 0 });
  expect(calls.closed(5002)).toBe(8);
});

test('when the sockets of a port were shut down for reading, and for sending too', () => {
  const calls = new LoggedCalls(new LoggedApplication({ name: 'app.log', address: '10.1.0.1', port: undefined, abi: undefined }));
  const call = (time: number, name: string, more: Partial<AppCall> = {}): void =>
    calls.observe({ kind: 'call', call: name, line: time, time, socket: '3', result: 0, ...more });
  call(1, 'bind', { addresses: [{ address: '10.1.0.1', port: 5001 }] });
  expect(calls.shut(5001)).toEqual({ reading: undefined, both: undefined });
  call(2, 'shutdown', { how: 'SHUT_RD', result: -1, errno: 'ENOTCONN' });
  call(3, 'shutdown', { how: 'SHUT_RD' });
  expect(calls.shut(5001)).toEqual({ reading: 3, both: undefined });
  call(4, 'shutdown', { how: 'SHUT_WR' });
  expect(calls.shut(5001)).toEqual({ reading: 3, both: 4 });
  expect(calls.shut(5002)).toEqual({ reading: undefined, both: undefined });
});

test('a message sent in pieces (SCTP_EXPLICIT_EOR) is as long as they are, however often that is asked', () => {
  const calls = new LoggedCalls(new LoggedApplication({ name: 'app.log', address: '10.1.0.1', port: undefined, abi: undefined }));
  const piece = (time: number, length: number, ...flags: string[]): void =>
    calls.observe({ kind: 'call', call: 'sendmsg', line: time, time, socket: '3', stream: 1, length, flags, result: length });
  piece(1, 400);
  piece(2, 300, 'SCTP_EOR');
  piece(3, 200);
  for (const _ of [1, 2]) expect(calls.sends(5001).map(({ length }) => length)).toEqual([700, 200]);
});

test('which addresses were named in connecting to one of them', () => {
  const calls = new LoggedCalls(new LoggedApplication({ name: 'app.log', address: '10.1.0.1', port: undefined, abi: undefined }));
  const call = (time: number, name: string, ...addresses: string[]): void =>
    calls.observe({
      kind: 'call',
      call: name,
      line: time,
      time,
      socket: '3',
      addresses: addresses.map((address) => ({ address, port: 5001 })),
    });
  call(1, 'bind', '10.1.0.1');
  call(2, 'connectx', '10.1.0.2', '10.2.0.2');
  call(3, 'connect', '10.3.0.2');
  expect([...calls.named(5001, '10.2.0.2')]).toEqual(['10.1.0.2', '10.2.0.2']);
  expect([...calls.named(5001, '10.3.0.2')]).toEqual(['10.3.0.2']);
  expect([...calls.named(5001, '10.4.0.2')]).toEqual([]);
});

test('when associations were to end in good order, and when the log ends', () => {
  const calls = new LoggedCalls(new LoggedApplication({ name: 'app.log', address: '10.1.0.1', port: undefined, abi: undefined }));
  const call = (time: number, name: string, more: Partial<AppCall> = {}): void =>
    calls.observe({ kind: 'call', call: name, line: time, time, socket: '3', result: 0, ...more });
  call(1, 'bind', { addresses: [{ address: '10.1.0.1', port: 5001 }] });
  expect(calls.endings(5001)).toBeUndefined();
  call(2, 'socket');
  call(3, 'bind', { addresses: [{ address: '10.1.0.1', port: 5001 }] });
  call(4, 'sendmsg', { flags: ['SCTP_EOF'] });
  call(5, 'sendmsg', { flags: ['SCTP_ABORT'] });
  call(6, 'shutdown', { how: 'SHUT_WR' });
  call(7, 'close', { result: -1 });
  expect(calls.endings(5001)).toEqual([4, 6]);
  expect(calls.aborts(5001)).toEqual([5]);
  expect(calls.end).toBeUndefined();
  calls.summary = { format: 'native', clock: 'epoch', lines: 7, events: 7, unknownLines: 0, samples: [], problems: [] };
  expect(calls.end).toBe(7);
  call(8, 'setsockopt', { option: 'SCTP_AUTOCLOSE', raw: '05000000' });
  expect(calls.endings(5001)).toBeUndefined();
});

test('the pieces of a message with explicit EOR are one send, however often they are asked for', () => {
  const calls = new LoggedCalls(new LoggedApplication({ name: 'app.log', address: '10.1.0.1', port: undefined, abi: undefined }));
  const send = (line: number, length: number, flags: string[]): void =>
    calls.observe({ kind: 'call', call: 'sendmsg', line, time: line, socket: '3', stream: 1, length, flags });
  send(1, 100, []);
  send(2, 20, ['SCTP_EOR']);
  for (const _ of ['once', 'again']) expect(calls.sends(5001)).toMatchObject([{ time: 1, length: 120 }]);
});
