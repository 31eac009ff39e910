/**
 * Keeps the bytes of packets that cannot be read from the capture again (standard input, pipes, compressed files, packets put together from fragments) in a
 * temporary file. A record is the packet's captured length (32 bits, big-endian) and its bytes. The file has no name any more once it is open: whatever
 * happens to the program, nothing is left behind.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HEADER = 4;
/** Written in pieces of this many bytes. */
const PIECE = 1 << 20;

export class PacketSpool {
  #file: number | undefined;
  #folder = '';
  #written = 0;
  readonly #pending = Buffer.alloc(PIECE);
  #used = 0;

  /** Keeps bytes start .. end-1; returns their position. */
  add(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (HEADER + length > PIECE) return -1;
    if (this.#used + HEADER + length > PIECE) this.#flush();
    const position = this.#written + this.#used;
    this.#pending.writeUInt32BE(length, this.#used);
    this.#pending.set(bytes.subarray(start, end), this.#used + HEADER);
    this.#used += HEADER + length;
    return position;
  }

  /** The packet kept at `position`; undefined where there is none. */
  read(position: number): Uint8Array | undefined {
    if (position < 0) return undefined;
    const header = this.#bytes(position, HEADER);
    return header === undefined ? undefined : this.#bytes(position + HEADER, header.readUInt32BE(0));
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    if (this.#folder !== '') rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = '';
  }

  #bytes(position: number, length: number): Buffer | undefined {
    if (position >= this.#written) {
      const start = position - this.#written;
      return start + length <= this.#used ? Buffer.from(this.#pending.subarray(start, start + length)) : undefined;
    }
    const bytes = Buffer.alloc(Math.min(length, PIECE));
    return readSync(this.#open(), bytes, 0, bytes.length, position) === bytes.length ? bytes : undefined;
  }

  #flush(): void {
    const file = this.#open();
    for (let done = 0; done < this.#used; ) done += writeSync(file, this.#pending, done, this.#used - done, this.#written + done);
    this.#written += this.#used;
    this.#used = 0;
  }

  #open(): number {
    if (this.#file === undefined) {
      this.#folder = mkdtempSync(join(tmpdir(), 'sctpscope-'));
      const path = join(this.#folder, 'packets');
      this.#file = openSync(path, 'wx+', 0o600);
      // Windows does not give up the name of an open file; close() removes it there.
      if (process.platform !== 'win32') {
        rmSync(this.#folder, { recursive: true });
        this.#folder = '';
      }
    }
    return this.#file;
  }
}
