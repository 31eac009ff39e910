/** Where a packet's bytes are read again from: its capture file, or the spool where that cannot be. */
import { open } from 'node:fs/promises';
import { COMPRESSIONS } from '../../capture/format-registry.js';
import type { FrameBatch } from '../../capture/frame.js';
import { FrameReader } from '../../capture/frame-reader.js';
import type { SctpPacket } from '../../dissect/packet.js';
import { PacketSpool } from './packet-spool.js';

/** What the index keeps of it. */
export interface PacketPlace {
  /** Index of the capture file. */
  file: number;
  /** Byte position of the frame's record in its file, or of the packet in the spool. */
  position: number;
  /** Where in the frame the common header is; SPOOLED where the packet is in the spool. */
  start: number;
}

const SPOOLED = 0xffff;
const LONGEST_MAGIC = 8;

export class PacketStore {
  readonly #spool: PacketSpool;
  #readers: readonly (FrameReader | undefined)[] = [];

  /** `limit`: bytes of packets kept on the disk at most. */
  constructor(limit?: number) {
    this.#spool = new PacketSpool(limit);
  }

  /** Packets that found no room on the disk. */
  get lost(): number {
    return this.#spool.lost;
  }

  /** Opens what can be read again: files, but not pipes and not what is compressed. */
  async open(paths: readonly string[]): Promise<void> {
    this.#readers = await Promise.all(paths.map(readerOf));
  }

  /** Sees to it that a packet can be read again, and says where. */
  keep(packet: SctpPacket, batch: FrameBatch, row: number, place: PacketPlace): void {
    place.file = batch.file[row]!;
    const start = packet.start - batch.offset[row]!;
    // Put together from fragments, the packet lies in no frame.
    const inFrame = packet.bytes === batch.bytes && start < SPOOLED;
    const again = inFrame && this.#readers[place.file] !== undefined;
    place.position = again ? batch.position[row]! : this.#spool.add(packet.bytes, packet.start, packet.end);
    place.start = again ? start : SPOOLED;
  }

  /** The frame of a packet, as FrameReader.frame() gives it; undefined where it is not in a file that can be read again. */
  frame({ file, position, start }: PacketPlace): FrameBatch | undefined {
    return start === SPOOLED ? undefined : this.#readers[file]?.frame(position);
  }

  /** The captured bytes of a packet that was `length` bytes long on the wire; undefined where they are no more. */
  read(place: PacketPlace, length: number): Uint8Array | undefined {
    const { position, start } = place;
    if (start === SPOOLED) return this.#spool.read(position);
    const frame = this.frame(place);
    if (frame === undefined) return undefined;
    const offset = frame.offset[0]!;
    const bytes = frame.bytes.subarray(offset + start, offset + Math.min(frame.capturedLength[0]!, start + length));
    return bytes.length > 0 ? bytes : undefined;
  }

  close(): void {
    this.#spool.close();
    for (const reader of this.#readers) reader?.close();
    this.#readers = [];
  }
}

async function readerOf(path: string): Promise<FrameReader | undefined> {
  if (path === '-') return undefined;
  try {
    return (await isPlainFile(path)) ? await FrameReader.open(path) : undefined;
  } catch {
    return undefined;
  }
}

async function isPlainFile(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    if (!(await file.stat()).isFile()) return false;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_MAGIC), 0, LONGEST_MAGIC, 0);
    const head = buffer.toString('hex', 0, bytesRead);
    return !COMPRESSIONS.some(({ magic }) => head.startsWith(magic));
  } finally {
    await file.close();
  }
}
