/** A live capture under analysis: frames as they come, silence as it passes, until it is stopped. */
import type { Analysis } from '../analysis/analysis.js';
import type { FrameBatch } from '../capture/frame.js';
import { CaptureClock } from '../capture/live/capture-clock.js';
import type { EvidenceFile } from '../capture/live/evidence-file.js';
import type { LiveCapture } from '../capture/live/live-capture.js';
import type { Output } from './output.js';

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

export class LiveSession {
  readonly #capture: LiveCapture;
  readonly #analysis: Analysis;
  readonly #output: Output;
  readonly #evidence: EvidenceFile | undefined;
  readonly #clock: CaptureClock;
  /** All that came through the pipe has been analysed. */
  #waiting = false;

  constructor(capture: LiveCapture, analysis: Analysis, output: Output, evidence?: EvidenceFile) {
    this.#capture = capture;
    this.#analysis = analysis;
    this.#output = output;
    this.#evidence = evidence;
    this.#clock = new CaptureClock((capture.engine.latency + PIPE_LATENCY) * 1000);
  }

  /** Ends when the capture does: at a limit, at stop(), or with the CaptureError of an engine that failed. */
  async run(limits: LiveLimits): Promise<void> {
    // A timer's turn comes before the pipe's: what has arrived is read first.
    const tick = setInterval(() => setImmediate(() => this.#advance()), TICK);
    const end = Number.isFinite(limits.duration) ? setTimeout(() => this.stop(), limits.duration) : undefined;
    try {
      await this.#read(limits.count);
    } finally {
      clearInterval(tick);
      clearTimeout(end);
      this.#analysis.finish();
      await this.#output.drained();
      await this.#evidence?.close(this.#capture.dropped);
    }
  }

  stop(): void {
    this.#capture.stop();
  }

  async #read(count: number): Promise<void> {
    const batches = this.#capture[Symbol.asyncIterator]();
    for (let left = count; left > 0; ) {
      this.#waiting = true;
      const { done, value: batch } = await batches.next();
      this.#waiting = false;
      if (done) return;
      batch.count = Math.min(batch.count, left);
      left -= batch.count;
      await this.#take(batch);
    }
    this.stop();
    await batches.return();
  }

  async #take(batch: FrameBatch): Promise<void> {
    this.#evidence?.write(batch);
    this.#analysis.batch(batch);
    this.#clock.read(batch, performance.now());
    await this.#output.drained();
  }

  #advance(): void {
    if (!this.#waiting) return;
    this.#analysis.advance(this.#clock.time(performance.now()));
    void this.#output.drained();
  }
}
