import { expect, test } from '@jest/globals';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, summaryOf, treeOf } from '../../helper/dissected.js';

/** usrsctp resets two of its streams. */
const bytes = annotated(`
  13 d8 # Source Port Number: 5080
  1a 42 # Destination Port Number: 6722
  24 d3 e3 5c # Verification Tag: 0x24d3e35c
  f0 7b c2 81 # Checksum: 0xf07bc281
  82 # Chunk Type: 130 (RE-CONFIG)
  00 # Chunk Flags: 0x00
  00 18 # Chunk Length: 24
  00 0d # Parameter Type: 13 (Outgoing SSN Reset Request)
  00 14 # Parameter Length: 20
  6b 55 ab 37 # Re-configuration Request Sequence Number: 1800776503
  b8 a7 40 20 # Re-configuration Response Sequence Number: 3097968672
  6b 55 ab 3a # Sender's Last Assigned TSN: 1800776506
  00 01 # Stream Number: 1
  00 02 # Stream Number: 2
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+24 RE-CONFIG: Outgoing SSN Reset Request seq 1800776503 response seq 3097968672 last TSN 1800776506 stream 1, 2
        12+1 Chunk Type: 130 (RE-CONFIG)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 24
        16+20 Outgoing SSN Reset Request: seq 1800776503 response seq 3097968672 last TSN 1800776506 stream 1, 2
          16+2 Parameter Type: 13 (Outgoing SSN Reset Request)
          18+2 Parameter Length: 20
          20+4 Re-configuration Request Sequence Number: 1800776503
          24+4 Re-configuration Response Sequence Number: 3097968672
          28+4 Sender's Last Assigned TSN: 1800776506
          32+2 Stream Number: 1
          34+2 Stream Number: 2
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

/** usrsctp denies to reset its TSNs. */
const answer = annotated(`
  19 48 # Source Port Number: 6472
  16 16 # Destination Port Number: 5654
  41 a5 6c 09 # Verification Tag: 0x41a56c09
  f2 b5 98 b7 # Checksum: 0xf2b598b7
  82 # Chunk Type: 130 (RE-CONFIG)
  00 # Chunk Flags: 0x00
  00 18 # Chunk Length: 24
  00 10 # Parameter Type: 16 (Re-configuration Response)
  00 14 # Parameter Length: 20
  46 85 be 87 # Re-configuration Response Sequence Number: 1183170183
  00 00 00 02 # Result: 2 (Denied)
  00 00 00 00 # Sender's Next TSN: 0
  00 00 00 00 # Receiver's Next TSN: 0
`);

test('a response with the optional TSNs', () => {
  expect(summaryOf(packetOf(answer))).toBe('RE-CONFIG Re-configuration Response response seq 1183170183 Result 2 (Denied) next TSNs 0 0');
  expectCutsTold(answer);
});

test('the other requests', () => {
  const requests = '000e 000a 00000001 0005 0000  000f 0008 00000002  0011 000c 00000003 0004 0000  0012 000c 00000004 0005 0000';
  expect(summaryOf(packetWith(`82 00 0030 ${requests}`))).toBe(
    'RE-CONFIG Incoming SSN Reset Request seq 1 stream 5, SSN/TSN Reset Request 2, Add Outgoing Streams Request seq 3 streams 4, Add Incoming Streams Request seq 4 streams 5',
  );
});

test('without a parameter, and with half a stream number', () => {
  expect(malformationsOf(packetWith('82 00 0004'))).toEqual(['no-request 12']);
  expect(malformationsOf(packetWith('82 00 000d 000e 0009 00000001 00 000000'))).toEqual(['bytes-left-over 24 8/9 parameter length']);
});
