import { expect, test } from '@jest/globals';
import { CaptureError } from '../../src/capture/frame.js';
import { concat, hex, pcap, pcapHeader, words } from '../helper/capture-bytes.js';
import { framesOf } from '../helper/read-frames.js';

const FRAMES = [
  { bytes: hex('00112233'), seconds: 1_763_752_502, fraction: 123_456 },
  { bytes: hex(''), seconds: 1_763_752_502, fraction: 123_457, originalLength: 90 },
  { bytes: hex('44'), seconds: 4_294_967_295, fraction: 999_999 },
];

test.each([true, false])('frames, times and lengths, little-endian: %s', async (littleEndian) => {
  const { frames, problems, interfaces } = await framesOf(pcap(FRAMES, { littleEndian, snapLength: 100 }));
  expect(frames.map(({ time, bytes, originalLength, number, position }) => [time, bytes, originalLength, number, position])).toEqual([
    [1_763_752_502_123_456, '00112233', 4, 1, 24],
    [1_763_752_502_123_457, '', 90, 2, 44],
    [4_294_967_295_999_999, '44', 1, 3, 60],
  ]);
  expect(problems).toEqual([]);
  expect(interfaces).toEqual([{ file: 0, linkType: 1, snapLength: 100 }]);
});

test.each([true, false])('nanoseconds, little-endian: %s', async (littleEndian) => {
  const bytes = pcap([{ bytes: hex('00'), seconds: 1_763_752_502, fraction: 123_456_789 }], { littleEndian, nanoseconds: true });
  const { frames } = await framesOf(bytes);
  expect(frames[0]!.time).toBeCloseTo(1_763_752_502_123_456 + 0.789, 0);
  expect(frames[0]!.nanoseconds).toBe(789);
});

test('the link type is the lower half of its field', async () => {
  const { frames } = await framesOf(pcap([{ bytes: hex('00') }], { linkType: 0x24000001 }));
  expect(frames[0]!.linkType).toBe(1);
});

test('a file cut within a record, at every place, is read up to there', async () => {
  const whole = pcap(FRAMES);
  const ends = [24, 44, 60, 77];
  for (let length = 24; length <= whole.length; length++) {
    const { frames, problems } = await framesOf(whole.slice(0, length));
    const complete = ends.filter((end) => end <= length).length - 1;
    expect(frames).toHaveLength(complete);
    expect(problems.map(({ offset }) => offset)).toEqual(ends.includes(length) ? [] : [ends[complete]]);
  }
});

test('an unsupported link type is named', async () => {
  await expect(framesOf(pcapHeader({ linkType: 105 }))).rejects.toThrow(CaptureError);
  await expect(framesOf(pcapHeader({ linkType: 105 }))).rejects.toThrow(/link type is 105.*Ethernet \(1\)/);
});

test('a file cut within the file header is refused', async () => {
  await expect(framesOf(pcapHeader().slice(0, 23))).rejects.toMatchObject({ code: 'cut' });
});

test('a file of many blocks, with records across their edges', async () => {
  const records = Array.from({ length: 5000 }, (_, index) => ({
    bytes: new Uint8Array(1 + ((index * 7919) % 1500)).fill(index),
    seconds: index,
  }));
  const { frames, problems } = await framesOf(pcap(records));
  expect(frames.map(({ bytes }) => bytes)).toEqual(records.map(({ bytes }) => Buffer.from(bytes).toString('hex')));
  expect(frames.map(({ number }) => number)).toEqual(records.map((_, index) => index + 1));
  expect(problems).toEqual([]);
});

test.each([true, false])("Kuznetzov's modified header, little-endian: %s", async (littleEndian) => {
  const header = pcapHeader({ littleEndian });
  header.set(words(littleEndian, 0xa1b2cd34));
  const record = (second: number) => concat(words(littleEndian, second, 5, 2, 60, 1, 0), hex('abcd'));
  const { frames, problems } = await framesOf(concat(header, record(1), record(2)));
  expect(frames.map(({ time, bytes, originalLength, position }) => [time, bytes, originalLength, position])).toEqual([
    [1_000_005, 'abcd', 60, 24],
    [2_000_005, 'abcd', 60, 50],
  ]);
  expect(problems).toEqual([]);
});
