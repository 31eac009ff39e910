/** Captured bytes made safe to show: nothing that a terminal would obey, hide or reorder gets through. */

/** Controls, format characters (bidirectional overrides, zero-width), private use, unassigned, line and paragraph separators; and the escape itself. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}\\]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** The text with every unsafe character escaped: `\n`, `\x1b`, `\u{202e}`. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => SHORT[character] ?? escaped(character.codePointAt(0)!));
}

function escaped(code: number): string {
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/** `0a0b0c`; of more than `limit` bytes the first ones and `… (200 bytes)`. */
export function hex(bytes: Uint8Array, limit = Number.POSITIVE_INFINITY): string {
  let digits = '';
  for (const byte of bytes.subarray(0, Math.min(bytes.length, limit))) digits += byte.toString(16).padStart(2, '0');
  return bytes.length > limit ? `${digits}… (${bytes.length} bytes)` : digits;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const HEX_SHOWN = 32;
/** Fewer readable bytes than this at the front of unreadable ones are taken for an accident. */
const LEAST_TEXT = 4;

/** What a field for people says: `"bye"`, or as far as it is UTF-8 and the rest in hex (`"invalid length:" + 0a0004`), or hex alone. Trailing zeros are dropped. */
export function quoted(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  const content = bytes.subarray(0, end);
  const readable = readableLength(content);
  if (readable === content.length) return `"${printable(utf8.decode(content))}"`;
  if (readable < LEAST_TEXT) return hex(content, HEX_SHOWN);
  return `"${printable(utf8.decode(content.subarray(0, readable)))}" + ${hex(content.subarray(readable), HEX_SHOWN)}`;
}

/** How many bytes from the start are UTF-8 text without controls other than tab and line ends. */
function readableLength(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const width = characterWidth(bytes, at);
    if (width === 0) return at;
    at += width;
  }
  return at;
}

function characterWidth(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return (lead >= 0x20 && lead !== 0x7f) || lead === 0x09 || lead === 0x0a || lead === 0x0d ? 1 : 0;
  const width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  try {
    utf8.decode(bytes.subarray(at, at + width));
    return width;
  } catch {
    return 0;
  }
}
