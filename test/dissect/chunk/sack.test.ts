import { expect, test } from '@jest/globals';
import {
  cumulativeTsnAck,
  duplicateTsns,
  gapAckBlocks,
  gapBlocksPresent,
  gapEnd,
  gapStart,
  sackWindow,
} from '../../../src/dissect/chunk/sack.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, summaryOf, treeOf } from '../../helper/dissected.js';

/** usrsctp: two gaps, and a TSN that came twice. */
const bytes = annotated(`
  19 73 # Source Port Number: 6515
  15 f1 # Destination Port Number: 5617
  54 35 13 f8 # Verification Tag: 0x543513f8
  cb dc 12 8c # Checksum: 0xcbdc128c
  03 # Chunk Type: 3 (SACK)
  00 # Chunk Flags: 0x00
  00 1c # Chunk Length: 28
  e3 ba e0 ef # Cumulative TSN Ack: 3820675311
  00 2d bd e4 # Advertised Receiver Window Credit (a_rwnd): 2997732
  00 02 # Number of Gap Ack Blocks: 2
  00 01 # Number of Duplicate TSNs: 1
  00 02 # Gap Ack Block Start: 2
  00 05 # Gap Ack Block End: 5
  00 07 # Gap Ack Block Start: 7
  00 07 # Gap Ack Block End: 7
  e3 ba e0 e9 # Duplicate TSN: 3820675305
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+28 SACK: cum 3820675311 a_rwnd 2997732 gaps 2-5,7-7 duplicates 1
        12+1 Chunk Type: 3 (SACK)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 28
        16+4 Cumulative TSN Ack: 3820675311
        20+4 Advertised Receiver Window Credit (a_rwnd): 2997732
        24+2 Number of Gap Ack Blocks: 2
        26+2 Number of Duplicate TSNs: 1
        12+0 TSNs in Gap Ack Blocks: 5
        28+4 Gap Ack Block 1: TSN 3820675313 to 3820675316
          28+2 Gap Ack Block Start: 2
          30+2 Gap Ack Block End: 5
        32+4 Gap Ack Block 2: TSN 3820675318 to 3820675318
          32+2 Gap Ack Block Start: 7
          34+2 Gap Ack Block End: 7
        36+4 Duplicate TSN: 3820675305
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('accessors', () => {
  const { view, firstChunk } = packetOf(bytes);
  const fields = [cumulativeTsnAck, sackWindow, gapAckBlocks, duplicateTsns];
  expect(fields.map((field) => field(view, firstChunk))).toEqual([3820675311, 2997732, 2, 1]);
  expect([0, 1].map((block) => [gapStart(view, firstChunk, block), gapEnd(view, firstChunk, block)])).toEqual([
    [2, 5],
    [7, 7],
  ]);
});

test('more gap ack blocks counted than there are', () => {
  const packet = packetWith('03 00 0014 00000001 00000002 0003 0000 0002 0003');
  expect(gapBlocksPresent(packet.view, packet.firstChunk)).toBe(1);
  expect(gapBlocksPresent(packet.view, packet.firstChunk, packet.end - 1)).toBe(0);
  expect(malformationsOf(packet)).toEqual(['count-past-end 28 12/4 chunk length']);
});

test('more bytes than entries', () => {
  expect(malformationsOf(packetWith('03 00 0014 00000001 00000002 0000 0000 0002 0003'))).toEqual([
    'bytes-left-over 28 16/20 chunk length',
  ]);
});

test.each([
  ['starts at 0', '0000 0001', 'gap-block-empty 12'],
  ['ends before it starts', '0005 0004', 'gap-block-empty 12'],
  ['touches the cumulative TSN', '0001 0002', 'gap-block-order 12'],
])('a gap ack block that %s', (_, block, finding) => {
  expect(malformationsOf(packetWith(`03 00 0014 00000001 00000002 0001 0000 ${block}`))).toEqual([finding]);
});

test.each([
  ['overlap', '0003 0005 0004 0007'],
  ['touch', '0003 0005 0006 0007'],
  ['are out of order', '0006 0007 0003 0004'],
])('gap ack blocks that %s', (_, blocks) => {
  expect(malformationsOf(packetWith(`03 00 0018 00000001 00000002 0002 0000 ${blocks}`))).toEqual(['gap-block-order 12']);
});

test('the nonce sum, and no count of TSNs where there is no block or one ends before it starts', () => {
  expect(summaryOf(packetWith('03 01 0010 00000001 00000002 0000 0000'))).toBe('SACK (NS) cum 1 a_rwnd 2');
  const count = (hex: string) => treeOf(packetWith(hex)).find((line) => line.includes('TSNs in Gap Ack Blocks'));
  expect(count('03 00 0010 00000001 00000002 0000 0000')).toBeUndefined();
  expect(count('03 00 0018 00000001 00000002 0002 0000 0009 0004 000a 000c')).toBe('  12+0 TSNs in Gap Ack Blocks: 3');
});

test('a long list is cut in the summary', () => {
  const blocks = Array.from({ length: 10 }, (_, index) => (index * 4 + 2).toString(16).padStart(4, '0').repeat(2));
  expect(summaryOf(packetWith(`03 00 0038 00000001 00000002 000a 0000 ${blocks.join('')}`))).toMatch(/30-30,… \(10\)$/);
});
