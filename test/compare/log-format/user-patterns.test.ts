import { describe, expect, test } from '@jest/globals';
import type { AppEvent } from '../../../src/compare/app-log.js';
import { AppLogReader } from '../../../src/compare/app-log-reader.js';
import { userPatterns } from '../../../src/compare/log-format/user-patterns.js';

const CONFIG = JSON.stringify({
  name: 'my-amf',
  rules: [
    {
      pattern: 'assoc (?<assoc_id>\\d+) is (?<sac_state>up|gone)',
      sn_type: 'SCTP_ASSOC_CHANGE',
      words: { up: 'SCTP_COMM_UP', gone: 'SCTP_COMM_LOST' },
    },
    { pattern: '^ +streams (?<sac_outbound_streams__hex>[0-9a-f]+)$', sn_type: 'SCTP_ASSOC_CHANGE', means: 'more' },
    { pattern: 'peer (?<peer>[0-9.]+) wants to leave', sn_type: 'SHUTDOWN_EVENT' },
    { pattern: 'failed on (?<sinfo_stream>\\d+)', sn_type: 'SCTP_SEND_FAILED', members: { ssf_flags_name: 'SCTP_DATA_UNSENT' } },
    { pattern: 'closing', means: 'call', call: 'close' },
  ],
});

function read(lines: string[]): { events: AppEvent[]; unknownLines: number } {
  const events: AppEvent[] = [];
  const reader = new AppLogReader({ name: 'x', format: userPatterns(CONFIG, 'my.json') }, (event) => events.push(event));
  reader.push(new TextEncoder().encode(lines.join('\n')));
  return { events, unknownLines: reader.end().unknownLines };
}

test('named groups become members', () => {
  const { events, unknownLines } = read([
    '12:00:00.5 assoc 7 is gone',
    '12:00:00.5  streams 1f',
    'noise',
    '12:00:01 peer 10.0.0.2 wants to leave',
    'failed on 3',
    'closing',
  ]);
  expect(events).toEqual([
    {
      kind: 'notification',
      line: 1,
      time: 43200500000,
      association: 7,
      type: 'SCTP_ASSOC_CHANGE',
      members: { sac_state: 'SCTP_COMM_LOST' },
    },
    { kind: 'notification', line: 4, time: 43201000000, peer: { address: '10.0.0.2' }, type: 'SCTP_SHUTDOWN_EVENT', members: {} },
    {
      kind: 'notification',
      line: 5,
      time: undefined,
      type: 'SCTP_SEND_FAILED',
      members: { ssf_flags_name: 'SCTP_DATA_UNSENT', ssf_info: { sinfo_stream: 3 } },
    },
    { kind: 'call', line: 6, time: undefined, call: 'close' },
  ]);
  expect(unknownLines).toBe(2);
});

test.each([
  ['seconds', '"ts":1784522744.566', 1784522744566000],
  ['milliseconds', '"ts":1784522744566', 1784522744566000],
  ['with date and zone', '"ts":"2026-07-20T04:45:44.566Z"', 1784522744566000],
])('a time within the line: %s', (_, field, time) => {
  const config = {
    rules: [{ pattern: '"ts":"?(?<time>[^",}]+).*"msg":"up"', sn_type: 'ASSOC_CHANGE', members: { sac_state: 'SCTP_COMM_UP' } }],
  };
  const events: AppEvent[] = [];
  const reader = new AppLogReader({ name: 'x', format: userPatterns(JSON.stringify(config), 'my.json') }, (event) => events.push(event));
  reader.push(new TextEncoder().encode(`{"level":"info",${field},"msg":"up"}\n`));
  expect(reader.end().clock).toBe('epoch');
  expect(events).toMatchObject([{ time, members: { sac_state: 'SCTP_COMM_UP' } }]);
});

describe('what is wrong with the file is said', () => {
  test.each([
    ['{', /my\.json is not JSON/],
    ['[]', /"rules" must be a list of patterns/],
    ['{"rules":[]}', /"rules" must be a list of patterns/],
    ['{"rules":[1]}', /rule 1 must be an object with a "pattern"/],
    ['{"rules":[{"pattern":"(","sn_type":"SCTP_ASSOC_CHANGE"}]}', /rule 1: Invalid regular expression/],
    ['{"rules":[{"pattern":"x"},{"pattern":"x","sn_type":"SCTP_TEA"}]}', /rule 2: there is no notification "SCTP_TEA"/],
    ['{"rules":[{"pattern":"x","means":"tea"}]}', /"means" is one of notification, more, detail, remark, nothing, call/],
    ['{"rules":[{"pattern":"(?<state>x)"}]}', /rule 1: the group "state" is no member of a notification; perhaps sac_state, spc_state/],
    [
      '{"rules":[{"pattern":"(?<who>x)"}]}',
      /the group "who" is no member of a notification; beside members there are sn_type, assoc_id, socket, peer, peer_port, time/,
    ],
  ])('%s', (text, message) => {
    expect(() => userPatterns(text, 'my.json')).toThrow(message);
  });
});
