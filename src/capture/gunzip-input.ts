/**
 * A gzip-compressed input, expanded as it is asked for.
 *
 * One small piece is expanded at a time: what a piece of 32 KiB can grow to (a thousandfold) bounds the memory, and where the data is damaged, what was
 * expanded before is not lost (but for the last 64 KiB or less, which zlib keeps to itself).
 */
import { createGunzip, type Gunzip } from 'node:zlib';
import type { ByteInput } from './byte-input.js';
import { PieceQueue } from './piece-queue.js';

const PIECE = 32 * 1024;
const OUTPUT_PIECE = 64 * 1024;

export class GunzipInput implements ByteInput {
  readonly #input: ByteInput;
  readonly #gunzip: Gunzip;
  readonly #damaged: (text: string) => void;
  readonly #piece = new Uint8Array(PIECE);
  readonly #expanded = new PieceQueue();
  #ended = false;

  /** `damaged` is told, at most once, that the compressed data is cut or broken; what came before is read all the same. */
  constructor(input: ByteInput, damaged: (text: string) => void) {
    this.#input = input;
    this.#damaged = damaged;
    this.#gunzip = createGunzip({ chunkSize: OUTPUT_PIECE });
    this.#gunzip.on('data', (chunk: Uint8Array) => this.#expanded.add(chunk));
    // Each expansion has its own listener; this one keeps an error that comes between two of them from ending the process.
    this.#gunzip.on('error', () => undefined);
  }

  get total(): number | undefined {
    return this.#input.total;
  }

  get taken(): number {
    return this.#input.taken;
  }

  async read(target: Uint8Array, offset: number): Promise<number> {
    while (this.#expanded.isEmpty && !this.#ended) await this.#expand();
    return this.#expanded.take(target, offset);
  }

  async #expand(): Promise<void> {
    const count = await this.#input.read(this.#piece, 0);
    this.#ended = count === 0;
    const error = await new Promise<Error | undefined>((resolve) => {
      this.#gunzip.once('error', resolve);
      const done = () => {
        this.#gunzip.off('error', resolve);
        resolve(undefined);
      };
      // The copy: zlib may look at the piece again while the next one is being read.
      if (count > 0) this.#gunzip.write(this.#piece.slice(0, count), (failed) => (failed ? resolve(failed) : done()));
      else this.#gunzip.once('end', done).end();
    });
    if (error === undefined) return;
    this.#ended = true;
    this.#damaged(count === 0 ? 'the gzip data ends in the middle' : `the gzip data is damaged (${error.message})`);
  }

  async close(): Promise<void> {
    this.#gunzip.destroy();
    await this.#input.close();
  }
}
