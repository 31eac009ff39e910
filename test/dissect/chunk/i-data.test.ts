import { expect, test } from '@jest/globals';
import { fragmentSequence, I_DATA_HEADER, iDataPayloadProtocolId, messageId, streamId, tsn } from '../../../src/dissect/chunk/i-data.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, summaryOf, treeOf } from '../../helper/dissected.js';

/** usrsctp: a whole message of 16 bytes. */
const bytes = annotated(`
  19 48 # Source Port Number: 6472
  14 1f # Destination Port Number: 5151
  d9 84 46 52 # Verification Tag: 0xd9844652
  cb b2 bf 1a # Checksum: 0xcbb2bf1a
  40 # Chunk Type: 64 (I-DATA)
  03 # Chunk Flags: 0x03 (B/E)
  00 24 # Chunk Length: 36
  4b 68 9f 71 # TSN: 1265147761
  00 01 # Stream Identifier: 1
  00 00 # Reserved
  00 00 00 07 # Message Identifier: 7
  00 00 03 e8 # Payload Protocol Identifier: 1000
  84 3e ee 7e 57 f0 ec 9e d4 c0 37 77 85 c0 8d 74 # User Data
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+36 I-DATA: (B/E) TSN 1265147761 stream 1 mid 7 ppid 1000 16 bytes
        12+1 Chunk Type: 64 (I-DATA)
        13+1 Chunk Flags: 0x03 (B/E)
        14+2 Chunk Length: 36
        16+4 TSN: 1265147761
        20+2 Stream Identifier: 1
        22+2 Reserved: 0
        24+4 Message Identifier: 7
        28+4 Payload Protocol Identifier: 1000
        32+16 User Data: 16 bytes
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('accessors', () => {
  const { view, firstChunk } = packetOf(bytes);
  expect([tsn, streamId, messageId, iDataPayloadProtocolId].map((field) => field(view, firstChunk))).toEqual([1265147761, 1, 7, 1000]);
});

/** usrsctp: the last fragment of a message. */
const fragment = annotated(`
  14 c2 # Source Port Number: 5314
  19 59 # Destination Port Number: 6489
  72 b8 24 11 # Verification Tag: 0x72b82411
  47 7e fd d3 # Checksum: 0x477efdd3
  40 # Chunk Type: 64 (I-DATA)
  01 # Chunk Flags: 0x01 (E)
  00 3c # Chunk Length: 60
  12 8b e5 bf # TSN: 311158207
  00 03 # Stream Identifier: 3
  00 00 # Reserved
  00 00 00 00 # Message Identifier: 0
  00 00 00 14 # Fragment Sequence Number: 20
  40 d1 40 f6 d5 20 c6 91 56 db af 71 8d fc a7 f5 # User Data
  5a fa 8c 13 23 81 74 64 24 04 8f d1 1b 64 c5 0a # …
  25 d7 8a bf 61 ae 3f cf # …
`);

test('what is not the beginning of a message has a fragment sequence number in the place of the PPID', () => {
  const packet = packetOf(fragment);
  expect(fragmentSequence(packet.view, packet.firstChunk)).toBe(20);
  expect(treeOf(packet)).toContain('  28+4 Fragment Sequence Number: 20');
  expect(treeOf(packet).join()).not.toContain('Payload Protocol');
  expect(summaryOf(packet)).toBe('I-DATA (E) TSN 311158207 stream 3 mid 0 fsn 20 40 bytes');
});

test('no user data', () => {
  expect(malformationsOf(packetWith('40 03 0014 00000001 0002 0000 00000003 00000000'))).toEqual(['no-user-data 12']);
});

test('shorter than its header', () => {
  const packet = packetWith('40 03 0010 00000001 0002 0000 00000003');
  expect(malformationsOf(packet)).toEqual([`chunk-shorter-than-header 12 ${I_DATA_HEADER}/16 chunk length`]);
});
