import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FrameCursor } from '../../../src/dissect/encapsulation/cursor.js';
import { Finding, linkType } from '../../../src/dissect/encapsulation/next-layer.js';
import { PlainFrame } from '../../../src/dissect/encapsulation/plain-frame.js';
import { descend } from '../../../src/dissect/encapsulation/registry.js';
import { concat } from '../../helper/capture-bytes.js';
import { batchOf, type FrameToFind } from '../../helper/find-packets.js';
import { ethernet, ipv4, ipv6, sctpPacket, udp } from '../../helper/packet-bytes.js';

const PACKET = sctpPacket({ chunks: '00030014 00000001 00010002 0000002e 00010203' });
const PLAIN = ethernet(0x0800, ipv4(132, PACKET, { identification: 9 }));

/** What going from layer to layer finds. */
function byLayers(frame: FrameToFind) {
  const { view, bytes } = batchOf([frame]);
  const cursor = new FrameCursor();
  Object.assign(cursor, { view, bytes });
  cursor.start(0, bytes.length, frame.originalLength ?? bytes.length);
  const isPacket = descend(cursor, linkType(frame.linkType ?? 1)) === Finding.sctp;
  const { at: start, end, wireEnd, identification, headerVerdict } = cursor;
  const [source, destination] = isPacket ? [view.getInt32(cursor.sourceAt), view.getInt32(cursor.destinationAt)] : [];
  return { isPacket, start, end, wireEnd, source, destination, identification, headerVerdict };
}

function atOnce(frame: FrameToFind) {
  const plain = new PlainFrame();
  const isPacket = plain.read(batchOf([frame]), 0);
  return { isPacket, ...plain };
}

const asPlain = (bytes: Uint8Array, more: Omit<FrameToFind, 'bytes'> = {}) => atOnce({ bytes, ...more }).isPacket;

test('a plain frame is read as the layers read it', () => {
  expect(atOnce({ bytes: PLAIN })).toEqual(byLayers({ bytes: PLAIN }));
  expect(asPlain(PLAIN)).toBe(true);
});

test('padding, and a snap length', () => {
  const padded = { bytes: concat(PLAIN, new Uint8Array(8)) };
  const cut = { bytes: PLAIN.subarray(0, 50), originalLength: PLAIN.length };
  for (const frame of [padded, cut]) expect(atOnce(frame)).toEqual(byLayers(frame));
});

test('all others are left to the layers', () => {
  expect(asPlain(PLAIN, { linkType: 113 })).toBe(false);
  expect(asPlain(PLAIN.subarray(0, 45))).toBe(false);
  expect(asPlain(ethernet(0x8100, new Uint8Array([0, 100, 8, 0]), ipv4(132, PACKET, { identification: 9 })))).toBe(false);
  expect(asPlain(ethernet(0x86dd, ipv6(132, PACKET)))).toBe(false);
  expect(asPlain(ethernet(0x0800, ipv4(17, udp(9899, 9899, PACKET), { identification: 9 })))).toBe(false);
  expect(asPlain(ethernet(0x0800, ipv4(132, PACKET)))).toBe(false);
});

test('whatever the bytes: what is read at once, the layers read the same', () => {
  const change = fc.record({ at: fc.nat(PLAIN.length - 1), byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 8, 0x45, 132, 255)) });
  const frame = fc.record({ changes: fc.array(change, { maxLength: 4 }), cut: fc.nat(PLAIN.length), original: fc.nat(2 * PLAIN.length) });
  fc.assert(
    fc.property(frame, ({ changes, cut, original }) => {
      const bytes = PLAIN.slice(0, PLAIN.length - (cut % 20));
      for (const { at, byte } of changes) if (at < bytes.length) bytes[at] = byte;
      const found = atOnce({ bytes, originalLength: original });
      if (found.isPacket) expect(found).toEqual(byLayers({ bytes, originalLength: original }));
    }),
    { numRuns: 2000 },
  );
});
