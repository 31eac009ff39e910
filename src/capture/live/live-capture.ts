/** An interface being captured: an engine as a child process, its pipe as a source of frames. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { CaptureError, type CaptureInterface, type CaptureProblem, type FrameBatch, type FrameSource } from '../frame.js';
import { openCapture } from '../open-capture.js';
import { type CaptureRequest, type Engine, isMissing } from './engine.js';
import { localInterfaces } from './interface-list.js';
import { type EngineEnd, explainFailure, type FailureSubject, knownFailure, type LiveFailure, missingFailure } from './live-failure.js';

/** Characters kept of what an engine says. */
const SAID_LIMIT = 8192;
/** Milliseconds an engine has to end by itself. */
const PATIENCE = 2000;

export class LiveCapture implements FrameSource {
  readonly engine: Engine;
  readonly files: readonly string[];
  readonly #child: EngineProcess;
  readonly #source: FrameSource;
  readonly #subject: FailureSubject;
  #stopping = false;

  private constructor(child: EngineProcess, source: FrameSource, subject: FailureSubject) {
    this.engine = subject.engine;
    this.files = [subject.interface];
    this.#child = child;
    this.#source = source;
    this.#subject = subject;
  }

  /** Starts the engine; answers when it has opened the interface, or why it could not. */
  static async start(subject: FailureSubject, request: CaptureRequest): Promise<LiveCapture | LiveFailure> {
    const command = subject.engine.command(request);
    if (isMissing(command)) return missingFailure(command);
    const child = new EngineProcess(command.program, command.arguments);
    try {
      return new LiveCapture(child, await openCapture(['-'], { stdin: child.output }), subject);
    } catch {
      child.kill();
      return explainFailure(subject, await child.ended);
    }
  }

  /** The filter in use, in libpcap's language. */
  get filter(): string {
    return this.#subject.filter;
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.#source.interfaces;
  }

  get problems(): readonly CaptureProblem[] {
    return this.#source.problems.map((problem) => ({ ...problem, file: this.#subject.interface }));
  }

  get progress(): { read: number; total: number | undefined } {
    return this.#source.progress;
  }

  /** Frames that the engine says were dropped; undefined where it does not say. */
  get dropped(): number | undefined {
    const counts = this.interfaces.map((each) => each.dropped).filter((count) => count !== undefined);
    const said = /(\d+) packets? dropped by kernel/.exec(this.#child.said)?.[1];
    if (said !== undefined) counts.push(Number(said));
    return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
  }

  /** Asks the engine to end. What it had captured still comes. */
  stop(): void {
    this.#stopping = true;
    this.#child.end();
  }

  /** Frames until stop() is called; throws CaptureError where the engine ends before that. */
  async *[Symbol.asyncIterator](): AsyncGenerator<FrameBatch, void> {
    let drained = false;
    try {
      yield* this.#source;
      drained = true;
    } finally {
      if (!drained) this.#child.end();
    }
    const end = await this.#child.endedBySelf();
    if (this.#stopping) return;
    const subject = { ...this.#subject, interfaces: localInterfaces().map(({ name }) => name) };
    const failure = end.status === 0 ? knownFailure(subject, end.said) : explainFailure(subject, end);
    if (failure !== undefined) throw new CaptureError(failure.code, this.#subject.interface, 0, failure.text);
  }
}

/** A child process that never outlives this one by its own fault. */
class EngineProcess {
  readonly output: Readable;
  readonly ended: Promise<EngineEnd>;
  said = '';
  readonly #process: ChildProcess;
  readonly #kill = () => this.kill();

  constructor(program: string, args: readonly string[]) {
    // Its standard input is a pipe from us that ends when we end, whatever ends us.
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process = child;
    this.output = child.stdout;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.said = (this.said + text).slice(-SAID_LIMIT);
    });
    process.once('exit', this.#kill);
    this.ended = new Promise((resolve) => {
      const settle = (status: number | null, signal: string | null) => {
        process.off('exit', this.#kill);
        resolve({ status, signal, said: this.said });
      };
      child.once('error', (error) => {
        this.said += error.message;
        settle(null, null);
      });
      child.once('close', settle);
    });
  }

  /** Politely, then not. */
  end(): void {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGINT');
    void this.endedBySelf();
  }

  /** It is about to end; if it does not, it is ended. */
  endedBySelf(): Promise<EngineEnd> {
    const timer = setTimeout(this.#kill, PATIENCE).unref();
    void this.ended.then(() => clearTimeout(timer));
    return this.ended;
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }
}
