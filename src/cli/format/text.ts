/** The output for people: an association, how it ended, and what its two applications should have been told. */

import { printable } from '../../dissect/printable.js';
import type { Notification } from '../../notification/notification.js';
import type { AssociationReport, Diagnosis } from '../../reconstruct/model.js';
import { clock, MARKS } from './line-mark.js';
import { type Told, ToldText } from './told-text.js';

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
  const told = new ToldText();
  for (const notification of notifications) told.add(notification);
  return textOf(report, told.take(report.id), hidden);
}

/** The same with what the two endpoints are told as it was held until now. */
export function textOf(report: AssociationReport, told: readonly [Told, Told], hidden: readonly [number, number] = NONE_HIDDEN): string {
  const lines = associationHead(report);
  for (const [index, endpoint] of report.endpoints.entries()) {
    const { name, version, score, why } = endpoint.stack;
    lines.push(
      '',
      `  ${endpoint.name}, as ${name}${version === undefined ? '' : `@${version}`} (${score === 1 ? why : `score ${score.toFixed(2)}: ${why}`}), is told:`,
    );
    const { groups, leftOut } = told[index]!;
    const left = hidden[index] ?? 0;
    if (groups.length === 0 && leftOut === 0) lines.push(left === 0 ? '    nothing' : '    nothing that matches the filter');
    for (const { certainty, head, rest, count } of groups)
      lines.push(`    ${MARKS[certainty]} ${head}${count > 1 ? `  (${count} times)` : ''}`, rest);
    if (leftOut > 0) lines.push(`    (${leftOut} more are not shown: too much is held until associations end; --format ndjson shows all)`);
    if (left > 0) lines.push(`    (${left} more not shown: the filter)`);
  }
  return `${lines.join('\n')}\n\n`;
}

export function diagnosisText(diagnosis: Diagnosis): string {
  return `${diagnosis.severity}: frame ${diagnosis.frame}: ${diagnosis.rule}: ${printable(diagnosis.text)}\n`;
}
