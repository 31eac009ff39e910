/** Are several captures the same traffic, taken at different places? Packets that occur in both have the same CRC32c and length, whatever the hops changed. */
import type { FrameSource } from '../capture/frame.js';
import { AddressBook } from '../dissect/address-book.js';
import { Finding } from '../dissect/encapsulation/layer.js';
import { PacketFinder } from '../dissect/packet-finder.js';

/** Offset of the checksum in the common header. */
const CHECKSUM = 8;
/** Packets looked at in each capture. */
const SAMPLE = 20_000;
/** Of the smaller sample, so much must be in the other one. */
const SHARE = 0.2;
/** Fewer packets in common than this prove nothing: equal HEARTBEATs happen. */
const LEAST = 3;

/** What identifies a packet: its checksum and its length in one number (exact: 32 + 16 bits). */
export async function packetKeys(source: FrameSource, udpPorts: readonly number[]): Promise<ReadonlySet<number>> {
  const finder = new PacketFinder(new AddressBook(), { udpPorts });
  const keys = new Set<number>();
  for await (const batch of source) {
    for (let row = 0; row < batch.count && keys.size < SAMPLE; row++) {
      if (finder.find(batch, row) !== Finding.sctp) continue;
      const { packet } = finder;
      keys.add(packet.view.getUint32(packet.start + CHECKSUM) * 2 ** 16 + ((packet.wireEnd - packet.start) & 0xffff));
    }
    if (keys.size >= SAMPLE) break;
  }
  return keys;
}

export function sameTraffic(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  let common = 0;
  for (const key of one) if (other.has(key)) common++;
  return common >= LEAST && common >= SHARE * Math.min(one.size, other.size);
}
