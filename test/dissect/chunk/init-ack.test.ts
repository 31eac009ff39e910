import { expect, test } from '@jest/globals';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, treeOf } from '../../helper/dissected.js';

/** usrsctp 0.9.5. */
const bytes = annotated(`
  8c d0 # Source Port Number: 36048
  67 10 # Destination Port Number: 26384
  e8 2e 78 e9 # Verification Tag: 0xe82e78e9
  81 15 f0 1d # Checksum: 0x8115f01d
  02 # Chunk Type: 2 (INIT-ACK)
  00 # Chunk Flags: 0x00
  00 f4 # Chunk Length: 244
  fc ac d0 64 # Initiate Tag: 0xfcacd064
  00 02 00 00 # Advertised Receiver Window Credit (a_rwnd): 131072
  00 0a # Number of Outbound Streams: 10
  00 0a # Number of Inbound Streams: 10
  a8 60 4c 38 # Initial TSN: 2824883256
  80 00 # Parameter Type: 32768 (ECN Capable)
  00 04 # Parameter Length: 4
  c0 00 # Parameter Type: 49152 (Forward-TSN-Supported)
  00 04 # Parameter Length: 4
  80 08 # Parameter Type: 32776 (Supported Extensions)
  00 05 # Parameter Length: 5
  c0 # Chunk Type: 192 (FORWARD-TSN)
  00 00 00 # Padding
  00 07 # Parameter Type: 7 (State Cookie)
  00 d0 # Parameter Length: 208
  4b 41 4d 45 2d 42 53 44 20 31 2e 31 00 00 00 00 # Cookie
  71 0e 02 6b 00 00 00 00 a4 38 0b 00 00 00 00 00 # …
  60 ea 00 00 73 a0 02 b8 b1 7b 2c e0 e9 78 2e e8 # …
  fc ac d0 64 0a 01 00 01 00 00 00 00 00 00 00 00 # …
  00 00 00 00 05 00 00 00 0a 01 00 02 00 00 00 00 # …
  00 00 00 00 00 00 00 00 05 00 00 00 00 00 00 00 # …
  67 10 8c d0 01 00 00 00 00 01 00 00 00 00 00 00 # …
  01 00 00 24 e8 2e 78 e9 00 01 a0 00 00 0a 00 0a # …
  f4 05 76 33 00 0c 00 06 00 05 00 00 80 00 00 04 # …
  c0 00 00 04 02 00 00 f4 fc ac d0 64 00 02 00 00 # …
  00 0a 00 0a a8 60 4c 38 80 00 00 04 c0 00 00 04 # …
  80 08 00 05 c0 00 00 00 ba e3 b7 8f 45 be 9a b9 # …
  51 a9 3c aa 7a 02 07 86 50 98 83 65 # …
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+244 INIT-ACK: tag 0xfcacd064 a_rwnd 131072 streams 10/10 TSN 2824883256
        12+1 Chunk Type: 2 (INIT-ACK)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 244
        16+4 Initiate Tag: 0xfcacd064
        20+4 Advertised Receiver Window Credit (a_rwnd): 131072
        24+2 Number of Outbound Streams: 10
        26+2 Number of Inbound Streams: 10
        28+4 Initial TSN: 2824883256
        32+4 ECN Capable
          32+2 Parameter Type: 32768 (ECN Capable)
          34+2 Parameter Length: 4
        36+4 Forward-TSN-Supported
          36+2 Parameter Type: 49152 (Forward-TSN-Supported)
          38+2 Parameter Length: 4
        40+5 Supported Extensions: FORWARD-TSN
          40+2 Parameter Type: 32776 (Supported Extensions)
          42+2 Parameter Length: 5
          44+1 Chunk Type: 192 (FORWARD-TSN)
          45+3 Padding: 000000
        48+208 State Cookie: 204 bytes
          48+2 Parameter Type: 7 (State Cookie)
          50+2 Parameter Length: 208
          52+204 Cookie: 4b414d452d42534420312e3100000000710e026b00000000a4380b0000000000… (204 bytes)
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('without State Cookie', () => {
  expect(malformationsOf(packetWith('02 00 0014 00000001 000005dc 0001 0001 00000001'))).toEqual(['no-state-cookie 12']);
});

test('quotes parameters of the INIT that its sender does not know', () => {
  const packet = packetWith('02 00 0028 00000001 000005dc 0001 0001 00000001  0008 000c  c0ff 0006 aabb 0000  0007 0008 01020304');
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toContain('      38+2 Parameter Length: 6');
  expect(treeOf(packet)).toContain('  32+12 Unrecognized Parameter: parameter 0xc0ff 2 bytes');
});
