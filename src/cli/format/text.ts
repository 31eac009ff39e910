/** The output for people: an association, how it ended, and what its two applications should have been told. */

import { printable } from '../../dissect/printable.js';
import { headline } from '../../notification/headline.js';
import type { Notification, NotificationBody } from '../../notification/notification.js';
import type { AssociationReport, Diagnosis } from '../../reconstruct/model.js';

/** Certainty at a glance. */
export const MARKS = { certain: '●', likely: '◐', possible: '○' } as const;

export function clock(microseconds: number): string {
  if (!Number.isFinite(microseconds)) return '--:--:--.------';
  const date = new Date(microseconds / 1000);
  const fraction = String(Math.floor(microseconds % 1e6)).padStart(6, '0');
  return `${date.toISOString().slice(11, 19)}.${fraction}`;
}

/** Who, when, how it ended. */
export function associationHead(report: AssociationReport): string[] {
  const [one, other] = report.endpoints;
  return [
    `Association ${report.id}: ${one.name} <-> ${other.name}${report.restartOf === undefined ? '' : ` (restart of association ${report.restartOf})`}`,
    `  ${clock(report.start)} to ${clock(report.end)}, ${report.packets} packets, frames ${report.firstFrame}-${report.lastFrame}, set-up ${report.setup}`,
    `  outcome: ${report.outcome}. ${printable(report.outcomeWhy)}`,
  ];
}

const NONE_HIDDEN = [0, 0] as const;

/** One association with its notifications, in the order each application would read them. `hidden`: how many of each endpoint a filter left out. */
export function associationText(
  report: AssociationReport,
  notifications: readonly Notification[],
  hidden: readonly [number, number] = NONE_HIDDEN,
): string {
  const lines = associationHead(report);
  for (const [index, endpoint] of report.endpoints.entries()) {
    const { name, version, score, why } = endpoint.stack;
    lines.push(
      '',
      `  ${endpoint.name}, as ${name}${version === undefined ? '' : `@${version}`} (${score === 1 ? why : `score ${score.toFixed(2)}: ${why}`}), is told:`,
    );
    const told = notifications.filter((notification) => notification.endpoint === index);
    const left = hidden[index] ?? 0;
    if (told.length === 0) lines.push(left === 0 ? '    nothing' : '    nothing that matches the filter');
    for (const group of folded(told)) lines.push(...notificationText(group));
    if (left > 0) lines.push(`    (${left} more not shown: the filter)`);
  }
  return `${lines.join('\n')}\n\n`;
}

/** Runs of equal notifications become one. */
function folded(told: readonly Notification[]): { first: Notification; count: number }[] {
  const groups: { first: Notification; count: number; key: string }[] = [];
  for (const notification of told) {
    const key = JSON.stringify(withoutPayload(notification.body)) + notification.certainty;
    const last = groups.at(-1);
    if (last?.key === key) last.count++;
    else groups.push({ first: notification, count: 1, key });
  }
  return groups;
}

function withoutPayload(body: NotificationBody): unknown {
  return { ...body, ssf_data: undefined, ssfe_data: undefined };
}

function notificationText({ first, count }: { first: Notification; count: number }): string[] {
  const frames = first.frames.length === 0 ? '' : `frame ${first.frames.join(', ')}`;
  return [
    `    ${MARKS[first.certainty]} ${clock(first.time)}  ${headline(first.body)}${count > 1 ? `  (${count} times)` : ''}`,
    `        ${first.certainty}; ${frames}${frames && '; '}${printable(first.why)}`,
    ...first.assumptions.map((assumption) => `        assuming that ${printable(assumption)}`),
  ];
}

export function diagnosisText(diagnosis: Diagnosis): string {
  return `${diagnosis.severity}: frame ${diagnosis.frame}: ${diagnosis.rule}: ${printable(diagnosis.text)}\n`;
}
