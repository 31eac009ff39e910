/**
 * Keeps the bytes of packets that cannot be read from the capture again (standard input, pipes, compressed files, packets put together from fragments) in a
 * temporary file, or several where there is a limit. A record is the packet's captured length (32 bits, big-endian) and its bytes. A file has no name any more once it is open: whatever
 * happens to the program, nothing is left behind.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HEADER = 4;
/** Written in pieces of this many bytes. */
const PIECE = 1 << 20;
/** Files that share the limit. */
const PARTS = 4;

/** A file of the spool: bytes from some position on. */
interface Part {
  readonly file: number;
  readonly folder: string;
  readonly begins: number;
  length: number;
}

export class PacketSpool {
  readonly #partLimit: number;
  readonly #parts: Part[] = [];
  #written = 0;
  readonly #pending = Buffer.alloc(PIECE);
  #used = 0;
  /** Packets that found no room on the disk. */
  lost = 0;
  /** Packets in the piece that is being filled. */
  #waiting = 0;
  /** A piece could not be written. */
  #broken = false;

  /** `limit`: bytes kept on the disk at most; what came first goes first. */
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#partLimit = limit / PARTS;
  }

  /** Keeps bytes start .. end-1; returns their position. */
  add(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (HEADER + length > PIECE) return -1;
    if (this.#used + HEADER + length > PIECE) this.#flush();
    const position = this.#written + this.#used;
    this.#pending.writeUInt32BE(length, this.#used);
    this.#pending.set(bytes.subarray(start, end), this.#used + HEADER);
    this.#used += HEADER + length;
    this.#waiting++;
    return position;
  }

  /** The packet kept at `position`; undefined where there is none. */
  read(position: number): Uint8Array | undefined {
    if (position < 0) return undefined;
    const header = this.#bytes(position, HEADER);
    return header === undefined ? undefined : this.#bytes(position + HEADER, header.readUInt32BE(0));
  }

  close(): void {
    for (const part of this.#parts.splice(0)) release(part);
  }

  #bytes(position: number, length: number): Buffer | undefined {
    if (position >= this.#written) {
      const start = position - this.#written;
      return start + length <= this.#used ? Buffer.from(this.#pending.subarray(start, start + length)) : undefined;
    }
    const part = this.#parts.findLast(({ begins }) => begins <= position);
    if (part === undefined || position - part.begins + length > part.length) return undefined;
    const bytes = Buffer.alloc(Math.min(length, PIECE));
    return readSync(part.file, bytes, 0, bytes.length, position - part.begins) === bytes.length ? bytes : undefined;
  }

  /** What the disk has no room for cannot be read again, and no more. */
  #flush(): void {
    try {
      const part = this.#part();
      for (let done = 0; done < this.#used; ) done += writeSync(part.file, this.#pending, done, this.#used - done, part.length + done);
      part.length += this.#used;
    } catch {
      this.lost += this.#waiting;
      // The next piece begins a file of its own: positions in this one would be wrong.
      this.#broken = true;
    }
    this.#written += this.#used;
    this.#used = 0;
    this.#waiting = 0;
  }

  /** The file that the next piece goes to. */
  #part(): Part {
    const last = this.#parts.at(-1);
    if (last !== undefined && !this.#broken && last.length < this.#partLimit) return last;
    while (this.#parts.length >= PARTS) release(this.#parts.shift()!);
    const part = open(this.#written);
    this.#parts.push(part);
    this.#broken = false;
    return part;
  }
}

function open(begins: number): Part {
  const folder = mkdtempSync(join(tmpdir(), 'sctpscope-'));
  const file = openSync(join(folder, 'packets'), 'wx+', 0o600);
  // Windows does not give up the name of an open file; release() removes it there.
  if (process.platform !== 'win32') rmSync(folder, { recursive: true });
  return { file, folder, begins, length: 0 };
}

function release({ file, folder }: Part): void {
  closeSync(file);
  rmSync(folder, { recursive: true, force: true });
}
