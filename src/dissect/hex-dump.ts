/** Bytes as people read them: offset, sixteen bytes in hex, the same as ASCII. */

const WIDTH = 16;
const HIDDEN = '..';

/** Part of the packet, in bytes of the block. */
export interface Range {
  readonly at: number;
  readonly end: number;
}

/** Lines over bytes [start, end), offsets counted from `start`; what lies in a hidden range is dots. */
export function hexDump(bytes: Uint8Array, start: number, end: number, hidden: readonly Range[] = []): string[] {
  const lines: string[] = [];
  for (let at = start; at < end; at += WIDTH) lines.push(line(bytes, start, at, Math.min(at + WIDTH, end), hidden));
  return lines;
}

function line(bytes: Uint8Array, start: number, from: number, to: number, hidden: readonly Range[]): string {
  let digits = '';
  let text = '';
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    const secret = isHidden(hidden, at);
    digits += ` ${secret ? HIDDEN : byte.toString(16).padStart(2, '0')}`;
    text += secret || byte < 0x20 || byte > 0x7e ? '.' : String.fromCharCode(byte);
  }
  return `${(from - start).toString(16).padStart(4, '0')} ${digits.padEnd(3 * WIDTH)}  ${text}`;
}

function isHidden(hidden: readonly Range[], at: number): boolean {
  return hidden.some((range) => at >= range.at && at < range.end);
}

/** All bytes as digits, `..` for each one hidden. */
export function hexDigits(bytes: Uint8Array, start: number, end: number, hidden: readonly Range[] = []): string {
  let digits = '';
  for (let at = start; at < end; at++) digits += isHidden(hidden, at) ? HIDDEN : bytes[at]!.toString(16).padStart(2, '0');
  return digits;
}
