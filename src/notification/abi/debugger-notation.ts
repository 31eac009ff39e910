/** Bytes as gdb prints them: of `x`, an address first, and of `print`, a value after its name, runs of equal ones counted. */
import { fromHex } from './hex.js';

/** '0x7ffe3d28 <buf+8>:' */
const ADDRESS = /^\s*0x[0-9a-f]+(?: <[^>]*>)?:\s+/i;
/** Of each a byte, or two, four or eight as a little-endian host's number: 'x/20xb', 'x/10xh', 'x/5xw', 'x/3xg'. */
const UNITS = /^(?:0x(?:[0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{8}|[0-9a-f]{16})(?:\s+|$))+$/i;

/** A line of `x`. */
export function isExamined(line: string): boolean {
  return ADDRESS.test(line);
}

/** The bytes of lines of `x`; undefined where they are none. */
export function examinedBytes(lines: readonly string[]): Uint8Array | undefined {
  const units: string[] = [];
  for (const line of lines) {
    const address = ADDRESS.exec(line);
    const rest = address === null ? '' : line.slice(address[0].length);
    if (!UNITS.test(rest)) return undefined;
    for (const unit of rest.trim().split(/\s+/)) units.push(unit);
  }
  return units.length === 0 ? undefined : fromHex(units.map((unit) => reversed(unit.slice(2))).join(''));
}

/** The bytes of a number in the order a little-endian host keeps them. */
function reversed(digits: string): string {
  return (digits.match(/../g) ?? []).reverse().join('');
}

/** '$1 = ', 'unsigned char packet_bytes[20] = ' */
const NAME = /^\s*(?:\$\d+|[a-z_]\w*(?: \w+)*(?:\[\d*\])?)\s*=\s*(?=["'{])/i;
const RUN = /(?<![\w-])('(?:\\.[0-7]*|[^'\\])'|0x[0-9a-f]+|-?\d+) <repeats (\d{1,4}) times>/gi;
/** Between two pieces of one string: '", "', or a line's end with or without a backslash. */
const SEAM = /["']\s*(?:[,\\]\s*)?["']/g;

/** Elements that the runs of one text are written out to; a longer run stays as it is, which is no value. */
const MOST_WRITTEN = 1 << 17;

/** A value alone, written out and in one piece. */
export function writtenOut(text: string): string {
  let left = MOST_WRITTEN;
  const value = text.replace(NAME, '').replace(RUN, (run: string, one: string, times: string) => {
    left -= Number(times);
    return left < 0 ? run : Array.from({ length: Number(times) }, () => one).join(', ');
  });
  return value.replace(SEAM, '');
}
