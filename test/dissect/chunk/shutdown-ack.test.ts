import { expect, test } from '@jest/globals';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, treeOf } from '../../helper/dissected.js';

/** usrsctp. */
const bytes = annotated(`
  19 26 # Source Port Number: 6438
  15 9f # Destination Port Number: 5535
  15 7c 2b 98 # Verification Tag: 0x157c2b98
  f0 54 6e 33 # Checksum: 0xf0546e33
  08 # Chunk Type: 8 (SHUTDOWN-ACK)
  00 # Chunk Flags: 0x00
  00 04 # Chunk Length: 4
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+4 SHUTDOWN-ACK
        12+1 Chunk Type: 8 (SHUTDOWN-ACK)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 4
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('length below four: nothing behind it can be found', () => {
  const packet = packetWith('08 00 0003 0b 00 0004');
  expect(malformationsOf(packet)).toEqual(['chunk-length-below-four 12 4/3 chunk length']);
  expect(treeOf(packet).at(-1)).toBe('  16+4 Undissected: 4 bytes');
});
