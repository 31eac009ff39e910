import { expect, test } from '@jest/globals';
import { AddressBook } from '../../src/dissect/address-book.js';
import { Direction } from '../../src/dissect/packet.js';
import { PacketFinder } from '../../src/dissect/packet-finder.js';
import { concat, hex } from '../helper/capture-bytes.js';
import { batchOf, type FrameToFind, findPackets } from '../helper/find-packets.js';
import { ethernet, ipv4, ipv6, sctpPacket, udp } from '../helper/packet-bytes.js';

const PACKET = sctpPacket();
/** Of a tunnel: other addresses outside. */
const OUTER = { source: 'c0000201', destination: 'c0000202' };
const V4 = 'sctp 10.1.0.1:5001 > 10.1.0.2:5002 tag 1020304 16/16';
const V6 = 'sctp fd00::1:5001 > fd00::2:5002 tag 1020304 16/16';

test.each<[what: string, frame: FrameToFind, found: string]>([
  ['Ethernet, IPv4', { bytes: ethernet(0x0800, ipv4(132, PACKET)) }, V4],
  ['Ethernet, IPv6', { bytes: ethernet(0x86dd, ipv6(132, PACKET)) }, V6],
  ['padding to 60 bytes', { bytes: concat(ethernet(0x0800, ipv4(132, PACKET)), new Uint8Array(10)) }, V4],
  ['IPv4 options', { bytes: ethernet(0x0800, ipv4(132, PACKET, { options: '0101010183040000' })) }, V4],
  ['802.1Q', { bytes: ethernet(0x8100, hex('00640800'), ipv4(132, PACKET)) }, V4],
  ['QinQ', { bytes: ethernet(0x88a8, hex('0064 8100 0065 86dd'), ipv6(132, PACKET)) }, V6],
  ['802.2 SNAP', { bytes: ethernet(44, hex('aaaa03000000 0800'), ipv4(132, PACKET)) }, V4],
  ['Linux cooked v1', { bytes: concat(hex('0000 0001 0006 020000000001 0000 0800'), ipv4(132, PACKET)), linkType: 113 }, V4],
  ['Linux cooked v2', { bytes: concat(hex('86dd 0000 00000001 0304 00 06 0000000000000000'), ipv6(132, PACKET)), linkType: 276 }, V6],
  ['raw IP', { bytes: ipv4(132, PACKET), linkType: 101 }, V4],
  ['raw IPv6', { bytes: ipv6(132, PACKET), linkType: 229 }, V6],
  ['loopback, little-endian', { bytes: concat(hex('02000000'), ipv4(132, PACKET)), linkType: 0 }, V4],
  ['loopback, macOS IPv6', { bytes: concat(hex('1e000000'), ipv6(132, PACKET)), linkType: 0 }, V6],
  ['loopback, network order', { bytes: concat(hex('00000002'), ipv4(132, PACKET)), linkType: 108 }, V4],
  ['SCTP without IP', { bytes: PACKET, linkType: 248 }, 'sctp ?:5001 > ?:5002 tag 1020304 16/16'],
  ['UDP, the assigned port', { bytes: ethernet(0x0800, ipv4(17, udp(9899, 40_000, PACKET))) }, V4],
  ['UDP, a port by option', { bytes: ethernet(0x86dd, ipv6(17, udp(40_000, 7777, PACKET))) }, V6],
  [
    'IPv6 hop-by-hop and destination options',
    { bytes: ethernet(0x86dd, ipv6(0, concat(hex('3c00000000000000 8401000000000000 0000000000000000'), PACKET))) },
    V6,
  ],
  [
    'an authentication header',
    { bytes: ethernet(0x0800, ipv4(51, concat(hex('84040000 00000001 00000001 000000000000000000000000'), PACKET))) },
    V4,
  ],
  ['an atomic IPv6 fragment', { bytes: ethernet(0x86dd, ipv6(44, concat(hex('8400000000000001'), PACKET))) }, V6],
  ['MPLS', { bytes: ethernet(0x8847, hex('000640ff 00065140'), ipv4(132, PACKET)) }, V4],
  ['MPLS, IPv6', { bytes: ethernet(0x8848, hex('00065140'), ipv6(132, PACKET)) }, V6],
  ['an Ethernet pseudowire', { bytes: ethernet(0x8847, hex('00065140 00000000'), ethernet(0x0800, ipv4(132, PACKET))) }, V4],
  ['PPPoE', { bytes: concat(ethernet(0x8864, hex('1100 0001 0026 0021'), ipv4(132, PACKET)), hex('0000')) }, V4],
  ['PPP', { bytes: concat(hex('ff03 0057'), ipv6(132, PACKET)), linkType: 50 }, V6],
  ['PPP, protocol compressed', { bytes: concat(hex('21'), ipv4(132, PACKET)), linkType: 9 }, V4],
  ['IP in IP', { bytes: ethernet(0x0800, ipv4(4, ipv4(132, PACKET), OUTER)) }, V4],
  ['6in4', { bytes: ethernet(0x0800, ipv4(41, ipv6(132, PACKET), OUTER)) }, V6],
  ['GRE in UDP', { bytes: ethernet(0x0800, ipv4(17, udp(40_000, 4754, concat(hex('0000 86dd'), ipv6(132, PACKET))), OUTER)) }, V6],
  ['GRE', { bytes: ethernet(0x0800, ipv4(47, concat(hex('0000 86dd'), ipv6(132, PACKET)), OUTER)) }, V6],
  [
    'GRE with checksum, key and sequence',
    { bytes: ethernet(0x0800, ipv4(47, concat(hex('b000 0800 00000000 00000007 00000001'), ipv4(132, PACKET)), OUTER)) },
    V4,
  ],
  [
    'ERSPAN II',
    { bytes: ethernet(0x0800, ipv4(47, concat(hex('1000 88be 00000001 1001000000000000'), ethernet(0x0800, ipv4(132, PACKET))), OUTER)) },
    V4,
  ],
  [
    'ERSPAN III',
    {
      bytes: ethernet(
        0x0800,
        ipv4(47, concat(hex('1000 22eb 00000001 200100000000000000000000'), ethernet(0x0800, ipv4(132, PACKET))), OUTER),
      ),
    },
    V4,
  ],
  [
    'VXLAN',
    { bytes: ethernet(0x0800, ipv4(17, udp(50_000, 4789, concat(hex('0800000000000100'), ethernet(0x0800, ipv4(132, PACKET)))), OUTER)) },
    V4,
  ],
  [
    'Geneve with an option',
    {
      bytes: ethernet(
        0x0800,
        ipv4(17, udp(50_000, 6081, concat(hex('0100655800000100 00000000'), ethernet(0x86dd, ipv6(132, PACKET)))), OUTER),
      ),
    },
    V6,
  ],
  ['GTP-U', { bytes: ethernet(0x0800, ipv4(17, udp(2152, 2152, concat(hex('30ff002400000001'), ipv4(132, PACKET))), OUTER)) }, V4],
  [
    'GTP-U with extension headers',
    { bytes: ethernet(0x0800, ipv4(17, udp(2152, 2152, concat(hex('34ff002c00000001 00000085 01000000'), ipv4(132, PACKET))), OUTER)) },
    V4,
  ],
  ['exported PDU', { bytes: concat(hex('000c0004 73637470 00140004 0a010001 00150004 0a010002 00000000'), PACKET), linkType: 252 }, V4],
  ['total length 0 (segmentation offload)', { bytes: ethernet(0x0800, ipv4(132, PACKET, { totalLength: 0 })) }, V4],
  ['payload length 0', { bytes: ethernet(0x86dd, ipv6(132, PACKET, 0)) }, V6],
])('%s', (_, frame, found) => {
  expect(findPackets([frame], { udpPorts: [7777] })).toEqual([found]);
});

test.each<[what: string, frame: FrameToFind, found: string]>([
  ['an empty frame', { bytes: hex('') }, 'other'],
  ['ARP', { bytes: ethernet(0x0806, hex('0001080006040001')) }, 'other'],
  ['TCP', { bytes: ethernet(0x0800, ipv4(6, PACKET)) }, 'other'],
  ['another UDP port', { bytes: ethernet(0x0800, ipv4(17, udp(1, 2, PACKET))) }, 'other'],
  ['an unknown link type', { bytes: PACKET, linkType: 65_535 }, 'other'],
  ['total length below the header', { bytes: ethernet(0x0800, ipv4(132, PACKET, { totalLength: 19 })) }, 'other'],
  ['a version that is not 4', { bytes: ethernet(0x0800, ipv6(132, PACKET)) }, 'other'],
  ['a common header cut short', { bytes: ethernet(0x0800, ipv4(132, PACKET.slice(0, 11))) }, 'short'],
])('%s is not a packet', (_, frame, found) => {
  expect(findPackets([frame])).toEqual([found]);
});

test('a packet cut by the snap length knows its length on the wire, at every cut', () => {
  const whole = ethernet(0x0800, ipv4(132, PACKET));
  for (let length = 0; length < whole.length; length++) {
    const [found] = findPackets([{ bytes: whole.slice(0, length), originalLength: whole.length }]);
    const packetLength = length - 34;
    if (packetLength >= 12) expect(found).toBe(`sctp 10.1.0.1:5001 > 10.1.0.2:5002 tag 1020304 ${packetLength}/16`);
    else expect(found).toBe(length >= 34 ? 'short' : 'other');
  }
});

test('layers nested without end are given up', () => {
  const extension = hex('3c00000000000000');
  const nested = concat(...new Array<Uint8Array>(100).fill(extension));
  expect(findPackets([{ bytes: ethernet(0x86dd, ipv6(60, nested)) }])).toEqual(['deep']);
});

test('ICMP and ICMPv6 errors that quote SCTP', () => {
  const quoted = { source: '0a010002', destination: '0a010001' };
  const unreachable = concat(hex('0302 0000 00000000'), ipv4(132, PACKET.slice(0, 8), quoted));
  const tooBig = concat(hex('0200 0000 000005dc'), ipv6(132, PACKET));
  expect(
    findPackets([
      { bytes: ethernet(0x0800, ipv4(1, unreachable)) },
      { bytes: ethernet(0x86dd, ipv6(58, tooBig)) },
      { bytes: ethernet(0x0800, ipv4(1, concat(hex('0800 0000 00000000'), ipv4(132, PACKET)))) },
      { bytes: ethernet(0x0800, ipv4(1, concat(hex('0302 0000 00000000'), ipv4(132, PACKET.slice(0, 7))))) },
      { bytes: ethernet(0x0800, ipv4(1, concat(hex('0303 0000 00000000'), ipv4(17, udp(9899, 9899, PACKET))))) },
    ]),
  ).toEqual([
    'icmp v4 3/2 by 10.1.0.1: 10.1.0.2:5001 > 10.1.0.1:5002 tag 1020304',
    'icmp v6 2/0 by fd00::1: fd00::1:5001 > fd00::2:5002 tag 1020304',
    'other',
    'short',
    'icmp v4 3/3 by 10.1.0.1: 10.1.0.1:5001 > 10.1.0.2:5002 tag 1020304',
  ]);
});

test('without addresses the direction tells the ends apart, where it is known', () => {
  const frame = (direction: number) => ({ bytes: PACKET, linkType: 248, direction });
  expect(findPackets([frame(2), frame(1), frame(0)]).map((found) => found.split(' tag')[0])).toEqual([
    'sctp local:5001 > remote:5002',
    'sctp remote:5001 > local:5002',
    'sctp ?:5001 > ?:5002',
  ]);
});

test('which way a frame went is known from its record, or from what Linux says of it', () => {
  const cooked = (type: string) => ({ bytes: concat(hex(`${type} 0001 0006 020000000001 0000 0800`), ipv4(132, PACKET)), linkType: 113 });
  const cooked2 = (type: string) => ({
    bytes: concat(hex(`0800 0000 00000001 0304 ${type} 06 0000000000000000`), ipv4(132, PACKET)),
    linkType: 276,
  });
  const plain = (direction: number) => ({ bytes: ethernet(0x0800, ipv4(132, PACKET)), direction });
  const frames = [cooked('0004'), cooked('0000'), cooked('0003'), cooked2('04'), cooked2('00'), plain(0), plain(2)];
  const batch = batchOf(frames);
  const finder = new PacketFinder(new AddressBook());
  const directions = frames.map((_, row) => {
    finder.find(batch, row);
    return finder.packet.direction;
  });
  const { unknown, inbound, outbound } = Direction;
  expect(directions).toEqual([outbound, inbound, unknown, outbound, inbound, unknown, outbound]);
});

test('the UDP ports are those around SCTP, not those of a tunnel', () => {
  const inVxlan = ethernet(0x0800, ipv4(17, udp(50_000, 4789, concat(hex('0800000000000100'), ethernet(0x0800, ipv4(132, PACKET))))));
  const batch = batchOf([{ bytes: ethernet(0x0800, ipv4(17, udp(9899, 40_000, PACKET))) }, { bytes: inVxlan }]);
  const finder = new PacketFinder(new AddressBook());
  const ports = [0, 1].map((row) => {
    finder.find(batch, row);
    return [finder.packet.udpSourcePort, finder.packet.udpDestinationPort];
  });
  expect(ports).toEqual([
    [9899, 40_000],
    [0, 0],
  ]);
});

test('every layer can be cut anywhere', () => {
  const frames: readonly FrameToFind[] = [
    { bytes: ethernet(0x8847, hex('000640ff 00065140 00000000'), ethernet(0x8864, hex('1100 0001 0026 0021'), ipv4(132, PACKET))) },
    {
      bytes: ethernet(
        0x0800,
        ipv4(
          47,
          concat(
            hex('b000 22eb 00000000 00000007 00000001 200100000000000000000001 0000000000000000'),
            ethernet(0x0800, ipv4(132, PACKET)),
          ),
        ),
      ),
    },
    { bytes: ethernet(0x0800, ipv4(17, udp(2152, 2152, concat(hex('34ff002c00000001 00000085 01000000'), ipv4(132, PACKET))))) },
    { bytes: ethernet(0x0800, ipv4(17, udp(50_000, 6081, concat(hex('0100655800000100 00000000'), ethernet(0x86dd, ipv6(132, PACKET)))))) },
    { bytes: concat(hex('000c0004 73637470 00140004 0a010001 00150004 0a010002 00000000'), PACKET), linkType: 252 },
  ];
  for (const { bytes, linkType = 1 } of frames) {
    expect(findPackets([{ bytes, linkType }])[0]).toMatch(/^sctp/);
    for (let length = 0; length < bytes.length - 4; length++) {
      expect(findPackets([{ bytes: bytes.slice(0, length), linkType, originalLength: bytes.length }])[0]).toMatch(/^(other|short)$/);
    }
  }
});

/** An IPv4 header of 20 bytes whose checksum is this much more than the right one. */
function summed(header: Uint8Array, more = 0): Uint8Array {
  const view = new DataView(header.buffer, header.byteOffset);
  let sum = 0;
  for (let at = 0; at < 20; at += 2) sum += view.getUint16(at);
  view.setUint16(10, (0xffff - (sum % 0xffff) + more) & 0xffff);
  return header;
}

test.each([
  ['a header damaged on the way', [0, 0, 0, 0, 0, 0, 1, 0], [6]],
  ['checksums that nobody made right after the addresses were changed', [1, 1, 1, 1, 1, 1, 0, 1], []],
])('%s', (_, more, damaged) => {
  const frames = more.map((by, tag) => ({ bytes: ethernet(0x0800, summed(ipv4(132, sctpPacket({ checksum: `0000000${tag}` })), by)) }));
  const finder = new PacketFinder(new AddressBook());
  const batch = batchOf(frames);
  const found = frames.map((__, row) => {
    finder.find(batch, row);
    return finder.packet.isHeaderDamaged;
  });
  expect(found.flatMap((isDamaged, row) => (isDamaged ? [row] : []))).toEqual(damaged);
});
