/** What differs between two tellings of an association: notifications gained, lost and changed. */
import type { Notification } from '../../notification/notification.js';
import { marginName, members } from './notification-text.js';

export interface RetoldDifference {
  /** As told now; undefined for what would be gained. */
  readonly before: Notification | undefined;
  /** As the other stack would tell it; undefined for what would be lost. */
  readonly after: Notification | undefined;
}

/** What each of an endpoint's notifications is matched by, the closest match first. */
const KEYS: readonly ((notification: Notification) => string)[] = [
  ({ body, certainty, frames }) => `${JSON.stringify(body)} ${certainty} ${frames.join(' ')}`,
  ({ body, frames }) => `${marginName(body)} ${frames[0] ?? ''}`,
  ({ body }) => marginName(body),
];

/** In order of time. */
export function retoldDifferences(before: readonly Notification[], after: readonly Notification[]): RetoldDifference[] {
  let [left, gained] = [[...before], [...after]];
  const changed: RetoldDifference[] = [];
  for (const [number, key] of KEYS.entries()) {
    const waiting = new Map<string, Notification[]>();
    for (const notification of gained) waiting.set(key(notification), [...(waiting.get(key(notification)) ?? []), notification]);
    const used = new Set<Notification>();
    left = left.filter((notification) => {
      const match = waiting.get(key(notification))?.shift();
      if (match === undefined) return true;
      used.add(match);
      if (number > 0) changed.push({ before: notification, after: match });
      return false;
    });
    gained = gained.filter((notification) => !used.has(notification));
  }
  const lost = left.map((notification) => ({ before: notification, after: undefined }));
  const found = gained.map((notification) => ({ before: undefined, after: notification }));
  return [...changed, ...lost, ...found].sort((one, other) => timeOf(one) - timeOf(other));
}

export function timeOf({ before, after }: RetoldDifference): number {
  return (after ?? before)?.time ?? 0;
}

/** 'sac_outbound_streams 10, not 5' for each member that differs, certainty included. */
export function changedMembers({ before, after }: RetoldDifference): string[] {
  if (before === undefined || after === undefined) return [];
  const [was, is] = [new Map(members(before.body)), new Map(members(after.body))];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return [
    ...names.filter((name) => was.get(name) !== is.get(name)).map((name) => `${name} ${told(is.get(name))}, not ${told(was.get(name))}`),
    ...(before.certainty === after.certainty ? [] : [`${after.certainty}, not ${before.certainty}`]),
    ...(before.time === after.time || before.frames[0] !== after.frames[0]
      ? []
      : [`${((after.time - before.time) / 1e6).toFixed(3)} s later`]),
  ];
}

function told(value: string | undefined): string {
  return value === undefined ? 'not stated' : value || 'empty';
}
