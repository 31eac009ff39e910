/** What `compare` prints for people: the summary first, then each difference with its reasons. */
import type { Comparison, LaneComparison, LogComparison } from '../../compare/comparison.js';
import { asideTexts, clockText, delayHistogram, differenceText, subject, things, verdictText } from '../../compare/comparison-words.js';
import { type Difference, isDifference } from '../../compare/difference.js';
import { printable } from '../../dissect/printable.js';
import { clock, MARKS } from './line-mark.js';

/** `all` lists what matches too. */
export function comparisonText(comparison: Comparison, all: boolean): string {
  const lines = summaryLines(comparison);
  for (const log of comparison.logs) {
    const shown = log.lanes.flatMap(({ differences }) => differences.filter((difference) => all || isDifference(difference)));
    if (shown.length > 0) lines.push('', `${log.application.settings.name}:`, ...listed(shown));
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

/** 'B should have been told 7 things, was told 6; missing: …, at 12:03:04.551; …'. */
function laneSummary({ lane, expected, told, differences }: LaneComparison): string {
  const all = expected === 1 ? 'it' : 'all of them';
  const parts = [
    expected === 0
      ? `${lane.name} should have been told nothing by ${lane.peerName}`
      : `${lane.name} should have been told ${things(expected)} by ${lane.peerName}, was told ${told === expected ? all : told}`,
  ];
  for (const verdict of ['missing', 'field', 'order', 'unexpected'] as const) {
    const concerned = differences.filter((difference) => difference.verdict === verdict);
    if (concerned.length > 0)
      parts.push(`${verdict === 'field' ? 'differing' : verdict === 'order' ? 'out of order' : verdict}: ${few(concerned)}`);
  }
  return parts.join('; ');
}

/** The first of them with their times; how many more. */
const SHOWN = 3;

function few(differences: readonly Difference[]): string {
  const first = differences
    .slice(0, SHOWN)
    .map((difference) => `${subject(difference)}${difference.time === undefined ? '' : `, at ${clock(difference.time)}`}`);
  return differences.length > SHOWN ? `${first.join('; ')} and ${differences.length - SHOWN} more` : first.join('; ');
}

const VERDICT_WIDTH = 11;

/** Differences with their reasons; a reason that was given before is only named again. */
function listed(differences: readonly Difference[]): string[] {
  const given = new Set<string>();
  return differences.flatMap((difference) => {
    const lines = differenceLines(difference, given);
    for (const { why } of difference.reasons) given.add(why);
    return lines;
  });
}

/** One difference with its reasons, of those `given` before the first words. */
export function differenceLines(difference: Difference, given: ReadonlySet<string> = new Set()): string[] {
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
    ...reasons.flatMap(({ why, check }) =>
      given.has(why) ? [`      because: ${firstWords(why)} (as above)`] : [`      because: ${why}`, `        check: ${check}`],
    ),
  ];
}

function firstWords(why: string): string {
  return why.split(/[:;] /)[0]!;
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
