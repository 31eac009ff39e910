/** Saves frames of a capture as pcapng, some with a comment. What is handed on are whole blocks, always: the file is valid after every flush. */
import type { CaptureInterface, FrameBatch } from './frame.js';
import type { KeptOptions } from './kept-options.js';
import { PcapngWriter } from './pcapng-writer.js';

/** opt_comment. */
const COMMENT = 1;
const UTF8 = new TextDecoder();

/** Bytes gathered before they are handed on. */
const GATHERED = 1 << 18;

export class FrameSaver {
  readonly #write: (blocks: Uint8Array) => void;
  readonly #interfaces: readonly CaptureInterface[];
  readonly #kept: KeptOptions | undefined;
  readonly #writer = new PcapngWriter(2 * GATHERED);
  /** Number in the file, by index in `interfaces`; an interface is described before the first of its frames. */
  readonly #numbers = new Map<number, number>();
  #time = 0;
  #nanoseconds = 0;

  /** `interfaces` are those of the FrameSource whose frames will be saved; `kept`: what their blocks said beside, as far as it is known when something is written. */
  constructor(write: (blocks: Uint8Array) => void, interfaces: readonly CaptureInterface[], application: string, kept?: KeptOptions) {
    this.#write = write;
    this.#interfaces = interfaces;
    this.#kept = kept;
    this.#writer.section(application, kept?.takeSections());
  }

  frame(batch: FrameBatch, row: number, comment?: string): void {
    const options = this.#kept?.takeFrame(batch, row) ?? [];
    const names = this.#kept?.takeNames() ?? [];
    if (names.length > 0) this.#writer.names(names);
    const number = this.#describe(batch.interfaceIndex[row]!, batch.linkType[row]!);
    // A frame without a time was captured after the one before it.
    const time = batch.time[row]!;
    if (!Number.isNaN(time)) {
      this.#nanoseconds = batch.nanoseconds[row]!;
      this.#time = this.#nanoseconds === 0 ? time : Math.round(time - this.#nanoseconds / 1000);
    }
    const captured = batch.capturedLength[row]!;
    const original = batch.originalLength[row]!;
    const again = comment !== undefined && options.some(({ code, value }) => code === COMMENT && UTF8.decode(value) === comment);
    const more = again ? undefined : comment;
    this.#writer.packet(number, this.#time, batch.bytes, batch.offset[row]!, captured, original, 0, more, this.#nanoseconds, options);
    if (this.#writer.length >= GATHERED) this.flush();
  }

  /** What is said last: frames dropped at each interface. */
  end(): void {
    for (const [index, number] of this.#numbers) {
      const dropped = this.#interfaces[index]?.dropped;
      if (dropped !== undefined) this.#writer.statistics(number, this.#time, dropped);
    }
    this.flush();
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
    const named = name === undefined ? {} : { name };
    // The comments of a section that begins later stand at its first interface: this is one section.
    const of = (this.#kept?.takeSections() ?? []).filter(({ code }) => code === COMMENT);
    this.#writer.interface({ linkType, snapLength, nanoseconds: true, ...named }, [...of, ...(this.#kept?.interface(index) ?? [])]);
    return number;
  }
}
