/** What the packets leave open and the log decides: an alternative of a likely claim, what is only possible, and what is not even likely. */
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
const TIMED_OUT: NotificationBody = { ...LOST, sac_error: 0 } as NotificationBody;
const ABORTED = {
  certainty: 'likely',
  assumptions: ['it reached 10.1.0.1:5001'],
  otherwise: [{ body: TIMED_OUT, assumption: '10.1.0.1:5001 gave up by its own limits before that' }],
} as const;
const EXPECTED = [claim(0, UP), claim(9, LOST, ABORTED)];

describe('another ending', () => {
  test('is what the log says it was', () => {
    const { differences, comparison } = compareLogs(EXPECTED, [{ lines: [told(0, UP), told(9.001, TIMED_OUT), END] }]);
    expect(differences).toEqual([]);
    const verdict = comparison.logs[0]!.lanes[0]!.differences[1]!;
    expect(verdict).toMatchObject({ verdict: 'match', fields: [], settled: '10.1.0.1:5001 gave up by its own limits before that' });
  });

  test('that fits neither way is a difference, in what the likelier states', () => {
    const other = { ...LOST, sac_error: 3328 } as NotificationBody;
    const { differences } = compareLogs(EXPECTED, [{ lines: [told(0, UP), told(9.001, other), END] }]);
    expect(differences).toMatchObject([{ verdict: 'field', settled: undefined, fields: [{ name: 'sac_error', expected: 3072 }] }]);
  });

  test('and none at all is missing', () => {
    expect(verdicts(EXPECTED, [called(-1, 'socket'), told(0, UP), END])).toEqual(['missing SCTP_ASSOC_CHANGE']);
  });
});

describe('said aside', () => {
  const aside = (at: number, body: NotificationBody) =>
    claim(at, body, { certainty: 'possible', aside: true, assumptions: ['the SHUTDOWN in frame 7 reached 10.1.0.1:5001'] });
  const expected = [claim(0, UP), aside(5, SHUTDOWN), claim(9, LOST)];

  test('is never missed', () => {
    expect(verdicts(expected, [called(-1, 'socket'), told(0, UP), told(9, LOST), END])).toEqual([]);
  });

  test('is what the log has there', () => {
    const { differences, comparison } = compareLogs(expected, [{ lines: [told(0, UP), told(5.003, SHUTDOWN), told(9, LOST), END] }]);
    expect(differences).toEqual([]);
    expect(comparison.logs[0]!.lanes[0]!.differences[1]).toMatchObject({
      verdict: 'match',
      settled: 'the SHUTDOWN in frame 7 reached 10.1.0.1:5001',
    });
  });

  test.each([4.99, 5.03])('is not what the log has elsewhere, at %d seconds', (at) => {
    expect(verdicts(expected, [told(0, UP), told(at, SHUTDOWN), told(9, LOST), END])).toEqual(['unexpected SCTP_SHUTDOWN_EVENT']);
  });

  test('explains one, not its copy', () => {
    const lines = [told(0, UP), told(5.003, SHUTDOWN), told(5.003, SHUTDOWN), told(9, LOST), END];
    expect(verdicts([...expected, aside(5, SHUTDOWN)], lines)).toEqual([
      'unexpected SCTP_SHUTDOWN_EVENT',
      'unexpected SCTP_SHUTDOWN_EVENT',
    ]);
  });

  test('of a path that failed twice, each; of one that was not back in between, neither', () => {
    const path = (spc_state: string): NotificationBody =>
      ({ sn_type: 'SCTP_PEER_ADDR_CHANGE', spc_state, spc_aaddr: '10.1.0.2', spc_error: 0 }) as NotificationBody;
    const [failed, back] = [path('SCTP_ADDR_UNREACHABLE'), path('SCTP_ADDR_AVAILABLE')];
    const allowed = [claim(0, UP), aside(5, failed), aside(6, back), aside(7, failed), claim(9, LOST)];
    const lines = [told(0, UP), told(5.003, failed), told(6.003, back), told(7.003, failed), told(9, LOST), END];
    expect(verdicts(allowed, lines)).toEqual([]);
    expect(verdicts(allowed, lines.toSpliced(2, 1))).toEqual(['unexpected SCTP_PEER_ADDR_CHANGE', 'unexpected SCTP_PEER_ADDR_CHANGE']);
  });

  test('does not take the place of what is expected', () => {
    const both = [claim(0, UP), aside(4.999, DRY), claim(5, DRY, { certainty: 'likely' }), claim(9, LOST)];
    const { comparison } = compareLogs(both, [{ lines: [told(0, UP), told(5.001, DRY), told(9, LOST), END] }]);
    expect(comparison.logs[0]!.lanes[0]!.differences.map(({ settled }) => settled)).toEqual([undefined, undefined, undefined]);
  });

  test('must say the same in every member', () => {
    const lines = [told(0, UP), told(5.001, failed(3, 47)), told(9, LOST), END];
    expect(verdicts([claim(0, UP), aside(5, failed(3, 46)), claim(9, LOST)], lines)).toEqual(['unexpected SCTP_SEND_FAILED']);
  });

  test('an empty queue is told again where a message was sent in between, not twice at once', () => {
    const again = [claim(0, UP), claim(5, DRY), aside(5.0001, DRY), claim(9, LOST)];
    const sent = called(5.0002, 'sendmsg', { stream: 0, ppid: 0, length: 10, result: 10 });
    expect(verdicts(again, [told(0, UP), told(5.000123, DRY), told(5.000123, DRY), told(9, LOST), END])).toEqual([
      'unexpected SCTP_SENDER_DRY_EVENT',
    ]);
    expect(verdicts(again, [told(0, UP), told(5.0001, DRY), sent, told(5.0003, DRY), told(9, LOST), END])).toEqual([]);
  });
});

describe('the order of two that take more than a moment', () => {
  const vague = (frames: number[], earliest: number) =>
    ({ frames, earliest: START + earliest * 1e6, latest: START + 9e6, certainty: 'likely' }) as const;
  const unreachable: NotificationBody = {
    sn_type: 'SCTP_PEER_ADDR_CHANGE',
    spc_state: 'SCTP_ADDR_UNREACHABLE',
    spc_aaddr: '10.1.0.2',
    spc_error: 0,
  };

  test('nothing is told after the end of its association', () => {
    const expected = [claim(0, UP), claim(4, unreachable, vague([3], 2)), claim(5, LOST, vague([4], 4))];
    expect(verdicts(expected, [told(0, UP), told(4.5, LOST), told(4.6, unreachable), END])).toEqual(['order SCTP_PEER_ADDR_CHANGE']);
  });

  test('two paths may change either way round', () => {
    const other = { ...unreachable, spc_aaddr: '10.2.0.2' } as NotificationBody;
    const expected = [claim(0, UP), claim(4, unreachable, vague([3], 2)), claim(5, other, vague([4], 2))];
    expect(verdicts(expected, [told(0, UP), told(4.5, other), told(4.6, unreachable), END])).toEqual([]);
  });

  test('what a later packet caused comes later, though both may have taken a while', () => {
    const moment = (frame: number, at: number) =>
      ({ frames: [frame], earliest: START + at * 1e6, latest: START + at * 1e6 + 5_000, certainty: 'likely' }) as const;
    const expected = [claim(0, UP), claim(4, confirmed('10.2.0.2'), moment(7, 4)), claim(4.001, DRY, moment(8, 4.001))];
    expect(verdicts(expected, [told(0, UP), told(4.002, DRY), told(4.003, confirmed('10.2.0.2')), END])).toEqual([
      'order SCTP_PEER_ADDR_CHANGE',
    ]);
  });
});
