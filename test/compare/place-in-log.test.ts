/** What stands where in a log decides too: before or behind what the capture shows, at one go with it, behind a message that never left, when a prompt application read. */
import { describe, expect, test } from '@jest/globals';
import type { NotificationBody } from '../../src/notification/notification.js';
import {
  called,
  claim,
  compareLogs,
  confirmed,
  DRY,
  failed,
  LOST,
  note,
  SHUTDOWN,
  START,
  told,
  UP,
  verdicts,
} from '../helper/comparison.js';

const END = note(60, 'end');
const REMOVED: NotificationBody = { sn_type: 'SCTP_PEER_ADDR_CHANGE', spc_state: 'SCTP_ADDR_REMOVED', spc_aaddr: '10.7.0.1', spc_error: 0 };

describe('told after the capture ends', () => {
  const expected = [claim(0, UP), claim(5, SHUTDOWN), claim(9, LOST)];
  const coverage: [number, number] = [0, 9];

  test('is nothing to wonder at', () => {
    expect(verdicts(expected.slice(0, 2), [told(0, UP), told(5, SHUTDOWN), told(12, REMOVED), END], { coverage })).toEqual([]);
  });

  test('but not where the next of the log, read at one go with it, tells what the capture shows', () => {
    const lines = [told(0, UP), told(12, REMOVED), told(12.001, SHUTDOWN), told(12.002, LOST), END];
    expect(verdicts(expected, lines, { coverage })).toEqual(['unexpected SCTP_PEER_ADDR_CHANGE']);
  });

  test('nor of an association that has ended, but for what became of its messages', () => {
    const lines = [told(0, UP), told(5, SHUTDOWN), told(9.001, LOST)];
    expect(verdicts(expected, [...lines, told(12, REMOVED), END], { coverage })).toEqual(['unexpected SCTP_PEER_ADDR_CHANGE']);
    expect(verdicts(expected, [...lines, told(12, failed(1, 46)), END], { coverage })).toEqual([]);
    expect(verdicts(expected, [...lines, told(12, UP, { assoc_id: 8 }), END], { coverage })).toEqual([]);
  });

  test('nor while a timer of it is still claimed', () => {
    const late = claim(14, LOST, { certainty: 'likely', earliest: START + 9e6 });
    const lines = [told(0, UP), told(5, SHUTDOWN), told(12, REMOVED), told(14, LOST), END];
    expect(verdicts([...expected.slice(0, 2), late], lines, { coverage })).toEqual(['unexpected SCTP_PEER_ADDR_CHANGE']);
  });
});

describe('of several alike, a prompt application was told', () => {
  const possible = claim(1.5, DRY, { certainty: 'possible' });
  const expected = [claim(0, UP), claim(1, DRY), possible, claim(3, SHUTDOWN), claim(9, LOST)];
  const lines = [told(0.0001, UP), told(1.0001, DRY), told(1.5001, DRY), told(3.0001, SHUTDOWN), told(9.0001, LOST), END];

  test('each at its time', () => {
    expect(verdicts(expected, lines)).toEqual([]);
    const { differences } = compareLogs(expected, [{ lines: lines.filter((_, i) => i !== 1), address: '10.1.0.1' }]);
    expect(differences).toMatchObject([{ verdict: 'missing', expected: { time: START + 1e6 } }]);
  });

  test('none before it was raised', () => {
    const early = [told(0.0001, UP), told(0.99, DRY), told(1.0001, DRY), told(1.5001, DRY), ...lines.slice(3)];
    const { differences } = compareLogs(expected, [{ lines: early, address: '10.1.0.1' }]);
    expect(differences).toMatchObject([{ verdict: 'unexpected', logged: { line: 2 } }]);
  });

  test('all at once, where it says that it did not read', () => {
    const stopped = JSON.stringify({ time: START / 1e6 + 0.5, event: 'note', text: 'application stops reading' });
    const started = JSON.stringify({ time: START / 1e6 + 2, event: 'note', text: 'application starts reading' });
    const read = [lines[0]!, stopped, started, told(2.0001, DRY), told(2.0002, DRY), ...lines.slice(3)];
    expect(verdicts(expected, read)).toEqual([]);
  });

  test('a line that is there twice is told once', () => {
    const twice = told(1.000123, DRY);
    expect(verdicts(expected, [lines[0]!, twice, twice, ...lines.slice(3)])).toEqual(['unexpected SCTP_SENDER_DRY_EVENT']);
  });
});

describe('what would have been, had some left unseen', () => {
  const unsent = (stream: number, data: string) =>
    ({ ...failed(stream, 46, data), ssf_flags_name: 'SCTP_DATA_UNSENT' }) as NotificationBody;
  const expectedOf = (stream: number, data: string) =>
    claim(9, unsent(stream, data), {
      certainty: 'likely',
      assumptions: ['nothing it sent was lost'],
      otherwise: [{ body: failed(stream, 46, data), assumption: 'some of it had left' }],
    });
  const expected = [claim(0, UP), expectedOf(1, '01'), expectedOf(1, '02'), expectedOf(2, '03'), claim(9, LOST)];

  test('is what the log says, for the first of a stream', () => {
    expect(
      verdicts(expected, [
        told(0, UP),
        told(9, failed(1, 46, '01')),
        told(9, unsent(1, '02')),
        told(9, failed(2, 46, '03')),
        told(9, LOST),
        END,
      ]),
    ).toEqual([]);
  });

  test('and not behind one that never left', () => {
    expect(
      verdicts(expected, [
        told(0, UP),
        told(9, unsent(1, '01')),
        told(9, failed(1, 46, '02')),
        told(9, unsent(2, '03')),
        told(9, LOST),
        END,
      ]),
    ).toEqual(['field SCTP_SEND_FAILED']);
  });

  test('and otherwise the likelier of both is what a member differs from', () => {
    const other = { ...failed(1, 46, '01'), ssf_error: 3328 } as NotificationBody;
    const { differences } = compareLogs(expected, [
      { lines: [told(0, UP), told(9, other), told(9, unsent(1, '02')), told(9, unsent(2, '03')), told(9, LOST), END] },
    ]);
    expect(differences).toMatchObject([{ verdict: 'field', fields: [{ name: 'ssf_error', expected: 3072, logged: 3328 }] }]);
  });
});

test('what differs in a member and stands in another order is one difference', () => {
  const abandoned = { rule: 'abandoned', earliest: START + 1e6, latest: START + 2e6 };
  const expected = [
    claim(0, UP),
    claim(2, failed(1, 46, '01'), abandoned),
    claim(2, failed(2, 47, '02'), { ...abandoned, earliest: START + 1.2e6 }),
  ];
  const lines = [told(0, UP), told(1.5, failed(2, 47, '02')), told(1.6, failed(1, 46, '0100')), END];
  const { differences } = compareLogs(expected, [{ lines, address: '10.1.0.1' }]);
  expect(differences).toMatchObject([{ verdict: 'field', fields: [{ name: 'ssf_data' }] }]);
});

test('once an association has been peeled off, the socket it is on is the one whose close counts', () => {
  const lines = [
    called(-1, 'socket', { sock: 0, type: 'SOCK_SEQPACKET' }),
    called(-1, 'bind', { sock: 0, addr: '10.1.0.1', port: 5001 }),
    told(0, UP, { sock: 0 }),
    called(1, 'peeloff', { sock: 0, assoc_id: 7, newsock: 50, result: 50 }),
    told(2, confirmed('10.1.0.2'), { sock: 50 }),
    called(5, 'close', { sock: 50 }),
  ];
  expect(verdicts([claim(0, UP), claim(2, confirmed('10.1.0.2')), claim(5.001, LOST)], lines)).toEqual([]);
});

test('so it is though nothing was told on that socket, where the association is the one that was peeled off', () => {
  const lines = (id: number) => [
    called(-1, 'socket', { sock: 0, type: 'SOCK_SEQPACKET' }),
    called(-1, 'bind', { sock: 0, addr: '10.1.0.1', port: 5001 }),
    told(0, UP, { sock: 0 }),
    called(1, 'peeloff', { sock: 0, assoc_id: id, newsock: 50, result: 50 }),
    called(5, 'close', { sock: 50 }),
  ];
  expect(verdicts([claim(0, UP), claim(5.001, LOST)], lines(7))).toEqual([]);
  expect(verdicts([claim(0, UP), claim(5.001, LOST)], lines(8))).toEqual(['missing SCTP_ASSOC_CHANGE']);
});

describe('a message that was to be kept for a limited time', () => {
  const sent = (more: object) => called(1, 'sendmsg', { stream: 3, ppid: 46, context: 9, length: 10, result: 10, ...more });
  const gaveUp = { ...failed(3, 46), ssf_error: 0, ssf_info: { sinfo_stream: 3, sinfo_ppid: 46, sinfo_context: 9 } } as NotificationBody;
  const heard = (call: string, at: number) =>
    verdicts([claim(0, UP), claim(9, LOST)], [told(0, UP), call, told(at, gaveUp), told(9, LOST), END]);

  test('may be given up unseen, once its time is over', () => {
    expect(heard(sent({ pr_policy: 'SCTP_PR_SCTP_TTL', pr_value: 500 }), 1.6)).toEqual([]);
    expect(heard(sent({ timetolive: 500 }), 1.6)).toEqual([]);
    expect(heard(sent({ timetolive: 500 }), 1.2)).toEqual(['unexpected SCTP_SEND_FAILED']);
  });

  test('or at any time, where its retransmissions are limited; another message is not', () => {
    expect(heard(sent({ pr_policy: 'SCTP_PR_SCTP_RTX', pr_value: 0 }), 1.2)).toEqual([]);
    expect(heard(sent({}), 1.2)).toEqual(['unexpected SCTP_SEND_FAILED']);
    expect(heard(sent({ timetolive: 100, context: 8 }), 1.6)).toEqual(['unexpected SCTP_SEND_FAILED']);
  });
});
