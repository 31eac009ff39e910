/** Real captures with each engine: recorded traffic over a cable between two namespaces, and what is told of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { analysed, eachEngine, type Line, parsed, withNetwork } from '../helper/live-run.js';
import { replay } from '../helper/network.js';
import { SAMPLES } from '../helper/samples.js';

const SHUTDOWN = join(SAMPLES, 'shutdown.pcap');

/** Seconds within which a notification appears after the packet that settles it. */
const PROMPT = 1;

// Promptness is a matter of what else the machine does.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'live-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const notifications = (lines: readonly Line[]): Line[] => lines.filter(({ kind }) => kind === 'notification');
const byId = (a: Line, b: Line): number => String(a['id']).localeCompare(String(b['id']));

/** What is told, without what differs from run to run: times, and what rests on them. */
function told(lines: readonly Line[]): unknown[] {
  return notifications(lines)
    .filter(({ status }) => status === undefined)
    .map(({ time, earliest, latest, certainty, why, assumptions, ...rest }) => rest)
    .sort(byId);
}

withNetwork('live capture', (run) => {
  eachEngine(
    'tells promptly what the analysis of the same traffic tells, and of what was written exactly that',
    async ({ name, timeStamps }) => {
      const evidence = join(folder, `${name}.pcapng`);
      const expected = told(analysed(SHUTDOWN));
      const program = await run.capture('--engine', name, '--format', 'ndjson', '--write', evidence);
      await replay(run.network, [SHUTDOWN]);
      await program.until(() => program.lines.length > expected.length);
      program.interrupt();
      expect(await program.ended).toBe(0);
      expect(program.errors).toContain('19 frames captured; 0 dropped');
      const lines = program.lines.map(({ text }) => parsed(text));
      expect(told(lines)).toEqual(expected);
      const [begun, ended] = lines.filter(({ kind }) => kind === 'capture');
      expect(begun).toMatchObject({ status: 'begun', engine: name, timestamps: timeStamps, filter: expect.stringContaining('sctp') });
      expect(ended).toMatchObject({ status: 'ended', frames: 19, dropped: 0, not_written: 0 });
      expect(lines.filter(({ kind, status }) => kind !== 'capture' && status === undefined).sort(byId)).toEqual(
        analysed(evidence).sort(byId),
      );
      const late = program.lines.filter(({ text, time }) => {
        const line = parsed(text);
        return line['certainty'] === 'certain' && time / 1000 - Number(line['time']) > PROMPT;
      });
      expect(late).toEqual([]);
    },
  );

  test('ends by itself after a number of frames, or a time', async () => {
    const [counted, timed] = [await run.capture('--count', '9', '--format', 'ndjson'), await run.capture('--duration', '2.5')];
    await replay(run.network, [SHUTDOWN]);
    expect(await counted.ended).toBe(0);
    expect(counted.errors).toContain('9 frames captured');
    expect(await timed.ended).toBe(0);
    expect(timed.errors).toContain('19 frames captured');
  }, 30_000);

  test('silence settles what no packet settles', async () => {
    const program = await run.capture('--format', 'ndjson');
    await replay(run.network, [join(SAMPLES, 'abort-by-peer.pcap')]);
    const lost = () => program.lines.map(({ text }) => parsed(text)).filter(({ sac_state }) => sac_state === 'SCTP_COMM_LOST').length === 2;
    await program.until(lost, 5000);
    program.interrupt();
    expect(await program.ended).toBe(0);
  }, 30_000);

  test('what is not settled shows as pending, and is confirmed or withdrawn', async () => {
    const status = (status: string | undefined) => (line: Line) => line['sn_type'] === 'SCTP_SHUTDOWN_EVENT' && line['status'] === status;
    const program = await run.capture('--format', 'ndjson');
    const lines = () => program.lines.map(({ text }) => parsed(text));
    // Up to a SHUTDOWN that nobody answers.
    await replay(run.network, [SHUTDOWN], '--limit=17');
    await program.until(() => lines().some(status('pending')));
    const pending = lines().find(status('pending'))!;
    expect(pending).toMatchObject({
      endpoint: '10.1.0.1:5001',
      certainty: 'possible',
      frames: [17],
      why: 'SHUTDOWN in frame 17, if it reached 10.1.0.1:5001',
    });
    await replay(run.network, [SHUTDOWN]);
    await program.until(() => lines().some(status(undefined)));
    expect(lines().find(status(undefined))).toMatchObject({ id: pending['id'] });
    await replay(run.network, [join(SAMPLES, 'init-collision.pcap')], '--limit=3');
    await program.until(() => lines().filter(({ status }) => status === 'pending').length > 1);
    program.interrupt();
    expect(await program.ended).toBe(0);
    const open = new Map(
      lines()
        .filter(({ kind }) => kind === 'notification')
        .map((line) => [line['id'], line['status']]),
    );
    expect([...open.values()]).not.toContain('pending');
  }, 30_000);

  test('memory is kept within a budget, and what is forgotten is said', async () => {
    const program = await run.capture('--format', 'ndjson', '--memory', '1');
    await replay(run.network, [join(SAMPLES, 'init-collision.pcap')], '--limit=10');
    await program.until(() => / MB in use, 1 allowed: 1 associations were let go/.test(program.errors));
    await program.until(() => program.output.includes('"rule":"forgotten"'));
    program.interrupt();
    expect(await program.ended).toBe(0);
  }, 30_000);

  test('text for people ends with the associations', async () => {
    const program = await run.capture();
    await replay(run.network, [SHUTDOWN]);
    await program.until(() => program.output.includes('SCTP_SHUTDOWN_COMP'));
    program.interrupt();
    expect(await program.ended).toBe(0);
    expect(program.output).toMatch(/^[●◐] \d\d:\d\d:\d\d\.\d{6} {2}#1 10\.1\.0\.\d:\d+ {2}SCTP_ASSOC_CHANGE SCTP_COMM_UP/m);
    expect(program.output).toMatch(/\nAssociation 1: .*\n.*19 packets, .*\n {2}outcome: shutdown\. .*\n$/);
  }, 30_000);
});
