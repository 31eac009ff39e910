/** Everything that is wrong with one packet. */
import type { LengthSource, Malformation, RuleId } from './malformation.js';
import type { SctpPacket } from './packet.js';
import type { Visitor } from './visitor.js';
import { walkPacket } from './walk-packet.js';

/** Findings kept of one packet: a packet of 16,000 wrong chunks is wrong enough with these. */
export const MALFORMATION_LIMIT = 100;

class Collector implements Visitor {
  readonly found: Malformation[] = [];
  readonly #packet: SctpPacket;

  constructor(packet: SctpPacket) {
    this.#packet = packet;
  }

  open(): void {}
  close(): void {}
  field(): void {}
  entry(): void {}
  span(): void {}

  malformed(rule: RuleId, at: number, required: number, available: number, lengthFrom: LengthSource): void {
    if (this.found.length === MALFORMATION_LIMIT) return;
    const { frame, start } = this.#packet;
    this.found.push({ rule, frame, offset: at - start, required, available, lengthFrom });
  }
}

/** In the order in which a reader of the packet would meet them; those of bundling last. */
export function findMalformations(packet: SctpPacket): Malformation[] {
  const collector = new Collector(packet);
  walkPacket(packet, collector);
  return collector.found;
}
