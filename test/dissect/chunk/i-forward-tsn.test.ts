import { expect, test } from '@jest/globals';
import {
  iForwardTsnEntries,
  iForwardTsnMessageId,
  iForwardTsnStream,
  iForwardTsnUnordered,
  newCumulativeTsn,
} from '../../../src/dissect/chunk/i-forward-tsn.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, treeOf } from '../../helper/dissected.js';

/** usrsctp skips ordered and unordered messages. */
const bytes = annotated(`
  14 21 # Source Port Number: 5153
  19 06 # Destination Port Number: 6406
  11 5d 80 c7 # Verification Tag: 0x115d80c7
  37 8e 30 b7 # Checksum: 0x378e30b7
  c2 # Chunk Type: 194 (I-FORWARD-TSN)
  00 # Chunk Flags: 0x00
  00 50 # Chunk Length: 80
  40 16 09 96 # New Cumulative TSN: 1075186070
  00 02 # Stream Identifier: 2
  00 00 # Flags (1: unordered): 0x0000
  00 00 00 00 # Message Identifier: 0
  00 02 # Stream Identifier: 2
  00 00 # Flags (1: unordered): 0x0000
  00 00 00 01 # Message Identifier: 1
  00 02 # Stream Identifier: 2
  00 00 # Flags (1: unordered): 0x0000
  00 00 00 02 # Message Identifier: 2
  00 03 # Stream Identifier: 3
  00 00 # Flags (1: unordered): 0x0000
  00 00 00 00 # Message Identifier: 0
  00 03 # Stream Identifier: 3
  00 00 # Flags (1: unordered): 0x0000
  00 00 00 00 # Message Identifier: 0
  00 03 # Stream Identifier: 3
  00 00 # Flags (1: unordered): 0x0000
  00 00 00 00 # Message Identifier: 0
  00 03 # Stream Identifier: 3
  00 00 # Flags (1: unordered): 0x0000
  00 00 00 00 # Message Identifier: 0
  00 04 # Stream Identifier: 4
  00 01 # Flags (1: unordered): 0x0001
  00 00 00 00 # Message Identifier: 0
  00 04 # Stream Identifier: 4
  00 01 # Flags (1: unordered): 0x0001
  00 00 00 01 # Message Identifier: 1
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+80 I-FORWARD-TSN: cum 1075186070 streams 2:0,2:1,2:2,3:0,3:0,3:0,3:0,4:U0,… (9)
        12+1 Chunk Type: 194 (I-FORWARD-TSN)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 80
        16+4 New Cumulative TSN: 1075186070
        20+8 Skipped Stream 1
          20+2 Stream Identifier: 2
          22+2 Flags (1: unordered): 0x0000
          24+4 Message Identifier: 0
        28+8 Skipped Stream 2
          28+2 Stream Identifier: 2
          30+2 Flags (1: unordered): 0x0000
          32+4 Message Identifier: 1
        36+8 Skipped Stream 3
          36+2 Stream Identifier: 2
          38+2 Flags (1: unordered): 0x0000
          40+4 Message Identifier: 2
        44+8 Skipped Stream 4
          44+2 Stream Identifier: 3
          46+2 Flags (1: unordered): 0x0000
          48+4 Message Identifier: 0
        52+8 Skipped Stream 5
          52+2 Stream Identifier: 3
          54+2 Flags (1: unordered): 0x0000
          56+4 Message Identifier: 0
        60+8 Skipped Stream 6
          60+2 Stream Identifier: 3
          62+2 Flags (1: unordered): 0x0000
          64+4 Message Identifier: 0
        68+8 Skipped Stream 7
          68+2 Stream Identifier: 3
          70+2 Flags (1: unordered): 0x0000
          72+4 Message Identifier: 0
        76+8 Skipped Stream 8
          76+2 Stream Identifier: 4
          78+2 Flags (1: unordered): 0x0001
          80+4 Message Identifier: 0
        84+8 Skipped Stream 9
          84+2 Stream Identifier: 4
          86+2 Flags (1: unordered): 0x0001
          88+4 Message Identifier: 1
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('accessors', () => {
  const { view, firstChunk } = packetOf(bytes);
  expect(newCumulativeTsn(view, firstChunk)).toBe(1075186070);
  const entries = Array.from({ length: iForwardTsnEntries(view, firstChunk) }, (_, entry) => [
    iForwardTsnStream(view, firstChunk, entry),
    iForwardTsnUnordered(view, firstChunk, entry),
    iForwardTsnMessageId(view, firstChunk, entry),
  ]);
  expect(entries).toHaveLength(9);
  expect(entries[1]).toEqual([2, false, 1]);
  expect(entries[8]).toEqual([4, true, 1]);
});

test('half an entry', () => {
  expect(malformationsOf(packetWith('c2 00 000c 00000001 00020000'))).toEqual(['bytes-left-over 20 8/12 chunk length']);
});
