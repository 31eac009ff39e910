/**
 * What was captured, kept as pcapng while it is captured. Whole blocks go to the disk within a quarter of a second, so that the file can be read whatever
 * ends the program. Where the disk fails, the capture goes on: the file keeps its last whole block, the frames that are missing are counted, and it is tried again.
 */
import { constants } from 'node:fs';
import { access, type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CaptureError, type CaptureInterface, type FrameBatch, type Microseconds } from '../frame.js';
import { PcapngWriter } from '../pcapng-writer.js';
import { type Rotation, rotatedName } from './rotation.js';

export interface EvidenceOptions {
  path: string;
  rotation: Rotation | undefined;
  /** Of the source of the frames; grows as the source meets them. */
  interfaces: readonly CaptureInterface[];
  /** What interfaces without a name of their own are called. */
  interfaceName: string;
  /** For whoever opens the file. */
  comment: string | undefined;
  /** Told in one sentence what went wrong, and when it is mended. */
  report(text: string): void;
}

/** Milliseconds that a frame waits for the next ones. */
const FLUSH_INTERVAL = 250;
/** Bytes that make a piece before that. */
const PIECE = 1 << 18;
/** Bytes waiting for a slow disk; beyond, frames are left out. */
const BACKLOG_LIMIT = 1 << 26;
/** Milliseconds until a failing disk is tried again. */
const RETRY = 1000;

const UNLIMITED: Rotation = { bytes: Number.POSITIVE_INFINITY, time: Number.POSITIVE_INFINITY, count: Number.POSITIVE_INFINITY };

/** Whole blocks on their way to a file. */
interface Piece {
  path: string;
  bytes: Uint8Array;
  frames: number;
}

export class EvidenceFile {
  readonly #options: EvidenceOptions;
  readonly #limit: Rotation;
  readonly #writer = new PcapngWriter(PIECE * 2);
  readonly #timer: NodeJS.Timeout;
  #pieces: Piece[] = [];
  #backlog = 0;
  #pumping: Promise<void> | undefined;
  /** Frames in the writer. */
  #frames = 0;
  /** The file frames are written for, its bytes so far, and the time of its first frame. */
  #path = '';
  #size = 0;
  #begun: Microseconds = Number.NaN;
  /** The file that is open, and its length in whole pieces. */
  #handle: FileHandle | undefined;
  #openPath = '';
  #length = 0;
  readonly #kept: string[] = [];
  #number = 0;
  /** Interfaces described in the current section; -1: there is no section. */
  #described = -1;
  /** Frames left out since the last one that was written, and in all. */
  #missing = 0;
  #lost = 0;
  /** When a failing disk is tried again; 0 while it does not fail. */
  #retryAt = 0;

  /** Throws CaptureError where the file, or the first of several, could not be made. */
  static async create(options: EvidenceOptions): Promise<EvidenceFile> {
    const { path, rotation } = options;
    const evidence = new EvidenceFile(options);
    try {
      if (rotation === undefined) await evidence.#begin();
      else await access(dirname(path), constants.W_OK);
      return evidence;
    } catch (error) {
      clearInterval(evidence.#timer);
      throw new CaptureError(
        'not-writable',
        path,
        0,
        `${path} cannot be written: ${(error as Error).message}; give another: --write FILE`,
        error,
      );
    }
  }

  private constructor(options: EvidenceOptions) {
    this.#options = options;
    this.#limit = options.rotation ?? UNLIMITED;
    this.#path = options.path;
    this.#timer = setInterval(() => this.#flush(), FLUSH_INTERVAL).unref();
  }

  /** A file that is readable before the first frame. */
  async #begin(): Promise<void> {
    await this.#open(this.#path);
    this.#number = 1;
    this.#section();
    this.#flush();
    await this.#pumping;
  }

  /** Frames that are not in the files. */
  get lost(): number {
    return this.#lost;
  }

  write(batch: FrameBatch): void {
    for (let row = 0; row < batch.count; row++) this.#frame(batch, row);
  }

  #frame(batch: FrameBatch, row: number): void {
    if (this.#backlog > BACKLOG_LIMIT || (this.#retryAt > 0 && performance.now() < this.#retryAt)) {
      this.#leaveOut(1);
      return;
    }
    const time = batch.time[row]!;
    const size = this.#size + this.#writer.length;
    if (this.#number === 0 || size >= this.#limit.bytes || time - this.#begun >= this.#limit.time) this.#nextFile(time);
    this.#describe(batch.interfaceIndex[row]!);
    this.#writer.row(batch, row, this.#missing);
    this.#missing = 0;
    this.#frames++;
    if (this.#writer.length >= PIECE) this.#flush();
  }

  #nextFile(time: Microseconds): void {
    this.#flush();
    this.#number++;
    this.#begun = time;
    this.#size = 0;
    this.#described = -1;
    if (this.#options.rotation !== undefined) this.#path = rotatedName(this.#options.path, this.#number, time);
  }

  /** The frames of an interface come after the interface, which comes after the beginning of a section. */
  #describe(index: number): void {
    if (this.#described < 0) this.#section();
    const { interfaces, interfaceName, comment } = this.#options;
    for (; this.#described <= index; this.#described++) {
      const { linkType, snapLength, name = interfaceName } = interfaces[this.#described]!;
      this.#writer.interface({ linkType, snapLength, name, nanoseconds: true, ...(comment === undefined ? {} : { comment }) });
    }
  }

  #section(): void {
    this.#writer.section('sctpscope');
    this.#described = 0;
  }

  #flush(): void {
    if (this.#writer.length === 0) return;
    const bytes = this.#writer.take();
    this.#pieces.push({ path: this.#path, bytes, frames: this.#frames });
    this.#size += bytes.length;
    this.#backlog += bytes.length;
    this.#frames = 0;
    this.#work();
  }

  #work(): void {
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = undefined;
      // What came between the last look and now.
      if (this.#pieces.length > 0) this.#work();
    });
  }

  async #pump(): Promise<void> {
    for (let piece = this.#pieces.shift(); piece !== undefined; piece = this.#pieces.shift()) {
      try {
        await this.#put(piece);
        this.#backlog -= piece.bytes.length;
      } catch (error) {
        this.#failed(piece, error as Error);
        await this.#handle?.truncate(this.#length).catch(() => undefined);
      }
    }
  }

  async #put({ path, bytes }: Piece): Promise<void> {
    if (path !== this.#openPath) await this.#open(path);
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await this.#handle!.write(bytes, at, bytes.length - at, this.#length + at);
      at += bytesWritten;
    }
    this.#length += bytes.length;
    if (this.#retryAt === 0) return;
    this.#retryAt = 0;
    this.#options.report(`${path} is being written again; ${this.#lost} frames are missing from it`);
  }

  async #open(path: string): Promise<void> {
    const handle = await open(path, 'w');
    await this.#handle?.close();
    this.#handle = handle;
    this.#openPath = path;
    this.#length = 0;
    this.#kept.push(path);
    if (this.#kept.length > this.#limit.count) await rm(this.#kept.shift()!, { force: true });
  }

  /** What was to be written is left out, and with it what waits behind: it may rest on it. The next frame begins a section anew. */
  #failed(piece: Piece, error: Error): void {
    const frames = this.#pieces.reduce((sum, each) => sum + each.frames, piece.frames + this.#frames);
    if (this.#retryAt === 0) {
      this.#options.report(
        `${piece.path} cannot be written: ${error.message}; the capture goes on without, and it is tried again; see: df -h`,
      );
    }
    this.#retryAt = performance.now() + RETRY;
    this.#pieces = [];
    this.#backlog = 0;
    this.#writer.take();
    this.#frames = 0;
    this.#described = -1;
    this.#leaveOut(frames);
  }

  #leaveOut(frames: number): void {
    this.#missing += frames;
    this.#lost += frames;
  }

  /** Writes what is left, and how many frames the engine dropped, where that is known. */
  async close(dropped: number | undefined): Promise<void> {
    clearInterval(this.#timer);
    if (dropped !== undefined && this.#described > 0) this.#writer.statistics(0, Date.now() * 1000, dropped);
    this.#flush();
    while (this.#pumping !== undefined) await this.#pumping;
    await this.#handle?.close();
  }
}
