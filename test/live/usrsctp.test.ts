/** A real stack on a real cable: what it tells its applications is what a live capture says that it should have told them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from '@jest/globals';
import { analysed, CLI, eachEngine, type Line, parsed, withNetwork } from '../helper/live-run.js';
import { ip, type Network, Running } from '../helper/network.js';

const SOURCE = join(process.cwd(), 'test', 'live', 'usrsctp-peer.c');
const STACK = 'usrsctp@0.9.5';

/** The addresses of the two ends: where the capture runs, and beyond the cable. */
const HERE = '10.9.0.1';
const THERE = '10.9.0.2';
const SERVICE = '5002';

const folder = mkdtempSync(join(tmpdir(), 'usrsctp-'));
const program = join(folder, 'usrsctp-peer');
const built = spawnSync('gcc', ['-O1', '-Wall', '-Wextra', '-Werror', '-o', program, SOURCE, '-lusrsctp', '-lpthread'], {
  encoding: 'utf8',
});
const missing = built.error?.message ?? (built.status === 0 ? undefined : built.stderr.trim().split('\n')[0]);

afterAll(() => rmSync(folder, { recursive: true }));

function address({ here, interface: device, there, thereInterface }: Network): void {
  for (const [namespace, name, own] of [
    [here, device, HERE],
    [there, thereInterface, THERE],
  ] as const) {
    ip('-n', namespace, 'addr', 'add', `${own}/24`, 'dev', name);
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
  }
}

const byId = (a: Line, b: Line): number => String(a['id']).localeCompare(String(b['id']));

/** What `compare` says of one end's log: its exit status and its first line. */
function compared(capture: string, endpoint: string, log: string): { status: number | null; verdict: string | undefined } {
  const args = [CLI, 'compare', capture, '--app-log', `${endpoint}=${log}`, '--stack', STACK];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, verdict: stdout.split('\n')[0] };
}

withNetwork(missing === undefined ? 'a real stack' : `a real stack (not tested: ${missing})`, (run) => {
  if (missing !== undefined) {
    console.warn(`live capture is not tested with a real stack: ${missing}`);
    return;
  }
  const running: Running[] = [];

  eachEngine('tells its applications what the capture says, at both ends', async ({ name }) => {
    address(run.network);
    const capture = join(folder, `${name}.pcapng`);
    const logs = { here: join(folder, `${name}.here.ndjson`), there: join(folder, `${name}.there.ndjson`) };
    const live = await run.capture('--engine', name, '--format', 'ndjson', '--write', capture, '--stack', STACK);
    const server = new Running(run.network.there, program, THERE, SERVICE);
    running.push(server);
    await server.until(() => server.output.includes('"listen"'));
    const visit = async (port: string, how: string): Promise<string> => {
      const client = new Running(run.network.here, program, HERE, port, THERE, SERVICE, how);
      running.push(client);
      expect(await client.ended).toBe(0);
      return client.output;
    };
    writeFileSync(logs.here, (await visit('5001', 'shutdown')) + (await visit('5003', 'abort')).replaceAll('"sock":0', '"sock":1'));
    await live.until(() => live.output.split('SCTP_COMM_LOST').length > 2);
    live.interrupt();
    expect(await live.ended).toBe(0);
    for (const each of running.splice(0)) each.kill();
    writeFileSync(logs.there, server.output);
    expect(compared(capture, HERE, logs.here)).toEqual({ status: 0, verdict: 'no difference: 4 things expected, all told' });
    expect(compared(capture, THERE, logs.there)).toEqual({ status: 0, verdict: 'no difference: 7 things expected, all told' });
    const told = live.lines.map(({ text }) => parsed(text)).filter(({ kind, status }) => kind === 'notification' && status === undefined);
    expect(told).toHaveLength(11);
    // The verdicts above are of the file: what was told live is the same.
    const ofFile = analysed(capture, '--stack', STACK).filter(({ kind }) => kind === 'notification');
    expect(told.sort(byId)).toEqual(ofFile.sort(byId));
  });
});
