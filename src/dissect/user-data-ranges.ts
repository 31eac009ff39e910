/** Where a packet holds users' data, or bytes of which nobody knows whether they are: what --no-payload keeps out of every output. */
import type { Range } from './hex-dump.js';
import type { SctpPacket } from './packet.js';
import type { SpanKind, Visitor } from './visitor.js';
import { walkPacket } from './walk-packet.js';

/** Ranges of the block, in order. */
export function userDataRanges(packet: SctpPacket): Range[] {
  const ranges: Range[] = [];
  walkPacket(packet, new RangeCollector(ranges));
  return ranges;
}

class RangeCollector implements Visitor {
  readonly #ranges: Range[];

  constructor(ranges: Range[]) {
    this.#ranges = ranges;
  }

  open(): void {}
  close(): void {}
  field(): void {}
  entry(): void {}
  malformed(): void {}

  span(kind: SpanKind, _label: string, at: number, end: number): void {
    if (kind === 'user-data' || kind === 'undissected') this.#ranges.push({ at, end });
  }
}
