/** Opens one capture file, or standard input: tells the format by the first bytes, not by the name. */
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type ByteInput, FileInput, PrefixedInput, StreamInput } from './byte-input.js';
import { ByteWindow } from './byte-window.js';
import { CaptureFile } from './capture-file.js';
import { looksLikeText, type Magic, magicOf } from './file-magic.js';
import { CaptureError, type CaptureInterface, type CaptureProblem, type FrameSource } from './frame.js';
import { GunzipInput } from './gunzip-input.js';
import { FILE_HEADER, PcapReader } from './pcap-file.js';
import { PcapParserCapture } from './pcap-parser-reader.js';
import { PcapngReader } from './pcapng-file.js';
import { ProblemList } from './problem-list.js';
import type { ReaderContext } from './record-reader.js';

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

/** Bytes looked at to tell what a file is; a magic is known after the first four. */
const MAGIC_LENGTH = 4;
const HEAD_LENGTH = 512;

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

/** Finds the reader for what the window begins with; a compressed input gets a window of its own. */
async function chooseReader(
  first: ByteWindow,
  context: ReaderContext,
  { problems }: SharedReports,
  options: OpenOptions,
): Promise<FrameSource> {
  let window = first;
  for (let depth = 0; depth <= COMPRESSION_LIMIT; depth++) {
    const magic = await recognise(window);
    if (magic?.format === 'gzip') {
      const expanded = new GunzipInput(fromStart(window), (text) => context.problems.add(window.position + window.end, text));
      window = new ByteWindow(expanded, options.blockLength);
    } else if (options.reader === 'pcap-parser' && magic?.format !== undefined) {
      return new PcapParserCapture(context, fromStart(window), problems);
    } else if (magic?.format === 'pcap') {
      await fillTo(window, FILE_HEADER);
      if (window.available < FILE_HEADER) throw unreadable(context, 'cut', `it is cut within the file header (${window.available} bytes)`);
      return new CaptureFile(context, window, new PcapReader(window, context), problems);
    } else if (magic?.format === 'pcapng') {
      return new CaptureFile(context, window, new PcapngReader(context), problems);
    } else {
      throw notCapture(window, magic, context);
    }
  }
  throw unreadable(context, 'not-a-capture', 'it is compressed several times over');
}

/** The window's input, from its first byte on again. */
function fromStart(window: ByteWindow): ByteInput {
  return new PrefixedInput(window.bytes.slice(window.start, window.end), window.input);
}

async function fillTo(window: ByteWindow, length: number): Promise<void> {
  while (window.available < length && !window.ended) await window.fill(length);
}

async function recognise(window: ByteWindow): Promise<Magic | undefined> {
  await fillTo(window, MAGIC_LENGTH);
  const magic = magicOf(window.bytes.subarray(window.start, window.end));
  if (magic !== undefined) return magic;
  await fillTo(window, HEAD_LENGTH);
  return magicOf(window.bytes.subarray(window.start, window.end));
}

function unreadable(context: ReaderContext, code: string, text: string): CaptureError {
  return new CaptureError(code, context.name, 0, `${context.name} cannot be read: ${text}`);
}

function notCapture(window: ByteWindow, magic: Magic | undefined, context: ReaderContext): CaptureError {
  const head = window.bytes.subarray(window.start, Math.min(window.end, window.start + HEAD_LENGTH));
  if (head.length === 0 && window.input instanceof GunzipInput)
    return unreadable(context, 'not-a-capture', 'nothing can be expanded from its gzip data');
  if (head.length === 0) return unreadable(context, 'empty', 'it is empty');
  if (magic !== undefined) {
    const advice = magic.advice === undefined ? 'not a packet capture' : magic.advice.replaceAll('FILE', context.name);
    return unreadable(context, 'not-a-capture', `it is ${magic.what}; ${advice}`);
  }
  const what = looksLikeText(head)
    ? 'it is text, not a packet capture; an application log is given with --app-log, a capture written with: tcpdump -w FILE'
    : `it begins with ${Buffer.from(head.subarray(0, 8)).toString('hex')}, which is neither pcap nor pcapng`;
  return unreadable(context, 'not-a-capture', what);
}
