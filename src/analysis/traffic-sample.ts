/** The first packets of a capture, each known by what no hop changes: so that the same packet is found in a capture taken elsewhere. */
import type { FrameSource, Microseconds } from '../capture/frame.js';
import type { AddressBook } from '../dissect/address-book.js';
import { Finding } from '../dissect/encapsulation/next-layer.js';
import type { AddressId, SctpPacket } from '../dissect/packet.js';
import { PacketFinder } from '../dissect/packet-finder.js';
import { contentKey } from './content-key.js';

/** Packets looked at in each capture. */
export const SAMPLE_LIMIT = 20_000;

/** Where and when a packet was seen. */
export interface Sighting {
  time: Microseconds;
  source: AddressId;
  sourcePort: number;
  destination: AddressId;
  destinationPort: number;
}

export interface TrafficSample {
  /** By content; packets of which there are several alike are left out. */
  readonly sightings: ReadonlyMap<number, Sighting>;
  /** When the capture begins. */
  readonly begin: Microseconds;
}

/** Samples a capture, from time `from` on. */
export async function sampleTraffic(
  source: FrameSource,
  addresses: AddressBook,
  udpPorts: readonly number[],
  from = Number.NEGATIVE_INFINITY,
): Promise<TrafficSample> {
  const finder = new PacketFinder(addresses, { udpPorts });
  const sightings = new Map<number, Sighting>();
  const repeated = new Set<number>();
  let begin = Number.POSITIVE_INFINITY;
  let seen = 0;
  for await (const batch of source) {
    for (let row = 0; row < batch.count && seen < SAMPLE_LIMIT; row++) {
      const time = batch.time[row]!;
      if (time < begin) begin = time;
      if (!(time >= from) || finder.find(batch, row) !== Finding.sctp) continue;
      seen++;
      note(finder.packet, sightings, repeated);
    }
    if (seen >= SAMPLE_LIMIT) break;
  }
  return { sightings, begin };
}

function note(packet: SctpPacket, sightings: Map<number, Sighting>, repeated: Set<number>): void {
  const key = contentKey(packet);
  if (repeated.has(key)) return;
  if (sightings.delete(key)) {
    repeated.add(key);
    return;
  }
  const { time, source, sourcePort, destination, destinationPort } = packet;
  sightings.set(key, { time, source, sourcePort, destination, destinationPort });
}
