/** The comparison with logs on the screen: a sample's log as it is, and with things done to it. */
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { LoggedCalls } from '../../src/cli/application-calls.js';
import type { Surroundings } from '../../src/cli/command.js';
import { comparedSettings, compareWithLogs, expectation } from '../../src/cli/expectation.js';
import { AppLogReader } from '../../src/compare/app-log-reader.js';
import type { Expectation } from '../../src/compare/comparison-input.js';
import { LoggedApplication } from '../../src/compare/logged-application.js';
import { NOTIFICATION_TYPES } from '../../src/notification/notification.js';
import { CaptureSession } from '../../src/tui/session/capture-session.js';
import { SAMPLES, sampleText } from '../helper/samples.js';
import { Player } from './picture.js';

const open: CaptureSession[] = [];

afterEach(() => {
  for (const session of open.splice(0)) session.close();
});

function callsOf(text: string): LoggedCalls {
  const calls = new LoggedCalls(new LoggedApplication({ name: 'a.ndjson', address: undefined, port: undefined, abi: undefined }));
  const reader = new AppLogReader({ name: 'a.ndjson', format: undefined, abi: undefined }, (event) => calls.observe(event));
  reader.push(Buffer.from(text));
  calls.application.summary = reader.end();
  return calls;
}

async function playerOf(log: string | undefined, columns = 80, rows = 24): Promise<Player> {
  const path = join(SAMPLES, 'lost-messages.pcap');
  const logs = log === undefined ? [] : [callsOf(log)];
  const session = new CaptureSession(await openCapture([path]), comparedSettings(DEFAULT_SETTINGS, logs), {
    paths: [path],
    ...(log !== undefined && { compare: (expected: Expectation) => compareWithLogs(expected, DEFAULT_SETTINGS, logs, []) }),
  });
  open.push(session);
  await session.run();
  return new Player(session, columns, rows);
}

/** The same, the log held against what an analysis of its own expects, of which every application is told everything. */
async function followedPlayerOf(log: string, columns = 80, rows = 24): Promise<Player> {
  const path = join(SAMPLES, 'lost-messages.pcap');
  const subscriptions = [{ address: undefined, port: undefined, value: new Set(NOTIFICATION_TYPES) }];
  const logs = [callsOf(log)];
  const settings = { ...DEFAULT_SETTINGS, subscriptions };
  const files = { paths: [path], settings, open: () => openCapture([path]) };
  const expected = await expectation(files, [], { stderr: process.stderr } as unknown as Surroundings);
  const latest = compareWithLogs(expected, DEFAULT_SETTINGS, logs, []);
  const session = new CaptureSession(await openCapture([path]), DEFAULT_SETTINGS, { paths: [path], followed: { latest } });
  open.push(session);
  await session.run();
  return new Player(session, columns, rows);
}

const AGREES = sampleText('lost-messages.a.ndjson');

/** Without COMM_LOST, with other streams, and with a SHUTDOWN_EVENT that nothing raised. */
const DIFFERS = AGREES.split('\n')
  .filter((line) => !line.includes('"sac_state":"SCTP_COMM_LOST"'))
  .flatMap((line) =>
    line.includes('"sac_state":"SCTP_COMM_UP"')
      ? [
          line.replace('"sac_outbound_streams":10', '"sac_outbound_streams":5'),
          '{"time":1795290726.8,"event":"notification","socket":"s","sn_type":"SCTP_SHUTDOWN_EVENT"}',
        ]
      : [line],
  )
  .join('\n');

/** Without what it was told most often. */
const NEVER_DRY = AGREES.split('\n')
  .filter((line) => !line.includes('"SCTP_SENDER_DRY_EVENT"') || !line.includes('"notification"'))
  .join('\n');

function rows(player: Player): string[] {
  return player.screen().split('\n').slice(2, 12);
}

describe('a log that differs', () => {
  test('is counted in the list', async () => {
    const [, heads, row] = (await playerOf(DIFFERS)).screen().split('\n');
    const column = heads!.indexOf('differs');
    expect(row!.slice(column, column + 7)).toBe('      3');
  });

  test('stands beside what was expected, differences first', async () => {
    const player = (await playerOf(DIFFERS)).press('c');
    const shown = rows(player);
    expect(shown[0]).toMatch(/^▌≠ differs +0\.001\d{3} ◐ COMM_UP .* 23 sac_outbound_streams =/);
    expect(shown[1]).toMatch(/‼ not told .* nothing of the kind +24 SHUTDOWN_EVENT/);
    expect(shown[2]).toMatch(/✗ not logged +1\.125\d{3} ◐ COMM_LOST .* not in the log/);
    expect(shown[3]).toMatch(/✓ as told +0\.001\d{3} ● AUTH_NO_AUTH/);
    expect(player.screen()).toContain('3 differences');
  });

  test('the reasons for the one under the cursor are ranked, each with what to look at', async () => {
    const player = (await playerOf(NEVER_DRY, 120, 40)).press('c');
    const weights = [...player.screen().matchAll(/^ (\d+) % {2,}\S/gm)].map(([, weight]) => Number(weight));
    expect(weights.length).toBeGreaterThan(1);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(player.screen().match(/^ look at /gm)).toHaveLength(weights.length);
    expect(player.misfits()).toEqual([]);
  });

  test('Enter goes to the place in the ladder', async () => {
    const player = (await playerOf(DIFFERS)).press('c', 'j', 'j', 'enter');
    expect(player.screen()).toMatch(/^▌ +21 .*✗ ◐ COMM_LOST │<─ ABORT/m);
    expect((await playerOf(DIFFERS)).press('c', 'j', 'enter').screen()).toMatch(/^▌ +0\.373871 +‼ SHUTDOWN_EVENT │ +only log line 24/m);
  });

  test('what only the log has stands in the ladder at its time, with its reasons below; Enter opens it where the log is compared', async () => {
    const player = (await playerOf(DIFFERS, 80, 30)).press('enter', 'd', 'd');
    expect(player.screen()).toMatch(/^▌ +0\.373871 +‼ SHUTDOWN_EVENT │ +only log line 24 +│/m);
    expect(player.screen()).toContain('SCTP_SHUTDOWN_EVENT is in the log, and nothing in the capture raised it');
    expect(player.press('x').screen()).toContain('only what is settled');
    expect(player.press('enter').screen()).toMatch(/^▌‼ not told .*SHUTDOWN_EVENT/m);
    expect(player.press('enter').screen()).toMatch(/^▌ +0\.373871 +‼ SHUTDOWN_EVENT/m);
  });

  test('a filter of the ladder is asked about what only the log has, too', async () => {
    const player = (await playerOf(DIFFERS)).press('enter', '/', ...'unexpected', 'enter');
    expect(player.screen()).toContain('‼ SHUTDOWN_EVENT');
    expect(player.press('/', 'ctrl-u', ...'COMM_LOST', 'enter').screen()).not.toContain('SHUTDOWN_EVENT');
  });

  test('d and D jump from difference to difference in the ladder', async () => {
    const player = (await playerOf(DIFFERS)).press('enter', 'd');
    expect(player.screen()).toMatch(/^▌ +4 .*≠ ◐ COMM_UP │/m);
    expect(player.screen()).toContain('sac_outbound_streams should be 10, line 23 has 5');
    expect(player.press('d').screen()).toContain('only log line 24');
    expect(player.press('d').screen()).toMatch(/^▌ +21 .*✗ ◐ COMM_LOST/m);
    expect(player.press('d').screen()).toContain('no difference below');
    expect(player.press('D', 'D').screen()).toMatch(/^▌ +4 /m);
    expect(player.press('D').screen()).toContain('no difference above');
  });

  test('a filter leaves what matches', async () => {
    const player = (await playerOf(DIFFERS)).press('c', '/', ...'unexpected', 'enter');
    expect(rows(player)[0]).toContain('SHUTDOWN_EVENT');
    expect(player.screen()).toContain('1 difference, 0 as told');
    expect(player.press('/', 'ctrl-u', ...'zzz', 'enter').screen()).toContain('nothing matches the filter');
  });
});

describe('logs that are followed, by an analysis of its own with other subscriptions', () => {
  test('mark what is told here', async () => {
    const player = (await followedPlayerOf(DIFFERS)).press('enter', 'd');
    expect(player.screen()).toMatch(/^▌ +4 .*≠ ◐ COMM_UP │/m);
    expect(player.press('d').screen()).toMatch(/^▌ .*‼ SHUTDOWN_EVENT/m);
    expect(player.press('d').screen()).toMatch(/^▌ +21 .*✗ ◐ COMM_LOST/m);
    expect(player.press('g', 'n').screen()).not.toContain('the log  ');
  });

  test('are compared on their screen, from which Enter leads to the ladder', async () => {
    const player = (await followedPlayerOf(DIFFERS)).press('c');
    expect(rows(player)[0]).toMatch(/^▌≠ differs .*COMM_UP/);
    expect(player.press('enter').screen()).toMatch(/^▌ +4 .*≠ ◐ COMM_UP │/m);
  });
});

test('a log that agrees has no mark in the ladder, and says so', async () => {
  const player = await playerOf(AGREES);
  expect(player.press('enter').screen()).not.toMatch(/[✗≠‼]/);
  expect(player.press('d').screen()).toContain('no difference below');
  expect(player.press('c').screen()).toContain('no difference, 14 as told');
});

test('without a log, c tells how to name one', async () => {
  expect((await playerOf(undefined)).press('c').screen()).toContain('--app-log');
});

test.each([
  [60, 15],
  [120, 40],
  [300, 100],
])('fits into %ix%i', async (columns, lines) => {
  const player = (await playerOf(DIFFERS, columns, lines)).press('c');
  expect(player.misfits()).toEqual([]);
  expect(player.press('j', 'enter').misfits()).toEqual([]);
});
