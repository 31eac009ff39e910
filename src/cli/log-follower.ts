/** Follows a log that grows: reads what is appended, goes on in the new file where the log was rotated or begun anew, waits for one that is not there yet. */
import { type FileHandle, open, stat } from 'node:fs/promises';

/** Milliseconds between two looks. */
const INTERVAL = 200;
const PIECE = 1 << 16;

export class LogFollower {
  readonly #path: string;
  readonly #take: (bytes: Uint8Array) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #piece = new Uint8Array(PIECE);
  #handle: FileHandle | undefined;
  #inode = 0;
  #position = 0;
  #looking: Promise<void> | undefined;

  constructor(path: string, take: (bytes: Uint8Array) => void) {
    this.#path = path;
    this.#take = take;
    this.#timer = setInterval(() => this.#look(), INTERVAL).unref();
    this.#look();
  }

  /** Reads what is there, and follows no more. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
    await this.#look();
    await this.#handle?.close();
  }

  #look(): Promise<void> {
    this.#looking ??= this.#read().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #read(): Promise<void> {
    await this.#rest();
    const now = await stat(this.#path).catch(() => undefined);
    if (now === undefined) return;
    if (this.#handle !== undefined && now.ino === this.#inode && now.size >= this.#position) return;
    await this.#handle?.close();
    this.#handle = await open(this.#path, 'r').catch(() => undefined);
    this.#inode = now.ino;
    this.#position = 0;
    await this.#rest();
  }

  /** What the open file has beyond what was read. */
  async #rest(): Promise<void> {
    while (this.#handle !== undefined) {
      const { bytesRead } = await this.#handle.read(this.#piece, 0, PIECE, this.#position);
      if (bytesRead === 0) return;
      this.#position += bytesRead;
      this.#take(this.#piece.subarray(0, bytesRead));
    }
  }
}
