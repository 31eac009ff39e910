/**
 * The libpcap file format (draft-ietf-opsawg-pcap), version 2.4. All fields in the byte order of the machine that wrote it, which the magic tells.
 *
 *     file header    magic u32 | major u16, minor u16 | reserved u32 | reserved u32 | snap length u32 | link type u32
 *     record header  seconds u32 | micro- or nanoseconds u32 | captured length u32 | original length u32, then the frame
 */
import type { ByteWindow } from './byte-window.js';
import { CaptureError, type FrameBatch } from './frame.js';
import { LINK_TYPES, unsupportedLinkType } from './link-type.js';
import type { ReaderContext, RecordReader } from './record-reader.js';

export const FILE_HEADER = 24;
const RECORD_HEADER = 16;

/** The largest frame that capture programs write (libpcap's MAXIMUM_SNAPLEN); a longer one is damage, unless the file header announces it. */
const FRAME_LIMIT = 262_144;
const ANNOUNCED_LIMIT = 1 << 24;

/** Variants by magic, read as big-endian. */
const VARIANTS: ReadonlyMap<number, { littleEndian: boolean; microsecondsPerTick: number }> = new Map([
  [0xa1b2c3d4, { littleEndian: false, microsecondsPerTick: 1 }],
  [0xd4c3b2a1, { littleEndian: true, microsecondsPerTick: 1 }],
  [0xa1b23c4d, { littleEndian: false, microsecondsPerTick: 0.001 }],
  [0x4d3cb2a1, { littleEndian: true, microsecondsPerTick: 0.001 }],
]);

export function isPcap(magic: number): boolean {
  return VARIANTS.has(magic);
}

export class PcapReader implements RecordReader {
  readonly #context: ReaderContext;
  readonly #littleEndian: boolean;
  readonly #microsecondsPerTick: number;
  readonly #linkType: number;
  readonly #limit: number;
  readonly #interfaceIndex: number;
  #count = 0;
  #broken = false;

  /** Takes the file header, which must be in the window. */
  constructor(window: ByteWindow, context: ReaderContext) {
    const { view, start } = window;
    const variant = VARIANTS.get(view.getUint32(start))!;
    this.#context = context;
    this.#littleEndian = variant.littleEndian;
    this.#microsecondsPerTick = variant.microsecondsPerTick;
    const snapLength = view.getUint32(start + 16, variant.littleEndian);
    // The upper half tells the length of a frame check sequence, which no length of IP counts.
    this.#linkType = view.getUint32(start + 20, variant.littleEndian) & 0xffff;
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
    const { time, offset, capturedLength, originalLength, number } = batch;
    const littleEndian = this.#littleEndian;
    const microsecondsPerTick = this.#microsecondsPerTick;
    const capacity = time.length;
    const first = batch.count;
    let at = window.start;
    let row = first;
    let needed = 0;
    for (; row < capacity; row++) {
      needed = RECORD_HEADER;
      if (end - at < RECORD_HEADER) break;
      const captured = view.getUint32(at + 8, littleEndian);
      needed += captured;
      if (captured > this.#limit || this.#broken || end - at < needed) break;
      time[row] = view.getUint32(at, littleEndian) * 1e6 + view.getUint32(at + 4, littleEndian) * microsecondsPerTick;
      offset[row] = at + RECORD_HEADER;
      capturedLength[row] = captured;
      originalLength[row] = view.getUint32(at + 12, littleEndian);
      batch.position[row] = position + at;
      number[row] = ++this.#count;
      at += needed;
      needed = 0;
    }
    batch.linkType.fill(this.#linkType, first, row);
    batch.interfaceIndex.fill(this.#interfaceIndex, first, row);
    batch.file.fill(this.#context.file, first, row);
    batch.count = row;
    window.start = at;
    return needed === 0 ? 0 : this.#incomplete(window, needed);
  }

  /** The window's start is not a whole record: either more is to come, or the file is cut or damaged there. */
  #incomplete(window: ByteWindow, needed: number): number {
    const damaged = needed > RECORD_HEADER + this.#limit;
    if (!damaged && !window.ended && !this.#broken) return needed;
    if (!this.#broken && window.available > 0) {
      const text = damaged
        ? `the record claims ${needed - RECORD_HEADER} bytes, more than any capture program writes; the rest of the file was not read`
        : `the file ends in the middle of a record; its last ${window.available} bytes were not read`;
      this.#context.problems.add(window.startPosition, text);
    }
    this.#broken = true;
    window.start = window.end;
    return 1;
  }
}
