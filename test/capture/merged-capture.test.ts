import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openCapture } from '../../src/capture/open-capture.js';
import { block, concat, enhancedPacket, hex, interfaceDescription, pcap, sectionHeader, words } from '../helper/capture-bytes.js';
import { fixturePath } from '../helper/capture-fixture.js';
import { framesOf, inPieces, readFrames } from '../helper/read-frames.js';

const folder = mkdtempSync(join(tmpdir(), 'sctpscope-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** A pcap file with a frame of one byte at each of these seconds. */
const at = (...seconds: readonly number[]) => pcap(seconds.map((each) => ({ bytes: new Uint8Array([each]), seconds: each })));

test('frames come in the order of their times and are numbered so; files and positions stay their own', async () => {
  const paths = [file('a', at(1, 4, 5, 9)), file('b', at(2, 3, 5)), file('c', at(0, 10))];
  const { frames } = await readFrames(await openCapture(paths));
  expect(frames.map(({ number, file, numberInFile, time, position }) => [number, file, numberInFile, time / 1e6, position])).toEqual([
    [1, 2, 1, 0, 24],
    [2, 0, 1, 1, 24],
    [3, 1, 1, 2, 24],
    [4, 1, 2, 3, 41],
    [5, 0, 2, 4, 41],
    [6, 0, 3, 5, 58],
    [7, 1, 3, 5, 58],
    [8, 0, 4, 9, 75],
    [9, 2, 2, 10, 41],
  ]);
});

test('interfaces and problems of all files are told, each with its file', async () => {
  const cut = at(2, 6).slice(0, -1);
  const source = await openCapture([file('whole', at(1)), file('cut', cut)]);
  const { interfaces, problems, frames } = await readFrames(source);
  expect(interfaces.map(({ file }) => file)).toEqual([0, 1]);
  expect(frames.map(({ interfaceIndex }) => interfaceIndex)).toEqual([0, 1]);
  expect(problems).toMatchObject([{ file: join(folder, 'cut'), offset: 41 }]);
  expect(source.files).toEqual([join(folder, 'whole'), join(folder, 'cut')]);
  expect(source.progress).toEqual({ read: 41 + cut.length, total: 41 + cut.length });
});

test('a file and standard input', async () => {
  const source = await openCapture([file('d', at(1, 3)), '-'], { stdin: inPieces(at(0, 2, 4), 5) });
  expect((await readFrames(source)).frames.map(({ time }) => time / 1e6)).toEqual([0, 1, 2, 3, 4]);
});

test('recorded files: the merge holds every frame of each, payload untouched', async () => {
  const paths = [fixturePath('dual-stack.pcap'), fixturePath('asconf.pcapng'), fixturePath('dual-stack.pcap')];
  const { frames } = await readFrames(await openCapture(paths));
  for (const [index, path] of paths.entries()) {
    const alone = (await readFrames(await openCapture([path]))).frames;
    const mine = frames.filter(({ file }) => file === index);
    expect(mine.map(({ bytes, time, numberInFile, position }) => [bytes, time, numberInFile, position])).toEqual(
      alone.map(({ bytes, time, number, position }) => [bytes, time, number, position]),
    );
  }
  const times = frames.map(({ time }) => time);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('more frames than a batch holds, and frames longer than its block', async () => {
  const many = (first: number) =>
    pcap(Array.from({ length: 6000 }, (_, index) => ({ bytes: new Uint8Array(300), seconds: first + 2 * index })));
  const long = pcap([{ bytes: new Uint8Array(2_000_000).fill(7), seconds: 5000 }], { snapLength: 1 << 22 });
  const { frames } = await readFrames(await openCapture([file('e', many(0)), file('f', many(1)), file('g', long)]));
  expect(frames.map(({ number }) => number)).toEqual(Array.from({ length: 12_001 }, (_, index) => index + 1));
  expect(frames.find(({ file }) => file === 2)!.bytes).toBe('07'.repeat(2_000_000));
});

test('any of the files that cannot be read is an error before anything is read', async () => {
  await expect(openCapture([file('h', at(1)), file('i', hex('ffd8ff'))])).rejects.toMatchObject({ file: join(folder, 'i') });
});

const TICKS = 1_763_752_502_000_000n;

test('packets of several interfaces of one file are put in order, and keep their numbers', async () => {
  const packet = (microseconds: bigint, id: number) => enhancedPacket(TICKS + microseconds, new Uint8Array([id]), id % 2);
  const { frames } = await framesOf(
    concat(
      sectionHeader(),
      interfaceDescription(),
      interfaceDescription(),
      packet(500n, 0),
      packet(100n, 1),
      packet(900_000n, 2),
      packet(600n, 3),
      packet(3_000_000n, 4),
      packet(2_999_999n, 5),
    ),
  );
  expect(frames.map(({ number, bytes }) => [number, bytes])).toEqual([
    [2, '01'],
    [1, '00'],
    [4, '03'],
    [3, '02'],
    [6, '05'],
    [5, '04'],
  ]);
});

test('a packet far behind the others goes in front of those still held, however the file was cut', async () => {
  const packets = [0n, 5_000_000n, 5_500_000n, 1n, 6_000_000n].map((microseconds) => enhancedPacket(TICKS + microseconds, hex('01')));
  const bytes = concat(sectionHeader(), interfaceDescription(), interfaceDescription(), ...packets);
  for (const pieceLength of [1, 44, 1000]) {
    const { frames } = await framesOf(bytes, pieceLength);
    expect(frames.map(({ number }) => number)).toEqual([1, 4, 2, 3, 5]);
  }
});

test('a packet without a time stays behind the one before it', async () => {
  const simple = block(3, concat(words(true, 1), hex('ff')));
  const packet = (microseconds: bigint) => enhancedPacket(TICKS + microseconds, hex('01'));
  const { frames } = await framesOf(
    concat(sectionHeader(), interfaceDescription(), interfaceDescription(), packet(5n), simple, packet(3n), packet(9n)),
  );
  expect(frames.map(({ number }) => number)).toEqual([3, 1, 2, 4]);
});

test('a file of one interface is left as it is', async () => {
  const { frames } = await framesOf(at(5, 1, 3));
  expect(frames.map(({ time }) => time / 1e6)).toEqual([5, 1, 3]);
});

test('a clock that was ahead is set back, in the times and in the order', async () => {
  const paths = [file('j', at(1, 3, 5)), file('k', at(102, 104))];
  const { frames } = await readFrames(await openCapture(paths, { clockOffsets: [0, 100e6] }));
  expect(frames.map(({ number, file, time }) => [number, file, time / 1e6])).toEqual([
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 3],
    [4, 1, 4],
    [5, 0, 5],
  ]);
});

test('that a file is exhausted is known before a later frame of another comes', async () => {
  const source = await openCapture([file('l', at(1, 2)), file('m', at(3, 4))]);
  const known: (readonly [time: number, exhausted: boolean])[] = [];
  for await (const { time, count } of source) for (const each of time.subarray(0, count)) known.push([each / 1e6, source.exhausted!(0)]);
  expect(known).toEqual([
    [1, false],
    [2, false],
    [3, true],
    [4, true],
  ]);
});
