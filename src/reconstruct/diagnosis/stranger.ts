/**
 * Packets that belong to no association: RFC 9260 sections 8.4 and 8.5. The first from each pair of endpoints is told at once, as it may be an attack; how many
 * more there were, at the end.
 */
import { chunkName } from '../../dissect/chunk/registry.js';
import type { SctpPacket } from '../../dissect/packet.js';
import type { Sink } from '../model.js';
import type { Addresses } from '../replay.js';
import type { Finding } from './finding.js';
import { DIAGNOSES, diagnosis } from './rules.js';

/** Most pairs of endpoints told apart; of those beyond only the number is told. */
export const STRANGER_LIMIT = 1024;

/** What is told of a packet. */
type Met = Pick<SctpPacket, 'source' | 'sourcePort' | 'destination' | 'destinationPort' | 'verificationTag' | 'frame' | 'time'>;

interface Stranger extends Finding {
  rule: 'wrong verification tag' | 'out of the blue';
  who: string;
}

export class Strangers {
  private readonly sink: Sink;
  private readonly addresses: Addresses;
  private readonly seen = new Map<string, Stranger>();
  /** All of those beyond the limit. */
  private beyond: Stranger | undefined;

  constructor(sink: Sink, addresses: Addresses) {
    this.sink = sink;
    this.addresses = addresses;
  }

  /** A packet whose first chunk is of this type. `between`: there is an association between these endpoints, and the tag is not its. */
  met(packet: Met, type: number, between: boolean): void {
    const { source, sourcePort, destination, destinationPort, frame, time } = packet;
    const rule = between ? 'wrong verification tag' : 'out of the blue';
    const key = `${rule} ${source}:${sourcePort} ${destination}:${destinationPort}`;
    const known = this.seen.get(key);
    if (known !== undefined) {
      if (known.count++ === 0) Object.assign(known, { frame, time });
      return;
    }
    if (this.seen.size >= STRANGER_LIMIT) {
      this.beyond ??= { rule, who: 'further endpoints', count: 0, frame, time, longest: 0 };
      this.beyond.count++;
      return;
    }
    const who = `${transportAddress(this.addresses.text(source), sourcePort)} to ${transportAddress(this.addresses.text(destination), destinationPort)}`;
    this.seen.set(key, { rule, who, count: 0, frame, time, longest: 0 });
    const tag = `0x${packet.verificationTag.toString(16).padStart(8, '0')}`;
    const text = `${chunkName(type)} with verification tag ${tag} belongs to no association${between ? ' between these addresses' : ''}; it changes nothing`;
    this.sink.diagnosis({ rule, severity: DIAGNOSES[rule].severity, association: 0, frame, time, text });
  }

  /** Nothing more will come: tells how many there were after the first. */
  finish(): void {
    for (const stranger of this.seen.values()) {
      if (stranger.count > 0) this.sink.diagnosis(diagnosis(stranger.rule, stranger.who, 0, stranger));
    }
    if (this.beyond !== undefined) this.sink.diagnosis(diagnosis(this.beyond.rule, this.beyond.who, 0, this.beyond));
    this.seen.clear();
    this.beyond = undefined;
  }
}

function transportAddress(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
