import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import { FrameReader } from '../../src/capture/frame-reader.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { block, concat, hex, interfaceDescription, pcap, sectionHeader, words } from '../helper/capture-bytes.js';
import { FIXTURES, fixture } from '../helper/capture-fixture.js';
import { readFrames } from '../helper/read-frames.js';

const folder = mkdtempSync(join(tmpdir(), 'sctpscope-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Every frame of the file read again, last first, equals the frame as it came. */
async function readsAgain(path: string): Promise<number> {
  const { frames } = await readFrames(await openCapture([path]));
  const reader = await FrameReader.open(path);
  for (const { position, bytes, originalLength } of frames.toReversed()) {
    const batch = reader.frame(position)!;
    const offset = batch.offset[0]!;
    expect(Buffer.from(batch.bytes.subarray(offset, offset + batch.capturedLength[0]!)).toString('hex')).toBe(bytes);
    expect(batch.originalLength[0]).toBe(originalLength);
  }
  reader.close();
  return frames.length;
}

test.each(FIXTURES)('%s, plain and compressed', async (name) => {
  const count = await readsAgain(file(name, fixture(name)));
  expect(count).toBeGreaterThan(30);
  expect(await readsAgain(file(`${name}.gz`, gzipSync(fixture(name))))).toBe(count);
});

test('text, big-endian pcapng, simple packets, and a frame longer than usual', async () => {
  expect(await readsAgain(file('text', 'log\nO 00:00:01.5 0000 13 88 # SCTP_PACKET\nI 00:00:02.5 0000 13 # SCTP_PACKET'))).toBe(2);
  const simple = block(3, concat(words(false, 3), hex('abcdef')), false);
  expect(await readsAgain(file('simple', concat(sectionHeader(false), interfaceDescription(1, 0, [], false), simple)))).toBe(1);
  expect(await readsAgain(file('long', pcap([{ bytes: new Uint8Array(70_000).fill(3) }, { bytes: hex('01') }])))).toBe(2);
});

test('where there is no record there is no frame', async () => {
  const reader = await FrameReader.open(file('one', pcap([{ bytes: hex('01') }])));
  expect(reader.frame(1000)).toBeUndefined();
  reader.close();
  await expect(FrameReader.open(join(folder, 'none'))).rejects.toMatchObject({ code: 'not-found' });
});
