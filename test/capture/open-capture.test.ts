import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import { openCapture } from '../../src/capture/open-capture.js';
import { concat, hex, pcap } from '../helper/capture-bytes.js';
import { framesOf, readFrames } from '../helper/read-frames.js';

const folder = mkdtempSync(join(tmpdir(), 'sctpscope-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const CAPTURE = pcap(Array.from({ length: 50 }, (_, index) => ({ bytes: new Uint8Array(index).fill(index), seconds: index })));

test('a file, and the same compressed, plain and in two members', async () => {
  const plain = await readFrames(await openCapture([file('plain.pcap', CAPTURE)]));
  expect(plain.frames).toHaveLength(50);
  const members = concat(gzipSync(CAPTURE.subarray(0, 300)), gzipSync(CAPTURE.subarray(300)));
  for (const bytes of [gzipSync(CAPTURE), members]) {
    const { frames, problems } = await readFrames(await openCapture([file('packed', bytes)]));
    expect(frames).toEqual(plain.frames);
    expect(problems).toEqual([]);
  }
});

test('compressed data that is cut or damaged is read up to there, and said', async () => {
  const packed = gzipSync(CAPTURE, { level: 0 });
  const cut = await framesOf(packed.subarray(0, 1000));
  expect(cut.frames.length).toBeGreaterThan(10);
  expect(cut.problems.map(({ text }) => text)).toContainEqual('the gzip data ends in the middle');
  const large = gzipSync(pcap(Array.from({ length: 300 }, () => ({ bytes: new Uint8Array(1000) }))), { level: 0 });
  const broken = await framesOf(concat(large.subarray(0, -8), hex('0000000000000000')));
  expect(broken.frames.length).toBeGreaterThan(200);
  expect(broken.problems.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^the gzip data is damaged \(.+\)$/));
  await expect(framesOf(packed.subarray(0, 10))).rejects.toThrow(
    'nothing can be expanded from its gzip data: the gzip data ends in the middle',
  );
});

test('frames behind later ones stay where they are, and that is said once, however the file is cut into blocks', async () => {
  const fractions = [0, 100, 90, 200, 150, 160, 300];
  const mixed = pcap(fractions.map((fraction) => ({ bytes: new Uint8Array(60), seconds: 5, fraction })));
  for (const blockLength of [64, 200, 4096]) {
    const { frames, problems } = await readFrames(await openCapture([file('mixed.pcap', mixed)], { blockLength }));
    expect(frames.map(({ time }) => time)).toEqual(fractions.map((fraction) => 5e6 + fraction));
    expect(problems.map(({ offset, text }) => [offset, text])).toEqual([
      [24 + 2 * 76, '3 frames stand behind later ones, by up to 0.000050 s: they are taken as they come'],
    ]);
  }
});

test('progress counts the bytes of the file', async () => {
  const source = await openCapture([file('progress.pcap', CAPTURE)]);
  await readFrames(source);
  expect(source.progress).toEqual({ read: CAPTURE.length, total: CAPTURE.length });
});

test.each<[what: string, bytes: Uint8Array | string, code: string, message: RegExp]>([
  ['empty', '', 'empty', /it is empty/],
  ['picture', hex('ffd8ffe000104a464946'), 'not-a-capture', /a JPEG picture; not a packet capture/],
  ['program', hex('7f454c46020101'), 'not-a-capture', /an ELF program/],
  ['log', '{"time":1,"event":"call"}\n', 'not-a-capture', /it is text.*--app-log/],
  ['xz', hex('fd377a585a000004'), 'not-a-capture', /xz -dc .*xz \| sctpscope/],
  ['noise', hex('0102030405060708090a'), 'not-a-capture', /begins with 0102030405060708/],
])('%s is refused, with what to do', async (name, bytes, code, message) => {
  const path = file(name, bytes);
  const failure = openCapture([path]);
  await expect(failure).rejects.toMatchObject({ name: 'CaptureError', code, file: path });
  await expect(failure).rejects.toThrow(message);
});

test('between two blocks of a file, keys and signals get their turn', async () => {
  const path = file('large.pcap', pcap(Array.from({ length: 4000 }, () => ({ bytes: new Uint8Array(1000) }))));
  let turns = 0;
  let next = setImmediate(function turn() {
    turns++;
    next = setImmediate(turn);
  });
  const turnsAt: number[] = [];
  for await (const _batch of await openCapture([path])) turnsAt.push(turns);
  clearImmediate(next);
  expect(turnsAt.length).toBeGreaterThan(3);
  expect(new Set(turnsAt).size).toBe(turnsAt.length);
});

test('a missing file and a directory', async () => {
  await expect(openCapture([join(folder, 'none')])).rejects.toMatchObject({ code: 'not-found' });
  await expect(openCapture([folder])).rejects.toMatchObject({ code: 'directory' });
});
