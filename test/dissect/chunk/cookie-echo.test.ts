import { expect, test } from '@jest/globals';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, treeOf } from '../../helper/dissected.js';

/** Linux 6.1 returns the cookie of usrsctp. */
const bytes = annotated(`
  67 10 # Source Port Number: 26384
  8c d0 # Destination Port Number: 36048
  fc ac d0 64 # Verification Tag: 0xfcacd064
  7a b2 1d d5 # Checksum: 0x7ab21dd5
  0a # Chunk Type: 10 (COOKIE-ECHO)
  00 # Chunk Flags: 0x00
  00 d0 # Chunk Length: 208
  4b 41 4d 45 2d 42 53 44 20 31 2e 31 00 00 00 00 # Cookie
  71 0e 02 6b 00 00 00 00 a4 38 0b 00 00 00 00 00 # …
  60 ea 00 00 73 a0 02 b8 b1 7b 2c e0 e9 78 2e e8 # …
  fc ac d0 64 0a 01 00 01 00 00 00 00 00 00 00 00 # …
  00 00 00 00 05 00 00 00 0a 01 00 02 00 00 00 00 # …
  00 00 00 00 00 00 00 00 05 00 00 00 00 00 00 00 # …
  67 10 8c d0 01 00 00 00 00 01 00 00 00 00 00 00 # …
  01 00 00 24 e8 2e 78 e9 00 01 a0 00 00 0a 00 0a # …
  f4 05 76 33 00 0c 00 06 00 05 00 00 80 00 00 04 # …
  c0 00 00 04 02 00 00 f4 fc ac d0 64 00 02 00 00 # …
  00 0a 00 0a a8 60 4c 38 80 00 00 04 c0 00 00 04 # …
  80 08 00 05 c0 00 00 00 ba e3 b7 8f 45 be 9a b9 # …
  51 a9 3c aa 7a 02 07 86 50 98 83 65 # …
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+208 COOKIE-ECHO: 204 bytes
        12+1 Chunk Type: 10 (COOKIE-ECHO)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 208
        16+204 Cookie: 4b414d452d42534420312e3100000000710e026b00000000a4380b0000000000… (204 bytes)
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('the first chunk of its packet, but for AUTH', () => {
  const cookie = '0a 00 0008 01020304';
  expect(malformationsOf(packetWith(`0f 00 0008 0000 0001 ${cookie}`))).toEqual([]);
  expect(malformationsOf(packetWith(`09 00 0008 0004 0004 ${cookie}`))).toEqual(['not-first 20']);
});
