/** A live capture as whoever analyses it sees it: frames until a limit or stop(), each kept as evidence first, and word of the silence between them. */
import type { CaptureInterface, CaptureProblem, FrameBatch, FrameSource, Microseconds } from '../frame.js';
import { CaptureClock } from './capture-clock.js';
import type { EvidenceFile } from './evidence-file.js';
import type { LiveCapture } from './live-capture.js';

export interface LiveLimits {
  /** Frames to stop after. */
  count: number;
  /** Milliseconds to stop after. */
  duration: number;
}

/** Milliseconds between two looks at the clock. */
const TICK = 100;
/** Milliseconds that a frame may be on its way from the engine to us. */
const PIPE_LATENCY = 200;

export class LiveFrames implements FrameSource {
  readonly capture: LiveCapture;
  readonly notices: readonly string[];
  /** Settles when the capture is over and the evidence closed. */
  readonly ended: Promise<void>;
  #end!: () => void;
  readonly #limits: LiveLimits;
  readonly #evidence: EvidenceFile | undefined;
  readonly #clock: CaptureClock;
  readonly #listeners = new Set<(until: Microseconds) => void>();
  readonly #taps = new Set<(batch: FrameBatch) => void>();
  /** Frames so far. */
  count = 0;
  /** All that came through the pipe has been taken. */
  #waiting = false;

  constructor(capture: LiveCapture, limits: LiveLimits, evidence: EvidenceFile | undefined, notices: readonly string[]) {
    this.capture = capture;
    this.notices = notices;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#limits = limits;
    this.#evidence = evidence;
    this.#clock = new CaptureClock((capture.engine.latency + PIPE_LATENCY) * 1000);
  }

  get files(): readonly string[] {
    return this.capture.files;
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.capture.interfaces;
  }

  get problems(): readonly CaptureProblem[] {
    return this.capture.problems;
  }

  get progress(): { read: number; total: number | undefined } {
    return this.capture.progress;
  }

  /** Frames that could not be kept as evidence. */
  get lost(): number {
    return this.#evidence?.lost ?? 0;
  }

  onSilence(listener: (until: Microseconds) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Shows each batch before it is handed on. */
  onBatch(listener: (batch: FrameBatch) => void): void {
    this.#taps.add(listener);
  }

  stop(): void {
    this.capture.stop();
  }

  /** Ends at a limit or at stop(), with what had been captured till then; throws the CaptureError of an engine that failed. */
  async *[Symbol.asyncIterator](): AsyncGenerator<FrameBatch, void> {
    // A timer's turn comes before the pipe's: what has arrived is read first.
    const tick = setInterval(() => setImmediate(() => this.#tell()), TICK);
    const { count, duration } = this.#limits;
    const end = Number.isFinite(duration) ? setTimeout(() => this.stop(), duration) : undefined;
    try {
      yield* this.#take(count);
    } finally {
      clearInterval(tick);
      clearTimeout(end);
      await this.#evidence?.close(this.capture.dropped);
      this.#end();
    }
  }

  async *#take(count: number): AsyncGenerator<FrameBatch, void> {
    let left = count;
    this.#waiting = true;
    for await (const batch of this.capture) {
      this.#waiting = false;
      batch.count = Math.min(batch.count, left);
      left -= batch.count;
      this.count += batch.count;
      this.#evidence?.write(batch);
      this.#clock.read(batch, performance.now());
      for (const tap of this.#taps) tap(batch);
      yield batch;
      if (left === 0) return this.stop();
      this.#waiting = true;
    }
  }

  #tell(): void {
    if (!this.#waiting) return;
    const until = this.#clock.time(performance.now());
    if (!Number.isFinite(until)) return;
    for (const listener of this.#listeners) listener(until);
  }
}
