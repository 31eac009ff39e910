import { expect, test } from '@jest/globals';
import {
  nrSackCumulativeTsnAck,
  nrSackGapBlocksPresent,
  nrSackGapEnd,
  nrSackGapStart,
  nrSackWindow,
} from '../../../src/dissect/chunk/nr-sack.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, summaryOf, treeOf } from '../../helper/dissected.js';

/** usrsctp. */
const bytes = annotated(`
  18 0a # Source Port Number: 6154
  16 64 # Destination Port Number: 5732
  31 92 55 c9 # Verification Tag: 0x319255c9
  ba 14 16 91 # Checksum: 0xba141691
  10 # Chunk Type: 16 (NR-SACK)
  00 # Chunk Flags: 0x00
  00 18 # Chunk Length: 24
  30 3a 61 36 # Cumulative TSN Ack: 809132342
  00 2d ab 10 # Advertised Receiver Window Credit (a_rwnd): 2992912
  00 01 # Number of (R) Gap Ack Blocks: 1
  00 00 # Number of NR Gap Ack Blocks: 0
  00 00 # Number of Duplicate TSNs: 0
  00 00 # Reserved
  00 02 # Gap Ack Block Start: 2
  00 02 # Gap Ack Block End: 2
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+24 NR-SACK: cum 809132342 a_rwnd 2992912 gaps 2-2
        12+1 Chunk Type: 16 (NR-SACK)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 24
        16+4 Cumulative TSN Ack: 809132342
        20+4 Advertised Receiver Window Credit (a_rwnd): 2992912
        24+2 Number of (R) Gap Ack Blocks: 1
        26+2 Number of NR Gap Ack Blocks: 0
        28+2 Number of Duplicate TSNs: 0
        30+2 Reserved: 0
        12+0 TSNs in (R) Gap Ack Blocks: 1
        32+4 (R) Gap Ack Block 1: TSN 809132344 to 809132344
          32+2 Gap Ack Block Start: 2
          34+2 Gap Ack Block End: 2
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('accessors', () => {
  const { view, firstChunk } = packetOf(bytes);
  expect([nrSackCumulativeTsnAck(view, firstChunk), nrSackWindow(view, firstChunk)]).toEqual([809132342, 2992912]);
  expect(nrSackGapBlocksPresent(view, firstChunk)).toBe(1);
  expect([nrSackGapStart(view, firstChunk, 0), nrSackGapEnd(view, firstChunk, 0)]).toEqual([2, 2]);
});

test('both kinds of gap ack blocks, and duplicates', () => {
  const packet = packetWith('10 00 0020 00000064 00000002 0001 0001 0001 0000 0003 0004 0002 0002 00000063');
  expect(malformationsOf(packet)).toEqual([]);
  expect(summaryOf(packet)).toBe('NR-SACK cum 100 a_rwnd 2 gaps 3-4 nr-gaps 2-2 duplicates 1');
  expect(treeOf(packet)).toEqual(expect.arrayContaining(['  12+0 TSNs in (R) Gap Ack Blocks: 2', '  12+0 TSNs in NR Gap Ack Blocks: 1']));
  expect(treeOf(packet)).toEqual(
    expect.arrayContaining(['  32+4 (R) Gap Ack Block 1: TSN 103 to 104', '  36+4 NR Gap Ack Block 1: TSN 102 to 102']),
  );
  expect(treeOf(packet).at(-1)).toBe('  40+4 Duplicate TSN: 99');
});

test('blocks of either kind are checked by themselves, and never past the chunk', () => {
  expect(malformationsOf(packetWith('10 00 001c 00000064 00000002 0001 0001 0000 0000 0003 0004 0005 0004'))).toEqual([
    'gap-block-empty 12',
  ]);
  expect(malformationsOf(packetWith('10 00 0014 00000064 00000002 ffff ffff 0000 0000'))).toEqual([
    'count-past-end 32 262140/0 chunk length',
    'count-past-end 32 262140/0 chunk length',
  ]);
});
