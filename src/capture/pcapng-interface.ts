/**
 * An Interface Description Block of pcapng, and the clock it declares.
 *
 *     type u32 = 1 | length u32 | link type u16 | reserved u16 | snap length u32 | options | length u32
 */
import { forEachOption } from './pcapng-option.js';

const NAME = 2;
const TIME_RESOLUTION = 9;
const TIME_OFFSET = 14;
const NAME_LIMIT = 256;

const UTF8 = new TextDecoder();

export class PcapngInterface {
  /** Index into FrameSource.interfaces. */
  readonly index: number;
  readonly linkType: number;
  /** 0: no limit. */
  readonly snapLength: number;
  name: string | undefined;
  /** Frames that its packet blocks say were dropped before them. */
  missing = 0;
  #microsecondsPerTick = 1;
  /** Microseconds in 2^32 ticks: the whole part, and the ticks that are left over. */
  #wholeOfUpper = 2 ** 32;
  #ticksOfUpper = 0;
  #inNanoseconds = false;
  /** Microseconds to add (if_tsoffset). */
  #offset = 0;

  constructor(index: number, view: DataView, block: number, end: number, littleEndian: boolean) {
    this.index = index;
    this.linkType = view.getUint16(block + 8, littleEndian);
    this.snapLength = view.getUint32(block + 12, littleEndian);
    forEachOption(view, block + 16, end, littleEndian, (code, at, length) => {
      if (code === NAME) this.name = UTF8.decode(new Uint8Array(view.buffer, view.byteOffset + at, Math.min(length, NAME_LIMIT)));
      if (code === TIME_RESOLUTION && length === 1) this.#setResolution(view.getUint8(at));
      if (code === TIME_OFFSET && length === 8) this.#offset = Number(view.getBigInt64(at, littleEndian)) * 1e6;
    });
  }

  /** The high bit tells whether the rest is a negative power of two or of ten, in seconds. */
  #setResolution(resolution: number): void {
    const ticksPerMicrosecond = (resolution & 0x80 ? 2 ** (resolution & 0x7f) : 10 ** resolution) / 1e6;
    this.#microsecondsPerTick = 1 / ticksPerMicrosecond;
    this.#inNanoseconds = ticksPerMicrosecond === 1000;
    this.#wholeOfUpper = Math.floor(2 ** 32 / ticksPerMicrosecond);
    this.#ticksOfUpper = 2 ** 32 - this.#wholeOfUpper * ticksPerMicrosecond;
  }

  /**
   * Microseconds since the epoch of a 64-bit count of ticks. Nanoseconds since 1970 do not fit into a double: upper and lower half are taken apart,
   * so that nothing is rounded before the sum.
   */
  microseconds(upper: number, lower: number): number {
    return upper * this.#wholeOfUpper + (upper * this.#ticksOfUpper + lower) * this.#microsecondsPerTick + this.#offset;
  }

  /** What is beyond whole microseconds; 0 where ticks are no nanoseconds. */
  nanoseconds(upper: number, lower: number): number {
    return this.#inNanoseconds ? ((upper % 1000) * (2 ** 32 % 1000) + lower) % 1000 : 0;
  }

  /** Captured length of a Simple Packet Block, which does not tell it; `room` is what its block has. */
  clip(originalLength: number, room: number): number {
    return Math.min(originalLength, room, this.snapLength === 0 ? room : this.snapLength);
  }
}
