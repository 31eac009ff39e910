import { describe, expect, test } from '@jest/globals';
import { asideTexts } from '../../src/compare/comparison-words.js';
import type { Notification, NotificationBody } from '../../src/notification/notification.js';
import type { DiagnosisRule } from '../../src/reconstruct/diagnosis/rules.js';
import {
  COMPLETE,
  called,
  claim,
  compareLogs,
  confirmed,
  failed,
  LOST,
  note,
  type Setting,
  SHUTDOWN,
  START,
  told,
  UP,
} from '../helper/comparison.js';

const BEGIN = called(-1, 'socket', { type: 'SOCK_SEQPACKET' });
const END = note(60, 'end');

/** Names of the reasons of the only difference, the likeliest first. */
function reasons(expected: readonly Notification[], lines: readonly string[], setting?: Setting): string[] {
  const { differences } = compareLogs(expected, [{ lines: [BEGIN, ...lines, END], address: '10.1.0.1' }], setting);
  expect(differences.length).toBe(1);
  for (const { why, check } of differences[0]!.reasons) {
    expect(why).toMatch(/^\S.*\S$/);
    expect(check).toMatch(/\S/);
  }
  return differences[0]!.reasons.map(({ name }) => name);
}

describe('missing', () => {
  test('the subscription was refused: the struct has grown since that kernel', () => {
    const events = called(-0.5, 'setsockopt', { option: 'SCTP_EVENTS', optlen: 9, raw: '01'.repeat(9), result: -1, errno: 'EINVAL' });
    const expected = [claim(0, SHUTDOWN, { profile: 'linux@2.6.18' })];
    const { differences } = compareLogs(expected, [{ lines: [BEGIN, events, END], address: '10.1.0.1', port: 5001 }]);
    expect(differences[0]?.reasons[0]).toMatchObject({
      name: 'subscription-refused',
      why: 'setsockopt(SCTP_EVENTS), 9 bytes, in line 2 failed with EINVAL: its struct has 8 bytes, 9 are more, and are refused; nothing was subscribed',
    });
    expect(differences[0]?.reasons[0]?.check).toMatch(/pass 9, and where that fails 8/);
  });

  test('the subscription was refused: getsockopt told what the kernel has', () => {
    const size = called(-0.6, 'getsockopt', { option: 'SCTP_EVENTS', room: 256, optlen: 10, raw: '00'.repeat(10), result: 0 });
    const events = called(-0.5, 'setsockopt', { option: 'SCTP_EVENTS', optlen: 14, raw: '01'.repeat(14), result: -1, errno: 'EINVAL' });
    const { differences, comparison } = compareLogs(
      [claim(0, SHUTDOWN)],
      [{ lines: [BEGIN, size, events, END], address: '10.1.0.1', port: 5001 }],
    );
    expect(differences[0]?.reasons[0]?.why).toMatch(
      /line 3 failed with EINVAL: its struct has 10 bytes, 14 are more, and are refused, as getsockopt in line 2 shows/,
    );
    expect(differences[0]?.reasons[0]?.check).toMatch(/there is no sctp_send_failure_event_event there: pass 8/);
    expect(comparison.logs.flatMap(asideTexts)).toContain(
      'in line 2 of a.log, getsockopt shows a sctp_event_subscribe of 10 bytes: RHEL 6.4 and later (2.6.32-358); Linux 3.1 to 4.10, RHEL 7 (3.10)',
    );
  });

  test('never seen in the log at all', () => {
    expect(reasons([claim(0, UP), claim(5, SHUTDOWN)], [told(0.001, UP)])).toEqual(['not-subscribed']);
  });

  test('subscribed to, and never seen in the log at all', () => {
    const all = called(-0.5, 'setsockopt', { option: 'SCTP_EVENTS', optlen: 9, raw: '01'.repeat(9) });
    const events = [claim(0, UP), claim(5, SHUTDOWN), claim(9, LOST)];
    expect(reasons(events, [all, told(0.001, UP), told(9.001, LOST)])).toEqual(['never-logged']);
  });

  test('the log begins later', () => {
    const { differences } = compareLogs([claim(0, UP), claim(1, SHUTDOWN)], [{ lines: [told(1.001, SHUTDOWN), END], address: '10.1.0.1' }]);
    expect(differences).toEqual([]);
    const cut = compareLogs([claim(0.99, UP), claim(1, SHUTDOWN)], [{ lines: [told(1.001, SHUTDOWN), END], address: '10.1.0.1' }]);
    expect(cut.differences).toMatchObject([{ verdict: 'missing', reasons: [{ name: 'log-begins-later' }, { name: 'not-subscribed' }] }]);
  });

  test('the log begins with what was raised before', () => {
    const lines = [told(0.99, UP), END];
    const { differences } = compareLogs([claim(0.98, UP), claim(0.98, SHUTDOWN)], [{ lines, address: '10.1.0.1' }]);
    expect(differences[0]?.reasons.map(({ name }) => name)).toEqual(['not-subscribed']);
  });

  test('what follows from the same packet is in the log', () => {
    const likely = { certainty: 'likely', frames: [21], assumptions: ['it reached 10.1.0.1:5001'] } as const;
    const expected = [claim(0, UP), claim(5, LOST, likely), claim(5, failed(1, 46), likely)];
    const found = reasons(expected, [told(0.001, UP), told(5.001, failed(1, 46))]);
    expect(found).toEqual(['consequence-told']);
    expect(reasons([claim(0, UP), claim(5, LOST, likely)], [told(0.001, UP)])).toContain('likely-only');
  });

  test('the log ends before', () => {
    const { differences } = compareLogs([claim(0, UP), claim(1, SHUTDOWN)], [{ lines: [told(0.5, UP)], address: '10.1.0.1' }]);
    expect(differences[0]?.reasons[0]).toMatchObject({ name: 'closed-before-reading', why: expect.stringContaining('500 ms before') });
  });

  test('told in the other form', () => {
    const event: NotificationBody = {
      sn_type: 'SCTP_SEND_FAILED_EVENT',
      ssfe_flags_name: 'SCTP_DATA_SENT',
      ssfe_info: { snd_sid: 1, snd_ppid: 46 },
    };
    const expected = [claim(0, UP), claim(5, failed(1, 46)), claim(5, event)];
    expect(reasons(expected, [told(0.001, UP), told(5.001, event)])[0]).toBe('other-form');
  });

  test('the application closed just after', () => {
    const lines = [
      called(-0.9, 'bind', { address: '10.1.0.1', port: 5001, sock: 3 }),
      told(0.001, UP, { sock: 3 }),
      called(5.5, 'close', { sock: 3 }),
    ];
    expect(reasons([claim(0, UP), claim(5, COMPLETE)], lines)).toContain('closed-before-reading');
  });

  test('the claim is only likely', () => {
    const likely = claim(5, confirmed('10.1.0.2'), { certainty: 'likely', assumptions: ['it reached 10.1.0.1:5001'] });
    const lines = [told(0.001, UP), told(9.001, confirmed('10.1.0.3'))];
    const { differences } = compareLogs([claim(0, UP), likely, claim(9, confirmed('10.1.0.3'))], [{ lines: [BEGIN, ...lines, END] }]);
    expect(differences[0]?.reasons).toMatchObject([
      { name: 'likely-only', why: 'the claim is likely, not certain: it assumes that it reached 10.1.0.1:5001' },
    ]);
  });

  test.each<DiagnosisRule>(['gap in the capture', 'answer to what was not captured', 'truncated by snap length'])(
    'the capture: %s',
    (rule) => {
      const gap = {
        rule,
        severity: 'warning',
        association: 1,
        frame: 9,
        time: START + 5e6,
        text: 'TSNs 3 to 7 were never captured',
      } as const;
      expect(reasons([claim(0, UP), claim(5, UP)], [told(0.001, UP)], { diagnoses: [gap] })[0]).toBe('capture-gap');
      const unexpected = reasons([claim(0, UP)], [told(0.001, UP), told(5.001, SHUTDOWN)], { diagnoses: [gap] });
      expect(unexpected[0]).toBe('capture-gap');
    },
  );

  test('known of usrsctp: no room, no event', () => {
    const event: NotificationBody = {
      sn_type: 'SCTP_SEND_FAILED_EVENT',
      ssfe_flags_name: 'SCTP_DATA_SENT',
      ssfe_info: { snd_sid: 1, snd_ppid: 46 },
    };
    const expected = [claim(4, event), claim(5, { ...event, ssfe_info: { snd_sid: 2, snd_ppid: 46 } })].map((item) => ({
      ...item,
      profile: 'usrsctp@0.9.5',
    }));
    expect(reasons(expected, [told(4.001, event)])[0]).toBe('send-failed-needs-room');
  });

  test('known of Linux: both directions of a one-to-one socket shut', () => {
    const lines = [
      called(-0.9, 'socket', { type: 'SOCK_STREAM', sock: 3 }),
      called(-0.8, 'bind', { address: '10.1.0.1', port: 5001, sock: 3 }),
      told(0.001, UP, { sock: 3 }),
      told(5.001, SHUTDOWN, { sock: 3 }),
    ];
    expect(reasons([claim(0, UP), claim(5, SHUTDOWN), claim(5.5, COMPLETE)], lines)[0]).toBe('both-directions-shut');
  });

  test('nothing known: something to look at all the same', () => {
    expect(reasons([claim(0, UP), claim(5, UP)], [told(0.001, UP)])).toEqual(['not-logged']);
  });
});

describe('a member differs', () => {
  function fieldReasons(expected: NotificationBody, logged: NotificationBody | object, profile = 'linux@6.1'): string[] {
    return reasons([claim(0, expected, { profile })], [told(0.001, logged as NotificationBody)]);
  }

  test.each<[string, NotificationBody, object, string]>([
    ['16 bits swapped', LOST, { ...LOST, sac_error: 12 }, 'byte-order'],
    ['32 bits swapped', failed(1, 46), { ...failed(1, 46), ssf_info: { sinfo_stream: 1, sinfo_ppid: 0x2e000000 } }, 'byte-order'],
    ["the other stack's name for the number", COMPLETE, { ...COMPLETE, sac_state: 'SCTP_RESTART' }, 'other-stack'],
    ['the whole chunk', { ...LOST, sac_info: '000c0004' } as NotificationBody, { ...LOST, sac_info: '06000008000c0004' }, 'other-stack'],
    ['streams at the end', COMPLETE, { ...COMPLETE, sac_outbound_streams: 10 }, 'other-stack'],
    ['directions exchanged', UP, { ...UP, sac_outbound_streams: 5, sac_inbound_streams: 10 }, 'directions-exchanged'],
    [
      'restarted or lost',
      { ...UP, sac_state: 'SCTP_RESTART' } as NotificationBody,
      { ...UP, sac_state: 'SCTP_COMM_LOST' },
      'restarted-or-lost',
    ],
    ['anything', UP, { ...UP, sac_outbound_streams: 77 }, 'value-differs'],
  ])('%s', (_, expected, logged, name) => {
    expect(fieldReasons(expected, logged)).toContain(name);
  });

  test('the 32-bit members of usrsctp.h', () => {
    const aborted = {
      sn_type: 'SCTP_PARTIAL_DELIVERY_EVENT',
      pdapi_indication: 'SCTP_PARTIAL_DELIVERY_ABORTED',
      pdapi_stream: 2,
      pdapi_seq: 1,
    } as const;
    expect(fieldReasons(aborted, { ...aborted, pdapi_stream: 0x10002, pdapi_seq: 1 }, 'usrsctp')[0]).toBe('usrsctp-pdapi');
  });

  test('a bare number read with the headers of the other stack', () => {
    const line = JSON.stringify({ time: START / 1e6, event: 'notification', sn_type: 'SCTP_ASSOC_CHANGE', sac_state: 3 });
    expect(reasons([claim(0, { ...UP, sac_state: 'SCTP_RESTART' } as NotificationBody)], [line])).toContain('other-stack');
  });
});

describe('unexpected', () => {
  test('nothing known: something to look at all the same', () => {
    expect(reasons([claim(0, UP)], [told(0.001, UP), told(5, SHUTDOWN)])).toEqual(['not-raised']);
  });

  test('logged twice', () => {
    expect(reasons([claim(0, UP)], [told(0.001, UP), told(0.002, UP)])[0]).toBe('logged-twice');
  });

  test('an empty queue logged twice, among others', () => {
    const dry = { sn_type: 'SCTP_SENDER_DRY_EVENT' } as const;
    const lines = [told(0, UP), told(1.000123, dry), told(2.000123, dry), told(2.000123, dry)];
    expect(reasons([claim(0, UP), claim(1, dry), claim(2, dry)], lines)[0]).toBe('logged-twice');
  });

  test('no packet raised it', () => {
    expect(reasons([claim(0, UP)], [told(0.001, UP), told(5, confirmed('10.1.0.2'))])).toContain('no-packet');
  });
});

describe('order', () => {
  const expected = [claim(0, UP), claim(5, SHUTDOWN), claim(6, COMPLETE)];

  test('lines written in the wrong order', () => {
    expect(reasons(expected, [told(0.001, UP), told(6.001, COMPLETE), told(5.001, SHUTDOWN)])[0]).toBe('written-out-of-order');
  });

  test('read in the wrong order', () => {
    expect(reasons(expected, [told(0.001, UP), told(6.001, COMPLETE), told(6.002, SHUTDOWN)])).toContain('several-readers');
  });
});

test('late: the application had stopped reading', () => {
  const lines = [
    BEGIN,
    told(0.001, UP),
    note(1, 'application stops reading'),
    note(4, 'application starts reading'),
    told(4.001, SHUTDOWN),
    END,
  ];
  const { comparison } = compareLogs([claim(0, UP), claim(2, SHUTDOWN)], [{ lines }]);
  const late = comparison.logs[0]?.lanes[0]?.differences[1];
  expect(late).toMatchObject({ verdict: 'late', reasons: [{ name: 'not-reading' }] });
});
