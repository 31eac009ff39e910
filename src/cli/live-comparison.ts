/**
 * Logs held against a live capture while both grow. A difference may be a log that is late: it is announced when it has stood for the grace time, and withdrawn
 * where it goes away later.
 */
import { Analysis, type AnalysisSettings } from '../analysis/analysis.js';
import type { LiveFrames } from '../capture/live/live-frames.js';
import { type Comparison, differencesOf } from '../compare/comparison.js';
import type { Difference } from '../compare/difference.js';
import type { LoggedApplication } from '../compare/logged-application.js';
import { NOTIFICATION_TYPES, type Notification } from '../notification/notification.js';
import { ComparisonWindow, placeOf, type Standing } from './comparison-window.js';
import { compareWithLogs } from './expectation.js';
import type { FollowedLog } from './followed-log.js';
import type { Forgetful } from './memory-budget.js';

/** Told what stands, and what no longer does. */
export type Announce = (difference: Difference, id: string, withdrawn: boolean) => void;

/** Milliseconds between two comparisons, and the part of the time that they may take. */
const INTERVAL = 1000;
const PART = 0.25;

export class LiveComparison {
  readonly #analysis: Analysis;
  readonly #settings: AnalysisSettings;
  readonly #logs: readonly FollowedLog[];
  readonly #grace: number;
  readonly #announce: Announce;
  /** When a difference was first seen; of a steady clock, in milliseconds. */
  readonly #standing = new Map<string, Standing & { since: number }>();
  readonly #window: ComparisonWindow;
  /** Is an application told that its queue is empty? Of that there is one notification for nearly every burst. */
  #dry = true;
  #next = 0;
  #comparing = false;
  /** The last comparison, of what is held at present. */
  latest: Comparison | undefined;

  /** `grace` in milliseconds: how long a log may lag behind the wire. */
  constructor(settings: AnalysisSettings, logs: readonly FollowedLog[], grace: number, announce: Announce) {
    // What an application subscribed to its log tells, perhaps later: everything is inferred.
    const subscriptions = [{ address: undefined, port: undefined, value: new Set(NOTIFICATION_TYPES) }];
    this.#settings = settings;
    this.#logs = logs;
    this.#grace = grace;
    this.#announce = announce;
    this.#window = new ComparisonWindow(this.#standing, grace * 1000);
    this.#analysis = new Analysis(
      {
        notification: (notification) => this.#expect(notification),
        association: (report) => this.#window.reports.push(report),
        diagnosis: (diagnosis) => this.#window.diagnoses.push(diagnosis),
      },
      { ...settings, subscriptions },
    );
    for (const log of logs) log.whenFull = () => this.compareNow();
  }

  /** Differences that stand. */
  get differences(): number {
    return this.past.differences + [...this.#standing.values()].filter(({ announced }) => announced).length;
  }

  /** What was let go of. */
  get past(): Readonly<ComparisonWindow['past']> {
    return this.#window.past;
  }

  /** What can be let go of to save memory, by what it is called. */
  get holders(): Readonly<Record<string, Forgetful>> {
    const window = this.#window;
    return {
      'associations of the comparison': this.#analysis.reconstructor,
      'expected notifications': {
        get size() {
          return window.expected.length;
        },
        forget: (count) => window.force(this.#compare(performance.now(), this.#grace), count / Math.max(1, window.expected.length)),
      },
    };
  }

  follow(frames: LiveFrames): void {
    frames.onBatch((batch) => {
      this.#analysis.batch(batch);
      for (const time of batch.time.subarray(0, batch.count)) this.#window.cover(time);
      this.#look();
    });
    frames.onSilence((until) => {
      this.#analysis.advance(until);
      this.#window.cover(until);
      this.#look();
    });
  }

  #expect(notification: Notification): void {
    if (this.#dry || notification.body.sn_type !== 'SCTP_SENDER_DRY_EVENT') this.#window.expected.push(notification);
  }

  /** Compares now and then. */
  #look(): void {
    if (performance.now() >= this.#next) this.compareNow();
  }

  /** Announces what differs by now, and lets go of what has been compared for good. */
  compareNow(): void {
    if (this.#comparing) return;
    this.#comparing = true;
    const began = performance.now();
    this.#window.shrink(this.#compare(began, this.#grace));
    this.#dry = this.#logs.some(({ calls, events }) => events === 0 || asksForDry(calls.application));
    const ended = performance.now();
    this.#next = Math.max(began + INTERVAL, ended + (ended - began) / PART);
    this.#comparing = false;
  }

  /** The capture is over: what differs now differs for good. */
  async end(): Promise<Comparison> {
    this.#analysis.finish();
    for (const log of this.#logs) await log.end();
    return this.#compare(performance.now(), 0);
  }

  #compare(now: number, grace: number): Comparison {
    const reached = (Date.now() - grace) * 1000;
    for (const log of this.#logs) log.catchUp(reached);
    const calls = this.#logs.map((log) => log.calls);
    const expectation = this.#window.expectation(this.#analysis.reconstructor.unreported());
    const comparison = compareWithLogs(expectation, this.#settings, calls, []);
    this.#settle(new Map(differencesOf(comparison).map((difference) => [idOf(difference), difference])), now, grace);
    this.latest = comparison;
    return comparison;
  }

  #settle(found: ReadonlyMap<string, Difference>, now: number, grace: number): void {
    for (const [id, { difference, announced }] of this.#standing) {
      if (found.has(id)) continue;
      this.#standing.delete(id);
      if (announced) this.#announce(difference, id, true);
    }
    for (const [id, difference] of found) {
      const standing = this.#standing.get(id) ?? { difference, since: now, announced: false };
      this.#standing.set(id, standing);
      if (standing.announced || now - standing.since < grace) continue;
      standing.announced = true;
      this.#announce(difference, id, false);
    }
  }
}

/** The same difference has the same id in every comparison. */
function idOf({ log, verdict, expected, logged }: Difference): string {
  return [log, verdict, expected?.id ?? '-', logged === undefined ? '-' : placeOf(logged)].join(' ');
}

function asksForDry(application: LoggedApplication): boolean {
  const asked = application.subscriptions.all.some(({ on }) => on.includes('SCTP_SENDER_DRY_EVENT'));
  return asked || application.loggedTypes().has('SCTP_SENDER_DRY_EVENT');
}
