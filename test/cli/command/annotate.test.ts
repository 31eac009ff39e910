import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openCapture } from '../../../src/capture/open-capture.js';
import { main } from '../../../src/cli/main.js';
import { SAMPLES, sampleText } from '../../helper/samples.js';
import { fakeSurroundings } from '../../helper/surroundings.js';

const LINUX = ['--stack', 'linux@6.1'];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'annotate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function annotate(...args: string[]) {
  const surroundings = fakeSurroundings();
  const status = await main(['annotate', ...args], surroundings);
  return { status, errors: surroundings.errors() };
}

function sample(name: string): string {
  return join(SAMPLES, name);
}

/** Frames of a capture: number, time and bytes. */
async function frames(path: string): Promise<string[]> {
  const list: string[] = [];
  for await (const batch of await openCapture([path])) {
    for (let row = 0; row < batch.count; row++) {
      const start = batch.offset[row]!;
      list.push(
        `${batch.time[row]} ${batch.originalLength[row]} ${Buffer.from(batch.bytes.subarray(start, start + batch.capturedLength[row]!)).toString('hex')}`,
      );
    }
  }
  return list;
}

/** Texts of a file that are UTF-8: comments are, and nothing else in these captures reads like one. */
function commentsOf(path: string): string {
  return readFileSync(path).toString('latin1');
}

test.each(['lost-messages.pcap', 'multihoming-failover.pcapng', 'address-change.pcap'])('%s: the same frames', async (name) => {
  const out = join(folder, `${name}.out`);
  const { status } = await annotate(sample(name), '-o', out);
  expect(status).toBe(0);
  expect((await frames(out)).sort()).toEqual((await frames(sample(name))).sort());
});

/** By number: the time to the nanosecond, and the length. */
async function numbered(path: string): Promise<string[]> {
  const list: string[] = [];
  for await (const batch of await openCapture([path])) {
    for (let row = 0; row < batch.count; row++) {
      const [time, nanoseconds] = [batch.time[row]!, batch.nanoseconds[row]!];
      list[batch.number[row]!] = `${Math.round(time - nanoseconds / 1000)}.${nanoseconds} ${batch.originalLength[row]}`;
    }
  }
  return list;
}

test('several interfaces, and times in nanoseconds: every frame keeps its number and its time', async () => {
  const out = join(folder, 'numbered.pcapng');
  await annotate(sample('multihoming-failover.pcapng'), '-o', out);
  const before = await numbered(sample('multihoming-failover.pcapng'));
  expect(before.some((frame) => /\.\d*[1-9] /.test(frame))).toBe(true);
  expect(await numbered(out)).toEqual(before);
});

test('what a frame caused is its comment', async () => {
  const out = join(folder, 'caused.pcapng');
  await annotate(sample('shutdown.pcap'), '-o', out, ...LINUX);
  expect(commentsOf(out)).toMatch(/10\.1\.0\.1:5001 is told SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 10 in 10 \(certain\): /);
  expect(commentsOf(out)).toMatch(/10\.1\.0\.\d:\d+ is told SCTP_SHUTDOWN_EVENT/);
});

test('with a log: where it disagrees', async () => {
  const log = join(folder, 'a.ndjson');
  writeFileSync(
    log,
    sampleText('shutdown.a.ndjson')
      .split('\n')
      .filter((line) => !line.includes('SCTP_SHUTDOWN_EVENT","sn_type_value'))
      .join('\n'),
  );
  const out = join(folder, 'log.pcapng');
  const { status } = await annotate(sample('shutdown.pcap'), '--app-log', log, '-o', out, ...LINUX);
  expect(status).toBe(0);
  expect(commentsOf(out)).toMatch(
    /missing in .*a\.ndjson: 10\.1\.0\.1:5001: SCTP_SHUTDOWN_EVENT should have been told and is not in the log; because /,
  );
});

test('one association of several', async () => {
  const out = join(folder, 'one.pcapng');
  const { status } = await annotate(sample('restart.pcap'), '--association', '2', '-o', out, ...LINUX);
  expect(status).toBe(0);
  const all = await frames(sample('restart.pcap'));
  const cut = await frames(out);
  expect(cut.length).toBeGreaterThan(0);
  expect(cut.length).toBeLessThan(all.length);
  for (const frame of cut) expect(all).toContain(frame);
  const named = [...commentsOf(out).matchAll(/frame (\d+) of restart\.pcap\n/g)].map(([, number]) => all[Number(number) - 1]);
  expect(named.length).toBeGreaterThan(0);
  for (const frame of named) expect(cut).toContain(frame);
});

describe('wrong usage', () => {
  test.each<[string[], number, RegExp]>([
    [[], 2, /needs a capture file/],
    [['-', '-o', 'x'], 2, /reads its input twice/],
    [[join(SAMPLES, 'shutdown.pcap')], 2, /needs -o OUT: /],
    [[join(SAMPLES, 'shutdown.pcap'), '-o', join(SAMPLES, 'shutdown.pcap')], 2, /is one of the files to be read/],
    [[join(SAMPLES, 'shutdown.pcap'), '-o', '/nowhere/x', '--association', '77'], 2, /--association 77: there is none/],
    [[join(SAMPLES, 'shutdown.pcap'), '-o', '/nowhere/x', '--association', 'x'], 2, /--association is a number/],
    [
      [join(SAMPLES, 'shutdown.pcap'), '-o', '/nowhere/x'],
      3,
      /\/nowhere\/x cannot be written: the directory that it is to be in does not exist/,
    ],
  ])('%j', async (args, status, message) => {
    const { status: found, errors } = await annotate(...args);
    expect(errors).toMatch(message);
    expect(found).toBe(status);
  });
});

function hasTshark(): boolean {
  try {
    execFileSync('tshark', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

(hasTshark() ? test : test.skip)('tshark opens it without complaint and shows the comments', async () => {
  const out = join(folder, 'tshark.pcapng');
  await annotate(sample('lost-messages.pcap'), '-o', out, ...LINUX);
  const text = execFileSync('tshark', ['-r', out, '-T', 'fields', '-e', 'frame.number', '-e', 'frame.comment'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString();
  const lines = text.trimEnd().split('\n');
  expect(lines.length).toBe((await frames(sample('lost-messages.pcap'))).length);
  expect(lines.at(-1)).toMatch(/SCTP_COMM_LOST error 3072/);
});

test('comments that were there stay, and nothing is said twice', async () => {
  const [once, twice] = [join(folder, 'once.pcapng'), join(folder, 'twice.pcapng')];
  await annotate(sample('shutdown.pcap'), '-o', once, ...LINUX);
  await annotate(once, '-o', twice, ...LINUX);
  expect(readFileSync(twice).equals(readFileSync(once))).toBe(true);
});
