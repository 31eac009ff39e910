/** Capture files made in memory, field by field. */

export interface PcapOptions {
  littleEndian?: boolean;
  nanoseconds?: boolean;
  linkType?: number;
  snapLength?: number;
}

export interface FrameFields {
  bytes: Uint8Array;
  /** Of the time stamp, in the file's unit. */
  seconds?: number;
  fraction?: number;
  originalLength?: number;
}

/** '00 0a ff' to bytes; white space does not matter. */
export function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'));
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** Numbers as 32-bit words. */
export function words(littleEndian: boolean, ...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value >>> 0, littleEndian);
  return bytes;
}

export function pcapHeader({ littleEndian = true, nanoseconds = false, linkType = 1, snapLength = 262_144 }: PcapOptions = {}): Uint8Array {
  const version = littleEndian ? 0x00040002 : 0x00020004;
  return words(littleEndian, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, version, 0, 0, snapLength, linkType);
}

export function pcapRecord(
  { bytes, seconds = 0, fraction = 0, originalLength = bytes.length }: FrameFields,
  littleEndian = true,
): Uint8Array {
  return concat(words(littleEndian, seconds, fraction, bytes.length, originalLength), bytes);
}

export function pcap(frames: readonly FrameFields[], options: PcapOptions = {}): Uint8Array {
  return concat(pcapHeader(options), ...frames.map((frame) => pcapRecord(frame, options.littleEndian)));
}

function padded(bytes: Uint8Array): Uint8Array {
  return concat(bytes, new Uint8Array(-bytes.length & 3));
}

/** A pcapng block around a body. */
export function block(type: number, body: Uint8Array, littleEndian = true): Uint8Array {
  const whole = padded(body);
  const length = whole.length + 12;
  return concat(words(littleEndian, type, length), whole, words(littleEndian, length));
}

/** A pcapng option. */
export function option(code: number, value: Uint8Array, littleEndian = true): Uint8Array {
  return concat(words(littleEndian, littleEndian ? code | (value.length << 16) : (code << 16) | value.length), padded(value));
}

export function sectionHeader(littleEndian = true): Uint8Array {
  const version = littleEndian ? 1 : 0x00010000;
  return block(0x0a0d0d0a, words(littleEndian, 0x1a2b3c4d, version, -1, -1), littleEndian);
}

export function interfaceDescription(linkType = 1, snapLength = 0, options: readonly Uint8Array[] = [], littleEndian = true): Uint8Array {
  return block(1, concat(words(littleEndian, littleEndian ? linkType : linkType << 16, snapLength), ...options), littleEndian);
}

/** An Enhanced Packet Block; `ticks` is the time stamp. */
export function enhancedPacket(
  ticks: bigint,
  bytes: Uint8Array,
  interfaceId = 0,
  options: readonly Uint8Array[] = [],
  littleEndian = true,
): Uint8Array {
  const header = words(littleEndian, interfaceId, Number(ticks >> 32n), Number(ticks & 0xffffffffn), bytes.length, bytes.length);
  return block(6, concat(header, padded(bytes), ...options), littleEndian);
}
