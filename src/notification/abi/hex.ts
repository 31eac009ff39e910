/** Bytes as hex text and back. */

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Bytes of pairs of hex digits; undefined where the text is anything else. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return undefined;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/**
 * Bytes as people paste them: '01 80 00', '0x01, 0x80', '\x01\x80', '01:80', '01800000', or the octal escapes of strace ('\1\200\0\0').
 * Undefined where it is none of these.
 */
export function parseBytes(text: string): Uint8Array | undefined {
  const trimmed = text.trim().replace(/^["'[{(]+|["'\]});.]+$/g, '');
  if (/\\x[0-9a-f]{2}/i.test(trimmed) || /0x/i.test(trimmed)) return fromHex(trimmed.replace(/\\x|0x|[\s,:]/gi, ''));
  if (trimmed.includes('\\')) return unescapeC(trimmed);
  return fromHex(trimmed.replace(/[\s,:-]/g, ''));
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

/** Bytes of the inside of a C string literal, as strace prints it; undefined where an escape is cut short. */
export function unescapeC(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  const token = /\\x([0-9a-f]{1,2})|\\([0-7]{1,3})|\\([a-z\\"'])|([^\\])/giy;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (match === null) return undefined;
    const [, hex, octal, letter, plain] = match;
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff);
    else if (letter !== undefined) bytes.push(LETTER_ESCAPES[letter] ?? letter.charCodeAt(0));
    else bytes.push(plain!.charCodeAt(0) & 0xff);
  }
  return Uint8Array.from(bytes);
}
