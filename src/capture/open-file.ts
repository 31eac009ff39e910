/** Opens one capture file, or standard input: tells the format by the first bytes, not by the name. */
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type ByteInput, FileInput, StreamInput } from './byte-input.js';
import { ByteWindow } from './byte-window.js';
import { CaptureFile } from './capture-file.js';
import { CaptureError, type CaptureInterface, type CaptureProblem, type FrameSource } from './frame.js';
import { fromStart, identify } from './identify.js';
import type { KeptOptions } from './kept-options.js';
import { ProblemList } from './problem-list.js';
import { systemErrorText } from './system-error.js';

export interface OpenOptions {
  /** What '-' stands for; process.stdin where it is not given. */
  stdin?: Readable;
  /** 'pcap-parser': read with the npm package of that name, as a second opinion. */
  reader?: 'own' | 'pcap-parser';
  /** Bytes read at a time. */
  blockLength?: number;
  /** What takes the options of a pcapng file's blocks, where it is to be written again. */
  keep?: KeptOptions | undefined;
}

/** What a path of '-' is called in messages and in FrameSource.files. */
const STDIN_NAME = 'standard input';

/** What the files of one capture share. */
export interface SharedReports {
  interfaces: CaptureInterface[];
  problems: CaptureProblem[];
}

/** Opens a file, or '-'. Throws CaptureError where it cannot be read at all. `file` is its index in FrameSource.files. */
export async function openFile(path: string, file: number, shared: SharedReports, options: OpenOptions): Promise<FrameSource> {
  const name = path === '-' ? STDIN_NAME : path;
  const context = { file, name, interfaces: shared.interfaces, problems: new ProblemList(name, shared.problems), keep: options.keep };
  const input = path === '-' ? new StreamInput(options.stdin ?? process.stdin) : await openPath(path);
  try {
    const { format, window } = await identify(new ByteWindow(input, options.blockLength), name, context.problems, options.blockLength);
    if (options.reader === 'pcap-parser') {
      const { PcapParserCapture } = await import('./pcap-parser-reader.js');
      return new PcapParserCapture(context, fromStart(window), shared.problems);
    }
    return new CaptureFile(context, window, format, shared.problems);
  } catch (error) {
    await input.close();
    throw error;
  }
}

/** Errors of the operating system as CaptureError.code has them. */
const CODES: Readonly<Record<string, string>> = {
  ENOENT: 'not-found',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
  EISDIR: 'directory',
};

/** The bytes of a file, or of what else has a name. Throws CaptureError. */
export async function openPath(path: string): Promise<ByteInput> {
  try {
    const handle = await open(path, 'r');
    const status = await handle.stat();
    if (status.isDirectory()) {
      await handle.close();
      throw Object.assign(new Error('directory'), { code: 'EISDIR' });
    }
    return status.isFile() ? new FileInput(handle, status.size) : new StreamInput(handle.createReadStream());
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new CaptureError(CODES[code] ?? 'not-readable', path, 0, `${path} cannot be read: ${systemErrorText(error)}`, error);
  }
}
