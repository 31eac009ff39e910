/** How far the reading is, on one line of a terminal that is taken back when it is done. Nothing for short work, and nothing where there is no terminal. */
import type { FrameSource } from '../capture/frame.js';
import type { Surroundings } from './command.js';

/** Milliseconds before it appears, and between two changes. */
const PATIENCE = 1000;
const INTERVAL = 200;
const WIDTH = 30;
const ERASE = '\r\x1b[K';

export class ProgressBar {
  readonly #stream: Surroundings['stderr'];
  readonly #source: FrameSource;
  readonly #began = performance.now();
  #next = PATIENCE;
  #shown = false;

  constructor(stream: Surroundings['stderr'], source: FrameSource) {
    this.#stream = stream;
    this.#source = source;
  }

  /** To be called now and then. */
  update(packets: number): void {
    if (this.#stream.isTTY !== true) return;
    const elapsed = performance.now() - this.#began;
    if (elapsed < this.#next) return;
    this.#next = elapsed + INTERVAL;
    this.#shown = true;
    this.#stream.write(`${ERASE}${progressText(this.#source.progress, packets, elapsed)}`);
  }

  /** Makes room for other output. */
  clear(): void {
    if (this.#shown) this.#stream.write(ERASE);
    this.#shown = false;
  }
}

/** `reading [#####.....]  50 %  1200000 packets  3 s left`. `elapsed`: milliseconds. */
export function progressText({ read, total }: FrameSource['progress'], packets: number, elapsed: number): string {
  if (total === undefined || total === 0) return `reading  ${packets} packets`;
  const part = Math.min(1, read / total);
  const full = Math.round(part * WIDTH);
  const left = part === 0 ? '' : `  ${Math.ceil((elapsed * (1 - part)) / part / 1000)} s left`;
  return `reading [${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${String(Math.floor(part * 100)).padStart(3)} %  ${packets} packets${left}`;
}
