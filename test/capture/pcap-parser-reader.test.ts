import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { pcap } from '../helper/capture-bytes.js';
import { fixture } from '../helper/capture-fixture.js';
import { framesOf } from '../helper/read-frames.js';

test.each(['dual-stack.pcap', 'asconf-cooked.pcap'] as const)('%s: both readers agree record for record', async (name) => {
  const bytes = fixture(name);
  const own = await framesOf(bytes);
  expect(own.frames.length).toBeGreaterThan(30);
  expect(await framesOf(bytes, 1000, { reader: 'pcap-parser' })).toEqual(own);
  expect(await framesOf(gzipSync(bytes), 1000, { reader: 'pcap-parser' })).toEqual(own);
});

test('both byte orders, frames that are cut, and frames of no length', async () => {
  const records = Array.from({ length: 3000 }, (_, index) => ({
    bytes: new Uint8Array((index * 37) % 900).fill(index),
    seconds: 1_763_752_502 + index,
    fraction: (index * 333) % 1_000_000,
    originalLength: 1500,
  }));
  for (const littleEndian of [true, false]) {
    const bytes = pcap(records, { littleEndian, linkType: 113 });
    expect(await framesOf(bytes, 50_000, { reader: 'pcap-parser' })).toEqual(await framesOf(bytes));
  }
});

test('what the package cannot read is said', async () => {
  for (const bytes of [pcap([], { nanoseconds: true }), fixture('asconf.pcapng')]) {
    await expect(framesOf(bytes, 1000, { reader: 'pcap-parser' })).rejects.toThrow(
      /pcap-parser \(unknown magic number: .*leave out --reader/,
    );
  }
});

test('a damaged length stops it before it fills the memory', async () => {
  const bytes = pcap([{ bytes: new Uint8Array(10) }, { bytes: new Uint8Array(10) }]);
  new DataView(bytes.buffer).setUint32(24 + 26 + 8, 0xffffffff, true);
  const { frames, problems } = await framesOf(bytes, 1000, { reader: 'pcap-parser' });
  expect(frames).toHaveLength(1);
  expect(problems).toMatchObject([{ offset: 50, text: expect.stringContaining('stopped at a damaged length') }]);
});
