/** The two sequences of a lane that are aligned, each in its order: what an application should have been told, and what its log says it was. */
import type { Notification } from '../notification/notification.js';
import type { AppNotification } from './app-log.js';
import type { StatedMember } from './member-comparison.js';
import type { Reading } from './reading-pace.js';

/** What the log decides of a likely claim, for a person: what it shows where it has it, and why it may lack it. */
export interface Open {
  shown: string;
  because: string;
}

export interface Expected {
  claim: Notification;
  /** What the claim states. */
  members: readonly StatedMember[];
  /** What else the packets allow in its place, and what that takes. */
  otherwise: readonly { members: readonly StatedMember[]; assumption: string; earliest?: number | undefined }[];
  /** The log must have it: a certain or likely claim while the application listened. */
  required: boolean;
  /** Packets hardly show it, so the log may lack it all the same. */
  open?: Open | undefined;
}

/** Why packets do not show what a log has. */
export interface BeyondCapture {
  /** For a person. */
  why: string;
  /** What makes it so: that it was told in front of everything the capture shows, or behind; undefined where it is so wherever it stands. */
  only: 'before' | 'after' | undefined;
}

export interface Logged extends Reading {
  event: AppNotification;
  /** Packets cannot show it, and why: nobody wonders that it was not expected. */
  beyond: BeyondCapture | undefined;
  /** Messages that the log shows handed over before it. */
  sends: number;
  /** A message before it in its stream never left, so it did not either: see queue-order.ts. */
  behindUnsent?: boolean;
  /** The packets allow it besides, though it is not likely: see aside.ts. */
  allowed?: boolean;
  /** The log has it twice, in every word and to the microsecond: that this is the second. */
  copy?: boolean;
}
