/** Comments for the frames of a capture: what each made an application be told, and where its log disagrees. For Wireshark, which shows them as packet comments. */
import type { Comparison } from '../../compare/comparison.js';
import { differenceText } from '../../compare/comparison-words.js';
import { type Difference, isDifference } from '../../compare/difference.js';
import { headline } from '../../notification/headline.js';
import type { Notification } from '../../notification/notification.js';
import { clock } from './line-mark.js';

/** A frame's comments; a time-out is not a frame, and stands at the next one. */
export interface FrameComments {
  byFrame: ReadonlyMap<number, readonly string[]>;
  /** By time, microseconds, ascending. */
  byTime: readonly { time: number; association: number; text: string }[];
}

export function frameComments(notifications: readonly Notification[], comparison: Comparison | undefined): FrameComments {
  const byFrame = new Map<number, string[]>();
  const byTime: { time: number; association: number; text: string }[] = [];
  const add = (frame: number | undefined, time: number | undefined, association: number, text: string): void => {
    if (frame !== undefined) byFrame.set(frame, [...(byFrame.get(frame) ?? []), text]);
    else if (time !== undefined) byTime.push({ time, association, text: `at ${clock(time)}: ${text}` });
  };
  for (const notification of notifications) add(cause(notification), notification.time, notification.association, claimText(notification));
  for (const difference of differencesIn(comparison)) {
    const { expected, lane, time } = difference;
    const association = expected?.association ?? lane.associations.at(-1)?.report.id ?? 0;
    add(expected === undefined ? undefined : cause(expected), time, association, logText(difference));
  }
  return { byFrame, byTime: byTime.sort((x, y) => x.time - y.time) };
}

/** The frame that settled it: the last of those it follows from. */
function cause({ frames }: Notification): number | undefined {
  return frames.at(-1);
}

function claimText({ endpointName, body, certainty, why }: Notification): string {
  return `${endpointName} is told ${headline(body)} (${certainty}): ${why}`;
}

function logText(difference: Difference): string {
  const [reason] = difference.reasons;
  return `${difference.verdict} in ${difference.log}: ${difference.lane.name}: ${differenceText(difference)}${reason === undefined ? '' : `; because ${reason.why}`}`;
}

function differencesIn(comparison: Comparison | undefined): Difference[] {
  return comparison?.logs.flatMap(({ lanes }) => lanes.flatMap(({ differences }) => differences.filter(isDifference))) ?? [];
}
