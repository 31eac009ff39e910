/** Evidence when things go wrong: the program killed, the disk full, its rights given up. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { openCapture } from '../../src/capture/open-capture.js';
import { analysed, eachEngine, withNetwork } from '../helper/live-run.js';
import { hasProgram, replay, rightsOf } from '../helper/network.js';
import { type Frames, readFrames } from '../helper/read-frames.js';
import { SAMPLES } from '../helper/samples.js';

const TRAFFIC = join(SAMPLES, 'multihoming-failover.pcapng');

// The last second is a matter of what else the machine does.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evidence-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = async (path: string): Promise<Frames> => readFrames(await openCapture([path]));

withNetwork('evidence', (run) => {
  eachEngine('killed at any moment, the file is whole and misses at most the last second', async ({ name }) => {
    const path = join(folder, 'trace.pcapng');
    const program = await run.capture('--engine', name, '--write', path);
    const sending = replay(run.network, [TRAFFIC], '--loop=1000', '--pps=5000', '--limit=10000');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const killed = Date.now();
    program.kill();
    await program.ended;
    await sending;
    const { frames, problems } = await read(path);
    expect(problems).toEqual([]);
    expect(killed - frames.at(-1)!.time / 1000).toBeLessThan(1000);
    expect(frames.length).toBeGreaterThan(500);
    if (hasProgram('capinfos'))
      expect(execFileSync('capinfos', ['-c', '-M', path], { encoding: 'utf8' })).toMatch(new RegExp(`packets: +${frames.length}\n`));
  });

  test('a full disk is told, the capture goes on, and so does the file once there is room', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
    try {
      const path = join(folder, 'trace.pcapng');
      const ballast = join(folder, 'ballast');
      writeFileSync(ballast, new Uint8Array(48 * 1024));
      const program = await run.capture('--format', 'ndjson', '--write', path);
      await replay(run.network, [TRAFFIC], '--multiplier=4');
      await program.until(() => program.errors.includes(`${path} cannot be written: ENOSPC`));
      rmSync(ballast);
      await new Promise((resolve) => setTimeout(resolve, 1100));
      await replay(run.network, [join(SAMPLES, 'shutdown.pcap')]);
      await program.until(() => /trace\.pcapng is being written again; \d+ frames are missing/.test(program.errors));
      program.interrupt();
      expect(await program.ended).toBe(0);
      expect(program.errors).toContain('120 frames captured');
      const lost = Number(/(\d+) frames are not in/.exec(program.errors)?.[1]);
      const { frames, problems } = await read(path);
      expect(problems).toEqual([]);
      expect(frames).toHaveLength(120 - lost);
      expect(lost).toBeGreaterThan(0);
      expect(analysed(path).filter(({ kind, outcome }) => kind === 'association' && outcome === 'shutdown')).not.toEqual([]);
    } finally {
      execFileSync('umount', [folder]);
    }
  }, 30_000);

  eachEngine('root gives its rights up once the interface is open: engine, program and file are the user’s', async ({ name }) => {
    const path = join(folder, 'trace.pcapng');
    execFileSync('chmod', ['777', folder]);
    const program = await run.capture('--engine', name, '--user', 'nobody', '--format', 'ndjson', '--write', path);
    const nobody = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }));
    await program.until(() => run.network.processes().length >= 2);
    const rights = run.network.processes().map(rightsOf);
    expect(rights).toEqual([
      { users: [nobody], capabilities: 0 },
      { users: [nobody], capabilities: 0 },
    ]);
    await replay(run.network, [join(SAMPLES, 'no-listener.pcap')]);
    await program.until(() => program.lines.length > 1);
    program.interrupt();
    expect(await program.ended).toBe(0);
    expect((await read(path)).frames).toHaveLength(2);
    expect(statSync(path).uid).toBe(nobody);
  });
});
