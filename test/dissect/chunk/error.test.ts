import { expect, test } from '@jest/globals';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, treeOf } from '../../helper/dissected.js';

/** Linux 6.1 does not know chunk type 240, and quotes it. */
const bytes = annotated(`
  17 8e # Source Port Number: 6030
  13 8b # Destination Port Number: 5003
  67 e2 cb 86 # Verification Tag: 0x67e2cb86
  84 f2 ba 0e # Checksum: 0x84f2ba0e
  09 # Chunk Type: 9 (ERROR)
  00 # Chunk Flags: 0x00
  00 10 # Chunk Length: 16
  00 06 # Cause Code: 6 (Unrecognized Chunk Type)
  00 0c # Cause Length: 12
  f0 # Chunk Type: 240
  05 # Chunk Flags: 0x05
  00 08 # Chunk Length: 8
  0b ad ca fe # Chunk Value
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+16 ERROR: Unrecognized Chunk Type chunk type 240 (8 bytes)
        12+1 Chunk Type: 9 (ERROR)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 16
        16+12 Unrecognized Chunk Type: chunk type 240 (8 bytes)
          16+2 Cause Code: 6 (Unrecognized Chunk Type)
          18+2 Cause Length: 12
          20+8 chunk type 240: 4 bytes: skip the chunk, report in an ERROR
            20+0 Unknown type: a receiver that does not know it will skip the chunk, report in an ERROR
            20+1 Chunk Type: 240
            21+1 Chunk Flags: 0x05
            22+2 Chunk Length: 8
            24+4 Chunk Value: 4 bytes
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('without a cause', () => {
  expect(malformationsOf(packetWith('09 00 0004'))).toEqual(['no-error-cause 12']);
});

test('a quoted chunk may be cut; that is not malformed', () => {
  const packet = packetWith('09 00 0010 0006 000c 00 03 0020 00000001');
  expect(malformationsOf(packet)).toEqual(['quotation-cut 20 32/8 quotation']);
  expect(treeOf(packet)).toContain('    20+8 DATA: (B/E) [incomplete]');
});

test('a quoted chunk whose length cannot be', () => {
  expect(malformationsOf(packetWith('09 00 0010 0006 000c 00 03 0003 00000001'))).toEqual(['chunk-length-below-four 20 4/3 chunk length']);
});

test('causes quoted in parameters quoted in causes are followed only so deep', () => {
  const nested = (depth: number): string => {
    const inner = depth === 0 ? '' : nested(depth - 1);
    return `0008 ${(4 + inner.replaceAll(' ', '').length / 2).toString(16).padStart(4, '0')} ${inner}`;
  };
  const causes = nested(60);
  const packet = packetWith(`09 00 ${(4 + causes.replaceAll(' ', '').length / 2).toString(16).padStart(4, '0')} ${causes}`);
  expect(malformationsOf(packet)).toEqual(['nested-too-deep 44']);
});
