/** An association told again, as other stacks would tell it: its packets go, read again, through a reconstruction of their own. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Analysis, type AnalysisSettings } from '../../analysis/analysis.js';
import type { AddressBook } from '../../dissect/address-book.js';
import { COMMON_HEADER } from '../../dissect/packet.js';
import type { Notification } from '../../notification/notification.js';
import type { AssociationReport } from '../../reconstruct/model.js';
import type { PacketIndex } from './packet-index.js';
import { packetOf } from './read-packet.js';

export interface RetellingInput {
  readonly index: PacketIndex;
  readonly addresses: AddressBook;
  /** Those of the first telling, and the other stacks. */
  readonly settings: AnalysisSettings;
  /** The association, and its packets with those of its restarts before and after: rows of the index, ascending. */
  readonly association: number;
  readonly packets: Uint32Array;
  /** The captured bytes of a packet. */
  bytes(packet: number): Uint8Array | undefined;
}

/** Milliseconds of work before keys get a turn. */
const SLICE_TIME = 8;

export class Retelling {
  readonly told: readonly [Notification[], Notification[]] = [[], []];
  report: AssociationReport | undefined;
  ended = false;
  #stopped = false;
  readonly #input: RetellingInput;

  constructor(input: RetellingInput) {
    this.#input = input;
  }

  /** Settles when everything is told, or it has been stopped. */
  async run(): Promise<void> {
    const { settings, addresses, packets } = this.#input;
    const told: Notification[] = [];
    const reports: AssociationReport[] = [];
    const sink = {
      notification: (notification: Notification) => told.push(notification),
      association: (report: AssociationReport) => reports.push(report),
      diagnosis: () => undefined,
    };
    const analysis = new Analysis(sink, settings, addresses);
    let began = performance.now();
    for (const packet of packets) {
      this.#feed(analysis, packet);
      if (performance.now() - began < SLICE_TIME) continue;
      await nextTurn();
      if (this.#stopped) return;
      began = performance.now();
    }
    analysis.finish();
    this.#take(told, reports);
    this.ended = true;
  }

  stop(): void {
    this.#stopped = true;
  }

  #feed(analysis: Analysis, row: number): void {
    const { index } = this.#input;
    const bytes = this.#input.bytes(row);
    if (bytes === undefined || bytes.length < COMMON_HEADER) return;
    const packet = packetOf(bytes, index.length(row));
    packet.frame = index.frame(row);
    packet.time = index.time(row);
    packet.source = index.source(row);
    packet.destination = index.destination(row);
    analysis.packet(packet);
  }

  /** What concerns the association: here it has another number, and the same first packet. */
  #take(told: readonly Notification[], reports: readonly AssociationReport[]): void {
    const { index, association, packets } = this.#input;
    const first = packets.find((packet) => index.association(packet) === association);
    this.report = reports.find(({ firstFrame }) => first !== undefined && firstFrame === index.frame(first));
    for (const notification of told) {
      if (notification.association !== this.report?.id) continue;
      const id = notification.id.replace(/^\d+/, String(association));
      this.told[notification.endpoint].push({ ...notification, id, association });
    }
  }
}
