/** Opens one capture file, or standard input: tells the format by the first bytes, not by the name. */
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type ByteInput, FileInput, PrefixedInput, StreamInput } from './byte-input.js';
import { ByteWindow } from './byte-window.js';
import { CaptureFile } from './capture-file.js';
import type { FileFormat } from './file-format.js';
import { foreignFile } from './foreign-file.js';
import { COMPRESSIONS, type Compression, FORMATS } from './format-registry.js';
import { CaptureError, type CaptureInterface, type CaptureProblem, type FrameSource } from './frame.js';
import { PcapParserCapture } from './pcap-parser-reader.js';
import { ProblemList } from './problem-list.js';
import type { ReaderContext } from './record-reader.js';
import { looksLikeText } from './text-dump.js';

export interface OpenOptions {
  /** What '-' stands for; process.stdin where it is not given. */
  stdin?: Readable;
  /** 'pcap-parser': read with the npm package of that name, as a second opinion. */
  reader?: 'own' | 'pcap-parser';
  /** Bytes read at a time. */
  blockLength?: number;
}

/** What a path of '-' is called in messages and in FrameSource.files. */
const STDIN_NAME = 'standard input';

/** Bytes looked at to tell what a file is: a capture's magic is four long, that of other files up to eight; what has none is looked through a good deal further. */
const MAGIC_LENGTH = 4;
const LONGEST_MAGIC = 8;
const HEAD_LENGTH = 1 << 20;

/** A capture compressed twice is a mistake, ten times an attack. */
const COMPRESSION_LIMIT = 2;

/** What the files of one capture share. */
export interface SharedReports {
  interfaces: CaptureInterface[];
  problems: CaptureProblem[];
}

/** Opens a file, or '-'. Throws CaptureError where it cannot be read at all. `file` is its index in FrameSource.files. */
export async function openFile(path: string, file: number, shared: SharedReports, options: OpenOptions): Promise<FrameSource> {
  const name = path === '-' ? STDIN_NAME : path;
  const context = { file, name, interfaces: shared.interfaces, problems: new ProblemList(name, shared.problems) };
  const input = path === '-' ? new StreamInput(options.stdin ?? process.stdin) : await openPath(path);
  try {
    const window = new ByteWindow(input, options.blockLength);
    return await chooseReader(window, context, shared, options);
  } catch (error) {
    await input.close();
    throw error;
  }
}

/** Errors of the operating system in words. */
const SYSTEM_ERRORS: Readonly<Record<string, readonly [code: string, text: string]>> = {
  ENOENT: ['not-found', 'there is no such file'],
  EACCES: ['not-permitted', 'you are not permitted to read it'],
  EISDIR: ['directory', 'it is a directory; give the capture files in it'],
};

async function openPath(path: string): Promise<ByteInput> {
  try {
    const handle = await open(path, 'r');
    const status = await handle.stat();
    if (status.isDirectory()) {
      await handle.close();
      throw Object.assign(new Error('directory'), { code: 'EISDIR' });
    }
    return status.isFile() ? new FileInput(handle, status.size) : new StreamInput(handle.createReadStream());
  } catch (error) {
    const { code: systemCode = '', message } = error as NodeJS.ErrnoException;
    const [code, text] = SYSTEM_ERRORS[systemCode] ?? ['not-readable', message];
    throw new CaptureError(code, path, 0, `${path} cannot be read: ${text}`, error);
  }
}

/** Finds the format of what the window begins with; a compressed input gets a window of its own. */
async function chooseReader(
  first: ByteWindow,
  context: ReaderContext,
  { problems }: SharedReports,
  options: OpenOptions,
): Promise<FrameSource> {
  let window = first;
  let compression: Compression | undefined;
  for (let depth = 0; depth <= COMPRESSION_LIMIT; depth++) {
    await fillTo(window, MAGIC_LENGTH);
    const found = COMPRESSIONS.find(({ magic }) => hexOf(window).startsWith(magic));
    if (found === undefined) return openFormat(await recognise(window, context, compression), window, context, problems, options);
    compression = found;
    window = new ByteWindow(
      compression.expand(fromStart(window), (text) => context.problems.add(window.position + window.end, text)),
      options.blockLength,
    );
  }
  throw unreadable(context, 'not-a-capture', 'it is compressed several times over');
}

async function openFormat(
  format: FileFormat,
  window: ByteWindow,
  context: ReaderContext,
  problems: CaptureProblem[],
  options: OpenOptions,
): Promise<FrameSource> {
  if (options.reader === 'pcap-parser') return new PcapParserCapture(context, fromStart(window), problems);
  await fillTo(window, format.headerLength);
  if (window.available < format.headerLength)
    throw unreadable(context, 'cut', `it is cut within the file header (${window.available} bytes)`);
  return new CaptureFile(context, window, format, problems);
}

/** The window's input, from its first byte on again. */
function fromStart(window: ByteWindow): ByteInput {
  return new PrefixedInput(window.bytes.slice(window.start, window.end), window.input);
}

async function fillTo(window: ByteWindow, length: number): Promise<void> {
  while (window.available < length && !window.ended) await window.fill(length);
}

function hexOf(window: ByteWindow): string {
  return Buffer.from(window.bytes.subarray(window.start, Math.min(window.end, window.start + LONGEST_MAGIC))).toString('hex');
}

async function recognise(window: ByteWindow, context: ReaderContext, compression: Compression | undefined): Promise<FileFormat> {
  const told = FORMATS.find(({ magics }) => magics.some((magic) => hexOf(window).startsWith(magic)));
  if (told !== undefined) return told;
  await fillTo(window, LONGEST_MAGIC);
  const foreign = foreignFile(hexOf(window));
  if (foreign !== undefined)
    throw unreadable(context, 'not-a-capture', `it is ${foreign.what}; ${foreign.advice.replaceAll('FILE', context.name)}`);
  await fillTo(window, HEAD_LENGTH);
  const head = window.bytes.subarray(window.start, window.end);
  const format = FORMATS.find((each) => each.recognises?.(head));
  if (format !== undefined) return format;
  if (head.length === 0 && compression !== undefined)
    throw unreadable(context, 'not-a-capture', `nothing can be expanded from its ${compression.name} data`);
  if (head.length === 0) throw unreadable(context, 'empty', 'it is empty');
  if (looksLikeText(head)) throw unreadable(context, 'not-a-capture', `it is ${TEXT_ADVICE}`);
  const known = FORMATS.map(({ what }) => what).join(', ');
  throw unreadable(context, 'not-a-capture', `it begins with ${hexOf(window).slice(0, 16)}, which is none of: ${known}`);
}

const TEXT_ADVICE = 'text without SCTP packets; an application log is given with --app-log, a capture is written with: tcpdump -w FILE';

function unreadable(context: ReaderContext, code: string, text: string): CaptureError {
  return new CaptureError(code, context.name, 0, `${context.name} cannot be read: ${text}`);
}
