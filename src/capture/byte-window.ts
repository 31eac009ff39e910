/** The part of an input that is in memory: one buffer, filled again and again, that grows only for a record larger than itself. */
import type { ByteInput } from './byte-input.js';

/** Bytes read at a time. */
export const BLOCK_LENGTH = 1 << 20;

/** No window grows past this, whatever a length field says. */
export const WINDOW_LIMIT = 1 << 25;

export class ByteWindow {
  bytes: Uint8Array;
  view: DataView;
  /** Unread bytes are bytes[start .. end). */
  start = 0;
  end = 0;
  /** Bytes before `start` that survive the next fill; at most `start`. */
  lookBehind = 0;
  /** Byte position in the input of bytes[0]. */
  position = 0;
  /** The input has no more bytes than those in the window. */
  ended = false;
  readonly input: ByteInput;

  constructor(input: ByteInput, length = BLOCK_LENGTH) {
    this.input = input;
    this.bytes = new Uint8Array(length);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Unread bytes in memory. */
  get available(): number {
    return this.end - this.start;
  }

  /** Byte position in the input of the first unread byte. */
  get startPosition(): number {
    return this.position + this.start;
  }

  /** Reads once more from the input, making room for at least `needed` unread bytes. What pointed into the window is void afterwards. */
  async fill(needed = 0): Promise<void> {
    this.#makeRoom(needed);
    const count = await this.input.read(this.bytes, this.end);
    this.end += count;
    if (count === 0) this.ended = true;
  }

  #makeRoom(needed: number): void {
    const from = this.start - this.lookBehind;
    const length = this.lookBehind + Math.max(needed, this.available + 1);
    if (length > WINDOW_LIMIT) throw new RangeError(`a window of ${length} bytes was asked for`);
    if (length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(length, this.bytes.length * 2));
      larger.set(this.bytes.subarray(from, this.end));
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    } else if (from > 0) {
      this.bytes.copyWithin(0, from, this.end);
    }
    this.position += from;
    this.start -= from;
    this.end -= from;
  }
}
