/** How far the reading is, on one line of a terminal that is taken back when it is done. Nothing for short work, and nothing where there is no terminal. */
import type { FrameSource } from '../capture/frame.js';
import type { Surroundings } from './command.js';

/** Milliseconds before it appears, and between two changes. */
const PATIENCE = 1000;
const INTERVAL = 200;
const WIDTH = 30;
/** What is done, and what is counted. */
export interface ProgressWords {
  what: string;
  unit: string;
}

const PACKETS: ProgressWords = { what: 'reading', unit: 'packets' };
const ERASE = '\r\x1b[K';

export class ProgressBar {
  readonly #stream: Surroundings['stderr'];
  readonly #source: Pick<FrameSource, 'progress'>;
  readonly #words: ProgressWords;
  /** Seconds; the `performance` of the browsers would have to be loaded first. */
  readonly #began = process.uptime();
  #next = PATIENCE;
  #shown = false;

  constructor(stream: Surroundings['stderr'], source: Pick<FrameSource, 'progress'>, words: ProgressWords = PACKETS) {
    this.#stream = stream;
    this.#source = source;
    this.#words = words;
  }

  /** To be called now and then. */
  update(count: number): void {
    if (this.#stream.isTTY !== true) return;
    const elapsed = (process.uptime() - this.#began) * 1000;
    if (elapsed < this.#next) return;
    this.#next = elapsed + INTERVAL;
    this.#shown = true;
    this.#stream.write(`${ERASE}${progressText(this.#source.progress, count, elapsed, this.#words)}`);
  }

  /** Makes room for other output. */
  clear(): void {
    if (this.#shown) this.#stream.write(ERASE);
    this.#shown = false;
  }
}

/** `reading [#####.....]  50 %  1200000 packets  3 s left`. `elapsed`: milliseconds. */
export function progressText(
  { read, total }: FrameSource['progress'],
  count: number,
  elapsed: number,
  { what, unit }: ProgressWords = PACKETS,
): string {
  if (total === undefined || total === 0) return `${what}  ${count} ${unit}`;
  const part = Math.min(1, read / total);
  const full = Math.round(part * WIDTH);
  const left = part === 0 ? '' : `  ${Math.ceil((elapsed * (1 - part)) / part / 1000)} s left`;
  return `${what} [${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${String(Math.floor(part * 100)).padStart(3)} %  ${count} ${unit}${left}`;
}
