/**
 * The process that captures with the package `cap`: reads an interface, writes pcapng to standard output. Started by engine/cap.ts, never imported.
 *
 *     node cap-child.js INTERFACE FILTER BUFFER-LENGTH [UID GID]
 *
 * It ends at SIGINT or SIGTERM, when its standard input ends (whoever started it is gone), or when nobody reads its output.
 */
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { PcapngWriter } from '../pcapng-writer.js';
import { FrameClock } from './frame-clock.js';

/** The part of `cap` that is used; it ships no types. */
interface Cap {
  open(device: string, filter: string, bufferLength: number, frame: Buffer): string;
  close(): void;
  on(event: 'packet', listener: (length: number, truncated: boolean) => void): void;
}

/** cap names link types; these are their numbers. */
const LINK_TYPES: Readonly<Record<string, number>> = { NULL: 0, ETHERNET: 1, RAW: 101, LINKTYPE_LINUX_SLL: 113 };

/** What cap asks libpcap for. */
const SNAP_LENGTH = 65_535;

/** Bytes gathered before they are written, unless there is a pause earlier. */
const PIECE = 1 << 16;
/** Bytes kept for a slow reader; beyond, frames are dropped and counted. */
const BACKLOG_LIMIT = 1 << 26;

const COMMENT = 'Time stamps were taken by the capturing process, not by the kernel; frames that the kernel dropped are not counted.';

class CapChild {
  readonly #writer = new PcapngWriter(PIECE * 2);
  readonly #clock = new FrameClock();
  readonly #output = new Socket({ fd: 1, readable: false, writable: true });
  readonly #frame = Buffer.alloc(SNAP_LENGTH);
  readonly #cap: Cap;
  #flushing = false;
  #dropped = 0;
  #missing = 0;

  constructor(name: string, filter: string, bufferLength: number) {
    const { Cap } = createRequire(import.meta.url)('cap') as { Cap: new () => Cap };
    this.#cap = new Cap();
    const linkName = this.#cap.open(name, filter, bufferLength, this.#frame);
    const linkType = LINK_TYPES[linkName];
    if (linkType === undefined) throw new Error(`unsupported link type: cap calls it ${linkName}`);
    this.#writer.section('sctpscope');
    this.#writer.interface({ linkType, snapLength: SNAP_LENGTH, name, comment: COMMENT });
    this.#output.on('error', () => process.exit(0));
    this.#cap.on('packet', (length) => this.#packet(length));
    this.#flush();
  }

  #packet(length: number): void {
    const time = this.#clock.now();
    if (this.#output.writableLength > BACKLOG_LIMIT) {
      this.#dropped++;
      this.#missing++;
      return;
    }
    this.#writer.packet(0, time, this.#frame, 0, length, length, this.#missing);
    this.#missing = 0;
    if (this.#writer.length >= PIECE) this.#flush();
    else if (!this.#flushing) {
      this.#flushing = true;
      setImmediate(() => this.#flush());
    }
  }

  #flush(): void {
    this.#flushing = false;
    if (this.#writer.length > 0) this.#output.write(this.#writer.take());
  }

  end(): void {
    this.#cap.close();
    this.#writer.statistics(0, this.#clock.now(), this.#dropped);
    this.#output.end(this.#writer.take(), () => process.exit(0));
  }
}

function giveUpRights(uid: number, gid: number): void {
  process.setgroups?.([gid]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}

function main([name = '', filter = '', bufferLength = '', uid, gid]: string[]): void {
  const child = new CapChild(name, filter, Number(bufferLength));
  if (uid !== undefined) giveUpRights(Number(uid), Number(gid));
  process.on('SIGINT', () => child.end());
  process.on('SIGTERM', () => child.end());
  process.stdin
    .on('end', () => process.exit(0))
    .on('error', () => process.exit(0))
    .resume();
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
