/** What a pcapng file says beside its frames goes through a FrameSaver unharmed, whatever the byte order of the file. */
import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { FrameSaver } from '../../src/capture/frame-saver.js';
import { type BlockOption, KeptOptions } from '../../src/capture/kept-options.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { block, concat, enhancedPacket, hex, interfaceDescription, option, words } from '../helper/capture-bytes.js';

const TIME = 1_763_752_502_123_456n;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const u64 = (little: boolean, value: number): Uint8Array => words(little, ...(little ? [value, 0] : [0, value]));

function section(little: boolean, options: readonly Uint8Array[]): Uint8Array {
  return block(0x0a0d0d0a, concat(words(little, 0x1a2b3c4d, little ? 1 : 0x00010000, -1, -1), ...options), little);
}

/** A capture with an option of every form wherever one may be. */
function capture(little: boolean): Uint8Array {
  const of = (code: number, value: Uint8Array): Uint8Array => option(code, value, little);
  return concat(
    section(little, [of(1, text('lab run 7')), of(2, text('x86')), of(3, text('Linux 6.1')), of(4, text('dumpcap'))]),
    interfaceDescription(
      1,
      96,
      [of(2, text('eth0')), of(3, text('uplink')), of(8, u64(little, 1_000_000)), of(11, text('\0sctp'))],
      little,
    ),
    block(4, concat(of(1, concat(hex('0a010001'), text('alpha\0'))), words(little, 0)), little),
    enhancedPacket(
      TIME,
      hex('0011223344'),
      0,
      [of(1, text('one')), of(1, text('two')), of(2, words(little, 1)), of(4, u64(little, 3))],
      little,
    ),
    enhancedPacket(TIME + 5n, hex('5566'), 0, [of(2988, concat(words(little, 4711), text('custom')))], little),
    enhancedPacket(TIME + 9n, hex('77'), 0, [], little),
  );
}

interface Said {
  sections: readonly BlockOption[];
  names: readonly BlockOption[];
  ofInterface: readonly BlockOption[];
  frames: (readonly BlockOption[])[];
}

/** What a capture says beside its frames, and the same capture saved with these. */
async function saved(bytes: Uint8Array, comment?: string): Promise<{ said: Said; again: Uint8Array }> {
  const [kept, toSave] = [new KeptOptions(), new KeptOptions()];
  const frames: (readonly BlockOption[])[] = [];
  const open = (keep: KeptOptions) => openCapture(['-'], { stdin: Readable.from([bytes]), keep });
  for await (const batch of await open(kept)) for (let row = 0; row < batch.count; row++) frames.push(kept.takeFrame(batch, row));
  const pieces: Uint8Array[] = [];
  const source = await open(toSave);
  let saver: FrameSaver | undefined;
  for await (const batch of source) {
    saver ??= new FrameSaver((piece) => pieces.push(piece), source.interfaces, 'sctpscope', toSave);
    for (let row = 0; row < batch.count; row++) saver.frame(batch, row, row === 0 ? comment : undefined);
  }
  saver?.end();
  const said = { sections: kept.takeSections(), names: kept.takeNames(), ofInterface: kept.interface(0), frames };
  return { said, again: concat(...pieces) };
}

test.each([true, false])('little-endian: %s', async (little) => {
  const { said, again } = await saved(capture(little));
  expect(said).toEqual((await saved(capture(true))).said);
  expect((await saved(again)).said).toEqual(said);
  expect(said.sections.map(({ code }) => code)).toEqual([1, 2, 3]);
  expect(said.frames.map((options) => options.map(({ code }) => code))).toEqual([[1, 1, 2, 4], [2988], []]);
  expect(Buffer.from(said.ofInterface.find(({ code }) => code === 8)!.value).readBigUInt64LE()).toBe(1_000_000n);
});

test('a comment more is added, unless it is there already', async () => {
  const comments = async (bytes: Uint8Array) =>
    (await saved(bytes)).said.frames[0]!.flatMap(({ code, value }) => (code === 1 ? [new TextDecoder().decode(value)] : []));
  const { again } = await saved(capture(true), 'three');
  expect(await comments(again)).toEqual(['one', 'two', 'three']);
  expect(await comments((await saved(again, 'three')).again)).toEqual(['one', 'two', 'three']);
});

test('what is too much to be kept is left out, and that is known', () => {
  const kept = new KeptOptions();
  const value = option(1, new Uint8Array(65_535));
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  for (let frame = 0; frame < 2_000; frame++) kept.readFrame(0, frame * 100, { view, at: 0, end: value.length, littleEndian: true });
  expect(kept.full).toBe(true);
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(200e6);
});

test('a section may have more options than a call takes arguments', () => {
  const count = 200_000;
  const bytes = Uint8Array.from({ length: 4 * count }, (_, at) => (at % 4 === 0 ? 1 : 0));
  const kept = new KeptOptions();
  kept.readSection({ view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0, end: bytes.length, littleEndian: true });
  expect(kept.takeSections()).toHaveLength(count);
});
