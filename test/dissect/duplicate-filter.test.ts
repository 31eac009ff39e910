import { expect, test } from '@jest/globals';
import { AddressBook } from '../../src/dissect/address-book.js';
import { Finding } from '../../src/dissect/encapsulation/next-layer.js';
import { PacketFinder } from '../../src/dissect/packet-finder.js';
import { concat, hex } from '../helper/capture-bytes.js';
import { batchOf, type FrameToFind, findPackets } from '../helper/find-packets.js';
import { ethernet, ipv4, ipv6, sctpPacket } from '../helper/packet-bytes.js';

const PACKET = sctpPacket({ chunks: '0003001c 00000001 00010002 0000002e 000102030405060708090a0b' });
const kinds = (frames: readonly FrameToFind[]) => findPackets(frames).map((found) => found.split(' ')[0]);

/** The packet with another first TSN, so that it is another one. */
function packet(tsn: number): Uint8Array {
  return sctpPacket({ chunks: `00030014 ${tsn.toString(16).padStart(8, '0')} 00010002 0000002e 00010203` });
}

const identified = (time: number, identification = 9) => ({ bytes: ethernet(0x0800, ipv4(132, PACKET, { identification })), time });
const tagged = (time: number) => ({ bytes: ethernet(0x8100, hex('00640800'), ipv4(132, PACKET, { identification: 9 })), time });

test('the same identification at once is the same frame, tagged or not', () => {
  expect(kinds([identified(0), tagged(20), identified(21)])).toEqual(['sctp', 'duplicate', 'duplicate']);
});

test('another identification, or later: the packet was sent again', () => {
  expect(kinds([identified(0), identified(20, 10), identified(5000)])).toEqual(['sctp', 'sctp', 'sctp']);
});

test('without identification another way tells', () => {
  const cooked = (type: string, time: number) => ({
    bytes: concat(hex(`86dd 0000 00000001 0304 ${type} 06 0000000000000000`), ipv6(132, PACKET)),
    linkType: 276,
    time,
  });
  expect(kinds([cooked('00', 0), cooked('04', 10)])).toEqual(['sctp', 'duplicate']);
  expect(kinds([cooked('00', 0), cooked('04', 3000)])).toEqual(['sctp', 'sctp']);
});

test('without identification, the same way: five equal answers in a row are five', () => {
  const answers = Array.from({ length: 5 }, (_, index) => ({
    bytes: ethernet(0x86dd, ipv6(132, sctpPacket({ chunks: '06000004' }))),
    time: 10 * index,
  }));
  expect(kinds(answers)).toEqual(['sctp', 'sctp', 'sctp', 'sctp', 'sctp']);
});

test('without identification, the same way: a mirror port that doubles everything is found out', () => {
  const frames = Array.from({ length: 100 }, (_, index) => {
    const bytes = ethernet(0x86dd, ipv6(132, packet(index >> 1)));
    return { bytes, time: 1000 * (index >> 1) + 7 * (index & 1) };
  });
  const found = kinds(frames);
  expect(found.filter((_, index) => index % 2 === 0)).not.toContain('duplicate');
  expect(found.filter((kind) => kind === 'duplicate').length).toBeGreaterThanOrEqual(43);
  expect(found.slice(14).filter((_, index) => index % 2 === 1)).not.toContain('sctp');
});

test('what is in two files was captured in two places', () => {
  const finder = new PacketFinder(new AddressBook());
  const batch = batchOf([identified(0), identified(10)]);
  batch.file[1] = 1;
  expect([finder.find(batch, 0), finder.find(batch, 1)]).toEqual([Finding.sctp, Finding.sctp]);
});
