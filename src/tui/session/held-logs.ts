/** The logs of a session: held against what is expected when the capture has been read, or by somebody else over and over while it goes on. */
import type { FrameBatch } from '../../capture/frame.js';
import type { Expectation } from '../../compare/comparison-input.js';
import type { Notification } from '../../notification/notification.js';
import { ComparisonIndex } from './comparison-index.js';
import { OwnClaims } from './own-claims.js';
import type { SessionOptions } from './session-options.js';

type NotificationsOf = (association: number, endpoint: 0 | 1) => readonly Notification[];

export class HeldLogs {
  comparison: ComparisonIndex | undefined;
  /** Something was told since the followed logs were looked at. */
  toldMore = false;
  readonly #options: Pick<SessionOptions, 'compare' | 'followed'>;
  readonly #notificationsOf: NotificationsOf;
  readonly #coverage = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };

  constructor(options: Pick<SessionOptions, 'compare' | 'followed'>, notificationsOf: NotificationsOf) {
    this.#options = options;
    this.#notificationsOf = notificationsOf;
  }

  /** There are any. */
  get given(): boolean {
    return this.#options.compare !== undefined || this.#options.followed !== undefined;
  }

  /** That was captured. */
  cover({ time, count }: FrameBatch): void {
    if (this.#options.compare === undefined) return;
    const coverage = this.#coverage;
    for (let row = 0; row < count; row++) {
      coverage.from = Math.min(coverage.from, time[row]!);
      coverage.to = Math.max(coverage.to, time[row]!);
    }
  }

  /** Holds them against what is expected now. */
  hold(expected: () => Omit<Expectation, 'coverage'>): void {
    const { compare } = this.#options;
    if (compare !== undefined) this.comparison = new ComparisonIndex(compare({ ...expected(), coverage: this.#coverage }));
  }

  /** Have those that are followed been compared since they were looked at? */
  get saidMore(): boolean {
    const latest = this.#options.followed?.latest;
    return latest !== undefined && latest !== this.comparison?.comparison;
  }

  /** What those that are followed say by now. */
  look(): void {
    const latest = this.#options.followed?.latest;
    if (latest === undefined || (latest === this.comparison?.comparison && !this.toldMore)) return;
    this.toldMore = false;
    const begins = latest.logs.flatMap(({ lanes }) => lanes.flatMap(({ lane }) => lane.expected[0]?.time ?? []));
    this.comparison = new ComparisonIndex(latest, new OwnClaims(this.#notificationsOf, Math.min(...begins)).of);
  }
}
