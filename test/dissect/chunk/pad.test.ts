import { expect, test } from '@jest/globals';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, treeOf } from '../../helper/dissected.js';

/** Written by hand after RFC 4820: a probe of the path's MTU. */
const bytes = annotated(`
  13 89 13 8a              # Ports
  01 02 03 04              # Verification Tag
  00 00 00 00              # Checksum
  04 00 00 0c              # HEARTBEAT, length 12
  00 01 00 08 aa bb cc dd  # Heartbeat Info
  84 00 00 08 00 00 00 00  # PAD, length 8
`);

test('behind a HEARTBEAT', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet).slice(-5)).toEqual(
    lines(`
      24+8 PAD: 4 bytes
        24+1 Chunk Type: 132 (PAD)
        25+1 Chunk Flags: 0x00
        26+2 Chunk Length: 8
        28+4 Padding Data: 00000000
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});
