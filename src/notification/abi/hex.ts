/** Bytes as hex text and back. */

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** The value of a hexadecimal digit by its character code; NaN of any other character. */
function digit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 0x20;
  return letter >= 97 && letter <= 102 ? letter - 87 : Number.NaN;
}

/** Bytes of pairs of hex digits; undefined where the text is anything else. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const value = digit(text.charCodeAt(2 * i)) * 16 + digit(text.charCodeAt(2 * i + 1));
    if (Number.isNaN(value)) return undefined;
    bytes[i] = value;
  }
  return bytes;
}

const LETTER_ESCAPES: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  f: 12,
  v: 11,
  b: 8,
  a: 7,
  e: 27,
  '\\': 92,
  '"': 34,
  "'": 39,
};

const BACKSLASH = 92;

/** Bytes of the inside of a C string literal, as strace prints it; undefined where an escape is cut short. */
export function unescapeC(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code !== BACKSLASH) {
      bytes[length++] = code;
      at++;
      continue;
    }
    const escaped = escapeAt(text, at + 1);
    if (escaped === undefined) return undefined;
    bytes[length++] = escaped.value;
    at = escaped.end;
  }
  return bytes.subarray(0, length);
}

interface Escaped {
  value: number;
  end: number;
}

/** The escape behind a backslash. */
function escapeAt(text: string, at: number): Escaped | undefined {
  const letter = text[at];
  if (letter === undefined) return undefined;
  if (letter === 'x' || letter === 'X') return number(text, at + 1, 16, 2);
  if (letter >= '0' && letter <= '7') return number(text, at, 8, 3);
  const value = LETTER_ESCAPES[letter.toLowerCase()] ?? (/[a-z]/i.test(letter) ? letter.charCodeAt(0) : undefined);
  return value === undefined ? undefined : { value, end: at + 1 };
}

/** At least one digit and at most so many. */
function number(text: string, at: number, base: number, most: number): Escaped | undefined {
  let value = 0;
  let end = at;
  for (; end < at + most; end++) {
    const next = digit(text.charCodeAt(end));
    if (!(next < base)) break;
    value = value * base + next;
  }
  return end === at ? undefined : { value, end };
}
