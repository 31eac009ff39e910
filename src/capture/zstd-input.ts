/**
 * A zstd-compressed input (RFC 8878), expanded as it is asked for, a block at a time: a block grows to 128 KiB at the most, and the window of a frame is looked at
 * before anything is expanded, so that nothing in the data decides on the memory. Frames follow each other; skippable ones are skipped.
 *
 *     frame    magic u32 | descriptor u8 | window u8, if not of a single segment | dictionary id 0, 1, 2, 4 | content size 0, 1, 2, 4, 8 | blocks | checksum u32, if any
 *     block    u24: 1 bit last, 2 bits type (0 raw, 1 one byte repeated, 2 compressed), 21 bits size
 */
import type { Decompress } from 'fzstd';
import type { ByteInput } from './byte-input.js';
import { ByteWindow } from './byte-window.js';
import { PieceQueue } from './piece-queue.js';

const MAGIC = 0xfd2fb528;
/** Skippable frames have sixteen magics, which differ in the lowest four bits. */
const SKIPPABLE = 0x184d2a5;
const SKIPPABLE_HEADER = 8;
const LONGEST_HEADER = 18;
const BLOCK_HEADER = 3;
const REPEATED = 1;
const CHECKSUM = 4;

/** Bytes of one block, expanded or not (section 3.1.1.2.4). */
const BLOCK_LIMIT = 1 << 17;
/** What zstd itself expands without being told to take more memory. */
const WINDOW_LIMIT = 1 << 27;

const DICTIONARY_ID_LENGTHS = [0, 1, 2, 4] as const;
const CONTENT_SIZE_LENGTHS = [0, 2, 4, 8] as const;
const NOTHING = new Uint8Array(0);

interface Frame {
  readonly expander: Decompress;
  readonly hasChecksum: boolean;
  /** Bytes of a block at the most. */
  readonly blockLimit: number;
}

export class ZstdInput implements ByteInput {
  readonly #window: ByteWindow;
  readonly #damaged: (text: string) => void;
  readonly #expanded = new PieceQueue();
  #frame: Frame | undefined;
  #ended = false;

  /** `damaged` is told, at most once, that the compressed data is cut or broken; what came before is read all the same. */
  constructor(input: ByteInput, damaged: (text: string) => void) {
    this.#window = new ByteWindow(input);
    this.#damaged = damaged;
  }

  get total(): number | undefined {
    return this.#window.input.total;
  }

  get taken(): number {
    return this.#window.input.taken;
  }

  async read(target: Uint8Array, offset: number): Promise<number> {
    while (this.#expanded.isEmpty && !this.#ended) await this.#expand();
    return this.#expanded.take(target, offset);
  }

  close(): Promise<void> {
    return this.#window.input.close();
  }

  /** The next header, or the next block. */
  async #expand(): Promise<void> {
    try {
      if (this.#frame === undefined) await this.#begin();
      else await this.#block(this.#frame);
    } catch (error) {
      const { message, syscall } = error as NodeJS.ErrnoException;
      if (syscall !== undefined) throw error;
      this.#ended = true;
      this.#damaged(`the zstd data is damaged (${message})`);
    }
  }

  async #begin(): Promise<void> {
    const window = this.#window;
    await this.#gather(LONGEST_HEADER);
    if (window.available === 0) {
      this.#ended = true;
      return;
    }
    const head = new Uint8Array(LONGEST_HEADER);
    head.set(window.bytes.subarray(window.start, Math.min(window.end, window.start + LONGEST_HEADER)));
    const view = new DataView(head.buffer);
    const magic = view.getUint32(0, true);
    if (magic >>> 4 === SKIPPABLE) return this.#skip(SKIPPABLE_HEADER + view.getUint32(4, true));
    if (magic !== MAGIC) throw new Error('no frame begins where the one before it ends');
    const { length, windowLength, hasChecksum } = frameHeader(view);
    if (windowLength > WINDOW_LIMIT) throw new Error(`a frame wants a window of ${windowLength} bytes; ${WINDOW_LIMIT} are allowed`);
    const { Decompress } = await import('fzstd');
    this.#frame = {
      expander: new Decompress((piece) => this.#expanded.add(piece)),
      hasChecksum,
      blockLimit: Math.min(windowLength, BLOCK_LIMIT),
    };
    this.#frame.expander.push(await this.#take(length));
  }

  async #block({ expander, hasChecksum, blockLimit }: Frame): Promise<void> {
    await this.#gather(BLOCK_HEADER);
    const { view, start } = this.#window;
    if (this.#window.available < BLOCK_HEADER) throw new Error('it ends in the middle');
    const header = view.getUint16(start, true) | (view.getUint8(start + 2) << 16);
    const size = header >> 3;
    if (size > blockLimit) throw new Error(`a block of ${size} bytes, where ${blockLimit} are allowed`);
    const isLast = (header & 1) !== 0;
    const length = BLOCK_HEADER + (((header >> 1) & 3) === REPEATED ? 1 : size) + (isLast && hasChecksum ? CHECKSUM : 0);
    expander.push(await this.#take(length));
    if (!isLast) return;
    expander.push(NOTHING, true);
    this.#frame = undefined;
  }

  async #gather(length: number): Promise<void> {
    while (this.#window.available < length && !this.#window.ended) await this.#window.fill(length);
  }

  /** A copy of the next bytes. */
  async #take(length: number): Promise<Uint8Array> {
    await this.#gather(length);
    const window = this.#window;
    if (window.available < length) throw new Error('it ends in the middle');
    window.start += length;
    return window.bytes.slice(window.start - length, window.start);
  }

  async #skip(length: number): Promise<void> {
    const window = this.#window;
    for (let left = length; left > 0; ) {
      await this.#gather(1);
      if (window.available === 0) throw new Error('it ends in the middle');
      const count = Math.min(left, window.available);
      window.start += count;
      left -= count;
    }
  }
}

/** Of the frame whose first bytes are in the view, with whatever comes behind them (section 3.1.1.1). */
function frameHeader(view: DataView): { length: number; windowLength: number; hasChecksum: boolean } {
  const descriptor = view.getUint8(4);
  const isSingle = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const sizeLength = sizeFlag === 0 && isSingle ? 1 : CONTENT_SIZE_LENGTHS[sizeFlag as 0 | 1 | 2 | 3];
  const sizeAt = 5 + (isSingle ? 0 : 1) + DICTIONARY_ID_LENGTHS[(descriptor & 3) as 0 | 1 | 2 | 3];
  const windowLength = isSingle ? contentSize(view, sizeAt, sizeLength) : windowSize(view.getUint8(5));
  return { length: sizeAt + sizeLength, windowLength, hasChecksum: (descriptor & 4) !== 0 };
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function contentSize(view: DataView, at: number, length: number): number {
  if (length === 1) return view.getUint8(at);
  if (length === 2) return view.getUint16(at, true) + 256;
  return view.getUint32(at, true) + (length === 8 ? view.getUint32(at + 4, true) * 2 ** 32 : 0);
}
