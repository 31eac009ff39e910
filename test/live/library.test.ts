/** A program that lives on an interface through the library. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withNetwork } from '../helper/live-run.js';
import { Running, replay } from '../helper/network.js';
import { SAMPLES } from '../helper/samples.js';

const ENTRY = JSON.stringify(pathToFileURL(join(process.cwd(), 'build/src/index.js')).href);

const PROGRAM = `
import { captureInterface, headline, reconstruct } from ${ENTRY};
const frames = await captureInterface(process.argv[2]);
console.log('capturing');
let told = 0;
let breaking = false;
for await (const settled of reconstruct(frames)) {
  if (settled.kind === 'association') console.log(settled.association.outcome);
  if (settled.kind !== 'notification') continue;
  console.log(settled.notification.endpointName, headline(settled.notification.body));
  if (++told === 4) process.argv[3] === 'break' ? breaking = true : frames.stop();
  if (breaking) break;
}
console.log('over');
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'library-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

withNetwork('the library on an interface', (run) => {
  const start = (how: string) => {
    const script = join(folder, 'program.mjs');
    writeFileSync(script, PROGRAM);
    return new Running(run.network.here, process.execPath, script, run.network.interface, how);
  };

  test('the example of the documentation', async () => {
    const page = readFileSync(join(process.cwd(), 'docs', 'library.md'), 'utf8');
    const code = /<!-- example: live -->\n```js\n([\s\S]*?)```/.exec(page)?.[1];
    const script = join(folder, 'example.mjs');
    writeFileSync(script, code!.replace("'sctpscope'", ENTRY));
    const program = new Running(run.network.here, process.execPath, script, run.network.interface);
    await program.until(() => program.errors.includes('capturing with'));
    await replay(run.network, [join(SAMPLES, 'abort-by-peer.pcap')]);
    await program.until(() => program.lines.filter(({ text }) => text.includes('SCTP_COMM_LOST')).length === 2);
    program.interrupt();
    expect(await program.ended).toBe(0);
    expect(program.errors).toContain('9 frames, ');
  }, 30_000);

  test('yields what is settled, by packets or by silence, until it is stopped', async () => {
    const program = start('stop');
    await program.until(() => program.output.includes('capturing'));
    await replay(run.network, [join(SAMPLES, 'abort-by-peer.pcap')]);
    expect(await program.ended).toBe(0);
    expect(program.errors).toBe('');
    const lines = program.lines.map(({ text }) => text);
    expect(lines.filter((line) => line.includes('SCTP_COMM_UP'))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('SCTP_COMM_LOST'))).toHaveLength(2);
    expect(lines.slice(-2)).toEqual(['aborted', 'over']);
  }, 30_000);

  test('a program that has seen enough leaves the loop, and the capture ends', async () => {
    const program = start('break');
    await program.until(() => program.output.includes('capturing'));
    await replay(run.network, [join(SAMPLES, 'abort-by-peer.pcap')]);
    expect(await program.ended).toBe(0);
    expect(program.lines.at(-1)?.text).toBe('over');
    expect(run.network.processes()).toEqual([]);
  }, 30_000);
});
