/** The screens: what each of them shows, where its cursor is, how it is filtered. */

import type { AbiName } from '../notification/abi/abi.js';

export type View =
  | 'associations'
  | 'ladder'
  | 'packet'
  | 'notifications'
  | 'struct'
  | 'comparison'
  | 'profile'
  | 'plot'
  | 'pair'
  | 'diagnoses'
  | 'statistics'
  | 'help';

/** A list with a cursor: both are row numbers from 0; `top` is the first row on the screen. */
interface Scrolled {
  readonly cursor: number;
  readonly top: number;
}

export const SORT_KEYS = ['start', 'outcome', 'packets', 'notifications', 'duration'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface AssociationsScreen extends Scrolled {
  readonly view: 'associations';
  readonly sort: SortKey;
  readonly descending: boolean;
  /** Associations that two peers had one after the other are one row. */
  readonly folding: boolean;
  /** Chains of them whose state is the opposite of `folding`, each by its first association. */
  readonly toggled: readonly number[];
  readonly filter: string;
}

/** Which part of a ladder's row the cursor is on: the margin of endpoint 0 or 1, or the packet between them. */
export type Focus = 0 | 1 | 'packet';

export interface LadderScreen extends Scrolled {
  readonly view: 'ladder';
  readonly association: number;
  readonly focus: Focus;
  readonly folding: boolean;
  /** Runs that are open while folding is on (or closed while it is off), each by its first packet. */
  readonly toggled: readonly number[];
  readonly filter: string;
}

export interface PacketScreen extends Scrolled {
  readonly view: 'packet';
  readonly association: number;
  /** Row of the packet index. */
  readonly packet: number;
}

export interface NotificationsScreen extends Scrolled {
  readonly view: 'notifications';
  readonly association: number;
  readonly endpoint: 0 | 1;
  /** Between them, the user data that its peer sent. */
  readonly messages: boolean;
  readonly filter: string;
}

/** A notification as bytes. */
export interface StructScreen extends Scrolled {
  readonly view: 'struct';
  readonly association: number;
  readonly endpoint: 0 | 1;
  /** Among all of the endpoint, from 0. */
  readonly number: number;
  readonly abi: AbiName;
}

export interface ComparisonScreen extends Scrolled {
  readonly view: 'comparison';
  /** 0 for all. */
  readonly association: number;
  readonly filter: string;
}

export interface ProfileScreen extends Scrolled {
  readonly view: 'profile';
  readonly association: number;
  /** Whose stack is another. */
  readonly endpoint: 0 | 1 | 'both';
  /** Name of a profile. */
  readonly stack: string;
}

export type PlotKind = 'tsn' | 'flight' | 'roundTrip';

/** The cursor is a column of the plot. */
export interface PlotScreen extends Scrolled {
  readonly view: 'plot';
  readonly association: number;
  /** Whose data. */
  readonly side: 0 | 1;
  readonly kind: PlotKind;
  /** What is seen, microseconds since the epoch; undefined for all. */
  readonly window: { readonly from: number; readonly to: number } | undefined;
}

/** What can be held against another of its kind. */
export type Subject =
  | { readonly kind: 'packet'; readonly packet: number }
  | { readonly kind: 'association'; readonly association: number }
  | { readonly kind: 'notification'; readonly association: number; readonly endpoint: 0 | 1; readonly number: number };

export interface Named {
  readonly subject: Subject;
  /** 'frame 12'. */
  readonly name: string;
}

/** Two of a kind side by side. */
export interface PairScreen extends Scrolled {
  readonly view: 'pair';
  readonly left: Named;
  readonly right: Named;
  /** Fields that are the same are left out. */
  readonly unlikeOnly: boolean;
}

export interface DiagnosesScreen extends Scrolled {
  readonly view: 'diagnoses';
  readonly filter: string;
}

export interface StatisticsScreen extends Scrolled {
  readonly view: 'statistics';
  readonly association: number;
}

export interface HelpScreen extends Scrolled {
  readonly view: 'help';
  /** The view that was asked about. */
  readonly about: View;
}

export type Screen =
  | AssociationsScreen
  | LadderScreen
  | PacketScreen
  | NotificationsScreen
  | StructScreen
  | ComparisonScreen
  | ProfileScreen
  | PlotScreen
  | PairScreen
  | DiagnosesScreen
  | StatisticsScreen
  | HelpScreen;
