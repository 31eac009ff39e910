/** Logs that grow while their traffic is captured. */
import { appendFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { analysed, type Line, type LiveRun, parsed, withNetwork } from '../helper/live-run.js';
import { type Running, replay } from '../helper/network.js';
import { SAMPLES, sampleText } from '../helper/samples.js';

const CAPTURE = join(SAMPLES, 'abort-by-peer.pcap');
/** What the application at B is told last. */
const LOST = '"SCTP_COMM_LOST"';

let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'live-log-'));
  log = join(folder, 'b.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Replays the sample; answers the lines of its log as they would have been written now. */
async function happen(run: LiveRun, program: Running): Promise<string[]> {
  await replay(run.network, [CAPTURE]);
  const first = (lines: readonly Line[]) => Number(lines.find(({ sac_state }) => sac_state === 'SCTP_COMM_UP')?.['time']);
  await program.until(() => program.output.includes('SCTP_COMM_UP'));
  const shift = first(program.lines.map(({ text }) => parsed(text))) - first(analysed(CAPTURE));
  return sampleText('abort-by-peer.b.ndjson')
    .trim()
    .split('\n')
    .map((text) => {
      const line = parsed(text);
      return `${JSON.stringify({ ...line, time: Number(line['time']) + shift })}\n`;
    });
}

const kinds = (program: Running, kind: string): Line[] =>
  program.lines.map(({ text }) => parsed(text)).filter((line) => line.kind === kind);

withNetwork('live comparison', (run) => {
  const begin = (...args: readonly string[]) => run.capture('--format', 'ndjson', '--app-log', `10.1.0.2=${log}`, ...args);

  test('a log that says what it should: no difference, status 0', async () => {
    const program = await begin('--grace', '4');
    writeFileSync(log, (await happen(run, program)).join(''));
    await new Promise((resolve) => setTimeout(resolve, 5500));
    program.interrupt();
    expect(await program.ended).toBe(0);
    expect(kinds(program, 'difference')).toEqual([]);
    expect(kinds(program, 'comparison')).toMatchObject([{ differences: 0, text: expect.stringMatching(/^no difference: [1-9]/) }]);
  }, 40_000);

  test('what is missing is announced after the grace time, a command is run, status 1', async () => {
    const seen = join(folder, 'seen');
    const program = await begin('--grace', '3', '--on-difference', `cat >> ${seen}`);
    const lines = await happen(run, program);
    writeFileSync(log, lines.filter((line) => !line.includes(LOST)).join(''));
    await program.until(() => kinds(program, 'difference').length > 0);
    expect(kinds(program, 'difference')).toMatchObject([{ verdict: 'missing', sn_type: 'SCTP_ASSOC_CHANGE', endpoint: '10.1.0.2:6618' }]);
    await program.until(() => existsSync(seen));
    program.interrupt();
    expect(await program.ended).toBe(1);
    expect(parsed(readFileSync(seen, 'utf8'))).toMatchObject({ kind: 'difference', verdict: 'missing' });
  }, 40_000);

  test('one that was only late is withdrawn; a rotated log is followed', async () => {
    const program = await begin('--grace', '1');
    const lines = await happen(run, program);
    writeFileSync(log, lines.filter((line) => !line.includes(LOST)).join(''));
    await program.until(() => kinds(program, 'difference').length > 0);
    renameSync(log, `${log}.1`);
    appendFileSync(log, lines.filter((line) => line.includes(LOST)).join(''));
    // A busy machine may announce more than the one; whatever was announced is taken back.
    const withdrawn = () => kinds(program, 'difference').filter(({ status }) => status === 'withdrawn');
    const announced = () => kinds(program, 'difference').filter(({ status }) => status !== 'withdrawn');
    await program.until(() => withdrawn().length > 0 && withdrawn().length >= announced().length);
    expect(new Set(withdrawn().map(({ id }) => id))).toEqual(new Set(announced().map(({ id }) => id)));
    program.interrupt();
    expect(await program.ended).toBe(0);
  }, 40_000);

  test('what a log says reaches neither terminal nor shell but as text', async () => {
    const program = await run.capture('--app-log', `10.1.0.2=${log}`, '--grace', '1', '--on-difference', `cd ${folder} && cat > seen`);
    await replay(run.network, [CAPTURE]);
    await program.until(() => program.output.includes('SCTP_COMM_UP'));
    const hostile = '\u001b]0;title\u0007\u0000$(touch harm)`touch harm`\n● all is well';
    const told = { time: Date.now() / 1000, event: 'notification', sn_type: 'SCTP_ASSOC_CHANGE', sac_error: 0, sac_assoc_id: 1 };
    writeFileSync(
      log,
      `${JSON.stringify({ ...told, sac_state: hostile })}\n${JSON.stringify({ ...told, sac_state: 'A'.repeat(300_000) })}\n`,
    );
    await program.until(() => program.output.includes('$(touch harm)') && existsSync(join(folder, 'seen')));
    program.interrupt();
    expect(await program.ended).toBe(1);
    expect(program.output).toMatch(/^.*(?:field|unexpected) +SCTP_ASSOC_CHANGE.*\\x1b\]0;title\\x07\\x00\$\(touch harm\)/m);
    expect(program.output).not.toMatch(/[\0\x1b\x07]|^● all is well/m);
    expect(existsSync(join(folder, 'harm'))).toBe(false);
  }, 40_000);

  test('what is no log is said, and the capture goes on', async () => {
    writeFileSync(log, readFileSync(CAPTURE));
    const program = await begin();
    await program.until(() => /is no application log: it is .*; it is not followed any further/.test(program.errors));
    program.interrupt();
    expect(await program.ended).toBe(0);
  }, 40_000);
});
