/** `--app-log` of a live capture: a log that grows with it, and what the comparison keeps of it. */
import type { AnalysisSettings } from '../analysis/analysis.js';
import { AppLogReader } from '../compare/app-log-reader.js';
import type { LogFormat } from '../compare/log-format/log-format.js';
import { LoggedApplication } from '../compare/logged-application.js';
import { parseAppLogOption } from './app-log-file.js';
import { LoggedCalls } from './application-calls.js';
import { FULL_LOG } from './comparison-window.js';
import { LogFollower } from './log-follower.js';
import { statedAbi } from './log-options.js';

export class FollowedLog {
  readonly calls: LoggedCalls;
  /** What was read so far, in events. */
  events = 0;
  /** Called where so much came at once that it should be compared now, and let go of. */
  whenFull: () => void = () => undefined;
  /** With so many events that are kept it is called again. */
  #full = FULL_LOG;
  readonly #reader: AppLogReader;
  readonly #follower: LogFollower | undefined;
  readonly #stdin: NodeJS.ReadableStream | undefined;
  readonly #report: (text: string) => void;
  #failed = false;

  /** `report` is told where the log turns out to be none. */
  constructor(
    option: string,
    format: LogFormat | undefined,
    settings: AnalysisSettings,
    stdin: NodeJS.ReadableStream,
    report: (text: string) => void,
  ) {
    const { address, port, value } = parseAppLogOption(option);
    const abi = statedAbi(settings, address, port);
    this.calls = new LoggedCalls(new LoggedApplication({ name: value, address, port, abi }));
    this.#report = report;
    this.#reader = new AppLogReader({ name: value, format, abi, quotes: settings.userData }, (event) => {
      this.events++;
      // Not its sends: they would sharpen an analysis that has gone on by the time they are logged.
      this.calls.application.observe(event);
      this.#makeRoom();
    });
    if (value === '-') {
      this.#stdin = stdin;
      stdin.on('data', this.#take);
    } else {
      this.#follower = new LogFollower(value, this.#take);
    }
  }

  #makeRoom(): void {
    const { application } = this.calls;
    if (application.kept < this.#full) return;
    this.whenFull();
    this.#full = Math.max(FULL_LOG, application.kept + FULL_LOG / 4);
  }

  /** Makes the most of what has come; `now` (microseconds since the epoch, of this machine) is how far the log reaches, though it may be silent. */
  catchUp(now: number): void {
    const { application } = this.calls;
    application.summary = this.#reader.catchUp();
    if (application.lastTime !== undefined) application.lastTime = Math.max(application.lastTime, now);
  }

  /** Nothing more comes: what stands at the end of the log is whole. */
  async end(): Promise<void> {
    await this.#follower?.end();
    this.#stdin?.off('data', this.#take);
    this.#stdin?.pause();
    this.#read(() => this.#reader.end());
  }

  readonly #take = (bytes: Uint8Array | string): void => {
    this.#read(() => this.#reader.push(typeof bytes === 'string' ? Buffer.from(bytes) : bytes));
  };

  /** Says what is wrong with a log that is none, once. */
  #read(read: () => void): void {
    if (this.#failed) return;
    try {
      read();
    } catch (error) {
      this.#failed = true;
      this.#report(`${(error as Error).message}; it is not followed any further`);
    }
  }
}
