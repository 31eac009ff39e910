/** A comparison as the screens ask about it: in a row, by notification, by association. */
import type { Comparison, LogComparison } from '../../compare/comparison.js';
import { type Difference, isDifference } from '../../compare/difference.js';
import type { Notification } from '../../notification/notification.js';

export class ComparisonIndex {
  readonly comparison: Comparison;
  /** What differs, then what does not, each in order of time. */
  readonly rows: readonly Difference[];
  readonly logs: readonly LogComparison[];
  readonly #byClaim = new Map<Notification, Difference>();
  readonly #counts = new Map<number, number>();
  readonly #unheard = new Set<Notification>();
  readonly #logged = new Map<number, Difference[]>();

  /** `own` finds the notification told here that a claim stands for, where the comparison has an analysis of its own. */
  constructor(comparison: Comparison, own: (claim: Notification) => Notification | undefined = (claim) => claim) {
    const { logs } = comparison;
    this.comparison = comparison;
    this.logs = logs;
    const lanes = logs.flatMap((log) => log.lanes);
    const all = lanes.flatMap(({ differences }) => differences);
    this.rows = [...all.filter(isDifference).sort(byTime), ...all.filter((row) => !isDifference(row)).sort(byTime)];
    for (const { notSubscribed } of lanes)
      for (const { claim } of notSubscribed) {
        const told = own(claim);
        if (told !== undefined) this.#unheard.add(told);
      }
    for (const difference of all) this.#note(difference, difference.expected && own(difference.expected));
  }

  /** What the log of the application says of a notification; undefined where no log is about it. */
  of(notification: Notification): Difference | undefined {
    return this.#byClaim.get(notification);
  }

  /** Its application had not subscribed to it. */
  isUnheard(notification: Notification): boolean {
    return this.#unheard.has(notification);
  }

  /** In how many points the logs differ; undefined where none is about the association. */
  differences(association: number): number | undefined {
    return this.#counts.get(association);
  }

  /** What only a log has of the association. */
  loggedOnly(association: number): readonly Difference[] {
    return this.#logged.get(association) ?? [];
  }

  #note(difference: Difference, told: Notification | undefined): void {
    const association = associationOf(difference);
    if (told !== undefined) this.#byClaim.set(told, difference);
    if (difference.expected === undefined) this.#logged.set(association, [...(this.#logged.get(association) ?? []), difference]);
    this.#counts.set(association, (this.#counts.get(association) ?? 0) + (isDifference(difference) ? 1 : 0));
  }
}

/** The association that a difference is about: the claim's, or the one that was there at the time. */
export function associationOf({ expected, lane, time }: Difference): number {
  if (expected !== undefined) return expected.association;
  const { associations } = lane;
  const begun = time === undefined ? undefined : associations.findLast(({ report }) => report.start <= time);
  return (begun ?? associations[0])?.report.id ?? 0;
}

function byTime(one: Difference, other: Difference): number {
  return (one.time ?? 0) - (other.time ?? 0);
}
