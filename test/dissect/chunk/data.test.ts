import { expect, test } from '@jest/globals';
import { DATA_HEADER, END, payloadProtocolId, streamId, streamSequence, tsn } from '../../../src/dissect/chunk/data.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, summaryOf, treeOf } from '../../helper/dissected.js';

/** Linux 6.1: the last fragment of a message, two bytes of it. */
const bytes = annotated(`
  13 8b # Source Port Number: 5003
  17 8e # Destination Port Number: 6030
  88 70 68 9f # Verification Tag: 0x8870689f
  7c 3b f3 4a # Checksum: 0x7c3bf34a
  00 # Chunk Type: 0 (DATA)
  01 # Chunk Flags: 0x01 (E)
  00 12 # Chunk Length: 18
  c5 ab a5 9b # TSN: 3316360603
  00 02 # Stream Identifier: 2
  00 04 # Stream Sequence Number: 4
  00 00 0a 8c # Payload Protocol Identifier: 2700
  58 46 # User Data
  00 00 # Padding
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+18 DATA: (E) TSN 3316360603 stream 2 ssn 4 ppid 2700 2 bytes
        12+1 Chunk Type: 0 (DATA)
        13+1 Chunk Flags: 0x01 (E)
        14+2 Chunk Length: 18
        16+4 TSN: 3316360603
        20+2 Stream Identifier: 2
        22+2 Stream Sequence Number: 4
        24+4 Payload Protocol Identifier: 2700
        28+2 User Data: 2 bytes
        30+2 Padding: 0000
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('accessors', () => {
  const { view, firstChunk } = packetOf(bytes);
  expect([tsn, streamId, streamSequence, payloadProtocolId].map((field) => field(view, firstChunk))).toEqual([3316360603, 2, 4, 2700]);
  expect(view.getUint8(firstChunk + 1)).toBe(END);
});

test('flags have names, and an unordered message no SSN', () => {
  expect(summaryOf(packetWith('00 0f 0014 00000001 0002 0003 0000002e 01020304'))).toBe(
    'DATA (I/U/B/E) TSN 1 stream 2 ppid 46 Diameter 4 bytes',
  );
});

test('a payload protocol identifier that was not put into network byte order is told', () => {
  expect(summaryOf(packetWith('00 03 0014 00000001 0002 0003 2e000000 00000000'))).toContain(
    'ppid 771751936 Diameter, bytes swapped 4 bytes',
  );
});

test('no user data: readable, and not allowed', () => {
  const empty = packetWith('00 03 0010 00000001 0002 0003 00000000');
  expect(malformationsOf(empty)).toEqual(['no-user-data 12']);
  expect(summaryOf(empty)).toBe('DATA (B/E) TSN 1 stream 2 ssn 3 ppid 0 0 bytes');
});

test('shorter than its header: its bytes are not taken for fields, and the next chunk is found', () => {
  const packet = packetWith('00 03 000c 00000001 0002 0003  08 00 0004');
  expect(malformationsOf(packet)).toEqual([`chunk-shorter-than-header 12 ${DATA_HEADER}/12 chunk length`, 'data-before-control 24']);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+12 DATA: (B/E) [too short]
        !! chunk-shorter-than-header
        12+1 Chunk Type: 0 (DATA)
        13+1 Chunk Flags: 0x03 (B/E)
        14+2 Chunk Length: 12
        16+8 Undissected: 8 bytes
      24+4 SHUTDOWN-ACK
        !! data-before-control
        24+1 Chunk Type: 8 (SHUTDOWN-ACK)
        25+1 Chunk Flags: 0x00
        26+2 Chunk Length: 4
    `),
  );
});

test('not padded, and padded with something else than zero', () => {
  expect(malformationsOf(packetWith('00 03 0012 00000001 0002 0003 00000000 aabb'))).toEqual(['chunk-not-padded 30 2/0 IP length']);
  expect(malformationsOf(packetWith('00 03 0012 00000001 0002 0003 00000000 aabb 0001'))).toEqual(['padding-not-zero 30']);
});
