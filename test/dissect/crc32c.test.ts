import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { adler32, checksumVerdict, crc32c } from '../../src/dissect/crc32c.js';
import { Checksum, SctpPacket } from '../../src/dissect/packet.js';

/** A common header without its checksum, and a COOKIE-ACK. */
const header = '13881389deadbeef';
const chunk = '0b000004';

function packetOf(hex: string, padding = 0): SctpPacket {
  const bytes = Uint8Array.from([...new Array(padding).fill(0xa5), ...Buffer.from(hex, 'hex'), 0x5a]);
  const packet = new SctpPacket();
  packet.bytes = bytes;
  packet.view = new DataView(bytes.buffer);
  packet.start = padding;
  packet.end = packet.wireEnd = bytes.length - 1;
  return packet;
}

/** One bit at a time, straight from the polynomial. */
function slowCrc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function slowAdler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

const bigEndian = (value: number) => value.toString(16).padStart(8, '0');
const littleEndian = (value: number) => Buffer.from(bigEndian(value), 'hex').reverse().toString('hex');

test('the check value of CRC-32C: 123456789 gives e3069283', () => {
  expect(slowCrc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

test('equals the bitwise definition for every length and alignment', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 300 }), fc.nat(17), (bytes, padding) => {
      const packet = packetOf(Buffer.from(bytes).toString('hex'), padding);
      const zeroed = bytes.slice();
      zeroed.fill(0, 8, 12);
      expect(crc32c(packet.view, packet.start, packet.end) >>> 0).toBe(slowCrc32c(zeroed));
      expect(adler32(packet.view, packet.start, packet.end)).toBe(slowAdler32(zeroed));
    }),
  );
});

test('Adler-32 of a packet longer than one run of sums', () => {
  const bytes = new Uint8Array(20_000).fill(0xff);
  bytes.fill(0, 8, 12);
  const packet = packetOf(Buffer.from(bytes).toString('hex'));
  expect(adler32(packet.view, packet.start, packet.end)).toBe(slowAdler32(bytes));
});

describe('the verdict', () => {
  const zeroed = Buffer.from(`${header}00000000${chunk}`, 'hex');
  const right = littleEndian(slowCrc32c(zeroed));
  test.each([
    ['right', right, Checksum.right],
    ['zero', '00000000', Checksum.zero],
    ['Adler-32', bigEndian(slowAdler32(zeroed)), Checksum.adler32],
    ['wrong', '00000001', Checksum.wrong],
    ['wrong: byte order of the host', bigEndian(slowCrc32c(zeroed)), Checksum.wrong],
  ])('%s', (_, checksum, verdict) => {
    expect(checksumVerdict(packetOf(header + checksum + chunk, 3))).toBe(verdict);
  });

  test('cannot tell where the snap length cut the packet', () => {
    const packet = packetOf(header + right + chunk);
    packet.wireEnd++;
    expect(checksumVerdict(packet)).toBe(Checksum.unverifiable);
  });

  test('cannot tell without a common header', () => {
    expect(checksumVerdict(packetOf('13881389'))).toBe(Checksum.unverifiable);
  });
});
