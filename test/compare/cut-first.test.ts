/** Messages that never left, told in the order in which FreeBSD's stack had queued them: what it had cut for a packet first. */
import { describe, expect, test } from '@jest/globals';
import type { SendFailed } from '../../src/notification/notification.js';
import { claim, compareLogs, LOST, SHUTDOWN, told } from '../helper/comparison.js';

/** Of a stream and a context: '2:14'. */
function unsent(message: string, bytes: number, flags = 3, flag: SendFailed['ssf_flags_name'] = 'SCTP_DATA_UNSENT'): SendFailed {
  const [stream, context] = message.split(':').map(Number);
  return {
    sn_type: 'SCTP_SEND_FAILED',
    ssf_flags_name: flag,
    ssf_info: { sinfo_stream: stream!, sinfo_ppid: 0, sinfo_flags: flags, sinfo_context: context! },
    ssf_data: '00'.repeat(bytes),
  };
}

/** What is expected is told stream by stream, as packets cannot show what was cut; the log has it in that order. */
function compared(expectedOrder: string, loggedOrder: string, { bytes = 300, ahead = true, sent = '' } = {}): string[] {
  const more = { profile: 'usrsctp@1.0', ...(ahead ? { ahead: 'of-uncut' as const } : {}) };
  const { ssf_data: _, ...withoutData } = unsent('0:0', bytes);
  const body = (message: string) => ({ ...withoutData, ssf_info: unsent(message, 0).ssf_info });
  const left = sent === '' ? [] : [unsent(sent, 0, 3, 'SCTP_DATA_SENT')];
  const expected = [
    ...left.map((each) => claim(5, each, { profile: 'usrsctp@1.0' })),
    ...expectedOrder.split(' ').map((message) => claim(5, body(message), more)),
  ];
  const lines = [...left, ...loggedOrder.split(' ').map((message) => unsent(message, bytes))];
  return compareLogs([...expected, claim(5, LOST)], [{ lines: [...lines.map((each, i) => told(5.001 + i / 1e4, each)), told(5.1, LOST)] }])
    .verdicts;
}

const BY_STREAM = '0:13 0:16 0:19 1:14 1:17 1:20 2:15 2:18';

describe('what was cut for a packet comes first, in turns', () => {
  test.each([
    ['nothing', BY_STREAM],
    ['one', '2:15 0:13 0:16 0:19 1:14 1:17 1:20 2:18'],
    ['a round', '1:14 2:15 0:13 0:16 0:19 1:17 1:20 2:18'],
    ['more than a round', '0:13 1:14 2:15 0:16 1:17 0:19 1:20 2:18'],
  ])('%s', (_, order) => expect(compared(BY_STREAM, order)).toEqual([]));

  test('behind it, stream by stream', () => {
    expect(compared(BY_STREAM, '2:15 0:13 0:16 1:14 0:19 1:17 1:20 2:18')).toEqual(['order SCTP_SEND_FAILED']);
  });

  test('a stream out of turn, or a message out of its stream', () => {
    expect(compared(BY_STREAM, '2:15 2:18 0:13 0:16 0:19 1:14 1:17 1:20')).toContain('order SCTP_SEND_FAILED');
    expect(compared(BY_STREAM, '2:18 0:13 0:16 0:19 1:14 1:17 1:20 2:15')).toContain('order SCTP_SEND_FAILED');
  });

  test('no more than fills a packet', () => {
    expect(compared(BY_STREAM, '1:14 2:15 0:13 0:16 0:19 1:17 1:20 2:18', { bytes: 1_450 })).toContain('order SCTP_SEND_FAILED');
  });

  test('not the stream whose turn was last, while another has something left', () => {
    expect(compared('1:3 2:4', '2:4 1:3', { sent: '1:2' })).toEqual([]);
    expect(compared('1:3 2:4', '2:4 1:3', { sent: '2:2' })).toEqual(['order SCTP_SEND_FAILED']);
  });

  test('where the stack cuts nothing ahead', () => {
    expect(compared(BY_STREAM, '2:15 0:13 0:16 0:19 1:14 1:17 1:20 2:18', { ahead: false })).toEqual(['order SCTP_SEND_FAILED']);
  });
});

describe('the end of a partial delivery', () => {
  const aborted = { sn_type: 'SCTP_PARTIAL_DELIVERY_EVENT', pdapi_indication: 'SCTP_PARTIAL_DELIVERY_ABORTED' } as const;
  const verdicts = (at: number, ahead: boolean) =>
    compareLogs(
      [claim(5, SHUTDOWN), claim(5.01, aborted, ahead ? { ahead: 'of-unread' } : {})],
      [{ lines: [told(at, aborted), told(at + 0.0001, SHUTDOWN)] }],
    ).verdicts;

  test('is behind its message, in front of what was not read', () => {
    expect(verdicts(5.02, true)).toEqual([]);
    expect(verdicts(5.02, false)).toEqual(['order SCTP_SHUTDOWN_EVENT']);
  });

  test('but not in front of what had been read', () => expect(verdicts(5.001, true)).toEqual(['order SCTP_PARTIAL_DELIVERY_EVENT']));
});
