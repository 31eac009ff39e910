import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NotificationBody } from '../../../src/notification/notification.js';
import { type Column, columnHeads, columnRow, fitColumns } from '../../../src/tui/presentation/columns.js';
import { countedName, marginName, members, summary } from '../../../src/tui/presentation/notification-text.js';
import { bytesPerLine, hexLine, hexWidth } from '../../../src/tui/presentation/packet-lines.js';
import { countText, dateAndTime, durationText, rowTime, secondsText, timeOfDay } from '../../../src/tui/presentation/time-text.js';
import { UNICODE } from '../../../src/tui/text/glyphs.js';
import { lineWidth, plainText, segment } from '../../../src/tui/text/line.js';
import { START } from '../fixture-model.js';

describe('times', () => {
  test.each([
    [511, 10, '0.000511'],
    [12_345_678, 10, '12.345678'],
    [123_456_789_012, 10, '123456.789'],
    [-1500, 10, '-0.001500'],
    [Number.NaN, 10, '?'],
  ])('%d microseconds in %d columns', (time, width, expected) => {
    expect(secondsText(time, width)).toBe(expected);
  });

  test('of day, to the microsecond', () => {
    expect(timeOfDay(START + 123_456)).toBe('19:15:02.123456');
    expect(dateAndTime(START + 7)).toBe('2025-11-21 19:15:02.000007');
    expect(dateAndTime(Number.NaN)).toBe('?');
    expect(dateAndTime(1e30)).toBe('?');
  });

  test('the three ways of the time column', () => {
    expect(rowTime(START + 1_500_000, 'since-start', START, START + 1_000_000)).toBe('1.500000');
    expect(rowTime(START + 1_500_000, 'delta', START, START + 1_000_000)).toBe('+0.500000');
    expect(rowTime(START + 1_500_000, 'of-day', START, START)).toBe('19:15:03.500000');
  });

  test.each([
    [0, '0 us'],
    [999, '999 us'],
    [18_240, '18.2 ms'],
    [999_960, '1.00 s'],
    [59_960_000, '1m 0s'],
    [723_000_000, '12m 3s'],
    [18_420_000_000, '5h 07m'],
    [1_000_000_000_000, '11d 13h'],
  ])('%d microseconds last %s', (duration, expected) => {
    expect(durationText(duration)).toBe(expected);
  });

  test('durations and counts are short', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 8e13, noNaN: true }), (duration) =>
        expect(durationText(duration).length).toBeLessThanOrEqual(7),
      ),
    );
    fc.assert(fc.property(fc.nat({ max: 2_000_000_000 }), (count) => expect(countText(count).length).toBeLessThanOrEqual(5)));
    expect([9999, 10_000, 123_456, 999_999, 1_000_000].map(countText)).toEqual(['9999', '10.0k', '123k', '1.00M', '1.00M']);
  });
});

describe('notifications in few words', () => {
  const cause = { code: 12, name: 'User-Initiated Abort' };
  const bodies: [NotificationBody, name: string, rest: string][] = [
    [
      { sn_type: 'SCTP_ASSOC_CHANGE', sac_state: 'SCTP_COMM_UP', sac_error: 0, sac_outbound_streams: 10, sac_inbound_streams: 5 },
      'COMM_UP',
      'streams out 10 in 5',
    ],
    [
      { sn_type: 'SCTP_ASSOC_CHANGE', sac_state: 'SCTP_COMM_LOST', sac_error: 3072, sac_error_cause: cause },
      'COMM_LOST',
      'cause 12 (User-Initiated Abort)',
    ],
    [{ sn_type: 'SCTP_PEER_ADDR_CHANGE', spc_state: 'SCTP_ADDR_UNREACHABLE', spc_aaddr: '10.2.0.2' }, 'ADDR_UNREACHABLE', '10.2.0.2'],
    [
      { sn_type: 'SCTP_SEND_FAILED', ssf_flags_name: 'SCTP_DATA_SENT', ssf_info: { sinfo_stream: 3, sinfo_ssn: 7, sinfo_ppid: 46 } },
      'SEND_FAILED SENT',
      'stream 3 ppid 46 ssn 7',
    ],
    [
      { sn_type: 'SCTP_SEND_FAILED_EVENT', ssfe_flags_name: 'SCTP_DATA_UNSENT', ssfe_info: { snd_sid: 1, snd_ppid: 0 } },
      'SEND_FAILED UNSENT',
      'stream 1 ppid 0',
    ],
    [{ sn_type: 'SCTP_REMOTE_ERROR', sre_error: 12, sre_error_cause: cause }, 'REMOTE_ERROR', 'cause 12 (User-Initiated Abort)'],
    [{ sn_type: 'SCTP_SHUTDOWN_EVENT' }, 'SHUTDOWN', ''],
    [{ sn_type: 'SCTP_ADAPTATION_INDICATION', sai_adaptation_ind: 7 }, 'ADAPTATION', 'adaptation_ind 7'],
    [{ sn_type: 'SCTP_SENDER_DRY_EVENT' }, 'SENDER_DRY', ''],
    [
      { sn_type: 'SCTP_PARTIAL_DELIVERY_EVENT', pdapi_indication: 'SCTP_PARTIAL_DELIVERY_ABORTED', pdapi_stream: 2 },
      'PD_ABORTED',
      'indication PARTIAL_DELIVERY_ABORTED stream 2',
    ],
    [
      { sn_type: 'SCTP_AUTHENTICATION_EVENT', auth_indication: 'SCTP_AUTH_NEW_KEY', auth_keynumber: 1, auth_altkeynumber: 0 },
      'AUTH_NEW_KEY',
      'key 1',
    ],
    [{ sn_type: 'SCTP_STREAM_RESET_EVENT', strreset_flags: 2, strreset_stream_list: [1, 4] }, 'STREAM_RESET', 'flags 2 stream_list 1 4'],
  ];

  test.each(bodies)('%j', (body, name, rest) => {
    expect([marginName(body), summary(body)]).toEqual([name, rest]);
  });

  test('members have their C names; a cause stands behind its number', () => {
    expect(members(bodies[1]![0])).toEqual([
      ['sn_type', 'SCTP_ASSOC_CHANGE'],
      ['sac_state', 'SCTP_COMM_LOST'],
      ['sac_error', '3072 (cause 12, User-Initiated Abort)'],
    ]);
    expect(members(bodies[3]![0]).map(([name]) => name)).toEqual([
      'sn_type',
      'ssf_flags_name',
      'ssf_info.sinfo_stream',
      'ssf_info.sinfo_ssn',
      'ssf_info.sinfo_ppid',
    ]);
    expect(members({ sn_type: 'SCTP_STREAM_RESET_EVENT', strreset_flags: 1, strreset_stream_list: [] }).at(-1)).toEqual([
      'strreset_stream_list',
      '(none)',
    ]);
  });

  test('counted', () => {
    expect([countedName('COMM_UP', 1), countedName('SENDER_DRY', 12_345)]).toEqual(['COMM_UP', 'SENDER_DRY x12.3k']);
  });
});

describe('tables', () => {
  const columns: Column<[string, number]>[] = [
    { title: 'name', width: 6, align: 'left', grows: true, priority: 0, cell: ([name]) => segment(name) },
    { title: 'count', width: 5, align: 'right', priority: 1, cell: ([, count]) => segment(String(count)) },
    { title: 'twice', width: 5, align: 'right', priority: 2, cell: ([, count]) => segment(String(2 * count)) },
  ];

  test('the column that grows takes what is left', () => {
    expect(plainText(columnHeads(fitColumns(columns, 30), UNICODE))).toBe(' name              count twice');
    expect(plainText(columnRow(fitColumns(columns, 30), ['abc', 21], UNICODE, true))).toBe('▌abc                  21    42');
  });

  test('columns go, the least wanted first', () => {
    expect([30, 18, 14, 5].map((width) => fitColumns(columns, width).length)).toEqual([3, 2, 2, 1]);
  });

  test('a cell that is too long is cut', () => {
    expect(plainText(columnRow(fitColumns(columns, 19), ['abcdefghij', 1], UNICODE, false))).toBe(' abcde…     1     2');
  });
});

describe('hexadecimal', () => {
  const bytes = Uint8Array.from({ length: 20 }, (_, at) => at + 0x3c);

  test.each([
    [0, 0, 0, '0000  3c 3d 3e 3f 40 41 42 43 44 45 46 47 48 49 4a 4b <=>?@ABCDEFGHIJK'],
    [0, 4, 8, '0000  3c 3d 3e 3f[40 41 42 43]44 45 46 47 48 49 4a 4b <=>?@ABCDEFGHIJK'],
    [0, 14, 18, '0000  3c 3d 3e 3f 40 41 42 43 44 45 46 47 48 49[4a 4b <=>?@ABCDEFGHIJK'],
    [1, 14, 18, '0010  4c 4d]4e 4f                                     LMNO'],
    [1, 14, 20, '0010  4c 4d 4e 4f]                                    LMNO'],
  ])('line %d with bytes %d to %d marked', (line, start, end, expected) => {
    const drawn = hexLine({ bytes }, line, start, end, hexWidth(16));
    expect(plainText(drawn)).toBe(expected);
    expect(lineWidth(drawn)).toBe(hexWidth(16));
  });

  test('fewer bytes a line where there is less room', () => {
    expect([100, hexWidth(16), hexWidth(16) - 1, 30].map(bytesPerLine)).toEqual([16, 16, 8, 4]);
  });
});
