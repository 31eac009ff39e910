/**
 * The pcapng file format (draft-ietf-opsawg-pcapng): blocks, in sections that have their own byte order and their own interfaces.
 *
 *     block    type u32 | total length u32 | body, padded to four bytes | total length u32 again
 *
 * Packet blocks become rows of the batch; section, interface and statistics blocks change the reader's state; all others are skipped.
 */
import type { ByteWindow } from './byte-window.js';
import type { FrameBatch } from './frame.js';
import { LINK_TYPES, unsupportedLinkType } from './link-type.js';
import { PcapngInterface } from './pcapng-interface.js';
import { forEachOption } from './pcapng-option.js';
import type { ReaderContext, RecordReader } from './record-reader.js';

export const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;
const INTERFACE_STATISTICS = 5;
const ENHANCED_PACKET = 6;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const BYTE_ORDER_SWAPPED = 0x4d3c2b1a;

/** Bytes of the block header and of the length at the end. */
const HEADER = 8;
const TRAILER = 4;

/** A longer block is damage. */
const BLOCK_LIMIT = 1 << 24;

/** FrameBatch.interfaceIndex has 16 bits. */
const INTERFACE_LIMIT = 65_535;

/** Where each packet block keeps its fields, in bytes from the block's start; `interfaceBytes` 0: always the section's first interface. */
interface PacketLayout {
  interfaceAt: number;
  interfaceBytes: 0 | 2 | 4;
  /** Upper half, then lower half; 0: the block has no time. */
  timeAt: number;
  /** 0: the original length, the interface's snap length and the block's own length tell. */
  capturedAt: number;
  originalAt: number;
  data: number;
}

const PACKET_LAYOUTS: ReadonlyMap<number, PacketLayout> = new Map([
  [ENHANCED_PACKET, { interfaceAt: 8, interfaceBytes: 4, timeAt: 12, capturedAt: 20, originalAt: 24, data: 28 }],
  [OBSOLETE_PACKET, { interfaceAt: 8, interfaceBytes: 2, timeAt: 12, capturedAt: 20, originalAt: 24, data: 28 }],
  [SIMPLE_PACKET, { interfaceAt: 0, interfaceBytes: 0, timeAt: 0, capturedAt: 0, originalAt: 8, data: 12 }],
]);

export class PcapngReader implements RecordReader {
  readonly #context: ReaderContext;
  #littleEndian = true;
  /** Interfaces of the current section. */
  #interfaces: PcapngInterface[] = [];
  #count = 0;
  #broken = false;

  constructor(context: ReaderContext) {
    this.#context = context;
  }

  // Hot: `npm run bench`, reading alone.
  read(window: ByteWindow, batch: FrameBatch): number {
    const capacity = batch.time.length;
    while (batch.count < capacity) {
      if (window.available < HEADER + TRAILER) return this.#incomplete(window, HEADER + TRAILER);
      const { view, start } = window;
      const type = view.getUint32(start, this.#littleEndian);
      if (type === SECTION_HEADER && !this.#chooseByteOrder(view, start))
        return this.#damaged(window, 'the section header has no byte-order magic');
      const length = view.getUint32(start + 4, this.#littleEndian);
      if (length < HEADER + TRAILER || length % 4 !== 0 || length > BLOCK_LIMIT) {
        return this.#damaged(window, `the block claims a length of ${length} bytes`);
      }
      if (window.available < length) return this.#incomplete(window, length);
      if (view.getUint32(start + length - TRAILER, this.#littleEndian) !== length) {
        return this.#damaged(window, 'the two lengths of the block differ');
      }
      const layout = PACKET_LAYOUTS.get(type);
      if (layout === undefined) this.#stateBlock(type, view, start, length, window);
      else this.#packetBlock(layout, view, start, length, window, batch);
      window.start += length;
    }
    return 0;
  }

  #chooseByteOrder(view: DataView, block: number): boolean {
    const magic = view.getUint32(block + HEADER, true);
    if (magic !== BYTE_ORDER_MAGIC && magic !== BYTE_ORDER_SWAPPED) return false;
    this.#littleEndian = magic === BYTE_ORDER_MAGIC;
    return true;
  }

  #packetBlock(layout: PacketLayout, view: DataView, block: number, length: number, window: ByteWindow, batch: FrameBatch): void {
    const room = length - layout.data - TRAILER;
    const local = this.#interfaceOf(layout, view, block);
    const source = this.#interfaces[local];
    this.#count++;
    if (room < 0 || source === undefined) {
      const text =
        room < 0
          ? 'the packet block is too short for its own header'
          : `the packet is from interface ${local}, which the section has not described`;
      this.#context.problems.add(window.position + block, `${text}; skipped`);
      return;
    }
    const row = batch.count++;
    const original = view.getUint32(block + layout.originalAt, this.#littleEndian);
    const captured = layout.capturedAt === 0 ? source.clip(original) : view.getUint32(block + layout.capturedAt, this.#littleEndian);
    batch.time[row] =
      layout.timeAt === 0
        ? Number.NaN
        : source.microseconds(
            view.getUint32(block + layout.timeAt, this.#littleEndian),
            view.getUint32(block + layout.timeAt + 4, this.#littleEndian),
          );
    batch.offset[row] = block + layout.data;
    batch.capturedLength[row] = Math.min(captured, room);
    batch.originalLength[row] = original;
    batch.linkType[row] = source.linkType;
    batch.interfaceIndex[row] = source.index;
    batch.position[row] = window.position + block;
    batch.file[row] = this.#context.file;
    batch.number[row] = this.#count;
    if (captured > room && layout.capturedAt !== 0) {
      this.#context.problems.add(window.position + block, `the packet claims ${captured} bytes, its block has room for ${room}`);
    }
  }

  #interfaceOf(layout: PacketLayout, view: DataView, block: number): number {
    if (layout.interfaceBytes === 0) return 0;
    return layout.interfaceBytes === 4
      ? view.getUint32(block + layout.interfaceAt, this.#littleEndian)
      : view.getUint16(block + layout.interfaceAt, this.#littleEndian);
  }

  #stateBlock(type: number, view: DataView, block: number, length: number, window: ByteWindow): void {
    const end = block + length - TRAILER;
    if (type === SECTION_HEADER) this.#interfaces = [];
    if (type === INTERFACE_DESCRIPTION && length >= 20) this.#describe(view, block, end, window.position + block);
    if (type === INTERFACE_STATISTICS && length >= 24) this.#statistics(view, block, end);
  }

  #describe(view: DataView, block: number, end: number, position: number): void {
    const { interfaces, problems, file } = this.#context;
    const described = new PcapngInterface(Math.min(interfaces.length, INTERFACE_LIMIT), view, block, end, this.#littleEndian);
    this.#interfaces.push(described);
    if (!(described.linkType in LINK_TYPES)) {
      problems.add(
        position,
        `interface ${described.name ?? this.#interfaces.length - 1}: ${unsupportedLinkType(described.linkType)}; its packets are passed over`,
      );
    }
    if (interfaces.length > INTERFACE_LIMIT) return;
    interfaces.push({
      file,
      linkType: described.linkType,
      snapLength: described.snapLength,
      ...(described.name === undefined ? {} : { name: described.name }),
    });
  }

  /** Interface Statistics Block: options 5 (dropped by the interface) and 7 (dropped by the operating system). The last block of an interface counts. */
  #statistics(view: DataView, block: number, end: number): void {
    const source = this.#interfaces[view.getUint32(block + 8, this.#littleEndian)];
    const report = source && this.#context.interfaces[source.index];
    if (report === undefined) return;
    let dropped: number | undefined;
    forEachOption(view, block + 20, end, this.#littleEndian, (code, at, size) => {
      if ((code === 5 || code === 7) && size === 8) dropped = (dropped ?? 0) + Number(view.getBigUint64(at, this.#littleEndian));
    });
    if (dropped !== undefined) report.dropped = dropped;
  }

  /** The window ends within a block: more is to come, or the file is cut there. */
  #incomplete(window: ByteWindow, needed: number): number {
    if (!window.ended && !this.#broken) return needed;
    if (window.available > 0 && !this.#broken) {
      this.#context.problems.add(
        window.startPosition,
        `the file ends in the middle of a block; its last ${window.available} bytes were not read`,
      );
    }
    window.start = window.end;
    return needed;
  }

  #damaged(window: ByteWindow, what: string): number {
    if (!this.#broken) this.#context.problems.add(window.startPosition, `${what}; the rest of the file was not read`);
    this.#broken = true;
    window.start = window.end;
    return 1;
  }
}
