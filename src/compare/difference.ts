/** What the comparison says of one expected or logged notification. */
import type { Notification } from '../notification/notification.js';
import type { AppNotification } from './app-log.js';
import type { Lane } from './lane.js';
import type { FieldDifference } from './member-comparison.js';

/** `late` tells that it was read long after it was raised, `open` that it was likely and is not in the log, which decides: neither is a difference. */
export type Verdict = 'match' | 'late' | 'open' | 'field' | 'missing' | 'unexpected' | 'order';

/** Why a difference is there, likeliest first in a list of them. */
export interface Reason {
  /** 'not-subscribed', 'byte-order', … */
  name: string;
  /** 0 to 1: how much speaks for it. */
  weight: number;
  /** One sentence for a person. */
  why: string;
  /** What to look at next. */
  check: string;
}

export interface Difference {
  verdict: Verdict;
  /** The log, by name. */
  log: string;
  lane: Lane;
  expected: Notification | undefined;
  logged: AppNotification | undefined;
  /** By the capture's clock, microseconds: when it was raised, or where only the log has it, read. */
  time: number | undefined;
  /** Microseconds from its being raised to its being read; undefined where the times do not tell. */
  delay: number | undefined;
  /** Members that differ. */
  fields: readonly FieldDifference[];
  /** For `order`: what the log has on the wrong side of it. */
  neighbour: { expected: Notification; logged: AppNotification } | undefined;
  /** The packets left this open, and the log decides: what it shows to be so ('the ABORT in frame 21 reached 10.1.0.2:6126'); of `open`, why the log may lack it. */
  settled: string | undefined;
  reasons: readonly Reason[];
}

/** Verdicts that make the log differ from what was expected. */
export function isDifference({ verdict }: Pick<Difference, 'verdict'>): boolean {
  return verdict !== 'match' && verdict !== 'late' && verdict !== 'open';
}
