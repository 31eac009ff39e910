/** zstd: what its own program wrote; frames put together by hand; data that is cut, damaged, or wants too much memory. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { StreamInput } from '../../src/capture/byte-input.js';
import { ByteWindow } from '../../src/capture/byte-window.js';
import { ZstdInput } from '../../src/capture/zstd-input.js';
import { concat, hex } from '../helper/capture-bytes.js';
import { framesOf } from '../helper/read-frames.js';

/** samples/no-answer.pcap, by: zstd -19. */
const PACKED = Buffer.from(
  'KLUv/WTiAQUHAFKNLixAVzqglmrig9ta/i15Mt50SEkmXB4xuZO+tJuuMzvoO7xNg16JDjbSvv+WKfZ9UZiDuDQk9ozz/3lzBjsCbuwkspqkXtLT/20C6hT5B35P+J/L94D89+9tJqK+W2xDa1mWItYJSdlWHeDwx7uoBqFPyxR0FBmv+f8p5wo4wc1sf5z9c0JX0uDj//URimbU+TuT+h7/H1LcQ+03/hlQyb/AoH/lZv9/rf9ff9fxSwnq9Pi/b29fZbWdMBEg0NcNmQBwGCDoy+kExjhA6nQCY1zORmvDS2E0wfWuLXABDRjvWg==',
  'base64',
);

const MAGIC = hex('28b52ffd');
/** No single segment, no checksum; a window of 128 KiB. */
const SMALL = concat(MAGIC, hex('0038'));

type Block = readonly [type: 'raw' | 'repeated', size: number, content: Uint8Array];

function block([type, size, content]: Block, last: boolean): Uint8Array {
  const header = (size << 3) | (type === 'raw' ? 0 : 2) | (last ? 1 : 0);
  return concat(Uint8Array.of(header & 255, (header >> 8) & 255, header >> 16), content);
}

const frame = (...blocks: Block[]): Uint8Array => concat(SMALL, ...blocks.map((each, at) => block(each, at === blocks.length - 1)));

async function expanded(bytes: Uint8Array, piece = bytes.length): Promise<{ out: Uint8Array; damage: string[]; most: number }> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, at) => bytes.slice(at * piece, (at + 1) * piece));
  const damage: string[] = [];
  const window = new ByteWindow(new ZstdInput(new StreamInput(Readable.from(pieces)), (text) => damage.push(text)));
  const out: Uint8Array[] = [];
  while (!window.ended) {
    await window.fill();
    out.push(window.bytes.slice(window.start, window.end));
    window.start = window.end;
  }
  return { out: concat(...out), damage, most: Math.max(...out.map(({ length }) => length)) };
}

test.each([1, 7, 100, 10_000])('a capture, read %d bytes at a time', async (piece) => {
  const { out, damage } = await expanded(PACKED, piece);
  expect(damage).toEqual([]);
  expect([...out]).toEqual([...readFileSync(join(process.cwd(), 'samples/no-answer.pcap'))]);
});

test('the format is told by its first bytes', async () => {
  const { frames, problems } = await framesOf(PACKED);
  expect(frames.length).toBeGreaterThan(3);
  expect(problems).toEqual([]);
});

test('frames one after the other, raw and repeated blocks, and one that is to be skipped', async () => {
  const skipped = concat(hex('532a4d18'), hex('02000000'), hex('ffff'));
  const bytes = concat(frame(['raw', 3, hex('010203')], ['repeated', 2, hex('09')]), skipped, frame(['raw', 1, hex('05')]));
  expect(await expanded(bytes, 4)).toMatchObject({ out: Uint8Array.of(1, 2, 3, 9, 9, 5), damage: [] });
});

test.each<[what: string, bytes: Uint8Array, left: number, damage: RegExp]>([
  ['cut within a header', SMALL.slice(0, 5), 0, /ends in the middle/],
  ['cut between two blocks', frame(['raw', 20, new Uint8Array(20)], ['raw', 1, hex('00')]).slice(0, 29), 20, /ends in the middle/],
  ['cut within a block', frame(['raw', 20, new Uint8Array(20)], ['raw', 9, new Uint8Array(9)]).slice(0, -1), 20, /ends in the middle/],
  ['followed by something else', concat(frame(['raw', 1, hex('07')]), hex('0102030405060708')), 1, /no frame begins/],
  ['that wants a window of 2 GiB', concat(MAGIC, hex('00a8'), block(['raw', 1, hex('07')], true)), 0, /wants a window of 2147483648 bytes/],
  [
    'with a block that is too large',
    concat(SMALL, block(['repeated', (1 << 17) + 1, hex('00')], true)),
    0,
    /a block of 131073 bytes, where 131072 are allowed/,
  ],
  ['that is no zstd', concat(SMALL, hex('04000000')), 0, /damaged/],
])('data %s: what came before is there, and it is said', async (_, bytes, left, text) => {
  const { out, damage } = await expanded(bytes);
  expect(out).toHaveLength(left);
  expect(damage).toEqual([expect.stringMatching(text)]);
});

test('a little that grows to a lot comes block by block', async () => {
  const BLOCKS = 200;
  const { out, most } = await expanded(frame(...Array.from({ length: BLOCKS }, (): Block => ['repeated', 1 << 17, hex('00')])));
  expect(out).toHaveLength(BLOCKS << 17);
  expect(most).toBeLessThanOrEqual(1 << 20);
});
