/** Bytes over several lines, the offset first, as hexdump, hexdump -C, xxd and od print them. */
import { fromHex } from './hex.js';

export interface DumpLine {
  /** What the offset may mean: hexadecimal, and where it may be od's, octal. */
  offsets: readonly number[];
  bytes: Uint8Array;
}

/** At most 16 bytes, singly or in pairs; the text that may stand behind them is two spaces away. */
const LINE =
  /^\s*(?:0x)?([0-9a-f]{4,8}):?\s+([0-9a-f]{4}(?: {1,2}[0-9a-f]{4}){0,7}(?: [0-9a-f]{2})?|[0-9a-f]{2}(?: {1,2}[0-9a-f]{2}){0,15})(?=\s*$|\s{2,}\S|\s\|)/i;
/** hexdump and od begin with seven digits; without further options they print words of the host, a little-endian one. */
const WORDS = /^\s*[0-9a-f]{7}\s+[0-9a-f]{4}\b/i;

/** Undefined for a line that is none of a dump. */
export function dumpLine(line: string): DumpLine | undefined {
  const match = LINE.exec(line);
  if (match === null) return undefined;
  const [, offset = '', groups = ''] = match;
  const bytes = fromHex(groups.replace(/\s/g, ''));
  if (bytes === undefined) return undefined;
  const octal = offset.length === 7 && /^[0-7]+$/.test(offset) ? [Number.parseInt(offset, 8)] : [];
  return { offsets: [Number.parseInt(offset, 16), ...octal], bytes: WORDS.test(line) ? swapped(bytes) : bytes };
}

function swapped(bytes: Uint8Array): Uint8Array {
  return bytes.map((_, i) => bytes[i ^ 1] ?? 0);
}

/** A dump's lines put together; undefined where the lines are none, or do not follow each other. The last may be an offset alone. */
export function dumpedBytes(lines: readonly string[]): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const [i, line] of lines.entries()) {
    const dumped = dumpLine(line);
    if (dumped?.offsets.includes(bytes.length)) bytes.push(...dumped.bytes);
    else if (i === 0 || i < lines.length - 1 || !/^\s*[0-9a-f]{4,8}:?\s*$/i.test(line)) return undefined;
  }
  return bytes.length === 0 ? undefined : Uint8Array.from(bytes);
}
