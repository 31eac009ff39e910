/**
 * Fixed fields of chunks, parameters and error causes. An accessor carries its own metadata: hot code calls it, the packet tree lists it, and nothing is
 * written twice.
 *
 *     export const tsn = u32('TSN', 4);
 *     tsn(view, chunk)            the value, read at byte offset chunk + 4, big-endian
 *     tsn.label, tsn.offset       'TSN', 4
 *
 * Accessors check nothing. Whoever walks the chunks has made sure that the whole header lies inside (packet.ts, chunkDefect).
 */

export interface Field {
  (view: DataView, start: number): number;
  /** Name as in the RFC. */
  readonly label: string;
  /** Bytes from the first byte of the chunk, parameter or cause. */
  readonly offset: number;
  /** Bytes. */
  readonly width: 1 | 2 | 4;
  /** How a person reads it. */
  readonly format: FieldFormat;
  /** Where the field is there only under certain chunk flags: those for which (flags & mask) === value. */
  readonly onlyWhen?: FlagCondition;
}

export type FieldFormat =
  | 'decimal'
  | 'hex'
  | 'ppid'
  | 'ipv4'
  | 'chunk-type'
  | 'parameter-type'
  | 'cause-code'
  | 'hmac'
  | 'reset-result'
  | 'error-detection';

export interface FlagCondition {
  readonly mask: number;
  readonly value: number;
}

function field(
  width: 1 | 2 | 4,
  read: (view: DataView, start: number) => number,
  label: string,
  offset: number,
  format: FieldFormat,
): Field {
  return Object.assign(read, { label, offset, width, format });
}

/** An unsigned byte. */
export function u8(label: string, offset: number, format: FieldFormat = 'decimal'): Field {
  return field(1, (view, start) => view.getUint8(start + offset), label, offset, format);
}

/** An unsigned 16-bit number in network byte order. */
export function u16(label: string, offset: number, format: FieldFormat = 'decimal'): Field {
  return field(2, (view, start) => view.getUint16(start + offset), label, offset, format);
}

/** An unsigned 32-bit number in network byte order. */
export function u32(label: string, offset: number, format: FieldFormat = 'decimal'): Field {
  return field(4, (view, start) => view.getUint32(start + offset), label, offset, format);
}

const RESERVED = 'Reserved';

/** A 16-bit field that means nothing yet. */
export function reserved(offset: number): Field {
  return u16(RESERVED, offset);
}

/** Those that mean something: a line has no room for others. */
export function meaningful(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ label }) => label !== RESERVED);
}

/** The same place, meant only in chunks whose flags fulfil the condition. */
export function onlyWhen(condition: FlagCondition, field: Field): Field {
  return Object.assign(field, { onlyWhen: condition });
}
