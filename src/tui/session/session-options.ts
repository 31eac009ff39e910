/** What a session is given beside its capture. */
import type { Comparison } from '../../compare/comparison.js';
import type { Expectation } from '../../compare/comparison-input.js';
import type { Notification } from '../../notification/notification.js';
import type { AssociationReport } from '../../reconstruct/model.js';

/** Reports and notifications as text, by the end of a file's name. */
export type Printers = Readonly<Record<string, (reports: readonly AssociationReport[], notifications: readonly Notification[]) => string>>;

export interface SessionOptions {
  /** Those of the source's files; without them (a live capture) packets are spooled. */
  readonly paths?: readonly string[] | undefined;
  /** Holds logs against the capture. */
  readonly compare?: Compare | undefined;
  /** Logs that are held against the capture by somebody else, over and over. */
  readonly followed?: FollowedLogs | undefined;
  /** What is saved beside pcapng. */
  readonly printers?: Printers | undefined;
  /** Of a capture without an end. */
  readonly endless?: Endless | undefined;
}

/** What keeps a capture without an end within bounds. */
export interface Endless {
  /** Packets that can be looked at, a power of two, and bytes of them on the disk: earlier ones are let go. */
  readonly packets: number;
  readonly spool: number;
  /** Sees to the memory: `keep` is called often, and lets go of associations where there is too little. */
  budget(holder: Holder): { keep(): void };
}

/** Holds associations, and can let go of those that have been silent longest. */
export interface Holder {
  readonly size: number;
  forget(count: number): void;
}

/** Logs that grow while a capture without an end goes on. */
export interface FollowedLogs {
  /** The last comparison, by an analysis of its own. */
  readonly latest: Comparison | undefined;
}

/** What the logs say of what a capture makes one expect. */
export type Compare = (expected: Expectation) => Comparison;
