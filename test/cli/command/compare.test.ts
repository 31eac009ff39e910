import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { main } from '../../../src/cli/main.js';
import { expectJunit } from '../../helper/junit.js';
import { SAMPLES, sampleText } from '../../helper/samples.js';
import { fakeSurroundings } from '../../helper/surroundings.js';

const CAPTURE = join(SAMPLES, 'strace-log.pcap');
const LOG = join(SAMPLES, 'strace-log.a.ndjson');
const LINUX = ['--stack', 'linux@6.1'];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compare-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(args: string[], input?: string) {
  const surroundings = fakeSurroundings(input);
  const status = await main(['compare', ...args], surroundings);
  return { status, output: surroundings.output(), errors: surroundings.errors() };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The sample's log without its last notification, one member changed, and a line that says nothing known. */
function damagedLog(): string {
  const lines = sampleText('strace-log.a.ndjson').split('\n').filter(Boolean);
  const last = lines.findLastIndex((line) => line.includes('"notification"'));
  const first = lines.findIndex((line) => line.includes('"notification"'));
  const changed = lines[first]!.replace('"sac_outbound_streams":10', '"sac_outbound_streams":9').replace(/,"raw":"[0-9a-f]*"/, '');
  return [
    ...lines.slice(0, first),
    changed,
    ...lines.slice(first + 1, last),
    ...lines.slice(last + 1),
    'hello \u001b[31m',
    '{"time":1795292099,"event":"note","text":"end"}',
  ].join('\n');
}

describe('no difference', () => {
  test.each([['strace-log.a.ndjson'], ['strace-log.a.strace'], ['strace-log.b.ndjson']])('%s', async (log) => {
    const { status, output } = await run([CAPTURE, '--app-log', join(SAMPLES, log), ...LINUX]);
    expect(output).toMatch(
      /^no difference: \d+ things expected, all told\n10\.1\.0\.\d:\d+ should have been told \d+ things by 10\.1\.0\.\d:\d+, was told all of them\n/,
    );
    expect(output).toMatch(/from being raised to being read:\n +(<|\d)/);
    expect(status).toBe(0);
  });

  test('both logs at once, the address stated, the log from standard input', async () => {
    const args = [CAPTURE, '--app-log', '10.1.0.1=-', '--app-log', join(SAMPLES, 'strace-log.b.ndjson'), ...LINUX];
    const { status, output } = await run(args, sampleText('strace-log.a.ndjson'));
    expect(status).toBe(0);
    expect(output).toContain('- is the log of 10.1.0.1, as stated');
  });

  test('a compressed log', async () => {
    expect((await run([CAPTURE, '--app-log', file('a.ndjson.gz', gzipSync(sampleText('strace-log.a.ndjson'))), ...LINUX])).status).toBe(0);
  });
});

describe('a release that only the log tells', () => {
  const folderOf = join(process.cwd(), 'test/truth/usrsctp/04-abort-idle-v2');
  const capture = readdirSync(folderOf).find((name) => name.startsWith('capture.'))!;
  const args = [join(folderOf, capture), '--app-log', `10.1.0.1=${join(folderOf, 'a.ndjson')}`];

  test('is found, and said', async () => {
    const { status, errors, output } = await run(args);
    expect(errors).toMatch(/10\.1\.0\.1:\d+ is taken for usrsctp@0\.9\.5: its log fits that release better/);
    expect(output).toMatch(/^no difference/);
    expect(status).toBe(0);
  });

  test('is not looked for where the stack is stated', async () => {
    const { status, errors, output } = await run([...args, '--stack', 'usrsctp']);
    expect([status, errors]).toEqual([1, '']);
    expect(output).toMatch(/sac_error should be 12, line \d+ has 0/);
  });
});

describe('differences', () => {
  test('as text: the summary first, then each with its reasons; what was left aside is said', async () => {
    const { status, output } = await run([CAPTURE, '--app-log', file('a.log', damagedLog()), ...LINUX]);
    expect(status).toBe(1);
    const lines = output.split('\n');
    expect(lines[0]).toBe('2 differences: 5 things expected, 4 told');
    expect(lines[1]).toMatch(
      /^10\.1\.0\.1:5001 should have been told 5 things by 10\.1\.0\.2:6010, was told 4; missing: SCTP_ASSOC_CHANGE SCTP_SHUTDOWN_COMP, at .*; differing: SCTP_ASSOC_CHANGE SCTP_COMM_UP/,
    );
    expect(output).toMatch(
      /● [\d:.]+ {2}field +SCTP_ASSOC_CHANGE .*sac_outbound_streams should be 10, line \d+ has 9 \[frame [\d, ]+, line \d+\]\n +because: .+\n +check: /,
    );
    expect(output).toMatch(/1 of \d+ lines of .*a\.log are unknown to the format native, the first is line \d+: hello \?\[31m/);
    expect(output).not.toContain('\u001b');
  });

  test.each(['text', 'ndjson', 'json', 'junit'])(
    '--no-payload, --format %s: no line of the log is quoted, nothing users sent is told',
    async (format) => {
      const log = [...damagedLog().split('\n'), 'subscriber 0123456789 called'].join('\n');
      const { output, status } = await run([CAPTURE, '--app-log', file('e.log', log), '--format', format, '--no-payload', ...LINUX]);
      expect(output).not.toMatch(/hello|subscriber|ssfe?_data/);
      if (format === 'text') expect(output).toMatch(/2 of \d+ lines of .*e\.log are unknown to the format native, the first is line \d+\n/);
      expect(status).toBe(1);
    },
  );

  test('for programs', async () => {
    const { output } = await run([CAPTURE, '--app-log', file('b.log', damagedLog()), '--format', 'ndjson', ...LINUX]);
    const lines = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ kind: 'comparison', differences: 2, matches: 3 });
    expect(lines[1]).toMatchObject({ kind: 'log', format: 'native', unknown_lines: 1, clock: { offset: 0 } });
    const differences = lines.filter(({ kind }) => kind === 'difference');
    expect(differences.map(({ verdict }) => verdict)).toEqual(['field', 'match', 'match', 'match', 'missing']);
    expect(differences[0]).toMatchObject({
      association: 1,
      endpoint: '10.1.0.1:5001',
      fields: [{ name: 'sac_outbound_streams', expected: 10, logged: 9 }],
      expected: { kind: 'notification', certainty: 'certain', sac_state: 'SCTP_COMM_UP' },
      logged: { sn_type: 'SCTP_ASSOC_CHANGE', sac_outbound_streams: 9 },
      reasons: [{ reason: 'value-differs' }],
    });
  });

  test('for a CI server', async () => {
    const { status, output } = await run([CAPTURE, '--app-log', file('<c&d>.log', damagedLog()), '--format', 'junit', ...LINUX]);
    expect(status).toBe(1);
    expect(output).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="sctpscope" tests="5" failures="2" errors="0" /);
    expect(output).toMatch(/<testsuite name="10\.1\.0\.1:5001 toward 10\.1\.0\.2:6010: [^"]*&lt;c&amp;d&gt;\.log" tests="5" failures="2" /);
    expect(output).toMatch(/<testsuite [^>]* time="0\.\d{6}" timestamp="2026-11-21T20:14:50">/);
    expect(output).toMatch(
      /<failure type="missing" message="at 20:14:5\d\.\d{6}: SCTP_ASSOC_CHANGE SCTP_SHUTDOWN_COMP should have been told and is not in the log">because: /,
    );
    expect(output).toMatch(/<system-out>1 of \d+ lines of [^<]* are unknown to the format native[^<]*hello [^<]*<\/system-out>/);
    expectJunit(output);
  });

  test('for a CI server: what is told twice has two names', async () => {
    const { output } = await run([
      join(SAMPLES, 'shutdown.pcap'),
      '--app-log',
      join(SAMPLES, 'shutdown.b.ndjson'),
      '-T',
      'junit',
      ...LINUX,
    ]);
    expect(output).toMatch(/classname="sctpscope\.10-1-0-2:6010" name="SCTP_SENDER_DRY_EVENT"[\s\S]*name="SCTP_SENDER_DRY_EVENT \(3\)"/);
    expectJunit(output);
  });

  test('--all lists what matches too', async () => {
    const { output } = await run([CAPTURE, '--app-log', LOG, '--all', ...LINUX]);
    expect(output.match(/ match {6}/g)?.length).toBeGreaterThan(3);
  });

  test.each<[string, number, RegExp]>([
    ['notification == COMM_UP', 1, /^1 difference: 1 thing expected, 1 told\n/],
    ['notification == AUTHENTICATION', 0, /^no difference: 1 thing expected, all told\n/],
    ['host == 10.9.9.9', 0, /^no difference|^the logs speak of nothing/],
    ['certainty >= likely and association == 1', 1, /^2 differences: /],
  ])('--filter %s', async (filter, status, first) => {
    const found = await run([CAPTURE, '--app-log', file('filtered.log', damagedLog()), '--filter', filter, ...LINUX]);
    expect(found.output).toMatch(first);
    expect(found.status).toBe(status);
  });

  test('a filter of packets', async () => {
    const { status, errors } = await run([CAPTURE, '--app-log', LOG, '--filter', 'chunk == ABORT', ...LINUX]);
    expect([status, errors]).toEqual([2, expect.stringMatching(/--filter: chunk is a field of packets/)]);
  });

  test.each([
    [
      'a program that subscribes to less',
      'open5gs',
      (state: number) =>
        `11/21 20:14:5${state === 0 ? '0.484' : '2.114'}: [amf] DEBUG: SCTP_ASSOC_CHANGE:[T:32769, F:0x0, S:${state}, I/O:${state === 0 ? '10/10' : '0/0'}] (x.c:1)`,
    ],
    [
      'a program whose log has no words for it',
      'java',
      (state: number) =>
        `20:14:5${state === 0 ? '0.484' : '2.114'} AssociationChange@1b [Association:null, Event: ${state === 0 ? 'COMM_UP' : 'SHUTDOWN'}]`,
    ],
  ])('%s is not expected to tell', async (_, form, line) => {
    const log = file(`${form}.log`, [line(0), line(3)].join('\n'));
    const { status, output } = await run([CAPTURE, '--app-log', `10.1.0.1=${log}`, ...LINUX]);
    expect(output).toMatch(/^no difference: 2 things expected, all told\n/);
    expect(output).toMatch(new RegExp(`a log of the form ${form} does not have SCTP_AUTHENTICATION_EVENT \\(1\\): not compared`));
    expect(status).toBe(0);
    const asked = await run([CAPTURE, '--app-log', `10.1.0.1=${log}`, '--subscribe', 'all', ...LINUX]);
    expect(asked.output).toMatch(/missing: SCTP_AUTHENTICATION_EVENT/);
  });

  test('patterns of the user', async () => {
    const patterns = file(
      'patterns.json',
      JSON.stringify({
        rules: [{ pattern: 'up (?<sac_outbound_streams>\\d+)', sn_type: 'SCTP_ASSOC_CHANGE', members: { sac_state: 'SCTP_COMM_UP' } }],
      }),
    );
    const args = [
      CAPTURE,
      '--app-log',
      `10.1.0.1=${file('own.log', 'up 9\n')}`,
      '--log-patterns',
      patterns,
      '--subscribe',
      'SCTP_ASSOC_CHANGE',
      ...LINUX,
    ];
    const { output } = await run(args);
    expect(output).toMatch(/sac_outbound_streams should be 10, line 1 has 9/);
    expect(output).toMatch(/SCTP_SHUTDOWN_COMP should have been told/);
  });
});

describe('a log that belongs nowhere is no success', () => {
  test.each([
    ['empty', (): string => file('empty.log', ''), /fits no endpoint of the capture/],
    [
      'of a stated stranger',
      (): string => `10.9.9.9:7=${LOG}`,
      /10\.9\.9\.9:7 of .* is no endpoint of the capture, which has 10\.1\.0\.1:5001/,
    ],
  ])('%s', async (_, log, why) => {
    const { status, output } = await run([CAPTURE, '--app-log', log(), ...LINUX]);
    expect(status).toBe(1);
    expect(output).toMatch(/^the logs speak of nothing that the capture shows\n/);
    expect(output).toMatch(why);
    const { output: junit } = await run([CAPTURE, '--app-log', log(), '--format', 'junit', ...LINUX]);
    expect(junit).toMatch(/<testsuites name="sctpscope" tests="1" failures="1" [\s\S]*<failure type="unplaced" message="/);
    expectJunit(junit);
  });
});

describe('a log of another run is no success', () => {
  const args = [join(SAMPLES, 'lost-messages.pcap'), '--app-log', join(SAMPLES, 'restart.a.ndjson'), ...LINUX];

  test('as text', async () => {
    const { status, output } = await run(args);
    expect(output).toMatch(/^nothing was compared: the log and the capture do not meet in time, as if they were of different runs/);
    expect(output).toMatch(/was told \d+ things that packets do not show: it was told before the capture begins/);
    expect(status).toBe(1);
  });

  test('for a CI server', async () => {
    const { status, output } = await run([...args, '-T', 'junit']);
    expect(output).toMatch(
      /tests="1" failures="1"[\s\S]*<failure type="unplaced" message="[^"]*; the log and the capture do not meet in time/,
    );
    expectJunit(output);
    expect(status).toBe(1);
  });
});

describe('wrong usage, wrong files', () => {
  test.each<[string[], number, RegExp]>([
    [[], 2, /needs a capture file/],
    [[CAPTURE], 2, /needs --app-log/],
    [[CAPTURE, '--app-log', '10.1.0.1='], 2, /the log's name is missing/],
    [[CAPTURE, '--app-log', LOG, '--format', 'xml'], 2, /--format xml: known are text, ndjson, json, junit/],
    [[CAPTURE, '--app-log', LOG, '--log-format', 'tea'], 2, /--log-format tea: known are native, strace/],
    [[CAPTURE, '--app-log', CAPTURE], 3, /strace-log\.pcap is no application log: it is a capture/],
    [[CAPTURE, '--app-log', '/nowhere/x.log'], 3, /\/nowhere\/x\.log cannot be read: there is no such file/],
    [[CAPTURE, '--app-log', LOG, '--log-patterns', LOG], 3, /is not JSON/],
    [[LOG, '--app-log', LOG], 3, /strace-log\.a\.ndjson/],
  ])('%j', async (args, status, message) => {
    const { status: found, errors } = await run(args);
    expect(errors).toMatch(message);
    expect(found).toBe(status);
  });
});
