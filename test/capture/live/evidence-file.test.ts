/** Evidence on an honest disk; what becomes of it when the program is killed or the disk is full: test/live. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CaptureInterface } from '../../../src/capture/frame.js';
import { EvidenceFile } from '../../../src/capture/live/evidence-file.js';
import { parseRotation } from '../../../src/capture/live/rotation.js';
import { openCapture } from '../../../src/capture/open-capture.js';
import { batchOf, type FrameToFind } from '../../helper/find-packets.js';
import { type Frames, readFrames } from '../../helper/read-frames.js';

let folder: string;
const reports: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  reports.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const ETHERNET: CaptureInterface = { file: 0, linkType: 1, snapLength: 65_535 };

function create(rotate?: string, interfaces: readonly CaptureInterface[] = [ETHERNET]): Promise<EvidenceFile> {
  return EvidenceFile.create({
    path: join(folder, 'trace.pcapng'),
    rotation: rotate === undefined ? undefined : parseRotation(rotate),
    interfaces,
    interfaceName: 'eth9',
    comment: undefined,
    report: (text) => reports.push(text),
  });
}

function frame(time: number, length = 60): FrameToFind {
  return { bytes: new Uint8Array(length).fill(time % 251), time };
}

const files = () => readdirSync(folder).sort();
const read = async (name: string): Promise<Frames> => readFrames(await openCapture([join(folder, name)]));

test('keeps frames, times and lengths', async () => {
  const evidence = await create();
  const sent = [frame(1.8e15), { ...frame(1.8e15 + 0.25, 61), originalLength: 9000 }, frame(1.8e15 + 1e6, 1)];
  evidence.write(batchOf(sent));
  await evidence.close(undefined);
  const { frames, interfaces, problems } = await read('trace.pcapng');
  expect(frames.map(({ time, originalLength, bytes }) => ({ time, originalLength, bytes }))).toEqual(
    sent.map(({ time, bytes, originalLength = bytes.length }) => ({ time, originalLength, bytes: Buffer.from(bytes).toString('hex') })),
  );
  expect(interfaces).toMatchObject([{ linkType: 1, snapLength: 65_535, name: 'eth9' }]);
  expect(problems).toEqual([]);
  expect(evidence.lost).toBe(0);
  expect(reports).toEqual([]);
});

test('can be read before the first frame', async () => {
  const evidence = await create();
  expect((await read('trace.pcapng')).frames).toEqual([]);
  await evidence.close(undefined);
});

test('is on the disk within half a second', async () => {
  const evidence = await create();
  evidence.write(batchOf([frame(1e15)]));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { frames } = await read('trace.pcapng');
  await evidence.close(undefined);
  expect(frames).toHaveLength(1);
});

test('tells how many frames the engine dropped', async () => {
  const evidence = await create();
  evidence.write(batchOf([frame(1e15)]));
  await evidence.close(7);
  expect((await read('trace.pcapng')).interfaces[0]?.dropped).toBe(7);
});

test('describes interfaces in the order in which the source met them', async () => {
  const interfaces: CaptureInterface[] = [ETHERNET, { file: 0, linkType: 113, snapLength: 0, name: 'any' }];
  const evidence = await create(undefined, interfaces);
  const batch = batchOf([frame(1e15), frame(1e15 + 1)]);
  batch.interfaceIndex[0] = 1;
  evidence.write(batch);
  await evidence.close(undefined);
  const { frames, interfaces: read_ } = await read('trace.pcapng');
  expect(frames.map(({ linkType }) => linkType)).toEqual([113, 1]);
  expect(read_.map(({ name }) => name)).toEqual(['eth9', 'any']);
});

describe('rotation', () => {
  test('by size: no file is longer than the limit and a frame, none is lost', async () => {
    const evidence = await create('10kB');
    for (let i = 0; i < 100; i++) evidence.write(batchOf([frame(1e15 + i, 1000)]));
    await evidence.close(undefined);
    const each = await Promise.all(files().map(read));
    expect(each.map(({ frames }) => frames.length)).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
    expect(each.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('by time, keeping the newest', async () => {
    const evidence = await create('60s,2');
    for (let minute = 0; minute < 5; minute++) evidence.write(batchOf([frame(minute * 60e6), frame(minute * 60e6 + 59e6)]));
    await evidence.close(undefined);
    expect(files()).toEqual(['trace_00004_19700101000300.pcapng', 'trace_00005_19700101000400.pcapng']);
    expect((await read(files()[0]!)).frames.map(({ time }) => time)).toEqual([180e6, 239e6]);
  });
});

test('a place that cannot be written to is told at once', async () => {
  const path = join(folder, 'nosuch', 'trace.pcapng');
  const options = { path, interfaces: [], interfaceName: 'eth9', comment: undefined, report: () => undefined };
  for (const rotation of [undefined, parseRotation('1MB')]) {
    await expect(EvidenceFile.create({ ...options, rotation })).rejects.toMatchObject({ name: 'CaptureError', code: 'not-writable' });
  }
});
