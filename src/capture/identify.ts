/** Tells what an input is by its first bytes, through whatever compression is around it. */
import { type ByteInput, PrefixedInput } from './byte-input.js';
import { ByteWindow } from './byte-window.js';
import type { FileFormat } from './file-format.js';
import { foreignFile } from './foreign-file.js';
import { COMPRESSIONS, type Compression, FORMATS } from './format-registry.js';
import { CaptureError } from './frame.js';
import type { ProblemList } from './problem-list.js';
import { looksLikeText } from './text-dump.js';

/** Bytes looked at: a capture's magic is four long, that of other files up to eight; what has none is looked through a good deal further. */
const MAGIC_LENGTH = 4;
const LONGEST_MAGIC = 8;
const HEAD_LENGTH = 1 << 20;

/** A capture compressed twice is a mistake, ten times an attack. */
const COMPRESSION_LIMIT = 2;

const TEXT_ADVICE = 'text without SCTP packets; an application log is given with --app-log, a capture is written with: tcpdump -w FILE';

export interface Identified {
  format: FileFormat;
  /** Over the expanded bytes, from the first on, with at least the file header in it. */
  window: ByteWindow;
}

/** What the window's input holds; a compressed one gets a window of its own. Throws CaptureError where it is no capture. `name` is for messages. */
export async function identify(first: ByteWindow, name: string, problems: ProblemList, blockLength?: number): Promise<Identified> {
  let damage: string | undefined;
  const damaged = (offset: number, text: string) => {
    damage ??= text;
    problems.add(offset, text);
  };
  const { window, compression } = await expanded(first, name, damaged, blockLength);
  const nothing = () =>
    compression && `nothing can be expanded from its ${compression.name} data${damage === undefined ? '' : `: ${damage}`}`;
  return { format: await recognise(window, name, nothing), window };
}

interface Expanded {
  /** Over the bytes without their compression, from the first on. */
  window: ByteWindow;
  /** The innermost, where there was any. */
  compression: Compression | undefined;
}

/** Takes off the compression, which the first bytes tell, not the name. `damaged` is told where the compressed data is cut or broken. Throws CaptureError. */
export async function expanded(
  first: ByteWindow,
  name: string,
  damaged: (offset: number, text: string) => void,
  blockLength?: number,
): Promise<Expanded> {
  let window = first;
  let compression: Compression | undefined;
  for (let depth = 0; depth <= COMPRESSION_LIMIT; depth++) {
    await fillTo(window, MAGIC_LENGTH);
    const found = COMPRESSIONS.find(({ magic }) => hexOf(window).startsWith(magic));
    if (found === undefined) return { window, compression };
    compression = found;
    window = new ByteWindow(
      compression.expand(fromStart(window), (text) => damaged(window.position + window.end, text)),
      blockLength,
    );
  }
  throw unreadable(name, 'not-a-capture', 'it is compressed several times over');
}

/** The window's input, from its first unread byte on. */
export function fromStart(window: ByteWindow): ByteInput {
  return new PrefixedInput(window.bytes.slice(window.start, window.end), window.input);
}

async function fillTo(window: ByteWindow, length: number): Promise<void> {
  while (window.available < length && !window.ended) await window.fill(length);
}

function hexOf(window: ByteWindow): string {
  return Buffer.from(window.bytes.subarray(window.start, Math.min(window.end, window.start + LONGEST_MAGIC))).toString('hex');
}

/** Why not a byte comes out of a compressed input; undefined of one that is not compressed. Asked once it has been read. */
type WhyNothing = () => string | undefined;

async function recognise(window: ByteWindow, name: string, nothing: WhyNothing): Promise<FileFormat> {
  const format =
    FORMATS.find(({ magics }) => magics.some((magic) => hexOf(window).startsWith(magic))) ??
    (await recogniseByContent(window, name, nothing));
  await fillTo(window, format.headerLength);
  if (window.available < format.headerLength) throw unreadable(name, 'cut', `it is cut within the file header (${window.available} bytes)`);
  return format;
}

async function recogniseByContent(window: ByteWindow, name: string, nothing: WhyNothing): Promise<FileFormat> {
  await fillTo(window, LONGEST_MAGIC);
  const foreign = foreignFile(hexOf(window));
  if (foreign !== undefined) throw unreadable(name, 'not-a-capture', `it is ${foreign.what}; ${foreign.advice.replaceAll('FILE', name)}`);
  await fillTo(window, HEAD_LENGTH);
  const head = window.bytes.subarray(window.start, window.end);
  const format = FORMATS.find((each) => each.recognises?.(head));
  if (format !== undefined) return format;
  const why = head.length === 0 ? nothing() : undefined;
  if (why !== undefined) throw unreadable(name, 'not-a-capture', why);
  if (head.length === 0) throw unreadable(name, 'empty', 'it is empty');
  if (looksLikeText(head)) throw unreadable(name, 'not-a-capture', `it is ${TEXT_ADVICE}`);
  const known = FORMATS.map(({ what }) => what).join(', ');
  throw unreadable(name, 'not-a-capture', `it begins with ${hexOf(window).slice(0, 16)}, which is none of: ${known}`);
}

function unreadable(name: string, code: string, text: string): CaptureError {
  return new CaptureError(code, name, 0, `${name} cannot be read: ${text}`);
}
