/**
 * The same traffic captured at both ends: each endpoint is judged by the capture taken there. That shows all it sent, and all that arrived, in the order in which it
 * happened there; so nothing has to be believed, and the two clocks need not be compared.
 *
 * Two analyses run side by side, over one address book and with the same numbers for the same associations; each takes the frames of its own file and tells of its
 * own end. Where a file has not begun or has ended, its analysis goes on with the other file's frames, as what they are: seen at the other end. That a file has
 * ended, and not merely nothing more arrived there, shows when the other one has a packet from there that it lacks.
 *
 * An end's analysis knows the clock of that end, which the logs of its applications have too; what it says is put into the clock of the first one.
 */

import type { FrameBatch, Microseconds } from '../capture/frame.js';
import { AddressBook } from '../dissect/address-book.js';
import type { SctpPacket } from '../dissect/packet.js';
import type { Notification } from '../notification/notification.js';
import type { Association, Endpoint, Side } from '../reconstruct/association.js';
import type { AssociationReport, Diagnosis, Sink } from '../reconstruct/model.js';
import { Analysis, type AnalysisSettings, type CaptureAnalysis, type EachPacket } from './analysis.js';
import type { Ends } from './place.js';
import { Places } from './place.js';
import { RecentPackets } from './recent-packets.js';

/** An association, as both know it. */
interface Shared {
  /** As the one that met it first has it. */
  association: Association | undefined;
  /** Who knows it. */
  readonly known: [boolean, boolean];
  /** For whom side 0 is side 1 here. */
  readonly flipped: [boolean, boolean];
  /** Summaries handed out. */
  readonly reports: [AssociationReport | undefined, AssociationReport | undefined];
}

/** Findings that belong to no association, remembered so that they are told once. */
const FINDINGS_LIMIT = 1_000;

export class BothEnds implements CaptureAnalysis {
  readonly addresses = new AddressBook();
  lastAssociation: Association | undefined;
  lastSender: Side = 0;
  readonly #sink: Sink;
  readonly #ends: Ends;
  readonly #places: readonly [Places, Places];
  readonly #analyses: readonly [Analysis, Analysis];
  readonly #shared = new Map<number, Shared>();
  readonly #findings = new Set<string>();
  readonly #begun: [boolean, boolean] = [false, false];
  /** Files that had ended when their end still sent. */
  readonly #stopped: [boolean, boolean] = [false, false];
  readonly #recent = [new RecentPackets(), new RecentPackets()] as const;
  #numbered = 0;
  /** File of the frame that is looked at. */
  #from: Side = 0;

  constructor(sink: Sink, settings: AnalysisSettings, ends: Ends) {
    this.#sink = sink;
    this.#ends = ends;
    this.#places = [new Places(ends.places[0], this.addresses), new Places(ends.places[1], this.addresses)];
    this.#analyses = [this.#analysis(0, settings), this.#analysis(1, settings)];
  }

  get packets(): number {
    return this.#analyses[0].packets + this.#analyses[1].packets;
  }

  get frames(): number {
    return this.#analyses[0].frames + this.#analyses[1].frames;
  }

  get adviceForNone(): string {
    return this.#analyses[0].adviceForNone;
  }

  /** Takes the next frames of the merged files. `each` is shown every packet once, as the capture at its sender has it. */
  batch(batch: FrameBatch, each?: EachPacket): void {
    const show = [0, 1].map((file) => each && ((...seen: Parameters<EachPacket>) => this.#show(file as Side, each, seen)));
    for (let row = 0; row < batch.count; row++) {
      const file: Side = batch.file[row] === 0 ? 0 : 1;
      this.#begun[file] = true;
      this.#from = file;
      this.#analyses[file].frame(batch, row, show[file]);
      if (!this.#covers(other(file))) this.#analyses[other(file)].frame(batch, row);
    }
    for (const analysis of this.#analyses) analysis.endBatch();
  }

  advance(now: Microseconds): void {
    for (const analysis of this.#analyses) analysis.advance(now);
  }

  finish(): void {
    for (const analysis of this.#analyses) analysis.finish();
  }

  *finishing(): Generator<void> {
    for (const analysis of this.#analyses) yield* analysis.finishing();
  }

  #ahead(file: Side): Microseconds {
    return file === 0 ? 0 : this.#ends.offset;
  }

  #covers(file: Side): boolean {
    return this.#begun[file] && !this.#stopped[file];
  }

  #show(file: Side, each: EachPacket, seen: Parameters<EachPacket>): void {
    const { lastAssociation: association, lastSender } = this.#analyses[file];
    if (association === undefined) {
      if (file === 1) return;
      this.lastAssociation = undefined;
    } else {
      if (!this.#tells(file, association.endpoints[lastSender])) return;
      const shared = this.#shared.get(association.id);
      this.lastAssociation = shared?.association ?? association;
      this.lastSender = shared?.flipped[file] ? other(lastSender) : lastSender;
    }
    seen[0].time -= this.#ahead(file);
    each(...seen);
  }

  #analysis(file: Side, settings: AnalysisSettings): Analysis {
    const ahead = this.#ahead(file);
    const sink: Sink = {
      notification: (notification) => this.#notification(file, later(notification, -ahead)),
      association: (report) => this.#report(file, { ...report, start: report.start - ahead, end: report.end - ahead }),
      diagnosis: (diagnosis) => this.#diagnosis({ ...diagnosis, time: diagnosis.time - ahead }),
    };
    return new Analysis(sink, settings, this.addresses, {
      numberOf: (packet) => this.#numberOf(file, packet),
      tells: (endpoint) => this.#tells(file, endpoint),
      accepts: (packet) => {
        const accepted = this.#accepts(file, packet);
        packet.time += ahead;
        return accepted;
      },
      capturedAt: ({ addresses, port }) => this.#places[this.#covers(file) ? file : other(file)].include(addresses, port),
    });
  }

  /** Of the other file's packets those that this one's traffic is about; of neither what came from the other one already. */
  #accepts(file: Side, packet: SctpPacket): boolean {
    if (this.#from !== file) return this.#isBetween(packet) && !this.#recent[file].cameElsewhere(packet, this.#from);
    const there = other(file);
    if (this.#ends.ended(there) && !this.#stopped[there] && this.#isFrom(there, packet))
      this.#stopped[there] = !this.#recent[there].has(packet);
    return !this.#recent[file].cameElsewhere(packet, file);
  }

  #isFrom(file: Side, { source, sourcePort }: SctpPacket): boolean {
    return this.#places[file].include([source], sourcePort);
  }

  #isBetween({ source, sourcePort, destination, destinationPort }: SctpPacket): boolean {
    const [one, two] = this.#places;
    const isAt = (places: Places): boolean => places.include([source], sourcePort) || places.include([destination], destinationPort);
    return isAt(one) && isAt(two);
  }

  #numberOf(file: Side, packet: SctpPacket): number {
    const sender = this.#analyses[other(file)].reconstructor.senderOf(packet);
    const there = sender && this.#shared.get(sender.association.id);
    if (sender === undefined || there === undefined || there.known[file]) return this.#begin(file);
    there.association = sender.association;
    there.known[file] = true;
    there.flipped[file] = (sender.side === 1) !== there.flipped[other(file)];
    return sender.association.id;
  }

  /** An association that the other capture does not show, or not yet. */
  #begin(file: Side): number {
    const number = ++this.#numbered;
    const known: Shared['known'] = [file === 0, file === 1];
    this.#shared.set(number, { association: undefined, known, flipped: [false, false], reports: [undefined, undefined] });
    return number;
  }

  /** By the capture taken at the endpoint, if that has the association; by the first one where neither was taken there. */
  #tells(file: Side, { addresses, port, association }: Endpoint): boolean {
    if (this.#places[file].include(addresses, port)) return true;
    const thereIs = this.#places[other(file)].include(addresses, port);
    if (this.#shared.get(association.id)?.known[other(file)]) return file === 0 && !thereIs;
    // What was captured only far from the endpoint it bears the name of is forged, unless it came to a handshake: then the other capture left it out.
    return !thereIs || !this.#covers(other(file)) || association.setup === 'complete';
  }

  #notification(file: Side, notification: Notification): void {
    const flipped = this.#shared.get(notification.association)?.flipped[file];
    this.#sink.notification(flipped ? turned(notification) : notification);
  }

  #report(file: Side, report: AssociationReport): void {
    const shared = this.#shared.get(report.id);
    if (shared === undefined) return;
    shared.reports[file] = shared.flipped[file] ? turnedReport(report) : report;
    const { known, reports } = shared;
    if (known.some((knows, of) => knows && reports[of] === undefined)) return;
    this.#shared.delete(report.id);
    const [one, two] = reports;
    this.#sink.association(one !== undefined && two !== undefined ? this.#joined(one, two) : report);
  }

  /** Of each endpoint what the capture at its end says. */
  #joined(one: AssociationReport, two: AssociationReport): AssociationReport {
    const [first, second] = one.endpoints.map((endpoint, side) => (this.#isAt(1, endpoint) ? two.endpoints[side]! : endpoint));
    const basis = one.outcome === 'open' ? two : one;
    return {
      ...basis,
      endpoints: [first!, second!],
      start: Math.min(one.start, two.start),
      end: Math.max(one.end, two.end),
      firstFrame: Math.min(one.firstFrame, two.firstFrame),
      lastFrame: Math.max(one.lastFrame, two.lastFrame),
      packets: first!.packets + second!.packets,
      completeness: one.completeness | two.completeness,
    };
  }

  #isAt(file: Side, { addresses, port }: AssociationReport['endpoints'][number]): boolean {
    return this.#places[file].include(
      addresses.flatMap((address) => this.addresses.parse(address) ?? []),
      port,
    );
  }

  #diagnosis(diagnosis: Diagnosis): void {
    if (diagnosis.association === 0) {
      const finding = `${diagnosis.rule} ${diagnosis.text.replace(COUNT, '')}`;
      if (this.#findings.has(finding)) return;
      if (this.#findings.size < FINDINGS_LIMIT) this.#findings.add(finding);
    }
    this.#sink.diagnosis(diagnosis);
  }
}

/** How often, which differs from file to file. */
const COUNT = /\(\d+ times?\)$/;

function other(file: Side): Side {
  return file === 0 ? 1 : 0;
}

function later(notification: Notification, by: Microseconds): Notification {
  const { time, earliest, latest } = notification;
  return by === 0 ? notification : { ...notification, time: time + by, earliest: earliest + by, latest: latest + by };
}

/** The same with its sides exchanged. */
function turned(notification: Notification): Notification {
  const endpoint = other(notification.endpoint);
  const number = notification.id.split('.')[2];
  return { ...notification, endpoint, id: `${notification.association}.${endpoint}.${number}` };
}

function turnedReport(report: AssociationReport): AssociationReport {
  const [one, two] = report.endpoints;
  const { endedBy } = report;
  return { ...report, endpoints: [two, one], ...(endedBy === undefined ? {} : { endedBy: other(endedBy) }) };
}
