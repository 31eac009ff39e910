/** Frames in, what the packet finder says about each out. */
import { createBatch, type FrameBatch } from '../../src/capture/frame.js';
import { AddressBook } from '../../src/dissect/address-book.js';
import { Finding } from '../../src/dissect/encapsulation/next-layer.js';
import { PacketFinder, type PacketFinderOptions } from '../../src/dissect/packet-finder.js';
import { concat } from './capture-bytes.js';

export interface FrameToFind {
  bytes: Uint8Array;
  linkType?: number;
  originalLength?: number;
  time?: number;
  direction?: number;
}

export function batchOf(frames: readonly FrameToFind[]): FrameBatch {
  const batch = createBatch(concat(...frames.map(({ bytes }) => bytes)), frames.length);
  let offset = 0;
  for (const [row, { bytes, linkType = 1, originalLength = bytes.length, time = row, direction = 0 }] of frames.entries()) {
    batch.offset[row] = offset;
    batch.capturedLength[row] = bytes.length;
    batch.originalLength[row] = originalLength;
    batch.linkType[row] = linkType;
    batch.time[row] = time;
    batch.direction[row] = direction;
    batch.number[row] = row + 1;
    offset += bytes.length;
  }
  batch.count = frames.length;
  return batch;
}

const FINDING_NAMES = Object.fromEntries(Object.entries(Finding).map(([name, value]) => [value, name]));

/** One line a frame: the finding; for a packet its endpoints, tag, and captured/wire length; for an ICMP error its type, code and quotation. */
export function findPackets(frames: readonly FrameToFind[], options: PacketFinderOptions = {}): string[] {
  const addresses = new AddressBook();
  const finder = new PacketFinder(addresses, options);
  const batch = batchOf(frames);
  return frames.map((_, row) => {
    const finding = finder.find(batch, row);
    const { packet, icmp } = finder;
    const name = FINDING_NAMES[finding]!;
    const found = finding === Finding.icmp ? icmp : packet;
    if (finding !== Finding.sctp && finding !== Finding.duplicate && finding !== Finding.icmp) return name;
    const ends = `${addresses.text(found.source)}:${found.sourcePort} > ${addresses.text(found.destination)}:${found.destinationPort}`;
    const tag = found.verificationTag.toString(16);
    if (finding === Finding.icmp)
      return `icmp v${icmp.version} ${icmp.type}/${icmp.code} by ${addresses.text(icmp.reporter)}: ${ends} tag ${tag}`;
    return `${name} ${ends} tag ${tag} ${packet.end - packet.start}/${packet.wireEnd - packet.start}`;
  });
}
