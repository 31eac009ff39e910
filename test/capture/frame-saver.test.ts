import { expect, test } from '@jest/globals';
import { FrameSaver } from '../../src/capture/frame-saver.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { concat } from '../helper/capture-bytes.js';
import { FIXTURES, fixture, fixturePath } from '../helper/capture-fixture.js';
import { framesOf } from '../helper/read-frames.js';

/** Each fixture written anew, flushed after every `every` frames. */
async function rewritten(path: string, every: number, comment?: (frame: number) => string | undefined): Promise<Uint8Array[]> {
  const source = await openCapture([path]);
  const parts: Uint8Array[] = [];
  const saver = new FrameSaver((blocks) => parts.push(blocks.slice()), source.interfaces, 'sctpscope');
  for await (const batch of source) {
    for (let row = 0; row < batch.count; row++) {
      saver.frame(batch, row, comment?.(batch.number[row]!));
      if (batch.number[row]! % every === 0) saver.flush();
    }
  }
  saver.flush();
  return parts;
}

test.each(FIXTURES)('%s comes back as it was', async (name) => {
  const before = await framesOf(fixture(name));
  const after = await framesOf(concat(...(await rewritten(fixturePath(name), 1000))));
  const content = ({ frames }: typeof before) =>
    frames.map(({ time, bytes, originalLength, linkType, interfaceIndex }) => ({ time, bytes, originalLength, linkType, interfaceIndex }));
  expect(content(after)).toEqual(content(before));
  const used = new Set(before.frames.map(({ interfaceIndex }) => interfaceIndex));
  const names = ({ interfaces }: typeof before) => interfaces.map(({ linkType, name }) => [linkType, name]);
  expect(names(after)).toEqual(names(before).filter((_, index) => used.has(index)));
  expect(after.problems).toEqual([]);
});

test('after every flush the file is whole', async () => {
  const parts = await rewritten(fixturePath('dual-stack.pcap'), 7);
  expect(parts.length).toBeGreaterThan(5);
  for (let count = 1; count <= parts.length; count++) {
    const { frames, problems } = await framesOf(concat(...parts.slice(0, count)));
    expect(problems).toEqual([]);
    expect(frames.length % 7 === 0 || count === parts.length).toBe(true);
  }
});

test('comments are kept in the packet they are on, in UTF-8', async () => {
  const parts = await rewritten(fixturePath('dual-stack.pcap'), 1000, (frame) => (frame === 3 ? 'SCTP_COMM_UP → a' : undefined));
  const bytes = Buffer.from(concat(...parts));
  const { frames } = await framesOf(bytes);
  const comment = bytes.indexOf('SCTP_COMM_UP → a');
  expect(comment).toBeGreaterThan(frames[2]!.position);
  expect(comment).toBeLessThan(frames[3]!.position);
});

test('a comment too long for its option is cut, the file stays whole', async () => {
  const parts = await rewritten(fixturePath('dual-stack.pcap'), 1000, () => 'x'.repeat(300_000));
  const { frames, problems } = await framesOf(concat(...parts));
  expect(problems).toEqual([]);
  expect(frames).toHaveLength((await framesOf(fixture('dual-stack.pcap'))).frames.length);
});
