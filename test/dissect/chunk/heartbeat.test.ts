import { expect, test } from '@jest/globals';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, summaryOf, treeOf } from '../../helper/dissected.js';

/** usrsctp. */
const bytes = annotated(`
  18 6d # Source Port Number: 6253
  14 ee # Destination Port Number: 5358
  31 fc 45 09 # Verification Tag: 0x31fc4509
  99 9f 75 2a # Checksum: 0x999f752a
  04 # Chunk Type: 4 (HEARTBEAT)
  00 # Chunk Flags: 0x00
  00 2c # Chunk Length: 44
  00 01 # Parameter Type: 1 (Heartbeat Info)
  00 28 # Parameter Length: 40
  ff f8 01 6b 70 61 0b 00 00 00 00 00 00 00 00 00 # Sender-Specific Heartbeat Info
  02 10 00 00 0a 01 00 01 00 00 00 00 00 00 00 00 # …
  00 00 00 00 # …
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+44 HEARTBEAT: 40 bytes
        12+1 Chunk Type: 4 (HEARTBEAT)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 44
        16+40 Heartbeat Info: 36 bytes
          16+2 Parameter Type: 1 (Heartbeat Info)
          18+2 Parameter Length: 40
          20+36 Sender-Specific Heartbeat Info: fff8016b70610b000000000000000000021000000a0100010000000000000000… (36 bytes)
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

/** The peer's answer. */
const answer = annotated(`
  14 ee # Source Port Number: 5358
  18 6d # Destination Port Number: 6253
  9e 8c fc bc # Verification Tag: 0x9e8cfcbc
  e8 a1 20 fa # Checksum: 0xe8a120fa
  05 # Chunk Type: 5 (HEARTBEAT-ACK)
  00 # Chunk Flags: 0x00
  00 2c # Chunk Length: 44
  00 01 # Parameter Type: 1 (Heartbeat Info)
  00 28 # Parameter Length: 40
  ff f8 01 6b 70 61 0b 00 00 00 00 00 00 00 00 00 # Sender-Specific Heartbeat Info
  02 10 00 00 0a 01 00 01 00 00 00 00 00 00 00 00 # …
  00 00 00 00 # …
`);

test('the answer brings the same information', () => {
  expect(treeOf(packetOf(answer)).slice(1)).toEqual(
    treeOf(packetOf(bytes))
      .slice(1)
      .map((line) => line.replace('4 (HEARTBEAT)', '5 (HEARTBEAT-ACK)')),
  );
  expect(summaryOf(packetOf(answer))).toBe('HEARTBEAT-ACK 40 bytes');
});

test.each(['04', '05'])('without Heartbeat Info: type %s', (type) => {
  expect(malformationsOf(packetWith(`${type} 00 0008 8000 0004`))).toEqual(['no-heartbeat-info 12']);
});
