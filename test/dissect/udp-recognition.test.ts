import { expect, test } from '@jest/globals';
import { crc32c } from '../../src/dissect/crc32c.js';
import { concat, hex } from '../helper/capture-bytes.js';
import { findPackets } from '../helper/find-packets.js';
import { ethernet, ipv4, sctpPacket, udp } from '../helper/packet-bytes.js';

/** With its checksum right. */
function summed(packet: Uint8Array): Uint8Array {
  const view = new DataView(packet.buffer);
  view.setUint32(8, crc32c(view, 0, packet.length), true);
  return packet;
}

const RIGHT = summed(sctpPacket({ chunks: '0b000004 0a000007 01020300' }));
const FOUND = 'sctp 10.1.0.1:5001 > 10.1.0.2:5002 tag 1020304 24/24';

const frame = (payload: Uint8Array, source = 40_000, destination = 40_001, time = 0) => ({
  bytes: ethernet(0x0800, ipv4(17, udp(source, destination, payload))),
  time,
});

test('a right checksum makes the pair of ports known, in both directions', () => {
  const wrong = sctpPacket();
  expect(findPackets([frame(wrong), frame(RIGHT), frame(wrong), frame(wrong, 40_001, 40_000), frame(wrong, 40_000, 40_002)])).toEqual([
    'other',
    FOUND,
    FOUND.replace('24/24', '16/16'),
    FOUND.replace('24/24', '16/16'),
    'other',
  ]);
});

test('every bit of the packet matters', () => {
  for (let bit = 0; bit < RIGHT.length * 8; bit++) {
    const flipped = RIGHT.slice();
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    expect(findPackets([frame(flipped)])).toEqual(['other']);
  }
});

test('bytes after the last chunk, or too few, are no packet', () => {
  expect(findPackets([frame(summed(concat(RIGHT, hex('00000000')))), frame(summed(RIGHT.slice(0, 12))), frame(hex(''))])).toEqual([
    'other',
    'other',
    'other',
  ]);
});

test('DTLS is named', () => {
  const record = (contentType: string, version: string, length = '0004') =>
    hex(`${contentType} ${version} 0000 000000000001 ${length} 01020304`);
  expect(
    findPackets([
      frame(record('16', 'fefd')),
      frame(record('17', 'feff')),
      frame(record('18', 'fefd')),
      frame(record('16', '0303')),
      frame(record('16', 'fefd', '0005')),
      frame(hex('16fefd')),
    ]),
  ).toEqual(['dtls', 'dtls', 'other', 'other', 'other', 'other']);
});
