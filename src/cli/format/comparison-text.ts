/** What `compare` prints for people: the summary first, then each difference with its reasons. */
import type { Comparison, LogComparison } from '../../compare/comparison.js';
import { type Difference, isDifference } from '../../compare/difference.js';
import { printable } from '../../dissect/printable.js';
import { asideTexts, clockText, delayHistogram, differenceText, laneSummary, verdictText } from './comparison-words.js';
import { clock, MARKS } from './text.js';

/** `all` lists what matches too. */
export function comparisonText(comparison: Comparison, all: boolean): string {
  const lines = summaryLines(comparison);
  for (const log of comparison.logs) {
    const shown = log.lanes.flatMap(({ differences }) => differences.filter((difference) => all || isDifference(difference)));
    if (shown.length > 0) lines.push('', `${log.application.settings.name}:`, ...shown.flatMap(differenceLines));
  }
  lines.push('', ...comparison.logs.flatMap(remarkLines), ...histogramLines(comparison));
  return `${lines.map(printable).join('\n').trimEnd()}\n`;
}

/** One lane: its own sentence stands alone. Several: how many differ, and those that do. */
function summaryLines(comparison: Comparison): string[] {
  const lanes = comparison.logs.flatMap(({ lanes: list }) => list);
  const differing = lanes.filter(({ differences }) => differences.some(isDifference));
  const told = differing.length > 0 ? differing : lanes.length === 1 ? lanes : [];
  return [verdictText(comparison), ...told.map((lane) => laneSummary(lane))];
}

const VERDICT_WIDTH = 11;

/** One difference with its reasons. */
export function differenceLines(difference: Difference): string[] {
  const { verdict, time, expected, logged, reasons } = difference;
  const mark = expected === undefined ? ' ' : MARKS[expected.certainty];
  const where = [
    expected === undefined || expected.frames.length === 0 ? '' : `frame ${expected.frames.join(', ')}`,
    logged === undefined ? '' : `line ${logged.line}`,
  ]
    .filter(Boolean)
    .join(', ');
  return [
    `  ${mark} ${time === undefined ? ' '.repeat(15) : clock(time)}  ${verdict.padEnd(VERDICT_WIDTH)}${differenceText(difference)}${where === '' ? '' : ` [${where}]`}`,
    ...reasons.flatMap(({ why, check }) => [`      because: ${why}`, `        check: ${check}`]),
  ];
}

function remarkLines(log: LogComparison): string[] {
  return [log.endpointWhy, ...[clockText(log) ?? []].flat(), ...asideTexts(log)];
}

const BAR = 40;

function histogramLines(comparison: Comparison): string[] {
  const histogram = delayHistogram(comparison);
  const most = Math.max(...histogram.map(({ count }) => count));
  if (histogram.length === 0) return [];
  const bars = histogram.map(
    ({ label, count }) =>
      `  ${label.padStart(12)} ${String(count).padStart(6)} ${'█'.repeat(Math.max(1, Math.round((BAR * count) / most)))}`,
  );
  return ['from being raised to being read:', ...bars];
}
