import { expect, test } from '@jest/globals';
import { hmacId, sharedKeyId } from '../../../src/dissect/chunk/auth.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, summaryOf, treeOf } from '../../helper/dissected.js';

/** Linux 6.1: an AUTH alone in its packet. */
const bytes = annotated(`
  17 7a # Source Port Number: 6010
  13 89 # Destination Port Number: 5001
  fb e7 7d 67 # Verification Tag: 0xfbe77d67
  a7 9d f4 4a # Checksum: 0xa79df44a
  0f # Chunk Type: 15 (AUTH)
  00 # Chunk Flags: 0x00
  00 1c # Chunk Length: 28
  00 00 # Shared Key Identifier: 0
  00 01 # HMAC Identifier: 1 (SHA-1)
  a3 cd 09 73 44 6c 11 e8 84 e7 a0 55 43 77 bc fc # HMAC
  0b 98 82 01 # …
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+28 AUTH: key 0 HMAC 1 (SHA-1)
        12+1 Chunk Type: 15 (AUTH)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 28
        16+2 Shared Key Identifier: 0
        18+2 HMAC Identifier: 1 (SHA-1)
        20+20 HMAC: a3cd0973446c11e884e7a0554377bcfc0b988201
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('accessors', () => {
  const { view, firstChunk } = packetOf(bytes);
  expect([sharedKeyId(view, firstChunk), hmacId(view, firstChunk)]).toEqual([0, 1]);
});

test('an HMAC algorithm without a name', () => {
  expect(summaryOf(packetWith('0f 00 0008 0007 0009'))).toBe('AUTH key 7 HMAC 9');
});
