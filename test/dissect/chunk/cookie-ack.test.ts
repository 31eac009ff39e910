import { expect, test } from '@jest/globals';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, treeOf } from '../../helper/dissected.js';

/** usrsctp. */
const bytes = annotated(`
  19 26 # Source Port Number: 6438
  15 9f # Destination Port Number: 5535
  15 7c 2b 98 # Verification Tag: 0x157c2b98
  c9 dd 4c 51 # Checksum: 0xc9dd4c51
  0b # Chunk Type: 11 (COOKIE-ACK)
  00 # Chunk Flags: 0x00
  00 04 # Chunk Length: 4
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+4 COOKIE-ACK
        12+1 Chunk Type: 11 (COOKIE-ACK)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 4
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('the first chunk of its packet', () => {
  expect(malformationsOf(packetWith('09 00 0008 0004 0004 0b 00 0004'))).toEqual(['not-first 20']);
});

test('too long', () => {
  expect(malformationsOf(packetWith('0b 00 0008 00000000'))).toEqual(['bytes-left-over 16 4/8 chunk length']);
});
