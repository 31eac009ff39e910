/**
 * Endace's Extensible Record Format, of DAG capture cards (https://www.endace.com/erf-extensible-record-format-types.pdf): records without a file header.
 *
 *     time u64, little-endian, 32 bits of fraction | type u8 | flags u8 | record length u16 | lost u16 | length on the wire u16 | extension headers, frame
 *
 * A type with its high bit set is followed by extension headers of eight bytes, each of which says by its own high bit whether another follows.
 */
import type { ByteWindow } from './byte-window.js';
import type { FileFormat } from './file-format.js';
import type { FrameBatch } from './frame.js';
import type { ReaderContext, RecordReader } from './record-reader.js';

const HEADER = 16;
const EXTENSION = 8;
const MORE = 0x80;

/** Of the types that lead to IP: LINKTYPE_ number, and bytes of padding before the frame. */
const TYPES: ReadonlyMap<number, { linkType: number; padding: number }> = new Map([
  [2, { linkType: 1, padding: 2 }],
  [11, { linkType: 1, padding: 2 }],
  [16, { linkType: 1, padding: 2 }],
  [20, { linkType: 1, padding: 2 }],
  [22, { linkType: 228, padding: 0 }],
  [23, { linkType: 229, padding: 0 }],
]);

/** Seconds between two records at the beginning of a file, at most. */
const DAY = 86_400;

class ErfReader implements RecordReader {
  readonly #context: ReaderContext;
  /** Index of the interface by link type. */
  readonly #interfaces = new Map<number, number>();
  #count = 0;

  constructor(context: ReaderContext) {
    this.#context = context;
  }

  read(window: ByteWindow, batch: FrameBatch): number {
    for (; batch.count < batch.time.length; window.start += recordLength(window.view, window.start)) {
      const { view, start, available } = window;
      if (available < HEADER) return this.#incomplete(window, HEADER);
      const length = recordLength(view, start);
      if (length < HEADER) return this.#damaged(window, length);
      if (available < length) return this.#incomplete(window, length);
      this.#count++;
      this.#record(view, start, window.position, batch);
    }
    return 0;
  }

  #record(view: DataView, at: number, position: number, batch: FrameBatch): void {
    const type = TYPES.get(view.getUint8(at + 8) & ~MORE);
    if (type === undefined) return;
    const row = batch.count++;
    batch.time[row] = view.getUint32(at + 4, true) * 1e6 + (view.getUint32(at, true) * 1e6) / 2 ** 32;
    locateFrame(view, at, batch, row);
    batch.linkType[row] = type.linkType;
    batch.interfaceIndex[row] = this.#interface(type.linkType);
    batch.position[row] = position + at;
    batch.file[row] = this.#context.file;
    batch.direction[row] = 0;
    batch.number[row] = this.#count;
  }

  #interface(linkType: number): number {
    const { interfaces, file } = this.#context;
    const known = this.#interfaces.get(linkType);
    const index = known ?? interfaces.push({ file, linkType, snapLength: 0 }) - 1;
    this.#interfaces.set(linkType, index);
    return index;
  }

  #incomplete(window: ByteWindow, needed: number): number {
    if (window.ended && window.available > 0) {
      const text = `the file ends in the middle of a record; its last ${window.available} bytes were not read`;
      this.#context.problems.add(window.startPosition, text);
      window.start = window.end;
    }
    return needed;
  }

  /** Nothing says where the next record begins: there is no magic in this format, and time alone is too little. */
  #damaged(window: ByteWindow, length: number): number {
    this.#context.problems.add(window.startPosition, `a record claims a length of ${length} bytes; 16 bytes were skipped`);
    window.start += HEADER;
    return 0;
  }
}

function recordLength(view: DataView, at: number): number {
  return view.getUint16(at + 10);
}

/** Fills a row with where the frame lies in the whole record at `at`. */
function locateFrame(view: DataView, at: number, batch: FrameBatch, row: number): void {
  const end = at + recordLength(view, at);
  let frame = at + HEADER;
  for (let flags = view.getUint8(at + 8); (flags & MORE) !== 0 && frame + EXTENSION <= end; frame += EXTENSION)
    flags = view.getUint8(frame);
  frame = Math.min(frame + (TYPES.get(view.getUint8(at + 8) & ~MORE)?.padding ?? 0), end);
  const original = view.getUint16(at + 14);
  batch.offset[row] = frame;
  batch.capturedLength[row] = Math.min(end - frame, original);
  batch.originalLength[row] = original;
}

/** Does a record of a known type begin at `at`, as far as it can be seen? */
function plausible(view: DataView, at: number): boolean {
  return recordLength(view, at) > HEADER && view.getUint16(at + 14) > 0 && TYPES.has(view.getUint8(at + 8) & ~MORE);
}

export const erf: FileFormat = {
  what: 'an ERF file',
  magics: [],
  recognises(head) {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    if (head.length < HEADER || !plausible(view, 0)) return false;
    const second = recordLength(view, 0);
    if (second + HEADER > head.length) return second === head.length;
    return plausible(view, second) && Math.abs(view.getUint32(second + 4, true) - view.getUint32(4, true)) < DAY;
  },
  headerLength: HEADER,
  open: (_, context) => new ErfReader(context),
  locate(batch) {
    if (batch.bytes.length < HEADER || recordLength(batch.view, 0) > batch.bytes.length) return false;
    locateFrame(batch.view, 0, batch, 0);
    return true;
  },
};
