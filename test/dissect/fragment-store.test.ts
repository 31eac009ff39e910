import { expect, test } from '@jest/globals';
import { AddressBook } from '../../src/dissect/address-book.js';
import { PacketFinder } from '../../src/dissect/packet-finder.js';
import { concat, hex } from '../helper/capture-bytes.js';
import { batchOf, type FrameToFind, findPackets } from '../helper/find-packets.js';
import { ethernet, ipv4, ipv6, sctpPacket, udp } from '../helper/packet-bytes.js';

/** A packet of 40 bytes: a DATA chunk with 12 bytes of user data. */
const PACKET = sctpPacket({ chunks: '0003001c 00000001 00010002 0000002e 000102030405060708090a0b' });
const WHOLE_V4 = 'sctp 10.1.0.1:5001 > 10.1.0.2:5002 tag 1020304 40/40';
const WHOLE_V6 = 'sctp fd00::1:5001 > fd00::2:5002 tag 1020304 40/40';

/** Bytes [from, to) of the packet as an IPv4 fragment. */
function fragment(from: number, to: number, { packet = PACKET, identification = 7, protocol = 132, time = 0 } = {}): FrameToFind {
  const payload = packet.slice(from, to);
  return { bytes: ethernet(0x0800, ipv4(protocol, payload, { identification, offset: from, more: to < packet.length })), time };
}

function fragment6(from: number, to: number, identification = '00000007'): FrameToFind {
  const field = (from | (to < PACKET.length ? 1 : 0)).toString(16).padStart(4, '0');
  return { bytes: ethernet(0x86dd, ipv6(44, concat(hex(`8400 ${field} ${identification}`), PACKET.slice(from, to)))) };
}

test.each([
  [
    [0, 16],
    [16, 32],
    [32, 40],
  ],
  [
    [32, 40],
    [16, 32],
    [0, 16],
  ],
  [
    [16, 32],
    [32, 40],
    [0, 16],
  ],
])('fragments in the order %j %j %j', (...parts) => {
  expect(findPackets(parts.map(([from, to]) => fragment(from!, to!)))).toEqual(['fragment', 'fragment', WHOLE_V4]);
  expect(findPackets(parts.map(([from, to]) => fragment6(from!, to!)))).toEqual(['fragment', 'fragment', WHOLE_V6]);
});

test('the packet put together has the bytes of the packet', () => {
  const finder = new PacketFinder(new AddressBook());
  const batch = batchOf([fragment(0, 24), fragment(24, 40)]);
  finder.find(batch, 0);
  finder.find(batch, 1);
  const { bytes, start, end, frame } = finder.packet;
  expect(bytes.slice(start, end)).toEqual(PACKET);
  expect(frame).toBe(2);
});

test('datagrams that are interleaved, by identification and by protocol', () => {
  const other = udp(9899, 9899, PACKET);
  const asUdp = { packet: other, protocol: 17 };
  const another = { identification: 8 };
  expect(
    findPackets([
      fragment(0, 16),
      fragment(0, 16, asUdp),
      fragment(0, 24, another),
      fragment(16, 40),
      fragment(24, 40, another),
      fragment(16, 48, asUdp),
    ]),
  ).toEqual(['fragment', 'fragment', 'fragment', WHOLE_V4, WHOLE_V4, WHOLE_V4]);
});

test('a fragment that comes twice is one; one that overlaps ends the datagram', () => {
  expect(findPackets([fragment(0, 16), fragment(0, 16), fragment(16, 40)])).toEqual(['fragment', 'fragment', WHOLE_V4]);
  expect(findPackets([fragment(0, 24), fragment(16, 32), fragment(24, 40)])).toEqual(['fragment', 'fragment', 'fragment']);
  const ends = { packet: PACKET.slice(0, 24) };
  expect(findPackets([fragment(16, 24, ends), fragment(24, 40), fragment(0, 16)])).toEqual(['fragment', 'fragment', 'fragment']);
});

test('a fragment cut by the snap length leaves the packet truncated there', () => {
  const first = fragment(0, 24);
  const cut = { bytes: first.bytes.slice(0, -4), originalLength: first.bytes.length };
  expect(findPackets([cut, fragment(24, 40)])).toEqual(['fragment', WHOLE_V4.replace('40/40', '20/40')]);
});

test('a datagram not completed in half a minute is given up', () => {
  const finder = new PacketFinder(new AddressBook());
  const batch = batchOf([fragment(0, 16), fragment(16, 40, { time: 31e6 })]);
  finder.find(batch, 0);
  expect(finder.lostDatagrams.count).toBe(1);
  finder.find(batch, 1);
  expect(finder.lostDatagrams.count).toBe(2);
});

test('fragments never completed do not fill the memory, and do not stop those that are', () => {
  const finder = new PacketFinder(new AddressBook());
  const frames = Array.from({ length: 20_000 }, (_, index) => fragment(0, 16, { identification: index % 65_536 }));
  const batch = batchOf([...frames, fragment(16, 40, { identification: 19_999 })]);
  const findings = new Set(frames.map((_, row) => finder.find(batch, row)));
  expect([...findings]).toEqual([3]);
  expect(finder.find(batch, frames.length)).toBe(1);
  expect(finder.lostDatagrams).toEqual({ count: 19_999, crowdedOut: 19_488, overlapping: 0 });
});

test('what comes of a datagram after fragments of it overlapped belongs to that datagram, which is lost once', () => {
  const finder = new PacketFinder(new AddressBook());
  const batch = batchOf([
    fragment(0, 24),
    fragment(16, 32),
    fragment(32, 40),
    fragment(0, 16),
    fragment(16, 40),
    fragment(0, 40, { time: 31e6 }),
  ]);
  const findings = Array.from({ length: 5 }, (_, row) => finder.find(batch, row));
  expect(new Set(findings)).toEqual(new Set([3]));
  expect(finder.lostDatagrams).toEqual({ count: 1, crowdedOut: 0, overlapping: 1 });
});

test('a frame captured twice leaves no datagram that is missed, nor one that later fragments are put into', () => {
  const finder = new PacketFinder(new AddressBook());
  const parts = [fragment(0, 16), fragment(0, 16), fragment(16, 40), fragment(16, 40)];
  const batch = batchOf([...parts, fragment(0, 16, { time: 2e6 })]);
  parts.forEach((_, row) => {
    finder.find(batch, row);
  });
  expect(finder.lostDatagrams.count).toBe(0);
  expect(finder.find(batch, parts.length)).toBe(3);
  expect(finder.lostDatagrams.count).toBe(1);
});

test('fragments of a second later are of another datagram of the same identification', () => {
  const finder = new PacketFinder(new AddressBook());
  const batch = batchOf([fragment(0, 16), fragment(16, 40), fragment(0, 16, { time: 2e6 })]);
  for (let row = 0; row < 3; row++) finder.find(batch, row);
  expect(finder.lostDatagrams.count).toBe(1);
});

test('an ICMP error that quotes a first fragment', () => {
  const quoted = ipv4(132, PACKET.slice(0, 16), { more: true });
  const later = ipv4(132, PACKET.slice(16, 32), { more: true, offset: 16 });
  const error = (packet: Uint8Array) => ({ bytes: ethernet(0x0800, ipv4(1, concat(hex('0b01 0000 00000000'), packet))) });
  expect(findPackets([error(quoted), error(later)])).toEqual([
    'icmp v4 11/1 by 10.1.0.1: 10.1.0.1:5001 > 10.1.0.2:5002 tag 1020304',
    'other',
  ]);
});
