/** What the views read of a capture, complete or still being read. Everything in it may be asked for at any time; nothing of it is changed by a view. */

import type { Certainty, Notification } from '../notification/notification.js';
import type { AssociationReport, Diagnosis } from '../reconstruct/model.js';
import type { ReadPacket } from './read-packet.js';
import type { ComparisonIndex } from './session/comparison-index.js';
import type { PacketIndex } from './session/packet-index.js';
import type { Retelling } from './session/retelling.js';
import type { TransferSeries } from './session/transfer-series.js';

export interface ReadingProgress {
  /** 0 to 1; undefined where the length of the input is not known. */
  readonly fraction: number | undefined;
  readonly frames: number;
  readonly packets: number;
  readonly ended: boolean;
  /** Why reading stopped before the end. */
  readonly failure: string | undefined;
}

/** Notifications of one endpoint, counted. */
export interface NotificationCounts {
  total: number;
  byCertainty: Record<Certainty, number>;
  /** By the name that the margin of the ladder shows, in order of first appearance. */
  byName: Map<string, number>;
}

/** What was told of an association before it was settled. */
export interface PendingStory {
  /** There has been anything. */
  readonly some: boolean;
  readonly waiting: readonly Notification[];
  /** What did not come after all. */
  readonly withdrawn: readonly Notification[];
  /** How it had been told while it was pending; undefined where it was not. */
  before(notification: Notification): Notification | undefined;
  /** It came as it had been told, or otherwise. */
  became(notification: Notification): 'confirmed' | 'changed' | undefined;
}

/** An association as the list shows it: what the packets have told so far, and the reconstruction's report once there is one. */
export interface AssociationRow {
  readonly id: number;
  readonly names: readonly [string, string];
  /** Microseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  /** Packets that each endpoint sent, and their bytes. */
  readonly packets: readonly [number, number];
  readonly bytes: readonly [number, number];
  readonly notifications: readonly [NotificationCounts, NotificationCounts];
  /** Packets in each of so many equal parts of its time, or fewer where it was short. */
  traffic(parts: number): readonly number[];
  /** While there is no report: what its endpoints are doing, as far as has been read. */
  readonly phase?: 'being set up' | 'open so far' | 'ending' | 'ended' | undefined;
  /** Of a live capture: what is not settled for longer than usual, and what became of it. */
  readonly pending?: PendingStory;
  readonly report: AssociationReport | undefined;
}

/** Where the stack is the one that was found, or stated, at first. */
export const AS_FOUND = 'as found';

/** Stacks that the endpoints are taken for, by name or AS_FOUND; undefined leaves an endpoint's as it is. */
export type StackChoice = readonly [string | undefined, string | undefined];

/** What is saved of a screen. */
export interface Selection {
  /** For a person: 'association 1', '3 associations that match'. */
  readonly what: string;
  /** Suggested file name, without its end. */
  readonly name: string;
  readonly associations: readonly number[];
  /** Rows of the index, ascending. */
  readonly packets: Uint32Array;
  readonly notifications: readonly Notification[];
  /** The screen's rows as text, drawn when they are wanted. */
  readonly drawn?: () => string;
}

export type SaveResult = { readonly written: string } | { readonly exists: true } | { readonly failure: string };

export interface CaptureModel {
  /** Name of the file, or how many there are. */
  readonly name: string;
  readonly progress: ReadingProgress;
  readonly index: PacketIndex;
  readonly associations: readonly AssociationRow[];
  readonly diagnoses: readonly Diagnosis[];
  /** What was wrong with the input. */
  readonly problems: readonly string[];
  /** Logs of applications were given. */
  readonly compares: boolean;
  /** What they say, once the capture has been read. */
  readonly comparison: ComparisonIndex | undefined;
  /** How other stacks would tell an association: begun when it is first asked for, once the capture has been read. */
  retelling(association: number, stacks: StackChoice): Pick<Retelling, 'told' | 'ended'> | undefined;
  /** Takes that telling for the association's own. */
  keep(association: number, stacks: StackChoice): void;
  /** Writes to a file, of the form that the name's end says; one that is there only when it may be overwritten. Never rejects. */
  save(selection: Selection, path: string, overwrite: boolean): Promise<SaveResult>;
  /** The transfer of an association as points, read in the background from when it is first asked for. */
  series(association: number): Pick<TransferSeries, 'sides' | 'ended' | 'limited'>;
  association(id: number): AssociationRow | undefined;
  /** Rows of the index that belong to an association, in capture order. */
  packetsOf(association: number): Uint32Array;
  notificationsOf(association: number, endpoint: 0 | 1): readonly Notification[];
  address(id: number): string;
  /** Undefined where the file can no longer be read. */
  read(packet: number): ReadPacket | undefined;
  /** Changes whenever anything else here does. */
  readonly version: number;
  subscribe(listener: () => void): () => void;
}
