/** `--app-log [ADDR[:PORT]=]LOG`: the option's parts, and the log behind it, read piece by piece. */
import type { Readable } from 'node:stream';
import { type EndpointSetting, parseEndpointSetting } from '../analysis/endpoint-setting.js';
import { type ByteInput, StreamInput } from '../capture/byte-input.js';
import { ByteWindow } from '../capture/byte-window.js';
import { CaptureError } from '../capture/frame.js';
import { expanded, fromStart } from '../capture/identify.js';
import { openPath } from '../capture/open-file.js';
import { systemErrorText } from '../capture/system-error.js';
import { type AppEvent, AppLogError, type AppLogSummary } from '../compare/app-log.js';
import { AppLogReader, type AppLogSettings } from '../compare/app-log-reader.js';
import { printable } from '../dissect/printable.js';
import { type Surroundings, UsageError } from './command.js';
import { ProgressBar } from './progress-bar.js';

/** Bytes read at a time. */
const PIECE_LENGTH = 1 << 18;

/** The option's value: whose log it is, where that is said, and its path or '-'. */
export function parseAppLogOption(value: string): EndpointSetting<string> {
  const setting = parseEndpointSetting(value);
  if (setting.value === '') throw new UsageError(`--app-log ${value}: the log's name is missing`);
  return setting;
}

/** Reads a log to its end, compressed or not, handing out each event. Throws AppLogError where it cannot be read or is none. */
export async function readAppLog(
  path: string,
  settings: Omit<AppLogSettings, 'name'>,
  sink: (event: AppEvent) => void,
  { stdin, stderr }: Pick<Surroundings, 'stdin' | 'stderr'>,
): Promise<AppLogSummary> {
  const name = path === '-' ? 'standard input' : path;
  const reader = new AppLogReader({ ...settings, name }, sink);
  let input: ByteInput | undefined;
  try {
    input = path === '-' ? new StreamInput(stdin as Readable) : await openPath(path);
    await readThrough(input, name, reader, stderr);
    return reader.end();
  } catch (error) {
    if (error instanceof CaptureError) throw new AppLogError(error.message);
    if (error instanceof AppLogError || !isSystemError(error)) throw error;
    throw new AppLogError(`${name} cannot be read: ${systemErrorText(error)}`);
  } finally {
    await input?.close();
  }
}

async function readThrough(input: ByteInput, name: string, reader: AppLogReader, stderr: Surroundings['stderr']): Promise<void> {
  const { window } = await expanded(new ByteWindow(input), name, (_, text) => reader.damaged(text));
  const plain = fromStart(window);
  const source = {
    get progress() {
      return { read: plain.taken, total: plain.total };
    },
  };
  const bar = new ProgressBar(stderr, source, { what: `reading ${printable(name)}`, unit: 'lines' });
  const piece = new Uint8Array(PIECE_LENGTH);
  for (let length = await plain.read(piece, 0); length > 0; length = await plain.read(piece, 0)) {
    reader.push(piece.subarray(0, length));
    bar.update(reader.lineCount);
  }
  bar.clear();
}

function isSystemError(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall !== undefined;
}
