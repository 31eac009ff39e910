/** Saves frames of a capture as pcapng, some with a comment. What is handed on are whole blocks, always: the file is valid after every flush. */
import type { CaptureInterface, FrameBatch } from './frame.js';
import { PcapngWriter } from './pcapng-writer.js';

/** Bytes gathered before they are handed on. */
const GATHERED = 1 << 18;

export class FrameSaver {
  readonly #write: (blocks: Uint8Array) => void;
  readonly #interfaces: readonly CaptureInterface[];
  readonly #writer = new PcapngWriter(2 * GATHERED);
  /** Number in the file, by index in `interfaces`; an interface is described before the first of its frames. */
  readonly #numbers = new Map<number, number>();
  #time = 0;
  #nanoseconds = 0;

  /** `interfaces` are those of the FrameSource whose frames will be saved. */
  constructor(write: (blocks: Uint8Array) => void, interfaces: readonly CaptureInterface[], application: string) {
    this.#write = write;
    this.#interfaces = interfaces;
    this.#writer.section(application);
  }

  frame(batch: FrameBatch, row: number, comment?: string): void {
    const number = this.#describe(batch.interfaceIndex[row]!, batch.linkType[row]!);
    // A frame without a time was captured after the one before it.
    const time = batch.time[row]!;
    if (!Number.isNaN(time)) {
      this.#nanoseconds = batch.nanoseconds[row]!;
      this.#time = this.#nanoseconds === 0 ? time : Math.round(time - this.#nanoseconds / 1000);
    }
    const captured = batch.capturedLength[row]!;
    const original = batch.originalLength[row]!;
    this.#writer.packet(number, this.#time, batch.bytes, batch.offset[row]!, captured, original, 0, comment, this.#nanoseconds);
    if (this.#writer.length >= GATHERED) this.flush();
  }

  /** Hands on what has been gathered. */
  flush(): void {
    if (this.#writer.length > 0) this.#write(this.#writer.take());
  }

  #describe(index: number, linkType: number): number {
    const known = this.#numbers.get(index);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(index, number);
    const { snapLength = 0, name } = this.#interfaces[index] ?? {};
    this.#writer.interface({ linkType, snapLength, nanoseconds: true, ...(name === undefined ? {} : { name }) });
    return number;
  }
}
