import { expect, test } from '@jest/globals';
import { concat, hex } from '../helper/capture-bytes.js';
import { framesOf } from '../helper/read-frames.js';

/** A record at `seconds` and a half, its length set. */
function record(type: string, seconds: number, content: string, wireLength: string): Uint8Array {
  const time = concat(hex('00000080'), new Uint8Array(new Uint32Array([seconds]).buffer));
  const length = (16 + content.length / 2).toString(16).padStart(4, '0');
  return concat(time, hex(`${type}00 ${length} 0000 ${wireLength}`), hex(content));
}

const ETHERNET = record('02', 1_500_000_000, '0000aabbccdd', '0004');

test('Ethernet, raw IP, extension headers; other types are counted and passed over', async () => {
  const { frames, interfaces } = await framesOf(
    concat(
      ETHERNET,
      record('16', 1_500_000_001, '45000000000000', '0005'),
      record('05', 1_500_000_002, '00', '0001'),
      record('82', 1_500_000_003, 'ff00000000000000 0100000000000000 0000eeff'.replaceAll(' ', ''), '0040'),
    ),
  );
  expect(
    frames.map(({ bytes, time, linkType, originalLength, number, interfaceIndex }) => [
      bytes,
      time,
      linkType,
      originalLength,
      number,
      interfaceIndex,
    ]),
  ).toEqual([
    ['aabbccdd', 1_500_000_000_500_000, 1, 4, 1, 0],
    ['4500000000', 1_500_000_001_500_000, 228, 5, 2, 1],
    ['eeff', 1_500_000_003_500_000, 1, 64, 4, 0],
  ]);
  expect(interfaces.map(({ linkType }) => linkType)).toEqual([1, 228]);
});

test('a record cut, and a length of zero', async () => {
  const cut = await framesOf(concat(ETHERNET, ETHERNET.slice(0, 20)));
  expect(cut.frames).toHaveLength(1);
  expect(cut.problems).toMatchObject([{ offset: 22 }]);
  const zero = await framesOf(concat(ETHERNET, ETHERNET, new Uint8Array(16), ETHERNET));
  expect(zero.frames).toHaveLength(3);
  expect(zero.problems).toMatchObject([{ offset: 44, text: expect.stringContaining('length of 0') }]);
});

test('noise is not taken for it', async () => {
  for (let seed = 1; seed < 200; seed++) {
    const noise = new Uint8Array(2000).map((_, index) => Math.imul(index + seed * 7919, 0x9e3779b1) >>> 24);
    await expect(framesOf(noise)).rejects.toMatchObject({ name: 'CaptureError' });
  }
});
