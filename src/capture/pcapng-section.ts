/** One section of a pcapng file: its byte order, its interfaces, and how its packet blocks become rows of a batch. */
import type { FrameBatch } from './frame.js';
import type { View } from './kept-options.js';
import { LINK_TYPES, unsupportedLinkType } from './link-type.js';
import { BLOCK_HEADER, BLOCK_TRAILER, BlockType, SHORTEST_BLOCK } from './pcapng-block.js';
import { PcapngInterface } from './pcapng-interface.js';
import { forEachOption } from './pcapng-option.js';
import type { ReaderContext } from './record-reader.js';

/** FrameBatch.interfaceIndex has 16 bits. */
const INTERFACE_LIMIT = 65_535;

/** Where each packet block keeps its fields, in bytes from the block's start. Absent: `interfaceAt`, it is always the section's first; `time`, there is none. */
interface PacketLayout {
  interfaceAt?: number;
  interfaceBytes?: 2 | 4;
  /** Upper half, then lower half. */
  timeAt?: number;
  /** Absent: the original length, the interface's snap length and the block's own length tell. */
  capturedAt?: number;
  originalAt: number;
  dataAt: number;
}

const PACKET_LAYOUTS: ReadonlyMap<number, PacketLayout> = new Map<number, PacketLayout>([
  [BlockType.enhancedPacket, { interfaceAt: 8, interfaceBytes: 4, timeAt: 12, capturedAt: 20, originalAt: 24, dataAt: 28 }],
  [BlockType.obsoletePacket, { interfaceAt: 8, interfaceBytes: 2, timeAt: 12, capturedAt: 20, originalAt: 24, dataAt: 28 }],
  [BlockType.simplePacket, { originalAt: 8, dataAt: 12 }],
]);

/** Where options begin, and records of names, in bytes from the block's start. */
const SECTION_OPTIONS_AT = 24;
const INTERFACE_OPTIONS_AT = 16;
const NAMES_AT = 8;

/** epb_flags and pack_flags; epb_dropcount. */
const PACKET_FLAGS = 2;
const PACKET_DROPS = 4;

/** Offset of the obsolete packet block's count of frames dropped before it, and what that is where nobody counted. */
const DROPS_AT = 10;
const DROPS_UNKNOWN = 0xffff;

/** isb_ifdrop and isb_osdrop: dropped by the interface, by the operating system. */
const DROP_OPTIONS = [5, 7];

export class PcapngSection {
  readonly littleEndian: boolean;
  readonly #context: ReaderContext;
  readonly #interfaces: PcapngInterface[] = [];

  constructor(littleEndian: boolean, context: ReaderContext) {
    this.littleEndian = littleEndian;
    this.#context = context;
  }

  /** Takes the whole block at `block`; `filePosition` is where view's byte 0 lies in the file. A packet becomes a row numbered `number`. Answers whether it was one. */
  take(view: DataView, block: number, length: number, filePosition: number, batch: FrameBatch, number: number): boolean {
    const type = view.getUint32(block, this.littleEndian);
    const shortest = SHORTEST_BLOCK.get(type);
    if (shortest === undefined) return false;
    const layout = PACKET_LAYOUTS.get(type);
    const end = block + length - BLOCK_TRAILER;
    const position = filePosition + block;
    if (length < shortest) this.#context.problems.add(position, 'the block is too short for its own header; skipped');
    else if (layout !== undefined) this.#packet(layout, view, block, end, position, batch, number);
    else if (type === BlockType.interfaceDescription) this.#describe(view, block, end, position);
    else if (type === BlockType.interfaceStatistics) this.#statistics(view, block, end);
    else if (type === BlockType.nameResolution) this.#context.keep?.readNames(this.#from(view, block + NAMES_AT, end));
    else if (type === BlockType.sectionHeader) this.#context.keep?.readSection(this.#from(view, block + SECTION_OPTIONS_AT, end));
    return layout !== undefined;
  }

  #from(view: DataView, at: number, end: number): View {
    return { view, at, end, littleEndian: this.littleEndian };
  }

  #packet(layout: PacketLayout, view: DataView, block: number, end: number, position: number, batch: FrameBatch, number: number): void {
    const { littleEndian } = this;
    const source = this.#interfaceOf(layout, view, block, position);
    if (source === undefined) return;
    const room = end - block - layout.dataAt;
    const original = view.getUint32(block + layout.originalAt, littleEndian);
    const captured =
      layout.capturedAt === undefined ? source.clip(original, room) : view.getUint32(block + layout.capturedAt, littleEndian);
    if (captured > room) this.#context.problems.add(position, `the packet claims ${captured} bytes, its block has room for ${room}`);
    const row = batch.count++;
    const optionsAt = block + layout.dataAt + ((Math.min(captured, room) + 3) & ~3);
    // The older block's first three codes are the same, and it knows no more.
    if (layout.capturedAt !== undefined && optionsAt < end)
      this.#context.keep?.readFrame(this.#context.file, position, this.#from(view, optionsAt, end));
    const { timeAt } = layout;
    const upper = timeAt === undefined ? 0 : view.getUint32(block + timeAt, littleEndian);
    const lower = timeAt === undefined ? 0 : view.getUint32(block + timeAt + 4, littleEndian);
    batch.time[row] = timeAt === undefined ? Number.NaN : source.microseconds(upper, lower);
    batch.nanoseconds[row] = source.nanoseconds(upper, lower);
    batch.offset[row] = block + layout.dataAt;
    batch.capturedLength[row] = Math.min(captured, room);
    batch.originalLength[row] = original;
    batch.linkType[row] = source.linkType;
    batch.interfaceIndex[row] = source.index;
    batch.position[row] = position;
    batch.file[row] = this.#context.file;
    batch.direction[row] = this.#direction(layout, view, block, end, Math.min(captured, room), source);
    batch.number[row] = number;
    if (layout.interfaceBytes === 2) {
      const drops = view.getUint16(block + DROPS_AT, littleEndian);
      if (drops !== DROPS_UNKNOWN) this.#missed(source, drops);
    }
  }

  /** epb_flags, bits 0 and 1; most blocks have no options at all. Frames that were dropped are counted by the way. */
  #direction(layout: PacketLayout, view: DataView, block: number, end: number, captured: number, source: PcapngInterface): number {
    const options = block + layout.dataAt + ((captured + 3) & ~3);
    let direction = 0;
    if (layout.capturedAt === undefined || end - options < 8) return direction;
    forEachOption(view, options, end, this.littleEndian, (code, at, size) => {
      if (code === PACKET_FLAGS && size === 4) direction = view.getUint32(at, this.littleEndian) & 3;
      if (code === PACKET_DROPS && size === 8) this.#missed(source, Number(view.getBigUint64(at, this.littleEndian)));
    });
    return direction;
  }

  #interfaceOf(layout: PacketLayout, view: DataView, block: number, position: number): PcapngInterface | undefined {
    const { interfaceAt, interfaceBytes } = layout;
    let index = 0;
    if (interfaceAt !== undefined) {
      const at = block + interfaceAt;
      index = interfaceBytes === 2 ? view.getUint16(at, this.littleEndian) : view.getUint32(at, this.littleEndian);
    }
    const source = this.#interfaces[index];
    if (source === undefined) {
      this.#context.problems.add(position, `the packet is from interface ${index}, which the section has not described; skipped`);
    }
    return source;
  }

  #describe(view: DataView, block: number, end: number, position: number): void {
    const { interfaces, problems, file } = this.#context;
    if (interfaces.length === INTERFACE_LIMIT) {
      problems.add(position, `more than ${INTERFACE_LIMIT} interfaces; the packets of further ones are skipped`);
      return;
    }
    const described = new PcapngInterface(interfaces.length, view, block, end, this.littleEndian);
    this.#interfaces.push(described);
    this.#context.keep?.readInterface(described.index, this.#from(view, block + INTERFACE_OPTIONS_AT, end));
    const { linkType, snapLength, name } = described;
    interfaces.push({ file, linkType, snapLength, ...(name === undefined ? {} : { name }) });
    if (!(linkType in LINK_TYPES)) {
      problems.add(position, `interface ${name ?? described.index}: ${unsupportedLinkType(linkType)}; nothing is found in its packets`);
    }
  }

  /** Both the packet blocks and the statistics tell of the same frames. */
  #missed(source: PcapngInterface, frames: number): void {
    source.missing += frames;
    const report = this.#context.interfaces[source.index];
    if (report !== undefined && source.missing > (report.dropped ?? 0)) report.dropped = source.missing;
  }

  /** The last statistics of an interface count. */
  #statistics(view: DataView, block: number, end: number): void {
    const source = this.#interfaces[view.getUint32(block + 8, this.littleEndian)];
    const report = source && this.#context.interfaces[source.index];
    if (report === undefined) return;
    let dropped: number | undefined;
    forEachOption(view, block + 20, end, this.littleEndian, (code, at, size) => {
      if (DROP_OPTIONS.includes(code) && size === 8) dropped = (dropped ?? 0) + Number(view.getBigUint64(at, this.littleEndian));
    });
    if (dropped !== undefined) report.dropped = Math.max(dropped, source!.missing);
  }
}

/** Fills row 0 with where the frame lies in the packet block at byte 0 of the batch's block; false where that is none, in this byte order. */
export function locatePacket(batch: FrameBatch, littleEndian: boolean): boolean {
  const { view } = batch;
  if (view.byteLength < BLOCK_HEADER) return false;
  const layout = PACKET_LAYOUTS.get(view.getUint32(0, littleEndian));
  const length = view.getUint32(4, littleEndian);
  if (layout === undefined || view.byteLength < layout.dataAt || length < layout.dataAt + BLOCK_TRAILER) return false;
  const original = view.getUint32(layout.originalAt, littleEndian);
  const captured = layout.capturedAt === undefined ? original : view.getUint32(layout.capturedAt, littleEndian);
  batch.offset[0] = layout.dataAt;
  batch.capturedLength[0] = Math.min(captured, length - layout.dataAt - BLOCK_TRAILER);
  batch.originalLength[0] = original;
  return true;
}
