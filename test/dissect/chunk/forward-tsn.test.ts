import { expect, test } from '@jest/globals';
import { forwardTsnEntries, forwardTsnStream, forwardTsnStreamSequence, newCumulativeTsn } from '../../../src/dissect/chunk/forward-tsn.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, treeOf } from '../../helper/dissected.js';

/** usrsctp names a stream once for each message it skips. */
const bytes = annotated(`
  14 67 # Source Port Number: 5223
  1a 82 # Destination Port Number: 6786
  15 97 3d 53 # Verification Tag: 0x15973d53
  52 3d fc 69 # Checksum: 0x523dfc69
  c0 # Chunk Type: 192 (FORWARD-TSN)
  00 # Chunk Flags: 0x00
  00 10 # Chunk Length: 16
  79 f3 79 8e # New Cumulative TSN: 2045999502
  00 03 # Stream Identifier: 3
  00 00 # Stream Sequence Number: 0
  00 03 # Stream Identifier: 3
  00 00 # Stream Sequence Number: 0
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+16 FORWARD-TSN: cum 2045999502 streams 3:0,3:0
        12+1 Chunk Type: 192 (FORWARD-TSN)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 16
        16+4 New Cumulative TSN: 2045999502
        20+4 Skipped Stream 1
          20+2 Stream Identifier: 3
          22+2 Stream Sequence Number: 0
        24+4 Skipped Stream 2
          24+2 Stream Identifier: 3
          26+2 Stream Sequence Number: 0
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('accessors', () => {
  const { view, firstChunk } = packetOf(bytes);
  expect(newCumulativeTsn(view, firstChunk)).toBe(2045999502);
  expect(forwardTsnEntries(view, firstChunk)).toBe(2);
  expect([forwardTsnStream(view, firstChunk, 1), forwardTsnStreamSequence(view, firstChunk, 1)]).toEqual([3, 0]);
});

test('half an entry', () => {
  expect(malformationsOf(packetWith('c0 00 000a 00000001 0002 0000'))).toEqual(['bytes-left-over 20 8/10 chunk length']);
});
