import { expect, test } from '@jest/globals';
import { inboundStreams, initialTsn, initiateTag, initWindow, outboundStreams } from '../../../src/dissect/chunk/init.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, treeOf } from '../../helper/dissected.js';

/** Linux 6.1, authentication on. */
const bytes = annotated(`
  13 89 # Source Port Number: 5001
  17 7a # Destination Port Number: 6010
  00 00 00 00 # Verification Tag: 0x00000000
  0d a4 d6 ac # Checksum: 0x0da4d6ac
  01 # Chunk Type: 1 (INIT)
  00 # Chunk Flags: 0x00
  00 5d # Chunk Length: 93
  fb e7 7d 67 # Initiate Tag: 0xfbe77d67
  00 01 a0 00 # Advertised Receiver Window Credit (a_rwnd): 106496
  00 0a # Number of Outbound Streams: 10
  00 0a # Number of Inbound Streams: 10
  09 51 a8 0a # Initial TSN: 156346378
  00 0c # Parameter Type: 12 (Supported Address Types)
  00 06 # Parameter Length: 6
  00 05 # Address Type: 5 (IPv4 Address)
  00 00 # Padding
  80 00 # Parameter Type: 32768 (ECN Capable)
  00 04 # Parameter Length: 4
  80 08 # Parameter Type: 32776 (Supported Extensions)
  00 05 # Parameter Length: 5
  0f # Chunk Type: 15 (AUTH)
  00 00 00 # Padding
  c0 00 # Parameter Type: 49152 (Forward-TSN-Supported)
  00 04 # Parameter Length: 4
  80 02 # Parameter Type: 32770 (Random)
  00 24 # Parameter Length: 36
  9b 87 3b 1f 28 d6 58 ba a7 4b 5c a9 15 b6 c8 8b # Random Number
  49 b8 da 3c 29 1b 64 4f d9 ee d6 95 aa c7 6f a6 # …
  80 04 # Parameter Type: 32772 (Requested HMAC Algorithm)
  00 06 # Parameter Length: 6
  00 01 # HMAC Identifier: 1 (SHA-1)
  00 00 # Padding
  80 03 # Parameter Type: 32771 (Chunk List)
  00 05 # Parameter Length: 5
  00 # Chunk Type: 0 (DATA)
  00 00 00 # Padding
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+93 INIT: tag 0xfbe77d67 a_rwnd 106496 streams 10/10 TSN 156346378
        12+1 Chunk Type: 1 (INIT)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 93
        16+4 Initiate Tag: 0xfbe77d67
        20+4 Advertised Receiver Window Credit (a_rwnd): 106496
        24+2 Number of Outbound Streams: 10
        26+2 Number of Inbound Streams: 10
        28+4 Initial TSN: 156346378
        32+6 Supported Address Types: IPv4 Address
          32+2 Parameter Type: 12 (Supported Address Types)
          34+2 Parameter Length: 6
          36+2 Address Type: 5 (IPv4 Address)
          38+2 Padding: 0000
        40+4 ECN Capable
          40+2 Parameter Type: 32768 (ECN Capable)
          42+2 Parameter Length: 4
        44+5 Supported Extensions: AUTH
          44+2 Parameter Type: 32776 (Supported Extensions)
          46+2 Parameter Length: 5
          48+1 Chunk Type: 15 (AUTH)
          49+3 Padding: 000000
        52+4 Forward-TSN-Supported
          52+2 Parameter Type: 49152 (Forward-TSN-Supported)
          54+2 Parameter Length: 4
        56+36 Random: 32 bytes
          56+2 Parameter Type: 32770 (Random)
          58+2 Parameter Length: 36
          60+32 Random Number: 9b873b1f28d658baa74b5ca915b6c88b49b8da3c291b644fd9eed695aac76fa6
        92+6 Requested HMAC Algorithm: 1 (SHA-1)
          92+2 Parameter Type: 32772 (Requested HMAC Algorithm)
          94+2 Parameter Length: 6
          96+2 HMAC Identifier: 1 (SHA-1)
          98+2 Padding: 0000
        100+5 Chunk List: DATA
          100+2 Parameter Type: 32771 (Chunk List)
          102+2 Parameter Length: 5
          104+1 Chunk Type: 0 (DATA)
        105+3 Padding: 000000
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('accessors', () => {
  const { view, firstChunk } = packetOf(bytes);
  const fields = [initiateTag, initWindow, outboundStreams, inboundStreams, initialTsn];
  expect(fields.map((field) => field(view, firstChunk))).toEqual([0xfbe77d67, 106496, 10, 10, 156346378]);
});

const init = (tag: string, window: string, streams: string, parameters = '') => {
  const length = (20 + parameters.replaceAll(' ', '').length / 2).toString(16).padStart(4, '0');
  return packetWith(`01 00 ${length} ${tag} ${window} ${streams} 00000001 ${parameters}`, {}, '00000000');
};

test('values that are not allowed', () => {
  expect(malformationsOf(init('00000000', '000005dc', '00010001'))).toEqual(['initiate-tag-zero 12']);
  expect(malformationsOf(init('00000001', '000005db', '00010001'))).toEqual(['small-window 12']);
  expect(malformationsOf(init('00000001', '000005dc', '00000001'))).toEqual(['no-streams 12']);
  expect(malformationsOf(init('00000001', '000005dc', '00010000'))).toEqual(['no-streams 12']);
});

test('INIT has tag 0 in the common header, and nothing else has', () => {
  expect(malformationsOf(packetWith('01 00 0014 00000001 000005dc 0001 0001 00000001'))).toEqual(['init-with-tag 0']);
  expect(malformationsOf(packetWith('0b 00 0004', {}, '00000000'))).toEqual(['tag-zero 0']);
});

test('alone in its packet', () => {
  const chunk = '01 00 0014 00000001 000005dc 0001 0001 00000001';
  expect(malformationsOf(packetWith(`${chunk} 0b 00 0004`, {}, '00000000'))).toEqual(['not-alone 12', 'not-first 32']);
});

test('parameters: too short, below four, past the end, header cut; the rest is dissected', () => {
  expect(malformationsOf(init('00000001', '000005dc', '00010001', '0005 0006 0a01 0000  8000 0004'))).toEqual([
    'parameter-shorter-than-header 32 8/6 parameter length',
  ]);
  expect(malformationsOf(init('00000001', '000005dc', '00010001', '8000 0004 8000 0003'))).toEqual([
    'parameter-length-below-four 36 4/3 parameter length',
  ]);
  expect(malformationsOf(init('00000001', '000005dc', '00010001', '8000 0004 8008 0009 c0 00 00 00'))).toEqual([
    'parameter-past-end 36 9/8 chunk length',
  ]);
  expect(malformationsOf(init('00000001', '000005dc', '00010001', '8000 0004 8000'))).toContain('parameter-header-cut 36 4/2 chunk length');
  expect(malformationsOf(init('00000001', '000005dc', '00010001', '8000 0008 00000000'))).toEqual([
    'bytes-left-over 36 4/8 parameter length',
  ]);
  expect(malformationsOf(init('00000001', '000005dc', '00010001', '0006 0010 fd00 0000 0000 0000 0000 0000'))).toEqual([
    'parameter-shorter-than-header 32 20/16 parameter length',
  ]);
});

test('an unknown parameter is told with what its two high bits demand', () => {
  expect(treeOf(init('00000001', '000005dc', '00010001', '4fff 0005 aa 000000'))).toContain(
    '    32+0 Unknown type: a receiver that does not know it will stop processing the chunk, report the parameter',
  );
});
