import { expect, test } from '@jest/globals';
import { asconfSequence } from '../../../src/dissect/chunk/asconf.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, treeOf } from '../../helper/dissected.js';

/** Linux 6.1 adds an address. */
const bytes = annotated(`
  13 8b # Source Port Number: 5003
  17 8e # Destination Port Number: 6030
  51 13 9a f2 # Verification Tag: 0x51139af2
  6e 13 2b 99 # Checksum: 0x6e132b99
  c1 # Chunk Type: 193 (ASCONF)
  00 # Chunk Flags: 0x00
  00 20 # Chunk Length: 32
  c0 f8 e2 df # Sequence Number: 3237536479
  00 05 # Parameter Type: 5 (IPv4 Address)
  00 08 # Parameter Length: 8
  0a 01 00 01 # IPv4 Address: 10.1.0.1
  c0 01 # Parameter Type: 49153 (Add IP Address)
  00 10 # Parameter Length: 16
  00 00 00 00 # ASCONF-Request Correlation ID: 0
  00 05 # Parameter Type: 5 (IPv4 Address)
  00 08 # Parameter Length: 8
  0a 02 00 01 # IPv4 Address: 10.2.0.1
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+32 ASCONF: seq 3237536479 IPv4 Address 10.1.0.1, Add IP Address id 0 IPv4 Address 10.2.0.1
        12+1 Chunk Type: 193 (ASCONF)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 32
        16+4 Sequence Number: 3237536479
        20+8 IPv4 Address: 10.1.0.1
          20+2 Parameter Type: 5 (IPv4 Address)
          22+2 Parameter Length: 8
          24+4 IPv4 Address: 10.1.0.1
        28+16 Add IP Address: id 0 IPv4 Address 10.2.0.1
          28+2 Parameter Type: 49153 (Add IP Address)
          30+2 Parameter Length: 16
          32+4 ASCONF-Request Correlation ID: 0
          36+8 IPv4 Address: 10.2.0.1
            36+2 Parameter Type: 5 (IPv4 Address)
            38+2 Parameter Length: 8
            40+4 IPv4 Address: 10.2.0.1
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('accessors', () => {
  const { view, firstChunk } = packetOf(bytes);
  expect(asconfSequence(view, firstChunk)).toBe(3237536479);
});

test('does not begin with an address', () => {
  expect(malformationsOf(packetWith('c1 00 0018 00000001 c001 0010 00000000 0005 0008 0a020001'))).toEqual(['no-lookup-address 12']);
});

test('a parameter within a parameter that is too long', () => {
  expect(malformationsOf(packetWith('c1 00 0020 00000001 0005 0008 0a010001 c001 0010 00000000 0005 000c 0a020001'))).toEqual([
    'parameter-past-end 36 12/8 parameter length',
  ]);
});
