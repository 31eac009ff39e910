import { describe, expect, test } from '@jest/globals';
import { asideTexts } from '../../src/compare/comparison-words.js';
import type { NotificationBody } from '../../src/notification/notification.js';
import {
  COMPLETE,
  called,
  claim,
  compareLogs,
  confirmed,
  DRY,
  failed,
  LOST,
  note,
  report,
  SHUTDOWN,
  START,
  told,
  UP,
  verdicts,
} from '../helper/comparison.js';

const END = note(60, 'end');
const EXPECTED = [claim(0, UP), claim(1, confirmed('10.1.0.2')), claim(5, SHUTDOWN), claim(5.5, COMPLETE)];
const BEGIN = called(-1, 'socket', { type: 'SOCK_SEQPACKET' });
const LINES = [told(0.001, UP), told(1.001, confirmed('10.1.0.2')), told(5.002, SHUTDOWN), told(5.501, COMPLETE), END];

function without(index: number): string[] {
  return [BEGIN, ...LINES.filter((_, i) => i !== index)];
}

describe('verdicts', () => {
  test('all told', () => {
    const { differences, comparison } = compareLogs(EXPECTED, [{ lines: LINES }]);
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.lanes[0]).toMatchObject({ expected: 4, told: 4, lane: { name: '10.1.0.1:5001' } });
  });

  test.each([0, 1, 2, 3])('line %i is missing', (index) => {
    expect(verdicts(EXPECTED, without(index))).toEqual([`missing ${EXPECTED[index]!.body.sn_type}`]);
  });

  test('told twice', () => {
    expect(verdicts(EXPECTED, [LINES[0]!, LINES[1]!, LINES[1]!, ...LINES.slice(2)])).toEqual(['unexpected SCTP_PEER_ADDR_CHANGE']);
  });

  test('a member differs', () => {
    const { differences } = compareLogs(EXPECTED, [
      { lines: [told(0.001, { ...UP, sac_outbound_streams: 9 } as NotificationBody), ...LINES.slice(1)] },
    ]);
    expect(differences).toMatchObject([{ verdict: 'field', fields: [{ name: 'sac_outbound_streams', expected: 10, logged: 9 }] }]);
  });

  test('a member that says which one it is differs', () => {
    const { differences } = compareLogs(EXPECTED, [{ lines: [LINES[0]!, told(1.001, confirmed('10.9.0.9')), ...LINES.slice(2)] }]);
    expect(differences).toMatchObject([{ verdict: 'field', fields: [{ name: 'spc_aaddr', logged: '10.9.0.9', identity: true }] }]);
  });

  test('two changed places', () => {
    const { differences } = compareLogs(EXPECTED, [
      { lines: [LINES[0]!, told(1.001, SHUTDOWN), told(5.002, confirmed('10.1.0.2')), LINES[3]!, END] },
    ]);
    expect(differences).toMatchObject([{ verdict: 'order', neighbour: {} }]);
  });

  test('two that one packet caused changed places', () => {
    const expected = [claim(0, UP), claim(0, DRY), claim(5, LOST)];
    expect(verdicts(expected, [told(0.002, DRY), told(0.003, UP), told(5.001, LOST), END])).toEqual(['order SCTP_ASSOC_CHANGE']);
  });

  test('two whose times are only estimates may change places', () => {
    const vague = { certainty: 'likely', earliest: START + 1e6, latest: START + 9e6 } as const;
    const expected = [claim(0, UP), claim(4, confirmed('10.1.0.2'), vague), claim(5, SHUTDOWN)];
    expect(verdicts(expected, [told(0.001, UP), told(5.002, SHUTDOWN), told(5.1, confirmed('10.1.0.2')), END])).toEqual([]);
  });

  test('read late: said, but no difference', () => {
    const { differences, comparison } = compareLogs(EXPECTED, [
      { lines: [LINES[0]!, told(4.5, confirmed('10.1.0.2')), ...LINES.slice(2)] },
    ]);
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.lanes[0]?.differences.map(({ verdict }) => verdict)).toEqual(['match', 'late', 'match', 'match']);
    expect(comparison.logs[0]?.lanes[0]?.differences[1]).toMatchObject({ delay: expect.closeTo(3.5e6, -2) });
  });
});

describe('what is no difference', () => {
  test('a possible claim, told or not', () => {
    const expected = [...EXPECTED.slice(0, 2), claim(3, DRY, { certainty: 'possible' }), ...EXPECTED.slice(2)];
    expect(verdicts(expected, LINES)).toEqual([]);
    expect(verdicts(expected, [...LINES.slice(0, 2), told(3.1, DRY), ...LINES.slice(2)])).toEqual([]);
  });

  test('members that the log or the claim leaves out', () => {
    expect(verdicts(EXPECTED, ['{"time":1795290200.001,"event":"notification","sn_type":"SCTP_ASSOC_CHANGE"}', ...LINES.slice(1)])).toEqual(
      [],
    );
    const vague = claim(0, { sn_type: 'SCTP_ASSOC_CHANGE', sac_state: 'SCTP_COMM_UP' });
    expect(verdicts([vague, ...EXPECTED.slice(1)], LINES)).toEqual([]);
  });

  test('what falls after the close of the socket', () => {
    const lines = [
      called(0, 'bind', { sock: 3, address: '10.1.0.1', port: 5001 }),
      told(0.001, UP, { sock: 3 }),
      called(2, 'close', { sock: 3 }),
      END,
    ];
    const { differences, comparison } = compareLogs([claim(0, UP), claim(3, LOST)], [{ lines }]);
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.lanes[0]?.notListening).toEqual([{ count: 1, why: 'the application closed its socket in line 3' }]);
  });

  test('what falls after the end of the log, or before its beginning', () => {
    expect(verdicts([...EXPECTED, claim(50, LOST)], LINES.slice(0, 4))).toEqual([]);
    expect(verdicts([claim(-20, UP), ...EXPECTED.slice(1)], LINES.slice(1))).toEqual([]);
  });

  test('what the application stopped reading for', () => {
    const lines = [LINES[0]!, note(2, 'application stops reading'), END];
    expect(verdicts([EXPECTED[0]!, claim(5, SHUTDOWN)], lines)).toEqual([]);
  });

  test('what it had not subscribed to', () => {
    const events = called(-1, 'setsockopt', { option: 'SCTP_EVENTS', optlen: 3, raw: '010101' });
    const { differences, comparison } = compareLogs(EXPECTED, [{ lines: [events, ...without(2)], address: '10.1.0.1' }]);
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.lanes[0]?.notSubscribed.map(({ claim: { body } }) => body.sn_type)).toEqual(['SCTP_SHUTDOWN_EVENT']);
    expect(asideTexts(comparison.logs[0]!)).toContainEqual(
      expect.stringMatching(/had not subscribed to SCTP_SHUTDOWN_EVENT \(1; byte 5 of sctp_event_subscribe\)/),
    );
    expect(verdicts(EXPECTED, without(2), { subscribed: ['SCTP_ASSOC_CHANGE', 'SCTP_PEER_ADDR_CHANGE'] })).toEqual([]);
  });

  test('anything, where the log shows an application that asks for nothing', () => {
    const sock = 3;
    const calls = [
      called(-1, 'socket', { sock, type: 'SOCK_SEQPACKET' }),
      called(-0.5, 'bind', { sock, address: '10.1.0.1', port: 5001 }),
      called(-0.4, 'setsockopt', { sock, option: 'SCTP_NODELAY' }),
    ];
    const { verdicts: found, comparison } = compareLogs(EXPECTED, [{ lines: [...calls, END] }]);
    expect(found).toEqual([]);
    expect(comparison.logs[0]?.lanes[0]?.notSubscribed.length).toBe(EXPECTED.length);
  });

  test('messages that expire one by one, in another order than their FORWARD-TSN lists them', () => {
    const abandoned = { rule: 'abandoned', earliest: START + 1e6, latest: START + 2e6 };
    const later = { ...abandoned, earliest: START + 1.2e6 };
    const expired = [claim(2, failed(1, 46), abandoned), claim(2, failed(2, 47), later)];
    expect(verdicts(expired, [told(1.5, failed(2, 47)), told(1.6, failed(1, 46)), END])).toEqual([]);
    const together = expired.map((each) => ({ ...each, rule: 'undelivered' }));
    expect(verdicts(together, [told(1.5, failed(2, 47)), told(1.6, failed(1, 46)), END])).toEqual(['order SCTP_SEND_FAILED']);
  });

  test('what packets cannot show', () => {
    const unsent = { ...failed(1, 46), ssf_flags_name: 'SCTP_DATA_UNSENT' } as const;
    const { differences, comparison } = compareLogs(EXPECTED, [{ lines: [...LINES.slice(0, 4), told(5.6, unsent), END] }]);
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.lanes[0]?.beyondCapture).toEqual([{ why: 'data that was never sent is not on the wire', count: 1 }]);
    expect(verdicts([], [told(-50, UP), told(-49, LOST)], { coverage: [0, 10] })).toEqual([]);
  });
});

describe('clocks', () => {
  const shifted = (seconds: number) => (line: string) => {
    const entry = JSON.parse(line) as { time: number };
    return JSON.stringify({ ...entry, time: entry.time + seconds });
  };

  test.each([-3600, -7, 12, 3600, 86_400])('a clock that is off by %d s is found', (seconds) => {
    const { differences, comparison } = compareLogs(EXPECTED, [{ lines: LINES.map(shifted(seconds)), address: '10.1.0.1' }]);
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.clock.offset).toBeCloseTo(seconds * 1e6 + 1000, -4);
  });

  test('a clock that gains is found', () => {
    const many = Array.from({ length: 40 }, (_, i) => claim(i * 30, i === 0 ? UP : confirmed(`10.1.0.${i}`)));
    const lines = many.map(({ body }, i) => told(i * 30 * 1.001 + 0.001, body));
    const { differences, comparison } = compareLogs(many, [{ lines, address: '10.1.0.1' }], { coverage: [-1, 2000] });
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.clock.drift).toBeCloseTo(0.001, 4);
  });

  test('times of day', () => {
    const lines = [
      '20:43:20.001 handle_notification : SCTP_SHUTDOWN_EVENT',
      '20:43:25.003 handle_notification : SCTP_SENDER_DRY_EVENT',
      '20:43:29 handle_notification : SCTP_SENDER_DRY_EVENT',
    ];
    const { differences, comparison } = compareLogs([claim(0, SHUTDOWN), claim(5, DRY), claim(9, DRY)], [{ lines, address: '10.1.0.1' }]);
    expect(differences).toEqual([]);
    expect(comparison.logs[0]).toMatchObject({ timed: true });
  });

  test('no times at all: the order alone', () => {
    const lines = [
      'handle_notification : SCTP_SHUTDOWN_EVENT',
      'handle_notification : SCTP_SENDER_DRY_EVENT',
      'handle_notification : SCTP_AUTHENTICATION_EVENT',
    ];
    const { verdicts: found, comparison } = compareLogs([claim(0, SHUTDOWN), claim(5, DRY)], [{ lines, address: '10.1.0.1' }]);
    expect(found).toEqual(['unexpected SCTP_AUTHENTICATION_EVENT']);
    expect(comparison.logs[0]).toMatchObject({ timed: false });
  });
});

describe('whose log, which association', () => {
  const both = [...EXPECTED, ...EXPECTED.map((item) => ({ ...item, endpoint: 1, endpointName: '10.1.0.2:6010' }) as const)];

  test('by bound ports', () => {
    const lines = [
      called(-1, 'bind', { sock: 0, address: '10.1.0.2', port: 6010 }),
      ...LINES.map((line) => line.replace('"event"', '"sock":0,"event"')),
    ];
    const { comparison, differences } = compareLogs(both, [{ lines }]);
    expect(comparison.logs[0]?.lanes.map(({ lane }) => lane.name)).toEqual(['10.1.0.2:6010']);
    expect(differences).toEqual([]);
  });

  test('by the peer', () => {
    const { comparison } = compareLogs(both, [
      { lines: LINES.map((line) => line.replace('"event"', '"from":"10.1.0.1","from_port":5001,"event"')) },
    ]);
    expect(comparison.logs[0]?.lanes.map(({ lane }) => lane.name)).toEqual(['10.1.0.2:6010']);
  });

  test('by what was told', () => {
    const other = [claim(0, UP, { endpoint: 1 }), claim(7, LOST, { endpoint: 1 })];
    const { comparison } = compareLogs([...EXPECTED, ...other], [{ lines: [told(0.001, UP), told(7.001, LOST), END] }]);
    expect(comparison.logs[0]?.lanes.map(({ lane }) => lane.name)).toEqual(['10.1.0.2:6010']);
  });

  test('several associations on one socket, told apart by their ids', () => {
    const reports = [report(1, [5001, 6010]), report(2, [5001, 6011], 1)];
    const expected = [claim(0, UP), claim(5, SHUTDOWN), claim(1, UP, { association: 2 }), claim(4, LOST, { association: 2 })];
    const lines = [told(0.001, UP), told(1.001, UP, { assoc_id: 8 }), told(4.001, LOST, { assoc_id: 8 }), told(5.001, SHUTDOWN), END];
    const { comparison, differences } = compareLogs(expected, [{ lines, address: '10.1.0.1' }], { reports });
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.lanes.map(({ told: count }) => count)).toEqual([2, 2]);
  });

  test('several associations on one socket, each told of in a single line', () => {
    const reports = [report(1, [5001, 6010]), report(2, [5001, 6011])];
    const expected = [claim(0, UP), claim(0.001, UP, { association: 2 })];
    const lines = [told(0.0011, UP, { sock: 3 }), told(0.0012, UP, { assoc_id: 8, sock: 3 }), END];
    expect(compareLogs(expected, [{ lines, address: '10.1.0.1' }], { reports }).verdicts).toEqual([]);
    const next = [claim(0, UP), claim(9, UP)];
    const again = [told(0.0011, UP, { sock: 3 }), told(9.001, UP, { assoc_id: 8, sock: 4 }), END];
    expect(verdicts(next, again)).toEqual([]);
  });

  test('by the port that messages and paths name', () => {
    const reports = [report(1), report(2, [5001, 6011])];
    const lanes = [claim(0, UP), claim(0.2, UP, { association: 2 }), claim(40, SHUTDOWN), claim(41, SHUTDOWN, { association: 2 })];
    const message = (at: number, id: number, port: number): string =>
      JSON.stringify({ time: START / 1e6 + at, event: 'message', length: 1, assoc_id: id, from: '10.1.0.2', from_port: port });
    // Read so late that the times alone would exchange the two.
    const log = [told(0.19, UP, { assoc_id: 9 }), told(0.5, UP, { assoc_id: 8 }), message(1, 9, 6010), message(1, 8, 6011)];
    const ends = [told(40, SHUTDOWN, { assoc_id: 9 }), told(41, SHUTDOWN, { assoc_id: 8 }), END];
    const { comparison } = compareLogs(lanes, [{ lines: [...log, ...ends], address: '10.1.0.1' }], { reports });
    const ids = comparison.logs[0]!.lanes.map(({ lane, differences }) => [
      lane.peerPort,
      differences.map(({ logged }) => logged?.association),
    ]);
    expect(ids).toEqual([
      [6010, [9, 9]],
      [6011, [8, 8]],
    ]);
  });

  test('an association the capture does not show', () => {
    const lines = [
      ...LINES,
      told(20, UP, { assoc_id: 9, from: '10.7.7.7', from_port: 1 }),
      told(21, LOST, { assoc_id: 9, from: '10.7.7.7', from_port: 1 }),
    ];
    const { comparison, differences } = compareLogs(EXPECTED, [{ lines, address: '10.1.0.1' }]);
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.outside.map(({ association, notifications }) => [association, notifications.length])).toEqual([[9, 2]]);
  });

  test('a restart goes on in the same order', () => {
    const reports = [report(1, [5001, 6010], 0, 3), { ...report(2, [5001, 6010], 3, 10), restartOf: 1 }];
    const restart = { ...UP, sac_state: 'SCTP_RESTART' } as const;
    const expected = [claim(0, UP), claim(3, restart, { association: 2 }), claim(5, COMPLETE, { association: 2 })];
    expect(verdicts(expected, [told(0.001, UP), told(3.001, restart), told(5.001, COMPLETE), END], { reports })).toEqual([]);
  });
});

test('a log without end: what is kept of it has a limit, and for the comparison it ends there', () => {
  const flood = Array.from({ length: 100_100 }, (_, i) => told(1.001 + i / 1e6, DRY));
  const { comparison, differences } = compareLogs(EXPECTED, [{ lines: [LINES[0]!, ...flood, LINES[2]!] }]);
  expect(comparison.logs[0]?.application).toMatchObject({ leftOut: 102 });
  expect(differences.filter(({ verdict }) => verdict === 'missing').map(({ expected }) => expected?.body.sn_type)).toEqual([
    'SCTP_PEER_ADDR_CHANGE',
  ]);
  expect(differences.filter(({ reasons }) => reasons.length > 0).length).toBe(1000);
});

test('a long log is aligned window by window', () => {
  const count = 5000;
  const expected = Array.from({ length: count }, (_, i) => claim(i / 100, i % 7 === 0 ? failed(i % 5, i) : DRY, { certainty: 'likely' }));
  const lines = expected.map(({ body }, i) => told(i / 100 + 0.0005, body));
  expect(verdicts(expected, [...lines, END])).toEqual([]);
  const gone = 3500;
  expect(verdicts(expected, [...lines.slice(0, gone), ...lines.slice(gone + 1), END])).toEqual(['missing SCTP_SEND_FAILED']);
});
