/** Bytes as people paste them: from a debugger, a log, a program's source, a shell. */
import { examinedBytes, writtenOut } from './debugger-notation.js';
import { fromHex, unescapeC } from './hex.js';
import { dumpedBytes, dumpLine } from './hex-dump.js';

/**
 * '01 80 00', '0x01, 0x80', '\x01\x80', '01:80', '01800000'; the octal escapes of strace ('\1\200\0\0') and Python's b'\x01\x80\t'; lists of numbers as Go, Python,
 * Java and Erlang print them ([1 128 0 0], <<1,128,0,0>>, [1, -128]); a dump with offsets; memory and values of a debugger. Undefined where it is none of these.
 */
export function parseBytes(text: string): Uint8Array | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const isDump = lines.length > 1 && dumpLine(lines[0]!)?.offsets.includes(0) === true;
  const dumped = dumpedBytes(lines);
  if (isDump || dumped !== undefined) return dumped;
  const examined = examinedBytes(lines);
  if (examined !== undefined) return examined;
  const trimmed = writtenOut(text)
    .trim()
    .replace(/^b(?=["'])/, '')
    .replace(/^["'[{(<]+|(?<!["'\]});.>])["'\]});.>]+$/g, '');
  if (/^(?:\\x[0-9a-f]{2}[\s,:]*)+$/i.test(trimmed)) return fromHex(trimmed.replace(/\\x|[\s,:]/gi, ''));
  if (trimmed.includes('\\')) return unescapeC(trimmed);
  const tokens = trimmed.split(/[\s,]+/).filter((token) => token !== '');
  return isNumberList(tokens) ? numbersOf(tokens) : fromHex(trimmed.replace(/0x|[\s,:-]/gi, ''));
}

/** Numbers of a byte each: told from hex by 0x on some only, by a sign, or by groups of one digit or three. */
function isNumberList(tokens: readonly string[]): boolean {
  const numbers = tokens.length > 1 && tokens.every((token) => /^(?:0x[0-9a-f]{1,2}|0|-?[1-9]\d{0,2})$/i.test(token));
  return numbers && !tokens.every((token) => /^(?:0x)?[0-9a-f]{2}$/i.test(token));
}

function numbersOf(tokens: readonly string[]): Uint8Array | undefined {
  const numbers = tokens.map(Number);
  return numbers.every((number) => number >= -128 && number <= 255) ? Uint8Array.from(numbers) : undefined;
}

/** Bytes of base64; undefined where the text is none, or has fewer characters. What is meant by hex may be base64, too: this is to be asked last. */
export function fromBase64(text: string, least = 8): Uint8Array | undefined {
  const bare = text.replace(/\s/g, '');
  if (bare.length < least || bare.length % 4 !== 0 || !/^[a-z0-9+/]+={0,2}$/i.test(bare)) return undefined;
  return Uint8Array.from(atob(bare), (character) => character.charCodeAt(0));
}
