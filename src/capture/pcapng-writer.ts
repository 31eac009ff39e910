/**
 * Writes pcapng (draft-ietf-opsawg-pcapng), little-endian, time stamps in microseconds or nanoseconds: one section, its interfaces, their frames.
 *
 *     block    type u32 | total length u32 | body, padded to four bytes | total length u32 again
 *
 * Bytes gather in memory until they are taken; what is taken is always whole blocks.
 */
import type { FrameBatch, Microseconds } from './frame.js';
import type { BlockOption } from './kept-options.js';

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const NAME_RESOLUTION = 4;
const INTERFACE_STATISTICS = 5;
const ENHANCED_PACKET = 6;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** A section of a length that is not known beforehand. */
const UNKNOWN_LENGTH = 0xffffffff;

const OPTION = {
  end: 0,
  comment: 1,
  interfaceName: 2,
  userApplication: 4,
  epbDropCount: 4,
  interfaceDropped: 5,
  timeResolution: 9,
} as const;

/** Bytes of block type and both lengths. */
const FRAMING = 12;
/** Enhanced Packet Block: interface u32, time u32 u32 (upper half first), captured u32, original u32, before the frame. */
const PACKET_HEADER = 20;

/** if_tsresol: 10 to the power of minus nine. */
const NANOSECONDS = new Uint8Array([9]);

const UTF8 = new TextEncoder();

/** What an Interface Description Block says. */
export interface WrittenInterface {
  linkType: number;
  /** 0: no limit. */
  snapLength: number;
  name?: string;
  /** For whoever opens the file. */
  comment?: string;
  /** Time stamps in nanoseconds; else in microseconds. */
  nanoseconds?: boolean;
}

export class PcapngWriter {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;
  /** By interface: are its time stamps in nanoseconds? */
  #nanoseconds: boolean[] = [];

  constructor(capacity = 1 << 16) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Bytes written and not yet taken. */
  get length(): number {
    return this.#length;
  }

  /** A copy of the bytes written since the last time. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** Section Header Block: begins a file; interfaces are counted from 0 again. */
  section(application: string, more: readonly BlockOption[] = []): void {
    this.#nanoseconds = [];
    const options = [textOption(OPTION.userApplication, application), ...more];
    const body = this.#begin(SECTION_HEADER, 16 + optionsLength(options));
    this.#u32(body, BYTE_ORDER_MAGIC);
    this.#u32(body + 4, 1);
    this.#u32(body + 8, UNKNOWN_LENGTH);
    this.#u32(body + 12, UNKNOWN_LENGTH);
    this.#options(body + 16, options);
  }

  /** Interface Description Block: the next interface of the section. */
  interface({ linkType, snapLength, name, comment, nanoseconds = false }: WrittenInterface, more: readonly BlockOption[] = []): void {
    this.#nanoseconds.push(nanoseconds);
    const options = [
      ...(name === undefined ? [] : [textOption(OPTION.interfaceName, name)]),
      ...(comment === undefined ? [] : [textOption(OPTION.comment, comment)]),
      ...(nanoseconds ? [{ code: OPTION.timeResolution, value: NANOSECONDS }] : []),
      ...more,
    ];
    const body = this.#begin(INTERFACE_DESCRIPTION, 8 + optionsLength(options));
    this.#u32(body, linkType);
    this.#u32(body + 4, snapLength);
    this.#options(body + 8, options);
  }

  /** Hot: bench live. One frame, bytes[offset .. offset + captured); `missing` frames before it were lost; `comment` is for whoever opens the file; `beyond`: nanoseconds; `more` options. */
  packet(
    interfaceIndex: number,
    time: Microseconds,
    bytes: Uint8Array,
    offset: number,
    captured: number,
    original: number,
    missing = 0,
    comment?: string,
    beyond = 0,
    more: readonly BlockOption[] = NO_OPTIONS,
  ): void {
    const padded = (captured + 3) & ~3;
    const options = missing === 0 && comment === undefined ? more : [...more, ...packetOptions(missing, comment)];
    const body = this.#begin(ENHANCED_PACKET, PACKET_HEADER + padded + (options.length === 0 ? 0 : optionsLength(options)));
    this.#u32(body, interfaceIndex);
    this.#time(body + 4, Number.isFinite(time) ? time : 0, this.#nanoseconds[interfaceIndex] === true, beyond);
    this.#u32(body + 12, captured);
    this.#u32(body + 16, original);
    const data = body + PACKET_HEADER;
    this.#bytes.set(bytes.subarray(offset, offset + captured), data);
    this.#bytes.fill(0, data + captured, data + padded);
    if (options.length > 0) this.#options(data + padded, options);
  }

  /** A row of a batch, whose interfaces were written in the order of its source. */
  row(batch: FrameBatch, row: number, missing = 0): void {
    this.packet(
      batch.interfaceIndex[row]!,
      batch.time[row]!,
      batch.bytes,
      batch.offset[row]!,
      batch.capturedLength[row]!,
      batch.originalLength[row]!,
      missing,
    );
  }

  /** Interface Statistics Block: frames dropped so far. */
  statistics(interfaceIndex: number, time: Microseconds, dropped: number): void {
    const options = [countOption(OPTION.interfaceDropped, dropped)];
    const body = this.#begin(INTERFACE_STATISTICS, 12 + optionsLength(options));
    this.#u32(body, interfaceIndex);
    this.#time(body + 4, time, this.#nanoseconds[interfaceIndex] === true);
    this.#options(body + 12, options);
  }

  /** Name Resolution Block: records of addresses and their names. */
  names(records: readonly BlockOption[]): void {
    this.#options(this.#begin(NAME_RESOLUTION, optionsLength(records)), records);
  }

  /** Room for a block and its framing; answers where its body starts. */
  #begin(type: number, bodyLength: number): number {
    const block = this.#length;
    const length = bodyLength + FRAMING;
    if (block + length > this.#bytes.length) this.#grow(block + length);
    this.#u32(block, type);
    this.#u32(block + 4, length);
    this.#u32(block + length - 4, length);
    this.#length += length;
    return block + 8;
  }

  #grow(length: number): void {
    const larger = new Uint8Array(Math.max(length, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }

  #u32(at: number, value: number): void {
    this.#view.setUint32(at, value, true);
  }

  /** A time stamp, upper half first. Nanoseconds since 1970 do not fit into a double. */
  #time(at: number, time: Microseconds, nanoseconds: boolean, beyond = 0): void {
    if (nanoseconds) {
      const ticks = BigInt(Math.floor(time)) * 1000n + BigInt(Math.round((time % 1) * 1000) + beyond);
      this.#u32(at, Number(ticks >> 32n));
      this.#u32(at + 4, Number(ticks & 0xffffffffn));
    } else {
      const ticks = Math.round(time);
      this.#u32(at, Math.floor(ticks / 2 ** 32));
      this.#u32(at + 4, ticks % 2 ** 32);
    }
  }

  #options(at: number, options: readonly BlockOption[]): void {
    let next = at;
    for (const { code, value } of options) {
      this.#u32(next, code | (value.length << 16));
      this.#bytes.fill(0, next + 4, next + 4 + paddedLength(value));
      this.#bytes.set(value, next + 4);
      next += 4 + paddedLength(value);
    }
    this.#u32(next, OPTION.end);
  }
}

const NO_OPTIONS: readonly BlockOption[] = [];

/** Longest text of an option, in UTF-16 units: three bytes each at most, and the field has 16 bits. */
const TEXT_LIMIT = 16_384;

function textOption(code: number, text: string): BlockOption {
  return { code, value: UTF8.encode(text.slice(0, TEXT_LIMIT)) };
}

function packetOptions(missing: number, comment: string | undefined): readonly BlockOption[] {
  return [
    ...(comment === undefined ? [] : [textOption(OPTION.comment, comment)]),
    ...(missing === 0 ? [] : [countOption(OPTION.epbDropCount, missing)]),
  ];
}

function countOption(code: number, count: number): BlockOption {
  const value = new Uint8Array(8);
  new DataView(value.buffer).setBigUint64(0, BigInt(count), true);
  return { code, value };
}

function paddedLength({ length }: Uint8Array): number {
  return (length + 3) & ~3;
}

/** With the option that ends them. */
function optionsLength(options: readonly BlockOption[]): number {
  return options.reduce((sum, { value }) => sum + 4 + paddedLength(value), 4);
}
