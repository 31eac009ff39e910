import { expect, test } from '@jest/globals';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, summaryOf, treeOf } from '../../helper/dissected.js';

/** usrsctp. */
const bytes = annotated(`
  15 9f # Source Port Number: 5535
  19 26 # Destination Port Number: 6438
  0f 0d 82 fc # Verification Tag: 0x0f0d82fc
  9c 06 7a c1 # Checksum: 0x9c067ac1
  0e # Chunk Type: 14 (SHUTDOWN-COMPLETE)
  00 # Chunk Flags: 0x00
  00 04 # Chunk Length: 4
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+4 SHUTDOWN-COMPLETE
        12+1 Chunk Type: 14 (SHUTDOWN-COMPLETE)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 4
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('the T bit', () => {
  expect(summaryOf(packetWith('0e 01 0004'))).toBe('SHUTDOWN-COMPLETE (T)');
});

test('alone in its packet', () => {
  expect(malformationsOf(packetWith('0e 00 0004 0e 00 0004'))).toEqual(['not-alone 12', 'not-alone 16']);
});
