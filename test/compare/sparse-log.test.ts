/** Logs that say little: no direction, no members, times cut to the second. */
import { describe, expect, test } from '@jest/globals';
import type { NotificationBody } from '../../src/notification/notification.js';
import { COMPLETE, claim, compareLogs, confirmed, failed, LOST, SHUTDOWN, START, UP, verdicts } from '../helper/comparison.js';

const at = (seconds: number): string => new Date((START + seconds * 1e6) / 1000).toISOString();
const whole = (seconds: number): string => at(Math.floor(seconds)).slice(0, 19).replace('T', ' ');

describe('a failure that does not say whether its message was sent', () => {
  const stevens = (time: number, text: string): string => `${at(time)} ${text}`;
  const lines = [
    stevens(0.001, 'SCTP_ASSOC_CHANGE: COMMUNICATION UP, assoc=1h'),
    stevens(5.001, 'SCTP_ASSOC_CHANGE: COMMUNICATION LOST, assoc=1h'),
    ...[2, 3, 4].map((millisecond) => stevens(5 + millisecond / 1000, 'SCTP_SEND_FAILED: assoc=1h')),
  ];

  test('may be of one that no packet shows, as often as it is told', () => {
    const { differences, comparison } = compareLogs(
      [claim(0, UP), claim(5, LOST), claim(5, failed(1, 46))],
      [{ lines, address: '10.1.0.1' }],
    );
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.lanes[0]?.beyondCapture).toMatchObject([{ count: 2 }]);
  });

  test('is still missed', () => {
    expect(verdicts([claim(0, UP), claim(5, LOST), claim(5, failed(1, 46))], lines.slice(0, 2))).toEqual(['missing SCTP_SEND_FAILED']);
  });
});

test('a change of an address that does not say which may be a local one', () => {
  const lines = [
    `${at(0.001).slice(5, 23).replace('T', ' ').replace('-', '/')}: [amf] DEBUG: SCTP_ASSOC_CHANGE:[T:32769, F:0x0, S:0, I/O:5/10]`,
    `${at(3.001).slice(5, 23).replace('T', ' ').replace('-', '/')}: [amf] WARNING: SCTP_PEER_ADDR_CHANGE:[T:32770, F:0x0, S:0]`,
  ];
  expect(compareLogs([claim(0, UP)], [{ lines, address: '10.1.0.1' }]).differences).toEqual([]);
});

describe('times cut to the second', () => {
  const MANY = 25;
  const many = <T>(one: () => T): T[] => Array.from({ length: MANY }, one);
  const EXPECTED = [
    claim(0.93, UP),
    claim(4.05, confirmed('10.1.0.2')),
    ...many(() => claim(4.06, failed(1, 46))),
    claim(6.94, SHUTDOWN),
    claim(6.95, COMPLETE),
  ];
  const said = [
    'SCTP_ASSOC_CHANGE: SCTP_COMM_UP: assoc_id 1, ostreams 10, istreams 5',
    'SCTP_PEER_ADDR_CHANGE: 10.1.0.2:6010: SCTP_ADDR_CONFIRMED: assoc_id 1 ',
    ...many(() => 'SCTP_SEND_FAILED: error 3072, assoc_id 1, flags 1'),
    'SCTP_SHUTDOWN_EVENT: assoc_id 1',
    'SCTP_ASSOC_CHANGE: SCTP_SHUTDOWN_COMP: assoc_id 1, ostreams 0, istreams 0',
  ];
  const lines = (zone: string): string[] =>
    said.map(
      (text, i) => `${whole(EXPECTED[i]!.time / 1e6 - START / 1e6)}${zone} sctp notification from 10.1.0.2:6010 on sbc:5001: ${text}`,
    );

  test.each(['', 'Z'])('are neither early nor late, nor does the log begin too late (zone "%s")', (zone) => {
    const { differences, comparison } = compareLogs(EXPECTED, [{ lines: lines(zone) }]);
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.lanes[0]).toMatchObject({ expected: MANY + 4, told: MANY + 4, notListening: [] });
  });

  test('the clock of a log with a zone is taken as it is', () => {
    expect(compareLogs(EXPECTED, [{ lines: lines('Z') }]).comparison.logs[0]?.clock.offset).toBe(0);
  });
});

test('what was raised before a log begins is said to be so', () => {
  const lines = [`${at(5.001)} SCTP_SHUTDOWN_EVENT: assoc=1h`];
  const { comparison } = compareLogs([claim(0, UP), claim(5, SHUTDOWN)], [{ lines, address: '10.1.0.1' }]);
  expect(comparison.logs[0]?.lanes[0]?.notListening).toEqual([{ count: 1, why: expect.stringMatching(/ begins later$/) }]);
});

describe('whose log it is, where it names nobody', () => {
  const toPeer = { endpoint: 1, endpointName: '10.1.0.2:6010' } as const;
  const sides = [claim(0, UP), claim(5, { ...LOST, sac_error: 0 } as NotificationBody), claim(0, UP, toPeer), claim(5, LOST, toPeer)];
  const log = (error: number): string[] => [
    `{'type': 32769, 'flags': 0, 'state': 0, 'error': 0, 'outbound_streams': 10, 'inbound_streams': 5, 'assoc_id': 3}`,
    `{'type': 32769, 'flags': 0, 'state': 1, 'error': ${error}, 'outbound_streams': 0, 'inbound_streams': 0, 'assoc_id': 3}`,
  ];

  test.each([
    [0, '10.1.0.1:5001'],
    [3072, '10.1.0.2:6010'],
  ])('a member that only one end was told shows it: error %i', (error, name) => {
    const { differences, comparison } = compareLogs(sides, [{ lines: log(error) }]);
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.lanes[0]?.lane.name).toBe(name);
  });

  test('and so does what is missing of a type', () => {
    const more = [...sides, claim(5, failed(1, 46)), claim(5, failed(1, 46)), claim(5.1, failed(2, 46), toPeer)];
    const lines = [...log(3072), `{'type': 32771, 'flags': 1, 'error': 3072, 'assoc_id': 3}`];
    expect(compareLogs(more, [{ lines }]).comparison.logs[0]?.lanes[0]?.lane.name).toBe('10.1.0.2:6010');
  });

  test('and so does how much of it the claims of an end explain, all its lines together', () => {
    const path = (spc_aaddr: string): NotificationBody => ({
      sn_type: 'SCTP_PEER_ADDR_CHANGE',
      spc_state: 'SCTP_ADDR_UNREACHABLE',
      spc_aaddr,
      spc_error: 0,
    });
    const failures = Array.from({ length: 5 }, () => claim(5.1, failed(1, 46)));
    const ends = [
      ...[claim(0, UP), claim(4, path('10.1.0.2')), claim(5, LOST), ...failures],
      ...[claim(0, UP, toPeer), claim(4, path('10.1.0.1'), toPeer), claim(5, LOST, toPeer)],
    ];
    const lines = [
      ...['[SCTP] Received notification for sd 9, type 32769', '[SCTP] Comm up notified for sd 9, assigned assoc_id 16'],
      '[SCTP] Received notification for sd 9, type 32770',
      ...['[SCTP] Received notification for sd 9, type 32769', '[SCTP] Client association changed: 1'],
      '[SCTP] Received notification for sd 9, type 32771',
    ];
    const { differences, comparison } = compareLogs(ends, [{ lines }]);
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.lanes[0]?.lane.name).toBe('10.1.0.2:6010');
  });
});
