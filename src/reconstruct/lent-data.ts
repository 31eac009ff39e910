/**
 * User data of what is outstanding: borrowed from the packets' block while that lasts, since most of it is acknowledged by then, and copied into a ring for what
 * is left. A place is a position in the ring, BORROWED minus an offset in the block, or NOWHERE.
 */
import type { Allowance } from './allowance.js';
import { MAX_PAYLOAD, PayloadRing } from './payload-ring.js';

const NOWHERE = -1;
const BORROWED = -2;

export class LentData {
  private readonly ring: PayloadRing;
  private block: DataView | undefined;
  /** Bytes that places were given for. */
  private held = 0;

  constructor(allowance: Allowance) {
    this.ring = new PayloadRing(allowance);
  }

  /** Is user data borrowed from this block now? */
  borrows(block: DataView): boolean {
    return this.block === block;
  }

  get borrowing(): boolean {
    return this.block !== undefined;
  }

  borrow(block: DataView): void {
    this.block = block;
  }

  /** The place of `length` bytes from `from` on in the block. */
  lend(from: number, length: number): number {
    if (this.held + length > MAX_PAYLOAD) return NOWHERE;
    this.held += length;
    return BORROWED - from;
  }

  /** The place of what was not captured. */
  get nowhere(): number {
    return NOWHERE;
  }

  /** The block is about to go: copies what was lent of it. Answers the new place. */
  keep(place: number, length: number): number {
    if (this.block === undefined || place > BORROWED) return place;
    const position = this.ring.keep(this.block, BORROWED - place, length);
    if (position >= 0) return position;
    this.held -= length;
    return NOWHERE;
  }

  /** The block has gone. */
  giveBack(): void {
    this.block = undefined;
  }

  /** A copy; undefined where it was not captured, or is gone. */
  at(place: number, length: number): Uint8Array | undefined {
    if (place > BORROWED || this.block === undefined) return this.ring.at(place, length);
    return new Uint8Array(this.block.buffer, this.block.byteOffset + BORROWED - place, length).slice();
  }

  /** It is not needed any more, and nothing lent before it. */
  release(place: number, length: number): void {
    if (place === NOWHERE) return;
    this.held -= length;
    if (place >= 0) this.ring.release(place + length);
  }

  /** Nothing lent so far is needed any more. */
  forget(): void {
    this.ring.forget();
    this.held = 0;
  }

  /** Gives the memory up. */
  clear(): void {
    this.block = undefined;
    this.ring.clear();
    this.held = 0;
  }
}
