/**
 * The libpcap file format (draft-ietf-opsawg-pcap), version 2.4. All fields in the byte order of the machine that wrote it, which the magic tells.
 *
 *     file header    magic u32 | major u16, minor u16 | reserved u32 | reserved u32 | snap length u32 | link type u32
 *     record header  seconds u32 | micro- or nanoseconds u32 | captured length u32 | original length u32, then the frame
 *                    (in Kuznetzov's modified form also interface u32 | protocol u16 | packet type u16, of old Linux systems)
 */
import type { ByteWindow } from './byte-window.js';
import type { FileFormat } from './file-format.js';
import { CaptureError, type FrameBatch } from './frame.js';
import { LINK_TYPES, unsupportedLinkType } from './link-type.js';
import { DAY, FRAME_LIMIT, findRecords, leadsTo, NONE, type RecordFormat, recordsAt, UNDECIDED } from './pcap-resync.js';
import type { ReaderContext, RecordReader } from './record-reader.js';

const FILE_HEADER = 24;

/** A file header may announce longer frames than FRAME_LIMIT, up to here. */
const ANNOUNCED_LIMIT = 1 << 24;

/** A frame longer on the wire than captured by more than this is doubtful; so is one that is shorter. */
const CUT_LIMIT = 0xffffff;

/** Bytes looked through for the next record after damage, at a time; and around a record that is only doubtful. */
const SEARCH_LENGTH = 1 << 20;
const DOUBT_LENGTH = 1 << 11;

/** A file in which so many doubtful records proved sound is odd, not damaged: its records are taken as they are. */
const DOUBT_LIMIT = 1000;

/** Bytes waited for where a search depends on what is still to come. */
const SEARCH_STEP = 1 << 16;

/** Variants by magic, read as big-endian. */
const VARIANTS: ReadonlyMap<number, RecordFormat> = new Map([
  [0xa1b2c3d4, { littleEndian: false, ticksPerSecond: 1e6, headerLength: 16 }],
  [0xd4c3b2a1, { littleEndian: true, ticksPerSecond: 1e6, headerLength: 16 }],
  [0xa1b23c4d, { littleEndian: false, ticksPerSecond: 1e9, headerLength: 16 }],
  [0x4d3cb2a1, { littleEndian: true, ticksPerSecond: 1e9, headerLength: 16 }],
  [0xa1b2cd34, { littleEndian: false, ticksPerSecond: 1e6, headerLength: 24 }],
  [0x34cdb2a1, { littleEndian: true, ticksPerSecond: 1e6, headerLength: 24 }],
]);

class PcapReader implements RecordReader {
  readonly #context: ReaderContext;
  readonly #format: RecordFormat;
  readonly #linkType: number;
  readonly #limit: number;
  readonly #interfaceIndex: number;
  #count = 0;
  /** Of the last record: time in seconds, and byte position. */
  #seconds = Number.NaN;
  #lastPosition = FILE_HEADER;
  /** Position of a doubtful record that is taken as it is. */
  #trusted = -1;
  #doubts = 0;
  /** Where the damage that is being skipped began; -1: nothing is being skipped. */
  #lostAt = -1;

  /** Takes the file header, which must be in the window. */
  constructor(window: ByteWindow, context: ReaderContext) {
    const { view, start } = window;
    this.#context = context;
    this.#format = VARIANTS.get(view.getUint32(start))!;
    const { littleEndian } = this.#format;
    const snapLength = view.getUint32(start + 16, littleEndian);
    // The upper half tells the length of a frame check sequence, which no length of IP counts.
    this.#linkType = view.getUint32(start + 20, littleEndian) & 0xffff;
    if (!(this.#linkType in LINK_TYPES)) {
      throw new CaptureError('unsupported', context.name, 20, `${context.name} is a pcap file, but ${unsupportedLinkType(this.#linkType)}`);
    }
    this.#limit = snapLength > FRAME_LIMIT && snapLength <= ANNOUNCED_LIMIT ? snapLength : FRAME_LIMIT;
    this.#interfaceIndex = context.interfaces.push({ file: context.file, linkType: this.#linkType, snapLength }) - 1;
    window.start += FILE_HEADER;
  }

  // Hot: `npm run bench`, reading alone.
  read(window: ByteWindow, batch: FrameBatch): number {
    const { view, end, position } = window;
    const { littleEndian, ticksPerSecond, headerLength } = this.#format;
    const microsecondsPerTick = 1e6 / ticksPerSecond;
    const limit = this.#limit;
    const watchful = this.#doubts < DOUBT_LIMIT;
    const first = batch.count;
    const capacity = this.#lostAt < 0 ? batch.time.length : first;
    let at = window.start;
    let last = this.#lastPosition - position;
    let lastSeconds = this.#seconds;
    let row = first;
    let needed = this.#lostAt < 0 ? 0 : headerLength;
    for (; row < capacity; row++) {
      needed = headerLength;
      if (end - at < needed) break;
      const seconds = view.getUint32(at, littleEndian);
      const captured = view.getUint32(at + 8, littleEndian);
      const original = view.getUint32(at + 12, littleEndian);
      const odd = watchful && ((original - captured) >>> 0 > CUT_LIMIT || Math.abs(seconds - lastSeconds) > DAY);
      needed += captured;
      if (captured > limit || end - at < needed || (odd && position + at !== this.#trusted)) break;
      const ticks = view.getUint32(at + 4, littleEndian);
      batch.time[row] = seconds * 1e6 + ticks * microsecondsPerTick;
      if (microsecondsPerTick !== 1) batch.nanoseconds[row] = ticks % 1000;
      batch.offset[row] = at + headerLength;
      batch.capturedLength[row] = captured;
      batch.originalLength[row] = original;
      batch.position[row] = position + at;
      batch.number[row] = ++this.#count;
      last = at;
      if (seconds !== 0) lastSeconds = seconds;
      at += needed;
      needed = 0;
    }
    batch.linkType.fill(this.#linkType, first, row);
    batch.interfaceIndex.fill(this.#interfaceIndex, first, row);
    batch.file.fill(this.#context.file, first, row);
    batch.count = row;
    window.start = at;
    window.lookBehind = at - last;
    this.#lastPosition = position + last;
    this.#seconds = lastSeconds;
    return needed === 0 ? 0 : this.#stopped(window, needed);
  }

  /** The bytes at the window's start are no record that can be taken as it is: `needed` is what it would take. Answers as read() does. */
  #stopped(window: ByteWindow, needed: number): number {
    const lost = this.#lostAt >= 0;
    const damaged = lost || needed > this.#format.headerLength + this.#limit || isBlank(window);
    const whole = window.available >= needed;
    if (window.ended && window.available === 0) return this.#finish(window);
    if (!damaged && !whole && !window.ended) return needed;
    const found = this.#search(window, damaged || !whole);
    if (found === UNDECIDED) return window.available + SEARCH_STEP;
    if (found !== NONE) this.#resume(window, found);
    else if (damaged) this.#lose(window);
    else if (whole) this.#trust(window);
    else this.#finish(window);
    return 0;
  }

  /** Where records start again: after the header of the last one taken, since its length may be what is wrong; while damage is being skipped, from here on. */
  #search(window: ByteWindow, damaged: boolean): number {
    const { view, start } = window;
    if (!damaged) {
      // A length that grew: the frame's length on the wire tells where it ends.
      const original = view.getUint32(start + 12, this.#format.littleEndian);
      const end =
        original > FRAME_LIMIT ? NONE : recordsAt(window, start + this.#format.headerLength + original, this.#format, this.#seconds);
      if (end !== NONE && (end === UNDECIDED || !leadsTo(view, start, end, this.#format))) return end;
    }
    const from = this.#lostAt >= 0 ? start : Math.max(start - window.lookBehind, start - FRAME_LIMIT) + this.#format.headerLength;
    const found = findRecords(window, from, start + (damaged ? SEARCH_LENGTH : DOUBT_LENGTH), this.#format, this.#seconds);
    return found >= start && !damaged && leadsTo(view, start, found, this.#format) ? NONE : found;
  }

  /** Records start again at `found`, before or after the window's start. */
  #resume(window: ByteWindow, found: number): void {
    const { view, start, position } = window;
    const { littleEndian } = this.#format;
    const between = found - start - this.#format.headerLength;
    if (this.#lostAt >= 0) {
      this.#problem(this.#lostAt, `damage: ${position + found - this.#lostAt} bytes were skipped, up to where records start again`);
    } else if (found < start) {
      this.#problem(this.#lastPosition, `the length of this record is damaged: the next one starts ${start - found} bytes before its end`);
    } else if (between > 0 && between === view.getUint32(start + 12, littleEndian)) {
      // Mended in memory, the record is read like any other.
      view.setUint32(start + 8, between, littleEndian);
      this.#trusted = position + start;
      this.#problem(
        position + start,
        `the captured length of this record is damaged; taken to be ${between}, as the frame had on the wire`,
      );
      return;
    } else {
      this.#problem(position + start, `damage: ${found - start} bytes were skipped, up to where records start again`);
    }
    this.#lostAt = -1;
    this.#trusted = position + found;
    window.start = found;
    window.lookBehind = 0;
    this.#lastPosition = position + found;
  }

  #lose(window: ByteWindow): void {
    if (this.#lostAt < 0) this.#lostAt = window.startPosition;
    window.start = Math.min(window.start + SEARCH_LENGTH, window.end);
    window.lookBehind = 0;
    this.#lastPosition = window.startPosition;
  }

  #trust(window: ByteWindow): void {
    this.#trusted = window.startPosition;
    this.#doubts++;
  }

  /** The end of the file, within a record or within damage. */
  #finish(window: ByteWindow): number {
    const rest = window.available;
    if (this.#lostAt >= 0)
      this.#problem(this.#lostAt, `damage: the rest of the file, ${window.startPosition + rest - this.#lostAt} bytes, was skipped`);
    else if (rest > 0) this.#problem(window.startPosition, `the file ends in the middle of a record; its last ${rest} bytes were not read`);
    this.#lostAt = -1;
    window.start = window.end;
    window.lookBehind = 0;
    return this.#format.headerLength;
  }

  #problem(position: number, text: string): void {
    this.#context.problems.add(position, text);
  }
}

/** Nothing but zeros where a header should be, as a disk leaves them: no frame is without a byte on the wire. */
function isBlank({ view, start, available }: ByteWindow): boolean {
  if (available < 16) return false;
  return [0, 4, 8, 12].every((at) => view.getUint32(start + at) === 0);
}

export const pcap: FileFormat = {
  what: 'a pcap file',
  magics: [...VARIANTS.keys()].map((magic) => magic.toString(16)),
  headerLength: FILE_HEADER,
  open: (window, context) => new PcapReader(window, context),
  locate(batch, fileHeader) {
    const variant = VARIANTS.get(fileHeader.getUint32(0));
    if (variant === undefined || batch.bytes.length < variant.headerLength) return false;
    batch.offset[0] = variant.headerLength;
    batch.capturedLength[0] = batch.view.getUint32(8, variant.littleEndian);
    batch.originalLength[0] = batch.view.getUint32(12, variant.littleEndian);
    return true;
  },
};
