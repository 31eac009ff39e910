import { expect, test } from '@jest/globals';
import { cwrLowestTsn } from '../../../src/dissect/chunk/cwr.js';
import { ecneLowestTsn } from '../../../src/dissect/chunk/ecne.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, summaryOf, treeOf } from '../../helper/dissected.js';

/** Written by hand after RFC 4960 appendix A: no recorded run has them. */
const bytes = annotated(`
  13 89 13 8a  # Ports
  01 02 03 04  # Verification Tag
  00 00 00 00  # Checksum
  0d           # Chunk Type: 13 (CWR)
  00           # Chunk Flags
  00 08        # Chunk Length: 8
  00 00 00 05  # Lowest TSN Number: 5
  0c           # Chunk Type: 12 (ECNE)
  00           # Chunk Flags
  00 0c        # Chunk Length: 12, as FreeBSD sends it
  00 00 00 06  # Lowest TSN Number: 6
  00 00 00 02  # Number of CE Marked Packets: 2
`);

test('CWR and ECNE', () => {
  const packet = packetOf(bytes);
  expect(cwrLowestTsn(packet.view, packet.firstChunk)).toBe(5);
  expect(ecneLowestTsn(packet.view, packet.firstChunk + 8)).toBe(6);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+8 CWR: lowest TSN 5
        12+1 Chunk Type: 13 (CWR)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 8
        16+4 Lowest TSN Number: 5
      20+12 ECNE: lowest TSN 6
        20+1 Chunk Type: 12 (ECNE)
        21+1 Chunk Flags: 0x00
        22+2 Chunk Length: 12
        24+4 Lowest TSN Number: 6
        28+4 Number of CE Marked Packets: 2
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('ECNE of RFC 4960, and one with half a number behind', () => {
  expect(malformationsOf(packetWith('0c 00 0008 00000006'))).toEqual([]);
  expect(malformationsOf(packetWith('0c 00 000a 00000006 0001 0000'))).toEqual(['bytes-left-over 20 8/10 chunk length']);
});

test('too short', () => {
  expect(malformationsOf(packetWith('0d 00 0004'))).toEqual(['chunk-shorter-than-header 12 8/4 chunk length']);
  expect(summaryOf(packetWith('0d 00 0004'))).toBe('CWR [too short]');
});
