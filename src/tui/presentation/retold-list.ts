/** What another stack would tell, a row for each notification gained, lost or changed. */
import type { Glyphs } from '../text/glyphs.js';
import { type Line, segment, type Tone } from '../text/line.js';
import { type Column, columnHeads, columnRow, fitColumns } from './columns.js';
import { marginName, summary } from './notification-text.js';
import { changedMembers, type RetoldDifference, timeOf } from './retold-difference.js';
import { secondsText } from './time-text.js';

const WORDS = {
  gained: { mark: '+', tone: 'good' },
  lost: { mark: '-', tone: 'bad' },
  changed: { mark: '~', tone: 'warning' },
} as const satisfies Record<string, { mark: string; tone: Tone }>;

const KINDS = ['gained', 'lost', 'changed'] as const;

function kindOf({ before, after }: RetoldDifference): keyof typeof WORDS {
  return before === undefined ? 'gained' : after === undefined ? 'lost' : 'changed';
}

function fields(row: RetoldDifference): string {
  const kind = kindOf(row);
  if (kind !== 'changed') return summary((row.after ?? row.before)!.body);
  return changedMembers(row).join('; ') || 'for another reason';
}

/** `start` is when the association began. */
function columns(start: number, names: readonly [string, string]): Column<RetoldDifference>[] {
  return [
    {
      title: '',
      width: 9,
      align: 'left',
      priority: 0,
      cell: (row) => segment(`${WORDS[kindOf(row)].mark} ${kindOf(row)}`, WORDS[kindOf(row)].tone),
    },
    { title: 'time', width: 10, align: 'right', priority: 2, cell: (row) => segment(secondsText(timeOf(row) - start, 10), 'muted') },
    {
      title: 'told to',
      width: Math.max(8, ...names.map(({ length }) => length)),
      align: 'left',
      priority: 3,
      cell: ({ before, after }) => segment((after ?? before)!.endpointName, 'muted'),
    },
    {
      title: 'notification',
      width: 19,
      align: 'left',
      priority: 0,
      cell: ({ before, after }) => segment(marginName((after ?? before)!.body), (after ?? before)!.certainty),
    },
    { title: 'fields', width: 12, align: 'left', grows: true, priority: 1, cell: (row) => segment(fields(row)) },
  ];
}

export function retoldHeads(names: readonly [string, string], width: number, glyphs: Glyphs): Line {
  return columnHeads(fitColumns(columns(0, names), width), glyphs);
}

export function retoldLines(
  rows: readonly RetoldDifference[],
  cursor: number,
  start: number,
  names: readonly [string, string],
  width: number,
  glyphs: Glyphs,
): Line[] {
  const fitted = fitColumns(columns(start, names), width);
  return rows.map((row, index) => columnRow(fitted, row, glyphs, index === cursor));
}

/** '1 gained, 2 lost, 3 changed'. */
export function countedDifferences(rows: readonly RetoldDifference[]): string {
  if (rows.length === 0) return 'nothing would differ';
  const count = (kind: keyof typeof WORDS) => rows.filter((row) => kindOf(row) === kind).length;
  const counted = KINDS.filter((kind) => count(kind) > 0).map((kind) => `${count(kind)} ${kind}`);
  return counted.join(', ');
}
