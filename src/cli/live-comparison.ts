/**
 * Logs held against a live capture while both grow. A difference may be a log that is late: it is announced when it has stood for the grace time, and withdrawn
 * where it goes away later.
 */
import { Analysis, type AnalysisSettings } from '../analysis/analysis.js';
import type { Microseconds } from '../capture/frame.js';
import type { LiveFrames } from '../capture/live/live-frames.js';
import type { AppNotification } from '../compare/app-log.js';
import { captureTime } from '../compare/clock-fit.js';
import { type Comparison, differencesOf } from '../compare/comparison.js';
import type { Difference } from '../compare/difference.js';
import type { LoggedApplication } from '../compare/logged-application.js';
import { NOTIFICATION_TYPES, type Notification } from '../notification/notification.js';
import type { AssociationReport, Diagnosis } from '../reconstruct/model.js';
import { compareWithLogs } from './expectation.js';
import type { FollowedLog } from './followed-log.js';

/** Told what stands, and what no longer does. */
export type Announce = (difference: Difference, id: string, withdrawn: boolean) => void;

/** Milliseconds between two comparisons. */
const INTERVAL = 1000;
/** Expected notifications that are compared over and over; with more, what has been compared for good is let go of, and so many of the newest are kept. */
const MOST_EXPECTED = 4000;
const KEPT = 2000;
/** Capture time after which a log will not say anything new of what happened. */
const LATE: Microseconds = 60e6;

interface Standing {
  difference: Difference;
  /** Milliseconds, of a steady clock. */
  since: number;
  announced: boolean;
}

export class LiveComparison {
  readonly #analysis: Analysis;
  readonly #settings: AnalysisSettings;
  readonly #logs: readonly FollowedLog[];
  readonly #grace: number;
  readonly #announce: Announce;
  #expected: Notification[] = [];
  #reports: AssociationReport[] = [];
  #diagnoses: Diagnosis[] = [];
  readonly #coverage = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  readonly #standing = new Map<string, Standing>();
  #looked = 0;
  /** Let go of: expected notifications, and differences that had been announced. */
  past = { expected: 0, differences: 0 };

  /** `grace` in milliseconds: how long a log may lag behind the wire. */
  constructor(settings: AnalysisSettings, logs: readonly FollowedLog[], grace: number, announce: Announce) {
    // What an application subscribed to its log tells, perhaps later: everything is inferred.
    const subscriptions = [{ address: undefined, port: undefined, value: new Set(NOTIFICATION_TYPES) }];
    this.#settings = settings;
    this.#logs = logs;
    this.#grace = grace;
    this.#announce = announce;
    this.#analysis = new Analysis(
      {
        notification: (notification) => this.#expect(notification),
        association: (report) => this.#reports.push(report),
        diagnosis: (diagnosis) => this.#diagnoses.push(diagnosis),
      },
      { ...settings, subscriptions },
    );
  }

  /** Differences that stand. */
  get differences(): number {
    return this.past.differences + [...this.#standing.values()].filter(({ announced }) => announced).length;
  }

  follow(frames: LiveFrames): void {
    frames.onBatch((batch) => {
      this.#analysis.batch(batch);
      for (const time of batch.time.subarray(0, batch.count)) this.#cover(time);
      this.#look();
    });
    frames.onSilence((until) => {
      this.#analysis.advance(until);
      this.#cover(until);
      this.#look();
    });
  }

  /** Of an empty queue an application is told over and over: that is kept only while a log may be found to ask for it. */
  #expect(notification: Notification): void {
    const dry = notification.body.sn_type === 'SCTP_SENDER_DRY_EVENT';
    if (!dry || this.#logs.some(({ calls, events }) => events === 0 || asksForDry(calls.application))) this.#expected.push(notification);
  }

  #cover(time: Microseconds): void {
    if (time < this.#coverage.from) this.#coverage.from = time;
    if (time > this.#coverage.to) this.#coverage.to = time;
  }

  /** Compares now and then. */
  #look(): void {
    if (performance.now() - this.#looked >= INTERVAL) this.compareNow();
  }

  /** Announces what differs by now, and lets go of what has been compared for good. */
  compareNow(): void {
    this.#looked = performance.now();
    this.#letGo(this.#compare(this.#looked, this.#grace));
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
    const reports = [...this.#reports, ...this.#analysis.reconstructor.unreported()];
    const input = { expected: this.#expected, reports, diagnoses: this.#diagnoses, coverage: this.#coverage };
    const comparison = compareWithLogs(
      input,
      this.#settings,
      this.#logs.map(({ calls }) => calls),
      [],
    );
    this.#settle(new Map(differencesOf(comparison).map((difference) => [idOf(difference), difference])), now, grace);
    return comparison;
  }

  /** Of what a comparison without an end has compared for good, only counts are kept: what lies so far back that no log will say anything new of it. */
  #letGo(comparison: Comparison): void {
    const newest = this.#expected.at(-KEPT);
    if (newest === undefined || this.#expected.length <= MOST_EXPECTED) return;
    const before = Math.min(newest.time, this.#coverage.to - LATE - this.#grace * 1000);
    const open = this.#passOver(before);
    const claims = this.#expected.length;
    this.#expected = this.#expected.filter((claim) => claim.time >= before || open.claims.has(claim));
    this.past.expected += claims - this.#expected.length;
    const held = new Set<Notification | undefined>(this.#expected);
    const spokenOf = new Set(this.#expected.map(({ association }) => association));
    this.#reports = this.#reports.filter(({ id, end }) => end >= before || spokenOf.has(id));
    this.#diagnoses = this.#diagnoses.filter(({ time }) => time >= before);
    for (const { application, clock, timed, lanes } of comparison.logs) {
      const settled = lanes.flatMap(({ differences }) => differences.filter(({ expected }) => !held.has(expected)));
      const compared = new Set(settled.map(({ logged }) => logged && placeOf(logged)));
      const old = ({ time }: AppNotification) => timed && time !== undefined && captureTime(clock, time) < before - LATE;
      application.forget((event) => !open.logged.has(placeOf(event)) && (compared.has(placeOf(event)) || old(event)));
    }
  }

  /** Counts announced differences from before that time, and forgets them; answers what others are about. */
  #passOver(before: Microseconds): { claims: ReadonlySet<Notification>; logged: ReadonlySet<string> } {
    const claims = new Set<Notification>();
    const places = new Set<string>();
    for (const [id, { difference, announced }] of this.#standing) {
      const { expected, logged, time = expected?.time } = difference;
      if (announced && time !== undefined && time < before) {
        this.#standing.delete(id);
        this.past.differences++;
        continue;
      }
      if (expected !== undefined) claims.add(expected);
      if (logged !== undefined) places.add(placeOf(logged));
    }
    return { claims, logged: places };
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

function placeOf({ line, type }: AppNotification): string {
  return `line ${line} ${type}`;
}

function asksForDry(application: LoggedApplication): boolean {
  const asked = application.subscriptions.all.some(({ on }) => on.includes('SCTP_SENDER_DRY_EVENT'));
  return asked || application.loggedTypes().has('SCTP_SENDER_DRY_EVENT');
}
