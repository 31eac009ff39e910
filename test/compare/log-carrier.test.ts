/** Logs as docker, Kubernetes, the journal and syslog keep them: read as the program wrote them. */
import { describe, expect, test } from '@jest/globals';
import { readLog } from '../helper/app-log.js';

const AT = 1795290218.319382;
const ISO = '2026-11-21T19:43:38.319382';

/** What is put around a line, and whether the time then comes with date and zone. */
const WRAPPINGS: readonly (readonly [name: string, wrap: (line: string) => string, clock: string])[] = [
  ['coloured', (line) => `\u001b[32m${line}\u001b[0m`, 'none'],
  ['syslog', (line) => `Nov 21 19:43:38 host prog[123]: ${line}`, 'unknown-offset'],
  ['syslog with priority', (line) => `<30>Nov 21 19:43:38 host prog[123]: ${line}`, 'unknown-offset'],
  ['rsyslog', (line) => `${ISO}+00:00 host prog[123]: #033[1m${line}#033[0m`, 'epoch'],
  ['RFC 5424', (line) => `<30>1 ${ISO}Z host prog 123 - - ${line}`, 'epoch'],
  ['journalctl -o short-unix', (line) => `${AT} host prog[123]: ${line}`, 'epoch'],
  ['journalctl -o short-monotonic', (line) => `[  218.319382] host prog[123]: ${line}`, 'unknown-offset'],
  ['journalctl -o short-full', (line) => `Sat 2026-11-21 19:43:38 UTC host prog[123]: ${line}`, 'epoch'],
  ['journalctl -o json', (line) => JSON.stringify({ __REALTIME_TIMESTAMP: '1795290218319382', MESSAGE: line }), 'epoch'],
  [
    'journalctl -o json, coloured',
    (line) => JSON.stringify({ __REALTIME_TIMESTAMP: '1795290218319382', MESSAGE: [...new TextEncoder().encode(`\u001b[1m${line}`)] }),
    'epoch',
  ],
  ['docker, the file itself', (line) => JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: `${ISO}123Z` }), 'epoch'],
  [
    'docker, a line in parts',
    (line) =>
      [line.slice(0, 9), `${line.slice(9)}\n`].map((log) => JSON.stringify({ log, stream: 'stdout', time: `${ISO}123Z` })).join('\n'),
    'epoch',
  ],
  ['docker logs -t', (line) => `${ISO}123Z ${line}`, 'epoch'],
  ['docker compose logs', (line) => `\u001b[36mamf-1  | \u001b[0m${line}`, 'none'],
  ['docker compose logs -t', (line) => `amf-1  | ${ISO}123Z ${line}`, 'epoch'],
  ['containerd', (line) => `${ISO}123+00:00 stdout F ${line}`, 'epoch'],
  [
    'containerd, a line in parts, another stream in between',
    (line) => `${ISO}123Z stdout P ${line.slice(0, 9)}\n${ISO}123Z stderr F x\n${ISO}124Z stdout F ${line.slice(9)}`,
    'epoch',
  ],
  ['kubectl logs --prefix', (line) => `[pod/amf-7d9f-abcde/amf] ${line}`, 'none'],
  ['kubectl logs --prefix --timestamps', (line) => `[pod/amf-7d9f-abcde/amf] ${ISO}123Z ${line}`, 'epoch'],
  ['fluentd', (line) => JSON.stringify({ log: line, '@timestamp': `${ISO}Z` }), 'epoch'],
];

const LOST = ['Received SCTP_COMM_UP', 'SCTP_COMM_LOST'];

describe.each(WRAPPINGS)('%s', (_, wrap, clock) => {
  test('a program without times has those of what carried it', () => {
    const { notifications, summary } = readLog(LOST.map(wrap).join('\n'));
    expect(notifications.map(({ members }) => members['sac_state'])).toEqual(['SCTP_COMM_UP', 'SCTP_COMM_LOST']);
    expect(summary).toMatchObject({ format: 'sctp_darn', clock });
    if (clock === 'epoch') expect(Math.floor(notifications[0]!.time! / 1e6)).toBe(Math.floor(AT));
    if (clock === 'none') expect(notifications[0]!.time).toBeUndefined();
  });

  test.each([
    ['native', `{"time":${AT - 1},"event":"notification","sn_type":"SCTP_SHUTDOWN_EVENT"}`],
    [
      'strace',
      `[pid 7] ${AT - 1} recvmsg(3, {msg_iov=[{iov_base="\\5\\200\\0\\0\\f\\0\\0\\0\\1\\0\\0\\0", iov_len=99}], msg_flags=MSG_EOR|MSG_MORE}, 0) = 12 <0.000000>`,
    ],
  ])('%s has its own', (format, line) => {
    const { notifications, summary } = readLog(wrap(line));
    expect(summary).toMatchObject({ format, clock: 'epoch' });
    expect(notifications).toMatchObject([{ type: 'SCTP_SHUTDOWN_EVENT', time: Math.round((AT - 1) * 1e6) }]);
  });

  test('so where the form is stated', () => {
    expect(readLog(LOST.map(wrap).join('\n'), { format: 'sctp_darn' }).notifications.length).toBe(2);
  });
});

test('a time of its own goes before one in whole seconds', () => {
  const line =
    'Nov 21 19:43:38 host amf[1]: 11/21 19:43:38.319: [amf] DEBUG: SCTP_SHUTDOWN_EVENT:[T:32773, F:0x0, L:12] (../src/amf/x.c:1)';
  expect(readLog(line).notifications[0]!.time! % 1e6).toBe(319_000);
});

test('a dump of several lines behind the times of its container', () => {
  const dump = ['00000000  05 80 00 00 0c 00 00 00', '00000008  07 00 00 00'];
  const { notifications } = readLog(dump.map((line) => `${ISO}123Z stderr F ${line}`).join('\n'));
  expect(notifications).toMatchObject([{ type: 'SCTP_SHUTDOWN_EVENT', association: 7, time: AT * 1e6 }]);
});

test('a part without an end grows to a limit only', () => {
  const part = `${ISO}123Z stdout P ${'x'.repeat(500_000)}`;
  expect(readLog([`${ISO}1Z stdout F SCTP_COMM_LOST`, ...Array.from({ length: 8 }, () => part)].join('\n')).summary.unknownLines).toBe(2);
});

test('lines that were not carried are as they stand', () => {
  const log = [...LOST.map((line) => `${ISO}123Z stdout F ${line}`), 'Received SCTP_SHUTDOWN_COMP'].join('\n');
  expect(readLog(log).notifications.length).toBe(3);
});
