/** Two captures of the same traffic, on the command line. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openCapture } from '../../src/capture/open-capture.js';
import { main } from '../../src/cli/main.js';
import { readFrames } from '../helper/read-frames.js';
import { SAMPLES } from '../helper/samples.js';
import { fakeSurroundings } from '../helper/surroundings.js';

const A = join(SAMPLES, 'both-ends.pcap');
const B = join(SAMPLES, 'both-ends-b.pcap');
const STACK = ['--stack', 'usrsctp'];
const folder = mkdtempSync(join(tmpdir(), 'both-ends-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const surroundings = fakeSurroundings();
  const status = await main(args, surroundings);
  return { status, output: surroundings.output(), errors: surroundings.errors() };
}

interface Claim {
  kind: string;
  endpoint: string;
  time: number;
  certainty: string;
  frames: number[];
  in?: { file: string; frame: number }[];
  sn_type: string;
}

async function claims(...args: string[]): Promise<Claim[]> {
  const { output } = await run('analyze', ...args, ...STACK, '--format', 'ndjson');
  const lines = output.split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Claim).filter(({ kind }) => kind === 'notification');
}

/** The capture at B, by a clock so many seconds ahead. */
function ahead(seconds: number): string {
  const bytes = new Uint8Array(readFileSync(B));
  const view = new DataView(bytes.buffer);
  const little = view.getUint8(0) !== 0xa1;
  for (let at = 24; at < bytes.length; at += 16 + view.getUint32(at + 8, little)) {
    view.setUint32(at, view.getUint32(at, little) + seconds, little);
  }
  const path = join(folder, `ahead-${seconds}.pcap`);
  writeFileSync(path, bytes);
  return path;
}

test('the second is taken for the other end, and said to be', async () => {
  const { status, errors } = await run('analyze', A, B, ...STACK);
  expect(status).toBe(0);
  expect(errors).toBe(
    `sctpscope: ${B} (at 10.1.0.2) is the other end of ${A} (at 10.1.0.1); their clocks agree. Each end is judged by its own capture\n`,
  );
});

test('each end is told by the capture there: the numbers are those of the frames in the merge', async () => {
  const { frames } = await readFrames(await openCapture([A, B]));
  for (const { endpoint, frames: cited, in: origins } of await claims(A, B)) {
    const files = cited.map((number) => frames[number - 1]!.file);
    expect(new Set(files)).toEqual(new Set([endpoint.startsWith('10.1.0.1') ? 0 : 1]));
    expect(origins).toEqual(cited.map((number) => ({ file: [A, B][frames[number - 1]!.file], frame: frames[number - 1]!.numberInFile })));
  }
  for (const { in: origins } of await claims(A)) expect(origins).toBeUndefined();
});

test('what arrived at the far end is certain with a capture there', async () => {
  const last = (told: Claim[]) => told.findLast(({ endpoint }) => endpoint === '10.1.0.2:6715')!;
  expect(last(await claims(A))).toMatchObject({ sn_type: 'SCTP_ASSOC_CHANGE', certainty: 'likely' });
  expect(last(await claims(A, B))).toMatchObject({ sn_type: 'SCTP_ASSOC_CHANGE', certainty: 'certain' });
});

test.each([3600, -86_400])('a clock that is %d s ahead is set right', async (seconds) => {
  const path = ahead(seconds);
  const { errors } = await run('analyze', A, path, ...STACK);
  const [, found, way, error] = /its clock is ([\d.]+) s (ahead|behind) \(give or take ([\d.]+) s\)/.exec(errors)!;
  expect(way).toBe(seconds > 0 ? 'ahead' : 'behind');
  expect(Math.abs(Number(found) - Math.abs(seconds))).toBeLessThanOrEqual(Number(error) + 1e-6);
  const plain = await claims(A, B);
  const corrected = await claims(A, path);
  expect(corrected.map(({ sn_type, certainty, endpoint }) => ({ sn_type, certainty, endpoint }))).toEqual(
    plain.map(({ sn_type, certainty, endpoint }) => ({ sn_type, certainty, endpoint })),
  );
  for (const [index, { time }] of corrected.entries()) expect(Math.abs(time - plain[index]!.time)).toBeLessThan(0.01);
});

test('which end is which can be said', async () => {
  const turned = await run('analyze', A, B, ...STACK, '--vantage', `${A}=between`, '--vantage', `${B}=10.1.0.2`);
  expect(turned.errors).toContain(`${B} (at 10.1.0.2) is the other end of ${A} (at neither end)`);
});

test('three files of the same traffic are told as the first saw it', async () => {
  const { status, errors } = await run('analyze', A, B, ahead(1), ...STACK);
  expect(status).toBe(0);
  expect(errors.match(/holds the same traffic as/g)).toHaveLength(2);
});

test('files of other traffic are merged', async () => {
  const { output, errors } = await run('analyze', A, join(SAMPLES, 'shutdown.pcap'));
  expect(errors).toBe('');
  expect(output).toContain('Association 2');
});

test('the same file twice is one place', async () => {
  const { errors } = await run('analyze', A, A);
  expect(errors).toContain('holds the same traffic');
});

test.each([
  [['--vantage', 'here'], '--vantage here: an address is expected (10.1.0.1, 10.1.0.1:5001, [fd00::1]:5001), or between'],
  [['--vantage', 'other.pcap=10.1.0.1'], '--vantage other.pcap=10.1.0.1: other.pcap is not what is read'],
  [['--vantage', '10.1.0.1'], '--vantage of two captures of the same traffic: name the file, FILE=ADDR'],
])('%j is refused', async (options, message) => {
  const { status, errors } = await run('analyze', A, B, ...options);
  expect(status).toBe(2);
  expect(errors).toContain(message);
});

test('where one capture was taken is said with or without its name', async () => {
  const certain = async (...options: string[]) => (await claims(A, ...options)).filter(({ certainty }) => certainty === 'certain').length;
  const without = await certain();
  expect(await certain('--vantage', '10.1.0.2')).toBeGreaterThan(without);
  expect(await certain('--vantage', '10.1.0.2:6715')).toBeGreaterThan(without);
  expect(await certain('--vantage', `${A}=10.1.0.2`)).toBeGreaterThan(without);
  expect(await certain('--vantage', '10.1.0.2:1')).toBe(without);
});

test.each(['a', 'b'])('a comparison with the log of %s finds no difference', async (end) => {
  const log = join(SAMPLES, `both-ends.${end}.ndjson`);
  expect(await run('compare', A, B, '--app-log', log, ...STACK)).toMatchObject({ status: 0 });
  expect(await run('compare', A, ahead(7), '--app-log', log, ...STACK)).toMatchObject({ status: 0 });
});

test('an annotated capture holds the frames of both, with comments at those that are cited', async () => {
  const out = join(folder, 'annotated.pcapng');
  expect(await run('annotate', A, B, '-o', out, ...STACK)).toMatchObject({ status: 0 });
  const { frames } = await readFrames(await openCapture([out]));
  expect(frames).toHaveLength((await readFrames(await openCapture([A, B]))).frames.length);
  expect(readFileSync(out, 'latin1')).toContain('10.1.0.2:6715');
});
