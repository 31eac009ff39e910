/** Opens captures: one file, or several as one. */
import type { FrameBatch, FrameSource, Microseconds } from './frame.js';
import { type Lane, MergedCapture } from './merged-capture.js';
import { type OpenOptions as FileOptions, openFile, type SharedReports } from './open-file.js';

export interface OpenOptions extends FileOptions {
  /** Of several files: by how much the clock of each was ahead, in microseconds; its frames get the times of a clock that was not. */
  clockOffsets?: readonly Microseconds[];
}

/** Enough of a file to see the time of its first frames. */
const PEEK_LENGTH = 1 << 16;

/** Opens files (or '-', standard input) as one capture, merged by time. Throws CaptureError where one of them cannot be read at all. */
export async function openCapture(paths: readonly string[], options: OpenOptions = {}): Promise<FrameSource> {
  const shared: SharedReports = { interfaces: [], problems: [] };
  const [path] = paths;
  if (path === undefined) throw new RangeError('no capture was named');
  if (paths.length === 1) return openFile(path, 0, shared, options);
  const lanes: Lane[] = [];
  for (const [file, each] of paths.entries())
    lanes.push(each === '-' ? await pipeLane(each, file, shared, options) : await fileLane(each, file, shared, options));
  return new MergedCapture(lanes, shared.interfaces, shared.problems);
}

async function pipeLane(path: string, file: number, shared: SharedReports, options: OpenOptions): Promise<Lane> {
  const source = await openFile(path, file, shared, options);
  return {
    name: source.files[0]!,
    firstTime: Number.NEGATIVE_INFINITY,
    get progress() {
      return source.progress;
    },
    open: () => source[Symbol.asyncIterator](),
  };
}

/** Looks into the file, closes it, and opens it again when its turn comes. */
async function fileLane(path: string, file: number, shared: SharedReports, options: OpenOptions): Promise<Lane> {
  const peeked = await openFile(path, file, { interfaces: [], problems: [] }, { ...options, blockLength: PEEK_LENGTH, keep: undefined });
  const { total } = peeked.progress;
  const offset = options.clockOffsets?.[file] ?? 0;
  const firstTime = (await earliestTime(peeked)) - offset;
  let source: FrameSource | undefined;
  async function* read(): AsyncGenerator<FrameBatch, void> {
    source = await openFile(path, file, shared, options);
    for await (const batch of source) {
      if (offset !== 0) for (let row = 0; row < batch.count; row++) batch.time[row]! -= offset;
      yield batch;
    }
  }
  return {
    name: path,
    firstTime,
    get progress() {
      return source?.progress ?? { read: 0, total };
    },
    open: read,
  };
}

async function earliestTime(source: FrameSource): Promise<number> {
  for await (const { time, count } of source) {
    const times = time.subarray(0, count).filter((each) => !Number.isNaN(each));
    return times.length === 0 ? Number.NEGATIVE_INFINITY : times.reduce((least, each) => Math.min(least, each));
  }
  return Number.NEGATIVE_INFINITY;
}
