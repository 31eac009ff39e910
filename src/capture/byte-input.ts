/** Where the bytes of a capture come from: a file, a stream, or either with its first bytes already looked at. */
import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';

export interface ByteInput {
  /** Bytes there are, where that is known. */
  readonly total: number | undefined;
  /** Bytes taken so far from the file or stream itself (of a compressed one: compressed bytes). */
  readonly taken: number;
  /** Puts the next bytes at target[offset] and after, as many as there are and fit; answers how many, 0 at the end. */
  read(target: Uint8Array, offset: number): Promise<number>;
  close(): Promise<void>;
}

/** Keys, signals and timers get their turn. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A file, read by position. What is appended while it is being read is read too. */
export class FileInput implements ByteInput {
  readonly total: number;
  taken = 0;
  readonly #handle: FileHandle;

  constructor(handle: FileHandle, total: number) {
    this.#handle = handle;
    this.total = total;
  }

  /** By this thread: to have another one read and to be woken takes longer, and the bytes lie in that one's cache then. */
  async read(target: Uint8Array, offset: number): Promise<number> {
    const count = readSync(this.#handle.fd, target, offset, target.length - offset, this.taken);
    this.taken += count;
    await othersTurn();
    return count;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

/** A pipe. Each read answers with what has arrived, so that a live capture is seen at once. */
export class StreamInput implements ByteInput {
  readonly total = undefined;
  taken = 0;
  readonly #stream: Readable;
  readonly #chunks: AsyncIterator<Uint8Array | string>;
  #chunk: Uint8Array = new Uint8Array(0);

  constructor(stream: Readable) {
    this.#stream = stream;
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  async read(target: Uint8Array, offset: number): Promise<number> {
    while (this.#chunk.length === 0) {
      const next = await this.#chunks.next();
      if (next.done) return 0;
      this.#chunk = typeof next.value === 'string' ? Buffer.from(next.value) : next.value;
    }
    const count = Math.min(this.#chunk.length, target.length - offset);
    target.set(this.#chunk.subarray(0, count), offset);
    this.#chunk = this.#chunk.subarray(count);
    this.taken += count;
    return count;
  }

  async close(): Promise<void> {
    this.#stream.destroy();
  }
}

/** An input whose first bytes were read already, to see what it is: they come first again. */
export class PrefixedInput implements ByteInput {
  #head: Uint8Array;
  readonly #rest: ByteInput;

  constructor(head: Uint8Array, rest: ByteInput) {
    this.#head = head;
    this.#rest = rest;
  }

  get total(): number | undefined {
    return this.#rest.total;
  }

  get taken(): number {
    return this.#rest.taken;
  }

  async read(target: Uint8Array, offset: number): Promise<number> {
    if (this.#head.length === 0) return this.#rest.read(target, offset);
    const count = Math.min(this.#head.length, target.length - offset);
    target.set(this.#head.subarray(0, count), offset);
    this.#head = this.#head.subarray(count);
    return count;
  }

  close(): Promise<void> {
    return this.#rest.close();
  }
}
