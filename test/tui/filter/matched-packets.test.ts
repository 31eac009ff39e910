/** A filter asks the index, and the file for what that does not keep: it must leave the same packets as where every packet is at hand. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../../src/analysis/analysis.js';
import { openCapture } from '../../../src/capture/open-capture.js';
import { AddressBook } from '../../../src/dissect/address-book.js';
import { Finding } from '../../../src/dissect/encapsulation/next-layer.js';
import { PacketFinder } from '../../../src/dissect/packet-finder.js';
import { Filter } from '../../../src/filter/filter.js';
import { PacketSubject } from '../../../src/filter/packet-subject.js';
import { MatchedAssociations } from '../../../src/tui/filter/matched-associations.js';
import { MatchedPackets } from '../../../src/tui/filter/matched-packets.js';
import { CaptureSession } from '../../../src/tui/session/capture-session.js';
import { SAMPLES } from '../../helper/samples.js';

const PATH = join(SAMPLES, 'lost-messages.pcap');

let session: CaptureSession;
beforeAll(async () => {
  session = new CaptureSession(await openCapture([PATH]), DEFAULT_SETTINGS, { paths: [PATH] });
  await session.run();
});
afterAll(() => session.close());

async function framesAtHand(filter: Filter): Promise<number[]> {
  const addresses = new AddressBook();
  const finder = new PacketFinder(addresses);
  const subject = new PacketSubject(addresses);
  const frames: number[] = [];
  for await (const batch of await openCapture([PATH])) {
    for (let row = 0; row < batch.count; row++) {
      if (finder.find(batch, row) === Finding.sctp && filter.matches(subject.of(finder.packet))) frames.push(finder.packet.frame);
    }
  }
  return frames;
}

test.each([
  ['tsn >= 3045642426', 3],
  ['stream == 3 and ppid == 601', 3],
  ['cause == User-Initiated-Abort', 1],
  ['tag == 0', 1],
  ['sctp.srcport == 6010 and chunk == SACK', 6],
  ['sctp.dstport == 6010 and not chunk == DATA', 3],
  ['source == 10.1.0.2 and frame > 18', 2],
  ['time > 1795290727 and sctp.data_tsn', 1],
  ['sctp.data_tsn', 8],
])('%s', async (text, least) => {
  const filter = new Filter(text);
  const left = new MatchedPackets(session, filter).filter(session.packetsOf(1), session.association(1), () => false);
  const frames = [...left].map((packet) => session.index.frame(packet));
  expect(frames).toEqual(await framesAtHand(filter));
  expect(frames.length).toBeGreaterThanOrEqual(least);
});

test.each([
  ['tsn == 3045642426 and notification == SEND_FAILED', true],
  ['tsn == 1', false],
  ['tag == 0x6b6568a9 and port == 5001', true],
  ['not cause == 12', false],
])('an association by its packets: %s', (text, expected) => {
  const matched = new MatchedAssociations(session, new Filter(text));
  expect(session.associations.map((row) => matched.has(row))).toEqual([expected]);
});
