/** No bytes make the capture layer or the finder throw anything but a CaptureError, or hang; and how the input was cut into pieces changes nothing. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CaptureError } from '../../src/capture/frame.js';
import { LINK_TYPES } from '../../src/capture/link-type.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { AddressBook } from '../../src/dissect/address-book.js';
import { PacketFinder } from '../../src/dissect/packet-finder.js';
import { concat } from '../helper/capture-bytes.js';
import { FIXTURES, fixture } from '../helper/capture-fixture.js';
import { batchOf } from '../helper/find-packets.js';
import { type Frames, framesOf, inPieces } from '../helper/read-frames.js';

const TEXT = new TextEncoder().encode(
  'O 20:23:51.682252 0000 13 88 13 89 2e b0 b1 40 00 00 00 00 0b 00 00 04 # SCTP_PACKET\nlog\nI 20:23:52.1 0000 13 88 # SCTP_PACKET x\n',
);
const FILES: readonly Uint8Array[] = [...FIXTURES.map(fixture), TEXT];

/** Some bytes replaced, a part taken out, a part put in. */
const mutated = fc
  .record({
    file: fc.constantFrom(...FILES),
    replaced: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
    from: fc.nat(),
    removed: fc.oneof(fc.constant(0), fc.nat(200)),
    inserted: fc.oneof(fc.constant(new Uint8Array(0)), fc.uint8Array({ maxLength: 100 })),
    length: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(12_000)),
  })
  .map(({ file, replaced, from, removed, inserted, length }) => {
    const copy = file.slice(0, length);
    for (const [at, value] of replaced) if (copy.length > 0) copy[at % copy.length] = value;
    const cut = copy.length === 0 ? 0 : from % copy.length;
    return concat(copy.subarray(0, cut), inserted, copy.subarray(cut + removed));
  });

const anything = fc.oneof(
  mutated,
  fc.uint8Array({ maxLength: 3000 }),
  fc.tuple(fc.constantFrom(...FILES), fc.uint8Array({ maxLength: 3000 })).map(([file, noise]) => concat(file.subarray(0, 24), noise)),
);

/** What comes out, or the error that says why nothing does. */
async function outcome(bytes: Uint8Array, pieceLength: number, blockLength: number): Promise<Frames | string> {
  try {
    return await framesOf(bytes, pieceLength, { blockLength });
  } catch (error) {
    if (error instanceof CaptureError) return `${error.code} ${error.message}`;
    throw error;
  }
}

test('any bytes, cut into pieces and blocks of any size, give the same frames and problems, or the same CaptureError', async () => {
  await fc.assert(
    fc.asyncProperty(
      anything,
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 64, max: 5000 }),
      async (bytes, pieceLength, blockLength) => {
        expect(await outcome(bytes, pieceLength, blockLength)).toEqual(await outcome(bytes, 1 << 20, 1 << 20));
      },
    ),
    { numRuns: 200 },
  );
}, 120_000);

test('a file that ends early gives the first frames of the whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...FIXTURES.slice(0, 2)), fc.nat(12_000), async (name, length) => {
      const bytes = fixture(name);
      const whole = await framesOf(bytes);
      const part = await outcome(bytes.subarray(0, 24 + length), 1 << 20, 1 << 20);
      if (typeof part === 'string') throw new Error(part);
      expect(part.frames).toEqual(whole.frames.slice(0, part.frames.length));
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('no frame makes the finder throw, or say that a packet lies outside what was captured', async () => {
  const recorded: Uint8Array[] = [];
  for (const file of FILES) {
    for await (const batch of await openCapture(['-'], { stdin: inPieces(file, 1 << 20) })) {
      for (let row = 0; row < batch.count; row++) {
        const offset = batch.offset[row]!;
        recorded.push(batch.bytes.slice(offset, offset + batch.capturedLength[row]!));
      }
    }
  }
  const frame = fc.record({
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .tuple(fc.constantFrom(...recorded), fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { maxLength: 4 }), fc.nat(1500))
        .map(([bytes, replaced, length]) => {
          const copy = bytes.slice(0, length);
          for (const [at, value] of replaced) if (at < copy.length) copy[at] = value;
          return copy;
        }),
    ),
    linkType: fc.constantFrom(...Object.keys(LINK_TYPES).map(Number)),
    originalLength: fc.nat(70_000),
    direction: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 30 }), (frames) => {
      const finder = new PacketFinder(new AddressBook());
      const batch = batchOf(frames);
      for (const row of frames.keys()) {
        const finding = finder.find(batch, row);
        const { packet, icmp } = finder;
        if (finding === 1 || finding === 4) {
          expect(packet.end - packet.start).toBeGreaterThanOrEqual(12);
          expect(packet.end).toBeLessThanOrEqual(packet.wireEnd);
          const ownBlock = packet.bytes === batch.bytes;
          expect(packet.start).toBeGreaterThanOrEqual(ownBlock ? batch.offset[row]! : 0);
          expect(packet.end).toBeLessThanOrEqual(ownBlock ? batch.offset[row]! + batch.capturedLength[row]! : packet.bytes.length);
        }
        if (finding === 2) expect(icmp.end - icmp.start).toBeGreaterThanOrEqual(8);
      }
    }),
    { numRuns: 3000 },
  );
}, 60_000);
