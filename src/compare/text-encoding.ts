/** How the characters of a log are encoded: nearly always in UTF-8, by some Windows programs in UTF-16. */

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Told by the byte order mark, or where there is none by the zeros that the first two Latin characters have. */
export function encodingOf(beginning: Uint8Array): TextEncoding {
  const [first, second, third, fourth] = beginning;
  if ((first === 0xff && second === 0xfe) || (first && second === 0 && third && fourth === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second && third === 0 && fourth)) return 'utf-16be';
  return 'utf-8';
}
