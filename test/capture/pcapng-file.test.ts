import { expect, test } from '@jest/globals';
import { block, concat, enhancedPacket, hex, interfaceDescription, option, sectionHeader, words } from '../helper/capture-bytes.js';
import { framesOf } from '../helper/read-frames.js';

const TIME = 1_763_752_502_123_456n;

test.each([true, false])('an enhanced packet, little-endian: %s', async (little) => {
  const name = option(2, new TextEncoder().encode('eth0'), little);
  const { frames, interfaces, problems } = await framesOf(
    concat(sectionHeader(little), interfaceDescription(1, 96, [name], little), enhancedPacket(TIME, hex('0011223344'), 0, [], little)),
  );
  expect(frames).toEqual([
    {
      number: 1,
      numberInFile: 1,
      file: 0,
      time: Number(TIME),
      nanoseconds: 0,
      linkType: 1,
      interfaceIndex: 0,
      position: 56,
      originalLength: 5,
      direction: 0,
      bytes: '0011223344',
    },
  ]);
  expect(interfaces).toEqual([{ file: 0, linkType: 1, snapLength: 96, name: 'eth0' }]);
  expect(problems).toEqual([]);
});

/** if_tsresol, ticks, expected microseconds. */
test.each([
  ['00', 1_763_752_502n, 1_763_752_502_000_000],
  ['03', 1_763_752_502_123n, 1_763_752_502_123_000],
  ['06', TIME, Number(TIME)],
  ['09', TIME * 1000n, Number(TIME)],
  ['09', TIME * 1000n + 999n, Number(TIME) + 1],
  ['0c', 1_763_752_502_123_456_000n, 1_763_752_502_123.456],
  ['8a', 1_763_752_502n * 1024n + 512n, 1_763_752_502_500_000],
  ['9e', (5n << 30n) + (1n << 29n), 5_500_000],
])('time resolution %s', async (resolution, ticks, microseconds) => {
  const description = interfaceDescription(1, 0, [option(9, hex(resolution))]);
  const { frames } = await framesOf(concat(sectionHeader(), description, enhancedPacket(ticks, hex('00'))));
  expect(frames[0]!.time).toBeCloseTo(microseconds, 0);
});

test('a time offset is added, and may be negative', async () => {
  const at = async (offset: string) => {
    const description = interfaceDescription(1, 0, [option(14, hex(offset))]);
    return (await framesOf(concat(sectionHeader(), description, enhancedPacket(TIME, hex('00'))))).frames[0]!.time;
  };
  expect(await at('0a00000000000000')).toBe(Number(TIME) + 10e6);
  expect(await at('ffffffffffffffff')).toBe(Number(TIME) - 1e6);
});

test('each section has its own byte order and its own interfaces', async () => {
  const { frames, interfaces } = await framesOf(
    concat(
      sectionHeader(true),
      interfaceDescription(1),
      interfaceDescription(113),
      enhancedPacket(1n, hex('01'), 1),
      sectionHeader(false),
      interfaceDescription(101, 0, [], false),
      enhancedPacket(2n, hex('02'), 0, [], false),
    ),
  );
  expect(frames.map(({ linkType, interfaceIndex, bytes }) => [linkType, interfaceIndex, bytes])).toEqual([
    [113, 1, '01'],
    [101, 2, '02'],
  ]);
  expect(interfaces.map(({ linkType }) => linkType)).toEqual([1, 113, 101]);
});

test('simple packets have no time and are clipped by the snap length', async () => {
  const simple = block(3, concat(words(true, 6), hex('01020304')));
  const { frames } = await framesOf(concat(sectionHeader(), interfaceDescription(1, 3), simple));
  expect(frames[0]).toMatchObject({ time: Number.NaN, originalLength: 6, bytes: '010203' });
});

test('the obsolete packet block', async () => {
  const obsolete = block(2, concat(words(true, 0x00070001, 0, 9, 2, 60), hex('abcd')));
  const { frames } = await framesOf(concat(sectionHeader(), interfaceDescription(1), interfaceDescription(101), obsolete));
  expect(frames[0]).toMatchObject({ time: 9, linkType: 101, originalLength: 60, bytes: 'abcd' });
});

test('dropped frames are those of the last interface statistics', async () => {
  const statistics = (dropped: string) =>
    block(5, concat(words(true, 0, 0, 0), option(5, hex(dropped)), option(7, hex('0200000000000000'))));
  const { interfaces } = await framesOf(
    concat(sectionHeader(), interfaceDescription(), statistics('0100000000000000'), statistics('0500000000000000')),
  );
  expect(interfaces[0]!.dropped).toBe(7);
});

test('dropped frames are counted by packet blocks too, and the same frames once', async () => {
  const before = (dropped: string) =>
    block(6, concat(words(true, 0, 0, 9, 2, 60), hex('abcd0000'), option(4, hex(dropped)), option(0, hex(''))));
  const obsolete = (dropped: number) => block(2, concat(words(true, dropped << 16, 0, 9, 2, 60), hex('abcd')));
  const count = async (...blocks: Uint8Array[]) =>
    (await framesOf(concat(sectionHeader(), interfaceDescription(), ...blocks))).interfaces[0]!.dropped;
  expect(await count(before('0200000000000000'), before('0300000000000000'))).toBe(5);
  expect(await count(obsolete(4), obsolete(0xffff))).toBe(4);
  expect(await count(obsolete(0), before('0000000000000000'))).toBeUndefined();
  const statistics = block(5, concat(words(true, 0, 0, 0), option(5, hex('0600000000000000'))));
  expect(await count(before('0200000000000000'), statistics)).toBe(6);
  expect(await count(statistics, before('0700000000000000'))).toBe(7);
});

test('unknown blocks are passed over, comments too', async () => {
  const comment = option(1, new TextEncoder().encode('hello'));
  const { frames, problems } = await framesOf(
    concat(
      sectionHeader(),
      block(0x80000bad, hex('0102')),
      interfaceDescription(),
      enhancedPacket(5n, hex('aa'), 0, [comment]),
      block(10, hex('')),
    ),
  );
  expect(frames.map(({ bytes }) => bytes)).toEqual(['aa']);
  expect(problems).toEqual([]);
});

test('a packet of an interface that was not described is passed over, said, and counted', async () => {
  const { frames, problems } = await framesOf(
    concat(sectionHeader(), interfaceDescription(), enhancedPacket(5n, hex('aa'), 3), enhancedPacket(6n, hex('bb'))),
  );
  expect(frames.map(({ bytes, number }) => [bytes, number])).toEqual([['bb', 2]]);
  expect(problems).toMatchObject([{ offset: 48, text: expect.stringContaining('interface 3') }]);
});

test.each([true, false])('the direction of a packet, little-endian: %s', async (little) => {
  const flags = (value: number) => [option(2, words(little, value), little)];
  const packet = (value: number) => enhancedPacket(TIME, hex('0011223344'), 0, flags(value), little);
  const { frames } = await framesOf(
    concat(sectionHeader(little), interfaceDescription(1, 0, [], little), packet(0xfffffff1), packet(2), packet(4)),
  );
  expect(frames.map(({ direction }) => direction)).toEqual([1, 2, 0]);
});

test('a packet that claims four gigabytes is clipped to its block, options and all', async () => {
  const packet = enhancedPacket(TIME, hex('00112233'), 0, [option(2, words(true, 1))]);
  new DataView(packet.buffer).setUint32(20, 0xfffffffe, true);
  const { frames, problems } = await framesOf(concat(sectionHeader(), interfaceDescription(), packet));
  expect(frames.map(({ bytes }) => bytes.slice(0, 8))).toEqual(['00112233']);
  expect(problems).toMatchObject([{ offset: 48, text: expect.stringContaining('claims 4294967294 bytes') }]);
});
