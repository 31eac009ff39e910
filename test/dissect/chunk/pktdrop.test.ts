import { expect, test } from '@jest/globals';
import { linkBandwidth, PKTDROP_HEADER, queueSize, truncatedLength } from '../../../src/dissect/chunk/pktdrop.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, treeOf } from '../../helper/dissected.js';

/** As usrsctp sends it when a packet arrives with a wrong checksum; the user data made shorter by hand. */
const bytes = annotated(`
  18 b5        # Source Port Number: 6325
  15 bf        # Destination Port Number: 5567
  68 a3 b9 eb  # Verification Tag
  9d 3e 1f 76  # Checksum
  81           # Chunk Type: 129 (PKTDROP)
  02           # Chunk Flags: B
  00 30        # Chunk Length: 48
  00 02 00 00  # Link Bandwidth: 131072
  00 00 00 00  # Queue Size: 0
  00 00        # Truncated Length: 0
  00 00        # Reserved
  15 bf        # Source Port Number: 5567
  18 b5        # Destination Port Number: 6325
  bc 69 e4 12  # Verification Tag
  39 42 83 34  # Checksum
  00           # Chunk Type: 0 (DATA)
  03           # Chunk Flags: B E
  00 14        # Chunk Length: 20
  66 0f ec 7a  # TSN: 1712319610
  00 03        # Stream Identifier: 3
  00 01        # Stream Sequence Number: 1
  00 00 00 2e  # Payload Protocol Identifier: 46
  c8 d7 a0 4e  # User Data
`);

test('the dropped packet is dissected', () => {
  const packet = packetOf(bytes);
  const { view, firstChunk } = packet;
  expect([linkBandwidth, queueSize, truncatedLength].map((field) => field(view, firstChunk))).toEqual([131072, 0, 0]);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+48 PKTDROP: (B) bandwidth 131072 queue 0
        12+1 Chunk Type: 129 (PKTDROP)
        13+1 Chunk Flags: 0x02 (B)
        14+2 Chunk Length: 48
        16+4 Link Bandwidth: 131072
        20+4 Queue Size: 0
        24+2 Truncated Length: 0
        26+2 Reserved: 0
        28+32 Quoted packet
          28+2 Source Port Number: 5567
          30+2 Destination Port Number: 6325
          32+4 Verification Tag: 0xbc69e412
          36+4 Checksum: 0x39428334
          40+20 DATA: (B/E) TSN 1712319610 stream 3 ssn 1 ppid 46 Diameter 4 bytes
            40+1 Chunk Type: 0 (DATA)
            41+1 Chunk Flags: 0x03 (B/E)
            42+2 Chunk Length: 20
            44+4 TSN: 1712319610
            48+2 Stream Identifier: 3
            50+2 Stream Sequence Number: 1
            52+4 Payload Protocol Identifier: 46 (Diameter)
            56+4 User Data: 4 bytes
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('a dropped packet that is not quoted to its end', () => {
  const packet = packetWith('81 06 0024 00000001 00000000 0040 0000 15bf 18b5 01020304 00000000 00 03 0030 00000001');
  expect(malformationsOf(packet)).toEqual(['quotation-cut 40 48/8 quotation']);
  expect(malformationsOf(packetWith('81 06 0014 00000001 00000000 0040 0000 15bf 18b5'))).toEqual(['quotation-cut 28 12/4 quotation']);
});

test('packet drop reports of packet drop reports are followed only so deep', () => {
  const report = (depth: number): string => {
    const inner = depth === 0 ? '' : `15bf18b50102030400000000${report(depth - 1)}`;
    const length = (PKTDROP_HEADER + inner.length / 2).toString(16).padStart(4, '0');
    return `8102${length}000000010000000000000000${inner}`;
  };
  const packet = packetWith(report(500));
  expect(malformationsOf(packet)).toEqual([`nested-too-deep ${12 + 5 * PKTDROP_HEADER + 4 * 12}`]);
});
