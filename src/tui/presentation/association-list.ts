/** The list of associations: a row each. */
import type { Aliases } from '../aliases.js';
import type { AssociationRow, NotificationCounts } from '../model.js';
import type { SortKey } from '../screen.js';
import type { ComparisonIndex } from '../session/comparison-index.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, segment, type Tone } from '../text/line.js';
import { type Column, columnHeads, columnRow, fitColumns } from './columns.js';
import type { ListedRow } from './lives.js';
import { countedName, marginName } from './notification-text.js';
import { countText, durationText, secondsText } from './time-text.js';

const OUTCOME_TONE: Readonly<Record<string, Tone>> = {
  shutdown: 'good',
  open: 'plain',
  aborted: 'bad',
  lost: 'bad',
  'not-started': 'warning',
  restarted: 'warning',
};

/** 'aborted by right': left and right are the endpoints as the row (and the ladder) shows them. */
export function outcomeText({ report, pending, phase }: AssociationRow): string {
  const [waiting] = pending?.waiting ?? [];
  if (report === undefined) return waiting === undefined ? (phase ?? 'being read') : `${marginName(waiting.body)} pending`;
  const by = report.endedBy === undefined || report.outcome === 'not-started' ? '' : report.endedBy === 0 ? ' by left' : ' by right';
  return `${report.outcome.replace('-', ' ')}${by}`;
}

/** '17 lives, shutdown': how the last of them ended. */
function endText(row: ListedRow): string {
  return row.lives === undefined
    ? outcomeText(row)
    : `${row.lives.length} lives, ${row.report?.outcome ?? row.lives.at(-1)?.phase ?? 'being read'}`;
}

function belowText({ id, report, lives }: ListedRow, within: ReadonlySet<number>, glyphs: Glyphs): string {
  if (lives !== undefined) return `${within.has(id) ? glyphs.tree.through : glyphs.folded} `;
  return within.has(id) || report?.restartOf !== undefined ? `${glyphs.tree.last} ` : '';
}

/** How many notifications each endpoint gets, and the weakest certainty among them where not all are certain. */
function toldText(counts: readonly [NotificationCounts, NotificationCounts], glyphs: Glyphs): string {
  const weakest = (['possible', 'likely'] as const).find((certainty) => counts.some(({ byCertainty }) => byCertainty[certainty] > 0));
  const mark = weakest === undefined ? '' : ` ${glyphs.certainty[weakest]}`;
  return `${countText(counts[0].total)} ${glyphs.lifeline} ${countText(counts[1].total)}${mark}`;
}

export interface ListContext {
  /** When the capture began, in microseconds since the epoch. */
  readonly base: number;
  readonly glyphs: Glyphs;
  readonly aliases: Aliases;
  readonly comparison: ComparisonIndex | undefined;
  /** The columns that are wanted; none for all, as far as there is room. */
  readonly wanted: readonly ColumnName[];
  /** Columns that the endpoints of a row would take at most. */
  readonly widest: number;
  /** Associations that stand below the row of their chain. */
  readonly within: ReadonlySet<number>;
}

const LEAST_NAMES = 26;
/** What the columns take that names, however long, leave where they are. */
const MOST_WANTED = 60;

/** Columns by the name that one asks for them by. */
export const COLUMN_NAMES = [
  'number',
  'endpoints',
  'outcome',
  'told',
  'differs',
  'packets',
  'lasted',
  'traffic',
  'start',
  'again',
  'messages',
  'bytes',
  'paths',
  'kinds',
] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];

interface NamedColumn extends Column<ListedRow> {
  readonly name: ColumnName;
}

function allColumns(width: number, { base, glyphs, comparison, aliases, within, widest }: ListContext): NamedColumn[] {
  const names = Math.max(LEAST_NAMES, Math.min(widest, width - MOST_WANTED));
  return [
    { name: 'number', title: '#', width: 4, align: 'right', priority: 3, cell: ({ id }) => segment(String(id), 'muted') },
    {
      name: 'endpoints',
      title: 'endpoints (left and right)',
      width: names,
      align: 'left',
      ...(names < widest && { grows: true }),
      priority: 0,
      // A restart stands below the life before it, a life below its chain.
      cell: (row) =>
        segment(`${belowText(row, within, glyphs)}${row.names.map((name) => aliases.endpoint(name)).join(` ${glyphs.dash} `)}`),
    },
    {
      name: 'outcome',
      title: 'how it ended',
      width: 17,
      align: 'left',
      priority: 1,
      cell: (row) => segment(endText(row), row.report === undefined ? 'muted' : (OUTCOME_TONE[row.report.outcome] ?? 'plain')),
    },
    {
      name: 'told',
      title: 'told',
      width: 9,
      align: 'right',
      priority: 2,
      cell: ({ notifications }) => segment(toldText(notifications, glyphs)),
    },
    ...(comparison === undefined ? [] : [differsColumn(comparison)]),
    {
      name: 'packets',
      title: 'packets',
      width: 7,
      align: 'right',
      priority: 4,
      cell: ({ packets }) => segment(countText(packets[0] + packets[1])),
    },
    {
      name: 'lasted',
      title: 'lasted',
      width: 7,
      align: 'right',
      priority: 5,
      cell: ({ start, end }) => segment(durationText(end - start)),
    },
    {
      name: 'traffic',
      title: 'traffic',
      width: SPARKS,
      align: 'left',
      priority: 6,
      cell: (row) => segment(sparkline(row.traffic(SPARKS), glyphs), 'data'),
    },
    { name: 'start', title: 'start', width: 10, align: 'right', priority: 7, cell: ({ start }) => segment(secondsText(start - base, 10)) },
    {
      name: 'again',
      title: 'again',
      width: 5,
      align: 'right',
      priority: 8,
      cell: ({ report }) => {
        const count = report === undefined ? 0 : report.endpoints[0].retransmissions + report.endpoints[1].retransmissions;
        return segment(report === undefined ? '' : countText(count), count > 0 ? 'warning' : 'muted');
      },
    },
    {
      name: 'messages',
      title: 'messages',
      width: 11,
      align: 'right',
      priority: 9,
      cell: ({ report }) => segment(report === undefined ? '' : messages(report.endpoints)),
    },
    {
      name: 'bytes',
      title: 'bytes',
      width: 11,
      align: 'right',
      priority: 10,
      cell: ({ bytes }) => segment(`${countText(bytes[0])}> <${countText(bytes[1])}`),
    },
    {
      name: 'paths',
      title: 'paths',
      width: 7,
      align: 'right',
      priority: 11,
      cell: ({ report }) =>
        segment(report === undefined ? '' : `${report.endpoints[0].paths.length}> <${report.endpoints[1].paths.length}`),
    },
    {
      name: 'kinds',
      title: 'left is told, right is told',
      width: 40,
      align: 'left',
      grows: true,
      priority: 12,
      cell: ({ notifications }) => segment(notifications.map(kindsText).join(` ${glyphs.lifeline} `), 'certain'),
    },
  ];
}

/** The columns that are wanted, in that order; without a wish all, as far as there is room. */
function columns(width: number, context: ListContext): NamedColumn[] {
  const all = allColumns(width, context);
  const { wanted } = context;
  return wanted.length === 0 ? all : wanted.flatMap((name) => all.find((column) => column.name === name) ?? []);
}

function kindsText({ byName }: NotificationCounts): string {
  return [...byName].map(([name, count]) => countedName(name, count)).join(', ') || 'nothing';
}

const SPARKS = 16;

/** A character for each count, the highest full; anything at all is seen. */
export function sparkline(counts: readonly number[], { spark }: Glyphs): string {
  const most = Math.max(1, ...counts);
  return counts.map((count) => spark[count === 0 ? 0 : Math.max(1, Math.round((count / most) * (spark.length - 1)))]).join('');
}

function differsColumn(comparison: ComparisonIndex): NamedColumn {
  return {
    name: 'differs',
    title: 'differs',
    width: 7,
    align: 'right',
    priority: 2,
    cell: ({ id, lives }) => {
      const counts = (lives ?? [{ id }]).flatMap((life) => comparison.differences(life.id) ?? []);
      const count = counts.length === 0 ? undefined : counts.reduce((sum, one) => sum + one);
      return segment(count === undefined ? 'no log' : countText(count), count === undefined ? 'muted' : count > 0 ? 'bad' : 'good');
    },
  };
}

function messages(endpoints: readonly [{ dataChunks: number }, { dataChunks: number }]): string {
  return `${countText(endpoints[0].dataChunks)}> <${countText(endpoints[1].dataChunks)}`;
}

export function associationHeads(width: number, context: ListContext): Line {
  return columnHeads(fitColumns(columns(width, context), width), context.glyphs);
}

/** The rows that are seen; `cursor` is the index in `rows` of the one under the cursor. */
export function associationLines(rows: readonly ListedRow[], cursor: number, width: number, context: ListContext): Line[] {
  const fitted = fitColumns(columns(width, context), width);
  return rows.map((row, index) => columnRow(fitted, row, context.glyphs, index === cursor));
}

const BY: Readonly<Record<SortKey, (row: AssociationRow) => number | string>> = {
  start: ({ id }) => id,
  outcome: outcomeText,
  packets: ({ packets }) => -(packets[0] + packets[1]),
  notifications: ({ notifications }) => -(notifications[0].total + notifications[1].total),
  duration: ({ start, end }) => start - end,
};

/** Rows in the order wanted: counts descending, names ascending, `descending` turning it round. */
export function arrange(rows: readonly AssociationRow[], sort: SortKey, descending: boolean): AssociationRow[] {
  const key = BY[sort];
  const ordered =
    sort === 'start'
      ? [...rows]
      : rows
          .map((row) => ({ row, key: key(row) }))
          .sort((a, b) => compare(a.key, b.key) || a.row.id - b.row.id)
          .map(({ row }) => row);
  return descending ? ordered.reverse() : ordered;
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
