/**
 * The pcapng file format (draft-ietf-opsawg-pcapng): sections of blocks. Packet blocks become rows of the batch; section, interface and statistics blocks
 * change the reader's state; all others are passed over.
 */
import type { ByteWindow } from './byte-window.js';
import type { FileFormat } from './file-format.js';
import type { FrameBatch } from './frame.js';
import { NONE, UNDECIDED } from './pcap-resync.js';
import { BLOCK_HEADER, BLOCK_TRAILER, BlockType, sectionByteOrder } from './pcapng-block.js';
import { findBlock } from './pcapng-resync.js';
import { locatePacket, PcapngSection } from './pcapng-section.js';
import type { ReaderContext, RecordReader } from './record-reader.js';

/** A longer block is damage. */
const BLOCK_LIMIT = 1 << 24;

const SHORTEST = BLOCK_HEADER + BLOCK_TRAILER;

/** Bytes looked through for the next block after damage, at a time, and waited for where the search depends on what is still to come. */
const SEARCH_LENGTH = 1 << 20;
const SEARCH_STEP = 1 << 16;

class PcapngReader implements RecordReader {
  readonly #context: ReaderContext;
  #section: PcapngSection;
  #count = 0;
  /** Where the damage that is being skipped began; -1: nothing is being skipped. */
  #lostAt = -1;

  constructor(context: ReaderContext) {
    this.#context = context;
    this.#section = new PcapngSection(true, context);
  }

  // Hot: `npm run bench`, reading alone.
  read(window: ByteWindow, batch: FrameBatch): number {
    const capacity = batch.time.length;
    while (batch.count < capacity) {
      const { view, start, available } = window;
      if (available === 0 && window.ended) return this.#finish(window);
      if (this.#lostAt >= 0) return this.#search(window, start, true);
      if (available < SHORTEST) return window.ended ? this.#finish(window) : SHORTEST;
      if (view.getUint32(start) === BlockType.sectionHeader) this.#beginSection(view, start);
      const length = view.getUint32(start + 4, this.#section.littleEndian);
      if (length < SHORTEST || length % 4 !== 0 || length > BLOCK_LIMIT) return this.#search(window, start + 4, true);
      if (available < length) return window.ended ? this.#search(window, start + 4, false) : length;
      if (view.getUint32(start + length - BLOCK_TRAILER, this.#section.littleEndian) !== length)
        return this.#search(window, start + 4, true);
      // So that it is known of every frame which interfaces had been described before it.
      if (batch.count > 0 && view.getUint32(start, this.#section.littleEndian) === BlockType.interfaceDescription) return 0;
      if (this.#section.take(view, start, length, window.position, batch, this.#count + 1)) this.#count++;
      window.start += length;
    }
    return 0;
  }

  /** A new section, unless its magic says that it is damage: the section before then goes on, and the lengths will tell. */
  #beginSection(view: DataView, block: number): void {
    const littleEndian = sectionByteOrder(view, block);
    if (littleEndian !== undefined) this.#section = new PcapngSection(littleEndian, this.#context);
  }

  /** The block at the window's start is damaged, or cut by the end of the file: where does one begin again? Answers as read() does. */
  #search(window: ByteWindow, from: number, damaged: boolean): number {
    const { start } = window;
    const found = findBlock(window, from, start + SEARCH_LENGTH, this.#section.littleEndian);
    if (found === UNDECIDED) return window.available + SEARCH_STEP;
    if (found !== NONE) this.#resume(window, found);
    else if (window.ended && this.#lostAt < 0 && this.#mend(window, window.end)) return 0;
    else if (damaged) this.#skip(window, start + SEARCH_LENGTH);
    else return this.#finish(window);
    return 0;
  }

  #resume(window: ByteWindow, found: number): void {
    if (this.#lostAt < 0 && this.#mend(window, found)) return;
    this.#skip(window, found);
    this.#problem(this.#lostAt, `damage: ${window.startPosition - this.#lostAt} bytes were skipped, up to where a block begins again`);
    this.#lostAt = -1;
  }

  #skip(window: ByteWindow, to: number): void {
    if (this.#lostAt < 0) this.#lostAt = window.startPosition;
    window.start = Math.min(to, window.end);
  }

  /** Where one of the block's two lengths is right about `next`, the other is the damage: mended in memory, the block is read like any other. */
  #mend(window: ByteWindow, next: number): boolean {
    const { view, start } = window;
    const { littleEndian } = this.#section;
    const length = next - start;
    if (length < SHORTEST || length % 4 !== 0) return false;
    const first = view.getUint32(start + 4, littleEndian);
    const second = view.getUint32(next - BLOCK_TRAILER, littleEndian);
    if ((first === length) === (second === length)) return false;
    view.setUint32(start + 4, length, littleEndian);
    view.setUint32(next - BLOCK_TRAILER, length, littleEndian);
    this.#problem(window.startPosition, `one of the two lengths of this block is damaged (${first} and ${second}); taken to be ${length}`);
    return true;
  }

  /** The end of the file, within a block or within damage. */
  #finish(window: ByteWindow): number {
    const end = window.startPosition + window.available;
    if (this.#lostAt >= 0) this.#problem(this.#lostAt, `damage: the rest of the file, ${end - this.#lostAt} bytes, was skipped`);
    else if (window.available > 0)
      this.#problem(window.startPosition, `the file ends in the middle of a block; its last ${window.available} bytes were not read`);
    this.#lostAt = -1;
    window.start = window.end;
    return SHORTEST;
  }

  #problem(position: number, text: string): void {
    this.#context.problems.add(position, text);
  }
}

export const pcapng: FileFormat = {
  what: 'a pcapng file',
  mixesInterfaces: true,
  magics: [BlockType.sectionHeader.toString(16).padStart(8, '0')],
  headerLength: SHORTEST,
  open: (_, context) => new PcapngReader(context),
  locate: (batch) => locatePacket(batch, true) || locatePacket(batch, false),
};
