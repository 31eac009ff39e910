import { expect, test } from '@jest/globals';
import { concat, pcap } from '../helper/capture-bytes.js';
import { fixture } from '../helper/capture-fixture.js';
import { type Frame, framesOf } from '../helper/read-frames.js';

const PCAP = fixture('dual-stack.pcap');
const PCAPNG = fixture('asconf.pcapng');

/** The file with the 32-bit little-endian number at `at` replaced. */
function damaged(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(at, value, true);
  return copy;
}

const content = (frames: readonly Frame[]) => frames.map(({ time, bytes }) => `${time} ${bytes}`);

/** Every 5th record but the last: damage there is a cut file. */
async function victims(bytes: Uint8Array): Promise<{ frames: Frame[]; victims: number[] }> {
  const { frames } = await framesOf(bytes);
  expect(frames.length).toBeGreaterThan(30);
  return { frames, victims: frames.map((_, index) => index).filter((index) => index % 5 === 0 && index < frames.length - 1) };
}

test.each([0xffffffff, 0x7fffffff, 262_145, 262_144, 100_000, 2000])('pcap: a captured length of %i is mended', async (length) => {
  const { frames, victims: indexes } = await victims(PCAP);
  for (const index of indexes) {
    const { position } = frames[index]!;
    const result = await framesOf(damaged(PCAP, position + 8, length));
    expect(content(result.frames)).toEqual(content(frames));
    expect(result.problems).toEqual([
      { file: 'standard input', offset: position, text: expect.stringContaining('length of this record is damaged') },
    ]);
  }
});

test.each([-1, -4, 1, 2, 3, 4, 7, 16])('pcap: a captured length that is off by %i loses no other frame', async (error) => {
  const { frames, victims: indexes } = await victims(PCAP);
  for (const index of indexes) {
    const { position, bytes } = frames[index]!;
    const result = await framesOf(damaged(PCAP, position + 8, bytes.length / 2 + error));
    const others = content(frames).filter((_, other) => other !== index);
    expect(content(result.frames)).toEqual(expect.arrayContaining(others));
    expect(result.frames.length).toBeLessThanOrEqual(frames.length);
    expect(result.problems).toHaveLength(1);
  }
});

test('pcap: a record header overwritten by noise costs that record', async () => {
  const { frames, victims: indexes } = await victims(PCAP);
  for (const index of indexes) {
    const { position } = frames[index]!;
    const copy = PCAP.slice();
    copy.fill(0xa5, position, position + 16);
    const { frames: read, problems } = await framesOf(copy);
    expect(content(read)).toEqual(content(frames.filter((_, other) => other !== index)));
    const skipped = frames[index + 1]!.position - position;
    expect(problems).toMatchObject([{ offset: position, text: expect.stringContaining(`damage: ${skipped} bytes were skipped`) }]);
  }
});

test('a megabyte and more of noise in the middle is skipped, in any pieces', async () => {
  const noise = new Uint8Array(2_500_000).map((_, index) => (index * 2_654_435_761) >>> 13);
  for (const bytes of [PCAP, PCAPNG]) {
    const { frames } = await framesOf(bytes);
    const at = frames[20]!.position;
    const noisy = concat(bytes.subarray(0, at), noise, bytes.subarray(at));
    const result = await framesOf(noisy, 300_000);
    expect(content(result.frames)).toEqual(content(frames));
    expect(result.problems).toMatchObject([{ offset: at, text: expect.stringContaining(`damage: ${noise.length} bytes were skipped`) }]);
    expect(await framesOf(noisy, 777_777)).toEqual(result);
  }
});

test.each([16, 40, 4096, 5000, 2_500_000])('%i zeros in the middle, as a disk leaves them, are skipped', async (length) => {
  for (const bytes of [PCAP, PCAPNG]) {
    const { frames } = await framesOf(bytes);
    const at = frames[20]!.position;
    const result = await framesOf(concat(bytes.subarray(0, at), new Uint8Array(length), bytes.subarray(at)), 300_000);
    expect(content(result.frames)).toEqual(content(frames));
    expect(result.problems).toMatchObject([{ offset: at, text: expect.stringContaining(`damage: ${length} bytes were skipped`) }]);
  }
});

test('noise to the end of the file', async () => {
  for (const bytes of [PCAP, PCAPNG]) {
    const { frames } = await framesOf(bytes);
    const { position } = frames.at(-1)!;
    const result = await framesOf(concat(bytes.subarray(0, position), new Uint8Array(1000).fill(0xee)));
    expect(content(result.frames)).toEqual(content(frames.slice(0, -1)));
    expect(result.problems).toMatchObject([{ offset: position, text: 'damage: the rest of the file, 1000 bytes, was skipped' }]);
  }
});

test.each([0, 4, 13, 0x00ffff00, 0xfffffffc])('pcapng: a block length of %i, first or last, is mended', async (length) => {
  const { frames, victims: indexes } = await victims(PCAPNG);
  const lengthOf = (position: number) => new DataView(PCAPNG.buffer).getUint32(position + 4, true);
  for (const index of indexes) {
    const { position } = frames[index]!;
    for (const at of [position + 4, position + lengthOf(position) - 4]) {
      const result = await framesOf(damaged(PCAPNG, at, length));
      expect(content(result.frames)).toEqual(content(frames));
      expect(result.problems).toMatchObject([{ offset: position, text: expect.stringContaining('one of the two lengths') }]);
    }
  }
});

test('pcapng: a block with both lengths damaged costs that block', async () => {
  const { frames, victims: indexes } = await victims(PCAPNG);
  for (const index of indexes) {
    const { position } = frames[index]!;
    const length = new DataView(PCAPNG.buffer).getUint32(position + 4, true);
    const result = await framesOf(damaged(damaged(PCAPNG, position + 4, 44), position + length - 4, 48));
    expect(content(result.frames)).toEqual(content(frames.filter((_, other) => other !== index)));
    expect(result.problems).toHaveLength(1);
  }
});

test('pcapng: a packet longer than its block is clipped', async () => {
  const { frames } = await framesOf(PCAPNG);
  const { position, bytes } = frames[3]!;
  const result = await framesOf(damaged(PCAPNG, position + 20, 5000));
  expect(result.frames[3]!.bytes.startsWith(bytes)).toBe(true);
  expect(result.frames).toHaveLength(frames.length);
  expect(result.problems).toMatchObject([{ offset: position, text: expect.stringContaining('claims 5000 bytes') }]);
});

test('a clock that jumps by days is no damage', async () => {
  const { frames } = await framesOf(PCAP);
  for (const seconds of [0, 1, 4_000_000_000]) {
    const { frames: read, problems } = await framesOf(damaged(PCAP, frames[10]!.position, seconds));
    expect(read.map(({ bytes }) => bytes)).toEqual(frames.map(({ bytes }) => bytes));
    expect(problems.filter(({ text }) => !text.endsWith('taken as they come') && !text.endsWith('taken as it comes'))).toEqual([]);
  }
});

test('a file in which every record is odd is read as it is, and fast', async () => {
  const records = Array.from({ length: 100_000 }, (_, index) => ({
    bytes: new Uint8Array(1),
    seconds: (index % 2) * 1_000_000,
    originalLength: 0,
  }));
  const began = performance.now();
  const { frames, problems } = await framesOf(pcap(records));
  expect(frames).toHaveLength(records.length);
  expect(problems.map(({ text }) => text)).toEqual([expect.stringMatching(/^49999 frames stand behind later ones/)]);
  expect(performance.now() - began).toBeLessThan(20_000);
});
