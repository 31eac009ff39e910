/** What applications should have been told beside what their logs say, a row each. */
import { type Difference, isDifference, type Verdict } from '../../compare/difference.js';
import { loggedHeadline, memberText } from '../../compare/member-comparison.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, type Segment, segment, type Tone } from '../text/line.js';
import { type Column, columnHeads, columnRow, fitColumns } from './columns.js';
import { marginName, summary } from './notification-text.js';
import { secondsText } from './time-text.js';

export const VERDICT_TONE: Readonly<Record<Verdict, Tone>> = {
  match: 'good',
  late: 'good',
  open: 'muted',
  field: 'warning',
  missing: 'bad',
  unexpected: 'bad',
  order: 'warning',
};

const VERDICT_WORD: Readonly<Record<Verdict, string>> = {
  match: 'as told',
  late: 'read late',
  open: 'left open',
  field: 'differs',
  missing: 'not logged',
  unexpected: 'not told',
  order: 'order',
};

/** 'COMM_LOST cause 12 (User-Initiated Abort)'; of what only the log has, nothing. */
function expectedText({ expected }: Difference, glyphs: Glyphs): Segment {
  if (expected === undefined) return segment('nothing of the kind', 'muted');
  return segment(`${glyphs.certainty[expected.certainty]} ${marginName(expected.body)} ${summary(expected.body)}`, expected.certainty);
}

/** What the log has; of members that differ, their values there. */
function loggedText({ logged, fields, verdict }: Difference): Segment {
  if (logged === undefined) return segment('not in the log', VERDICT_TONE[verdict]);
  if (verdict === 'field') {
    return segment(fields.map(({ name, logged: has }) => `${name} = ${memberText(name, has)}`).join(' '), 'warning');
  }
  return segment(
    loggedHeadline(logged)
      .replaceAll('SCTP_', '')
      .replace(/^\w+_CHANGE (?=\w)/, ''),
    VERDICT_TONE[verdict],
  );
}

/** `base` is when the capture began, in microseconds since the epoch. */
function columns(base: number, glyphs: Glyphs): Column<Difference>[] {
  return [
    {
      title: 'verdict',
      width: 12,
      align: 'left',
      priority: 0,
      cell: ({ verdict }) => segment(`${glyphs.verdict[verdict]} ${VERDICT_WORD[verdict]}`, VERDICT_TONE[verdict]),
    },
    {
      title: 'time',
      width: 10,
      align: 'right',
      priority: 2,
      cell: ({ time }) => segment(time === undefined ? '' : secondsText(time - base, 10), 'muted'),
    },
    { title: 'should have been told', width: 18, align: 'left', grows: true, priority: 0, cell: (row) => expectedText(row, glyphs) },
    { title: 'line', width: 5, align: 'right', priority: 3, cell: ({ logged }) => segment(String(logged?.line ?? ''), 'muted') },
    { title: 'the log has', width: 16, align: 'left', grows: true, priority: 0, cell: loggedText },
    { title: 'application', width: 21, align: 'left', priority: 5, cell: ({ lane }) => segment(lane.name, 'muted') },
  ];
}

export function comparisonHeads(width: number, glyphs: Glyphs): Line {
  return columnHeads(fitColumns(columns(0, glyphs), width), glyphs);
}

/** The rows that are seen; `cursor` is the index in `rows` of the one under the cursor. */
export function comparisonLines(rows: readonly Difference[], cursor: number, base: number, width: number, glyphs: Glyphs): Line[] {
  const fitted = fitColumns(columns(base, glyphs), width);
  return rows.map((row, index) => columnRow(fitted, row, glyphs, index === cursor));
}

/** '3 differences, 4 as told'. */
export function countedVerdicts(rows: readonly Difference[]): string {
  const differing = rows.filter(isDifference).length;
  return `${differing === 0 ? 'no difference' : `${differing} difference${differing === 1 ? '' : 's'}`}, ${rows.length - differing} as told`;
}
