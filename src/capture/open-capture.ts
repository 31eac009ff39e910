/** Opens captures: tells the format by the first bytes, not by the name. */
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type ByteInput, FileInput, PrefixedInput, StreamInput } from './byte-input.js';
import { ByteWindow } from './byte-window.js';
import { CaptureFile } from './capture-file.js';
import { looksLikeText, type Magic, magicOf } from './file-magic.js';
import { CaptureError, type CaptureInterface, type CaptureProblem, type FrameSource } from './frame.js';
import { GunzipInput } from './gunzip-input.js';
import { FILE_HEADER, PcapReader } from './pcap-file.js';
import { PcapngReader } from './pcapng-file.js';
import { ProblemList } from './problem-list.js';
import type { ReaderContext, RecordReader } from './record-reader.js';

export interface OpenOptions {
  /** What '-' stands for; process.stdin where it is not given. */
  stdin?: Readable;
}

/** What a path of '-' is called in messages and in FrameSource.files. */
const STDIN_NAME = 'standard input';

/** Bytes looked at to tell what a file is; a magic is known after the first four. */
const MAGIC_LENGTH = 4;
const HEAD_LENGTH = 512;

/** A capture compressed twice is a mistake, ten times an attack. */
const COMPRESSION_LIMIT = 2;

/** Opens files (or '-') as one capture. Throws CaptureError where one of them cannot be read at all. */
export async function openCapture(paths: readonly string[], options: OpenOptions = {}): Promise<FrameSource> {
  const [path] = paths;
  if (path === undefined || paths.length > 1) throw new RangeError('one file at a time');
  const shared = { interfaces: [], problems: [] };
  return openFile(path, 0, shared, options);
}

interface Shared {
  interfaces: CaptureInterface[];
  problems: CaptureProblem[];
}

async function openFile(path: string, file: number, shared: Shared, options: OpenOptions): Promise<CaptureFile> {
  const name = path === '-' ? STDIN_NAME : path;
  const context = { file, name, interfaces: shared.interfaces, problems: new ProblemList(name, shared.problems) };
  const input = path === '-' ? new StreamInput(options.stdin ?? process.stdin) : await openPath(path);
  try {
    const window = new ByteWindow(input);
    const { reader, window: records } = await chooseReader(window, context);
    return new CaptureFile(context, records, reader, shared.problems);
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
async function chooseReader(first: ByteWindow, context: ReaderContext): Promise<{ reader: RecordReader; window: ByteWindow }> {
  let window = first;
  for (let depth = 0; depth <= COMPRESSION_LIMIT; depth++) {
    const magic = await recognise(window);
    if (magic?.format === 'gzip') {
      const compressed = new PrefixedInput(window.bytes.slice(window.start, window.end), window.input);
      window = new ByteWindow(new GunzipInput(compressed, (text) => context.problems.add(window.position + window.end, text)));
    } else if (magic?.format === 'pcap') {
      await fillTo(window, FILE_HEADER);
      if (window.available < FILE_HEADER) throw unreadable(context, 'cut', `it is cut within the file header (${window.available} bytes)`);
      return { reader: new PcapReader(window, context), window };
    } else if (magic?.format === 'pcapng') {
      return { reader: new PcapngReader(context), window };
    } else {
      throw notCapture(window, magic, context);
    }
  }
  throw unreadable(context, 'not-a-capture', 'it is compressed several times over');
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
