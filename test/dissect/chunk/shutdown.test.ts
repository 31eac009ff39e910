import { expect, test } from '@jest/globals';
import { shutdownCumulativeTsn } from '../../../src/dissect/chunk/shutdown.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, treeOf } from '../../helper/dissected.js';

/** usrsctp. */
const bytes = annotated(`
  15 9f # Source Port Number: 5535
  19 26 # Destination Port Number: 6438
  0f 0d 82 fc # Verification Tag: 0x0f0d82fc
  8e 87 3f 3c # Checksum: 0x8e873f3c
  07 # Chunk Type: 7 (SHUTDOWN)
  00 # Chunk Flags: 0x00
  00 08 # Chunk Length: 8
  84 fc f6 c5 # Cumulative TSN Ack: 2231170757
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+8 SHUTDOWN: cum 2231170757
        12+1 Chunk Type: 7 (SHUTDOWN)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 8
        16+4 Cumulative TSN Ack: 2231170757
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('accessors', () => {
  const { view, firstChunk } = packetOf(bytes);
  expect(shutdownCumulativeTsn(view, firstChunk)).toBe(2231170757);
});

test('too short and too long', () => {
  expect(malformationsOf(packetWith('07 00 0004'))).toEqual(['chunk-shorter-than-header 12 8/4 chunk length']);
  expect(malformationsOf(packetWith('07 00 000c 00000001 00000002'))).toEqual(['bytes-left-over 20 8/12 chunk length']);
});
