import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AppLogError } from '../../src/compare/app-log.js';
import { LOG_FORMATS } from '../../src/compare/log-format/registry.js';
import { readLog } from '../helper/app-log.js';

const NOTE = '{"time":1795290214.25,"event":"note","text":"nöte"}';

describe('a wrong file', () => {
  test.each([
    ['a JPEG', [0xff, 0xd8, 0xff, 0xe0, 0, 16], /test\.log is no application log: it is a JPEG picture/],
    ['a pcap', [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0], /it is a capture \(pcap\)/],
    ['a pcapng', [0x0a, 0x0d, 0x0d, 0x0a, 0x1c, 0, 0, 0], /it is a capture \(pcapng\)/],
    ['gzip', [0x1f, 0x8b, 8, 0], /it is gzip-compressed/],
    ['binary', [65, 66, 0, 67], /it is binary, not text/],
  ])('%s', (_, bytes, message) => {
    expect(() => readLog(Uint8Array.from(bytes))).toThrow(message);
    expect(() => readLog(Uint8Array.from(bytes))).toThrow(AppLogError);
  });

  test('prose', () => {
    expect(() => readLog('Once upon a time\nthere was a \u001b[31mlog.\n')).toThrow(
      /no known form of log, beginning "Once upon a time"; --log-format takes native.*, and --log-patterns a file with patterns of your own$/,
    );
  });
});

test('a log that speaks of SCTP only after thousands of lines', () => {
  const noise = Array.from({ length: 5000 }, (_, i) => `Nov 21 19:43:34 host thing[12]: worker ${i} is busy`);
  const late = 'Nov 21 19:43:35 host kamailio[12]: SCTP_SHUTDOWN_EVENT from 10.0.0.2:5060 on 10.0.0.1:5060';
  const { notifications, summary } = readLog([...noise, late, ''].join('\n'));
  expect(notifications).toMatchObject([{ type: 'SCTP_SHUTDOWN_EVENT', line: 5001 }]);
  expect(summary).toMatchObject({ format: 'kamailio', lines: 5001, unknownLines: 5000 });
  expect(summary.samples[0]?.line).toBe(1);
  expect(() => readLog(noise.join('\n'))).toThrow(/no known form of log, beginning "Nov 21 19:43:34 host thing/);
});

test('an empty log is one', () => {
  for (const text of ['', '\n\n']) expect(readLog(text).summary).toMatchObject({ events: 0, lines: 0 });
});

test('the pieces it arrives in make no difference', () => {
  const log = `${Array.from({ length: 40 }, () => NOTE).join('\n')}\n`;
  const whole = readLog(log);
  for (const pieceLength of [1, 2, 3, 7, 53, 100]) expect(readLog(log, { pieceLength }).events).toEqual(whole.events);
  expect(whole.remarks[0]?.text).toBe('nöte');
});

test('a line without end is cut, and said to be', () => {
  const { summary, remarks } = readLog(`${NOTE}\n${'x'.repeat(3_000_000)}\n${NOTE}\n`);
  expect(remarks.length).toBe(2);
  expect(summary).toMatchObject({ unknownLines: 1, problems: ['1 lines are longer than a mebibyte and were cut'] });
});

test('any text, taken for any format: never throws anything but AppLogError', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LOG_FORMATS.map(({ name }) => name)),
      fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }),
      (format, lines) => {
        try {
          readLog(lines.join('\n'), { format });
        } catch (error) {
          expect(error).toBeInstanceOf(AppLogError);
        }
      },
    ),
  );
});

test('a long line that nearly fits takes no long time', () => {
  for (const piece of ["{'type': ", '01 80 ', 'SCTP_ASSOC_CHANGE ', 'flags = 1, ', '{a=', '[', '0x01']) {
    const line = piece.repeat(1_000_000 / piece.length);
    for (const { name } of LOG_FORMATS) {
      const start = process.cpuUsage().user;
      readLog(`${line}\n`, { format: name });
      expect([name, piece, process.cpuUsage(undefined).user - start < 2e6]).toEqual([name, piece, true]);
    }
  }
});
