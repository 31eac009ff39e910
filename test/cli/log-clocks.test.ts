import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { main } from '../../src/cli/main.js';
import { SAMPLES, sampleText } from '../helper/samples.js';
import { fakeSurroundings } from '../helper/surroundings.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-clocks-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function firstLine(capture: string, log: string): Promise<string> {
  const path = join(folder, 'app.log');
  writeFileSync(path, log);
  const surroundings = fakeSurroundings();
  await main(['compare', join(SAMPLES, capture), '--app-log', path], surroundings);
  return surroundings.output().split('\n')[0]!;
}

/** The log by a clock that is so many seconds ahead. */
function shifted(log: string, seconds: number): string {
  return log.replace(/"time":([\d.]+)/g, (_, time: string) => `"time":${(Number(time) + seconds).toFixed(6)}`);
}

/** The log with times of day in place of times since the epoch. */
function undated(log: string): string {
  return log.replace(/"time":([\d.]+)/g, (_, time: string) => `"time":"${new Date(Number(time) * 1000).toISOString().slice(0, -1)}"`);
}

// What such a log's calls say (when a socket was closed, which messages were never sent) counts as much as that of one whose clock is right.
test.each(['abort-by-peer.a', 'abort-by-peer.b', 'lost-messages.a', 'expired-messages.a', 'shutdown.b', 'restart.b'])(
  '%s',
  async (name) => {
    const [capture, log] = [`${name.slice(0, -2)}.pcap`, sampleText(`${name}.ndjson`)];
    const right = await firstLine(capture, log);
    expect(right).toMatch(/^no difference: [1-9]/);
    for (const seconds of [-3600, 3600, -5]) expect([seconds, await firstLine(capture, shifted(log, seconds))]).toEqual([seconds, right]);
    expect(await firstLine(capture, undated(log))).toMatch(/^no difference: [1-9]/);
  },
);
