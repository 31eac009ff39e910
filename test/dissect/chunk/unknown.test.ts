import { expect, test } from '@jest/globals';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, summaryOf, treeOf } from '../../helper/dissected.js';

/** Sent to Linux 6.1, to see what it makes of a type that nobody has defined. */
const bytes = annotated(`
  13 8b        # Source Port Number: 5003
  17 8e        # Destination Port Number: 6030
  16 1f 64 ec  # Verification Tag
  ad 0f 43 94  # Checksum
  f0           # Chunk Type: 240
  05           # Chunk Flags
  00 08        # Chunk Length: 8
  0b ad ca fe  # Chunk Value
`);

test('by number, with what its two high bits demand', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+8 chunk type 240: 4 bytes: skip the chunk, report in an ERROR
        12+0 Unknown type: a receiver that does not know it will skip the chunk, report in an ERROR
        12+1 Chunk Type: 240
        13+1 Chunk Flags: 0x05
        14+2 Chunk Length: 8
        16+4 Chunk Value: 4 bytes
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('a reserved type has a name; what it demands is all that is known of it', () => {
  expect(summaryOf(packetWith('3f 00 0008 01020304'))).toBe('IETF-EXTENSION-63 4 bytes: stop processing the packet, do not report');
});
