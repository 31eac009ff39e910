/** A capture being looked at: read in the background in slices short enough that keys are answered meanwhile, indexed, reconstructed, and read again on demand. */
import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Analysis, type AnalysisSettings, type CaptureAnalysis } from '../../analysis/analysis.js';
import { openAnalysis } from '../../analysis/open-analysis.js';
import { PendingNotifications } from '../../analysis/pending-notifications.js';
import type { FrameBatch, FrameSource, Microseconds } from '../../capture/frame.js';
import type { SctpPacket } from '../../dissect/packet.js';
import type { Notification } from '../../notification/notification.js';
import type { Association } from '../../reconstruct/association.js';
import type { Diagnosis, Sink } from '../../reconstruct/model.js';
import type { AssociationRow, CaptureModel, ReadingProgress, SaveResult, Selection, StackChoice } from '../model.js';
import type { ReadPacket } from '../read-packet.js';
import { rows } from './batch-rows.js';
import { chunksOf } from './chunk-scan.js';
import { ChunkSet } from './chunk-set.js';
import type { ComparisonIndex } from './comparison-index.js';
import { frameComments } from './frame-comments.js';
import { HeldLogs } from './held-logs.js';
import { LatestSeries } from './latest-series.js';
import { LiveAssociation } from './live-association.js';
import { noPacket, PacketIndex } from './packet-index.js';
import { PacketLists } from './packet-lists.js';
import { PacketReader } from './packet-reader.js';
import { PacketStore } from './packet-store.js';
import type { Retelling } from './retelling.js';
import { Retellings } from './retellings.js';
import { SavedFrames } from './saved-frames.js';
import { exportersOf, type SavedCapture, saveSelection } from './selection-writer.js';
import type { Endless, Printers, SessionOptions } from './session-options.js';
import type { TransferSeries } from './transfer-series.js';

/** Milliseconds of reading before keys get a turn. */
const SLICE_TIME = 6;
/** Frames between two looks at the clock. */
const SLICE_FRAMES = 64;
/** Milliseconds between two changes of the screen while reading. */
const PUBLISH_INTERVAL = 200;
/** What is done meanwhile for a capture without an end. */
interface Watch {
  readonly analysis: Analysis;
  readonly pending: PendingNotifications;
  readonly budget: { keep(): void };
}

/** The more rows there are to be arranged for it, the rarer the changes. */
const ROWS_PER_MILLISECOND = 20;
/** Findings kept; a flood of them says nothing more. */
const MOST_DIAGNOSES = 100_000;

export class CaptureSession implements CaptureModel {
  readonly name: string;
  readonly index: PacketIndex;
  readonly associations: AssociationRow[] = [];
  readonly diagnoses: Diagnosis[] = [];
  version = 0;
  readonly #source: FrameSource;
  readonly #analysis: CaptureAnalysis;
  readonly #live = new Map<number, LiveAssociation>();
  readonly #lists: PacketLists;
  readonly #store: PacketStore;
  readonly #watch: Watch | undefined;
  readonly #reader: PacketReader;
  readonly #retellings: Retellings;
  readonly #series: LatestSeries;
  readonly #settings: AnalysisSettings;
  readonly #printers: Printers;
  readonly #logs: HeldLogs;
  readonly #paths: readonly string[];
  /** Filled again for every packet. */
  readonly #entry = noPacket();
  readonly #listeners = new Set<() => void>();
  #ended = false;
  #failure: string | undefined;
  #closed = false;
  /** Something was not yet shown. */
  #changed = false;
  #published = 0;

  constructor(
    source: FrameSource,
    settings: AnalysisSettings,
    { paths = [], compare, followed, printers = {}, endless }: SessionOptions = {},
  ) {
    this.index = new PacketIndex(endless?.packets);
    this.#lists = new PacketLists(this.index);
    this.#store = new PacketStore(endless?.spool);
    this.#settings = settings;
    this.#printers = printers;
    const [first = ''] = source.files;
    this.name = source.files.length === 1 ? basename(first) : `${source.files.length} files`;
    this.#source = source;
    this.#paths = paths;
    this.#logs = new HeldLogs({ compare, followed }, (association, endpoint) => this.notificationsOf(association, endpoint));
    this.#reader = new PacketReader(this.index, this.#store, settings.userData === false);
    this.#watch = endless && this.#watched(endless);
    this.#analysis = this.#watch?.analysis ?? openAnalysis(this.#sink(), settings);
    const { index } = this;
    const bytes = (packet: number): Uint8Array | undefined => this.#store.read(index.place(packet), index.length(packet));
    this.#retellings = new Retellings({
      index,
      settings,
      addresses: this.#analysis.addresses,
      packetsOf: this.packetsOf,
      bytes,
      associations: this.associations,
      changed: () => this.#publish(),
    });
    this.#series = new LatestSeries(index, bytes, (ended) => {
      this.#changed = true;
      if (ended) this.#publish();
      else this.#publishNowAndThen();
    });
  }

  get progress(): ReadingProgress {
    const { read, total } = this.#source.progress;
    return {
      fraction: total === undefined || total === 0 ? undefined : read / total,
      frames: this.#analysis.frames,
      packets: this.#analysis.packets,
      ended: this.#ended,
      failure: this.#failure,
    };
  }

  get problems(): readonly string[] {
    const problems = this.#source.problems.map(({ file, offset, text }) => `${basename(file)}, byte ${offset}: ${text}`);
    const failure = this.#failure === undefined ? [] : [`reading stopped: ${this.#failure}`];
    return [...(this.#source.notices ?? []), ...problems, ...this.#letGo(), ...failure];
  }

  /** What cannot be looked at any more. */
  #letGo(): string[] {
    const { first } = this.index;
    const packets =
      first === 0
        ? []
        : [`packets before frame ${this.index.frame(first)} were let go; allow more with --memory MB, keep them with --write FILE`];
    const { lost } = this.#store;
    return lost === 0 ? packets : [...packets, `the disk had no room for ${lost} packets: they cannot be looked at; see: df -h`];
  }

  /** Associations held. */
  get size(): number {
    return this.associations.length;
  }

  /** Lets go of so many associations: of what is inferred of them those longest silent, of the list the first that have ended. */
  forget(count: number): void {
    const { reconstructor } = this.#watch?.analysis ?? {};
    // The list holds many more than are still being analysed: of either, the same part.
    reconstructor?.forget(Math.ceil((reconstructor.size * count) / this.size));
    let left = count;
    const kept = this.associations.filter(({ report }) => report === undefined || left-- <= 0);
    const ids = new Set(kept.map(({ id }) => id));
    for (const { id } of this.associations) if (!ids.has(id)) this.#live.delete(id);
    this.associations.splice(0, this.associations.length, ...kept);
    this.#changed = true;
  }

  /** Reads to the end. Never rejects: what went wrong is in `progress.failure`. */
  async run(): Promise<void> {
    await this.#store.open(this.#paths);
    const release = this.#source.onSilence?.((until) => this.#silence(until));
    try {
      for await (const batch of this.#source) {
        await this.#batch(batch);
        if (this.#closed) return;
      }
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      release?.();
    }
    await this.#finish();
    if (this.#closed) return;
    this.#watch?.pending.end();
    this.#ended = true;
    this.#holdLogs();
    this.#publish();
  }

  get compares(): boolean {
    return this.#logs.given;
  }

  get comparison(): ComparisonIndex | undefined {
    return this.#logs.comparison;
  }

  #holdLogs(): void {
    this.#logs.hold(() => {
      const rows = [...this.#live.values()];
      return {
        expected: rows.flatMap(({ told }) => told.flat()),
        reports: rows.flatMap(({ report }) => report ?? []),
        diagnoses: this.diagnoses,
      };
    });
  }

  /** Stops reading and gives up what the session holds. */
  close(): void {
    this.#closed = true;
    this.#retellings.stop();
    this.#series.stop();
    this.#store.close();
  }

  association(id: number): AssociationRow | undefined {
    return this.#live.get(id);
  }

  packetsOf = (association: number): Uint32Array => this.#lists.of(association);

  notificationsOf(association: number, endpoint: 0 | 1): readonly Notification[] {
    return this.#live.get(association)?.told[endpoint] ?? [];
  }

  address(id: number): string {
    return this.#analysis.addresses.text(id);
  }

  read(packet: number): ReadPacket | undefined {
    return this.#reader.read(packet);
  }

  retelling(association: number, stacks: StackChoice): Retelling | undefined {
    return this.#ended ? this.#retellings.of(association, stacks) : undefined;
  }

  keep(association: number, stacks: StackChoice): void {
    const { told, report, ended } = this.#retellings.of(association, stacks);
    if (!ended || report === undefined) return;
    this.#live.get(association)?.retell(told, report);
    this.#retellings.keep(association, stacks);
    this.#holdLogs();
    this.#publish();
  }

  /** While the capture is read, what has been read of it so far. */
  series(association: number): TransferSeries {
    return this.#series.of(association, this.packetsOf(association));
  }

  save(selection: Selection, path: string, overwrite: boolean): Promise<SaveResult> {
    const reports = selection.associations.flatMap((id) => this.#live.get(id)?.report ?? []);
    const frames = new SavedFrames(this.index, this.#store, this.#analysis.addresses, this.#source.interfaces);
    const comments = frameComments(selection.notifications, this.index);
    const capture: SavedCapture = {
      paths: this.#paths,
      interfaces: this.#source.interfaces,
      withoutUserData: this.#settings.userData === false,
      frame: (packet) => frames.frame(packet),
      comment: (packet) => comments.get(this.index.frame(packet)),
    };
    return saveSelection(selection, path, overwrite, capture, exportersOf(this.#printers, reports));
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #batch(batch: FrameBatch): Promise<void> {
    this.#logs.cover(batch);
    this.#watch?.budget.keep();
    this.#watch?.pending.look(batch.time[batch.count - 1] ?? Number.NaN);
    let began = performance.now();
    for (let from = 0; from < batch.count; from += SLICE_FRAMES) {
      this.#analysis.batch(rows(batch, from, Math.min(batch.count, from + SLICE_FRAMES)), (packet, part, row) =>
        this.#packet(packet, part, row),
      );
      this.#changed = true;
      this.#publishNowAndThen();
      if (performance.now() - began < SLICE_TIME) continue;
      await nextTurn();
      if (this.#closed) return;
      began = performance.now();
    }
  }

  /** Much may be left to be told, of many associations. */
  async #finish(): Promise<void> {
    let began = performance.now();
    for (const steps = this.#analysis.finishing(); !steps.next().done; ) {
      if (performance.now() - began < SLICE_TIME) continue;
      this.#changed = true;
      this.#publishNowAndThen();
      await nextTurn();
      if (this.#closed) return;
      began = performance.now();
    }
  }

  /** Hot: called for every SCTP packet. */
  #packet(packet: SctpPacket, batch: FrameBatch, row: number): void {
    const { lastAssociation: association, lastSender: direction } = this.#analysis;
    const length = packet.wireEnd - packet.start;
    let chunks = chunksOf(packet);
    if (association !== undefined) {
      const again = this.#row(association).packet(association.endpoints[direction], packet.time, length);
      if (again) chunks |= ChunkSet.retransmission;
    }
    const entry = this.#entry;
    entry.frame = packet.frame;
    entry.time = packet.time;
    entry.association = association?.id ?? 0;
    entry.direction = direction;
    entry.source = packet.source;
    entry.destination = packet.destination;
    entry.chunks = chunks;
    entry.length = length;
    this.#store.keep(packet, batch, row, entry);
    this.index.add(entry);
  }

  /** Nothing comes before that time any more: what it settles is shown, and what came since the last look. */
  #silence(until: Microseconds): void {
    this.#watch?.budget.keep();
    this.#analysis.advance(until);
    this.#watch?.pending.look(until);
    this.#publishNowAndThen();
  }

  #watched(endless: Endless): Watch {
    const analysis = new Analysis(this.#sink(), this.#settings);
    const pending = new PendingNotifications(analysis, (notification) => this.#tellPending(notification));
    return { analysis, pending, budget: endless.budget(this) };
  }

  /** Of a live capture: pending, or not to come after all. */
  #tellPending(notification: Notification): void {
    this.#live.get(notification.association)?.pending.tell(notification);
    this.#changed = true;
  }

  #row(association: Association): LiveAssociation {
    let row = this.#live.get(association.id);
    if (row === undefined) {
      row = new LiveAssociation(association, this.#analysis.addresses);
      this.#live.set(association.id, row);
      this.associations.push(row);
    }
    return row;
  }

  #publishNowAndThen(): void {
    const interval = Math.max(PUBLISH_INTERVAL, this.associations.length / ROWS_PER_MILLISECOND);
    if ((this.#changed || this.#logs.saidMore) && performance.now() - this.#published > interval) this.#publish();
  }

  /** What was no association after all is none of the list's. */
  #dropUntold(): void {
    // Of two captures, the other one may still tell of it.
    if (this.#settings.ends !== undefined) return;
    const before = this.#live.size;
    for (const [id, row] of this.#live) if (row.isUntold) this.#live.delete(id);
    if (this.#live.size === before) return;
    this.associations.length = 0;
    for (const row of this.#live.values()) this.associations.push(row);
  }

  #publish(): void {
    this.#dropUntold();
    this.#logs.look();
    this.#changed = false;
    this.version++;
    this.#published = performance.now();
    for (const listener of this.#listeners) listener();
  }

  /** Takes what the reconstruction hands out. */
  #sink(): Sink {
    return {
      notification: (notification) => {
        this.#changed = true;
        this.#logs.toldMore = true;
        const before = this.#watch?.pending.settle(notification);
        if (before !== undefined) this.#live.get(notification.association)?.pending.confirm(notification, before);
        const { lastAssociation } = this.#analysis;
        const row =
          lastAssociation?.id === notification.association ? this.#row(lastAssociation) : this.#live.get(notification.association);
        row?.tell(notification);
      },
      association: (report) => {
        const row = this.#live.get(report.id);
        if (row !== undefined) row.report = report;
      },
      diagnosis: (diagnosis) => {
        if (this.#watch !== undefined && this.diagnoses.length >= MOST_DIAGNOSES) this.diagnoses.splice(0, MOST_DIAGNOSES / 4);
        if (this.diagnoses.length < MOST_DIAGNOSES) this.diagnoses.push(diagnosis);
      },
    };
  }
}
