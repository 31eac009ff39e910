/** User data of what is outstanding, copied out of the borrowed block: a ring whose capacity is a power of two. Positions count all bytes ever kept. */
import type { Allowance } from './allowance.js';

/** Most bytes of user data kept for one endpoint. */
export const MAX_PAYLOAD = 1 << 22;
const LEAST = 64;
/** So many bytes every endpoint has for sure. */
const SURE = 1024;
const NOTHING = new Uint8Array(0);

export class PayloadRing {
  private bytes = NOTHING;
  /** Positions after the newest byte, and of the oldest one still needed. */
  private head = 0;
  private tail = 0;
  private readonly allowance: Allowance;

  constructor(allowance: Allowance) {
    this.allowance = allowance;
  }

  /** Copies `length` bytes from `from` on; answers the position, or -1 where there is no room. */
  keep(block: DataView, from: number, length: number): number {
    if (this.head - this.tail + length > this.bytes.length && !this.grow(length)) return -1;
    const position = this.head;
    const start = position & (this.bytes.length - 1);
    const first = Math.min(length, this.bytes.length - start);
    const at = block.byteOffset + from;
    this.bytes.set(new Uint8Array(block.buffer, at, first), start);
    if (first < length) this.bytes.set(new Uint8Array(block.buffer, at + first, length - first), 0);
    this.head += length;
    return position;
  }

  private grow(length: number): boolean {
    const needed = this.head - this.tail + length;
    if (needed > MAX_PAYLOAD) return false;
    let capacity = Math.max(LEAST, this.bytes.length);
    while (capacity < needed) capacity *= 2;
    if (!this.allowance.take(shared(capacity) - shared(this.bytes.length))) return false;
    const grown = new Uint8Array(capacity);
    const mask = this.bytes.length - 1;
    for (let position = Math.max(0, this.head - this.bytes.length); position < this.head; position++)
      grown[position & (capacity - 1)] = this.bytes[position & mask]!;
    this.bytes = grown;
    return true;
  }

  /** A copy of what was kept at a position; undefined where it was not, or is gone. */
  at(position: number, length: number): Uint8Array | undefined {
    if (position < 0 || this.head - position > this.bytes.length) return undefined;
    const out = new Uint8Array(length);
    for (let i = 0; i < length; i++) out[i] = this.bytes[(position + i) & (this.bytes.length - 1)]!;
    return out;
  }

  /** Nothing before this position is needed any more. */
  release(position: number): void {
    this.tail = position;
  }

  /** Nothing kept so far is needed any more. */
  forget(): void {
    this.tail = this.head;
  }

  /** Gives the memory up. */
  clear(): void {
    this.forget();
    this.allowance.giveBack(shared(this.bytes.length));
    this.bytes = NOTHING;
  }
}

function shared(capacity: number): number {
  return capacity > SURE ? capacity : 0;
}
