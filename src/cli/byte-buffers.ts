/** The buffers on an input of text: a line each, or over several lines, as dumps, debuggers and sources have them. */
import type { Abi, ByteOrder } from '../notification/abi/abi.js';
import { fromBase64, parseBytes } from '../notification/abi/byte-notation.js';
import { isExamined } from '../notification/abi/debugger-notation.js';
import { guessAbi } from '../notification/abi/guess-abi.js';
import { dumpLine } from '../notification/abi/hex-dump.js';

/** Lines of one dump that are kept until it ends. */
const MOST_DUMPED = 8192;

/** Characters of base64 behind a line that it goes on from: three bytes. */
const SHORTEST_REST = 4;

/** An array's first and last line, in C: nothing but its name and brackets. */
const BRACKETS = /^\s*(?:[a-z_]\w*(?: \w+)*(?:\[\d*\])?\s*=\s*)?[{}[\]();]+\s*$/i;

/** Each buffer; undefined for a line that is none. */
export async function* byteBuffers(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array | undefined> {
  let pieces: Uint8Array[] = [];
  let open: Beginning | undefined;
  let missing = 0;
  for await (const text of texts(lines)) {
    const rest = open?.base64 === true && missing > 0 ? fromBase64(text, SHORTEST_REST) : undefined;
    const bytes = rest ?? bytesOfText(text);
    const goesOn = bytes !== undefined && bytes.length <= missing && beginning(bytes, open) === undefined;
    if (pieces.length > 0 && !goesOn) {
      yield joined(pieces);
      pieces = [];
    }
    if (bytes === undefined || bytes.length === 0) yield undefined;
    else pieces.push(bytes);
    if (!goesOn) {
      open = bytes === undefined ? undefined : beginning(bytes, undefined);
      if (open !== undefined) open.base64 = base64OfText(text) !== undefined;
      missing = open?.length ?? 0;
    }
    missing -= bytes?.length ?? 0;
  }
  if (pieces.length > 0) yield joined(pieces);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

export function bytesOfText(text: string): Uint8Array | undefined {
  return base64OfText(text) ?? parseBytes(text);
}

/** Only where it reads as a notification, which nothing else that the text may be does: nearly any word would be some. */
function base64OfText(text: string): Uint8Array | undefined {
  const decoded = fromBase64(text);
  if (decoded === undefined || guessAbi(decoded).length === 0) return undefined;
  const bytes = parseBytes(text);
  return bytes === undefined || guessAbi(bytes).length === 0 ? decoded : undefined;
}

/** The lines, those of a dump together: it begins with offset 0, or with an address, and goes on while lines begin with one. */
async function* texts(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let dump: string[] = [];
  for await (const line of lines) {
    const offsets = dumpLine(line)?.offsets ?? [];
    const examined = isExamined(line);
    const ofDump = offsets.length > 0 || /^\s*[0-9a-f]{6,8}\s*$/i.test(line);
    const isNext = dump.length > 0 && (isExamined(dump[0]!) ? examined : !offsets.includes(0) && ofDump);
    if (dump.length > 0 && (!isNext || dump.length === MOST_DUMPED)) {
      yield dump.join('\n');
      dump = [];
    }
    if (isNext || examined || offsets.includes(0)) dump.push(line);
    else if (line.trim() !== '' && !BRACKETS.test(line)) yield line;
  }
  if (dump.length > 0) yield dump.join('\n');
}

/** Whose notification begins there, and how long it says it is: until so many bytes are there, lines go on with it. */
interface Beginning {
  abi: Abi;
  order: ByteOrder;
  length: number;
  base64?: boolean;
}

/** Undefined where no notification begins, or none of the same host as another. */
function beginning(bytes: Uint8Array, other: Beginning | undefined): Beginning | undefined {
  const guess = guessAbi(bytes).find(({ abi, order }) => other === undefined || (abi === other.abi && order === other.order));
  const length = guess?.decoded.fields.find(({ name }) => name.endsWith('_length'))?.value;
  return guess === undefined || typeof length !== 'number' || length < 8 || length > LONGEST ? undefined : { ...guess, length };
}

/** More than any notification has: a header, and what a chunk may hold. */
const LONGEST = 1 << 17;
