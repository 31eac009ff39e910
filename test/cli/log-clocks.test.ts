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
  const iso = (seconds: string, digits: string) => `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${digits}`;
  return log.replace(/"time":(\d+)\.(\d+)/g, (_, seconds: string, digits: string) => `"time":"${iso(seconds, digits)}"`);
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

// The application of 'a' closes its socket, and reads nothing of what is told after that: which times those are decides what it is told.
test.each(['abort-by-peer.a', 'lost-messages.a'])('the calls of %s sharpen an analysis by the clock that is found', async (name) => {
  const analysed = async (log: string): Promise<[output: string, errors: string]> => {
    const path = join(folder, 'app.log');
    writeFileSync(path, log);
    const surroundings = fakeSurroundings();
    await main(['analyze', join(SAMPLES, `${name.slice(0, -2)}.pcap`), '--app-log', path], surroundings);
    return [surroundings.output(), surroundings.errors()];
  };
  const log = sampleText(`${name}.ndjson`);
  const [right, silence] = await analysed(log);
  expect(silence).toBe('');
  const [without] = await analysed(log.replace(/^.*"call":"(?!socket|setsockopt).*\n/gm, ''));
  expect(without).not.toBe(right);
  for (const [other, found] of [
    [shifted(log, 3600), /the clock of .* is 1 h ahead of the capture's/],
    [undated(log), /the times of .* have no date or no zone; fitted from \d+ pairs/],
  ] as const) {
    const [output, errors] = await analysed(other);
    expect(output).toBe(right);
    expect(errors).toMatch(found);
  }
});
