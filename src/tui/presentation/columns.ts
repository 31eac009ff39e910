/** Tables: which columns fit into a width, and a row's cells set into them. */
import { cut, padEnd, padStart } from '../text/display-width.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, type Segment, segment, type Tone } from '../text/line.js';

export interface Column<Row> {
  readonly title: string;
  /** Columns of the screen; the least where it may grow. */
  readonly width: number;
  readonly align: 'left' | 'right';
  /** Takes what room is left; several share it. */
  readonly grows?: true;
  /** When room is short, the column with the highest number goes first. */
  readonly priority: number;
  readonly cell: (row: Row) => Segment;
}

/** Before each row stands the cursor's column. */
const CURSOR = 1;

/** The columns that fit, and their widths. */
export function fitColumns<Row>(columns: readonly Column<Row>[], width: number): { column: Column<Row>; width: number }[] {
  let kept = [...columns];
  const used = () => CURSOR + kept.reduce((sum, column) => sum + column.width + 1, -1);
  while (used() > width && kept.length > 1) {
    const worst = Math.max(...kept.map(({ priority }) => priority));
    kept = kept.filter(({ priority }) => priority !== worst);
  }
  const spare = Math.max(0, width - used());
  const growing = kept.filter(({ grows }) => grows);
  const share = (column: Column<Row>) => Math.floor((spare + growing.length - 1 - growing.indexOf(column)) / growing.length);
  return kept.map((column) => ({ column, width: column.width + (column.grows ? share(column) : 0) }));
}

function set(text: string, width: number, align: 'left' | 'right', glyphs: Glyphs): string {
  const short = cut(text, width, glyphs.cut);
  return align === 'left' ? padEnd(short, width) : padStart(short, width);
}

/** The titles; `sorted` is marked. */
export function columnHeads<Row>(fitted: readonly { column: Column<Row>; width: number }[], glyphs: Glyphs): Line {
  const heads = fitted.map(({ column, width }) => set(column.title, width, column.align, glyphs));
  return [segment(` ${heads.join(' ')}`, 'muted')];
}

export function columnRow<Row>(fitted: readonly { column: Column<Row>; width: number }[], row: Row, glyphs: Glyphs, cursor: boolean): Line {
  const pieces: Segment[] = [segment(cursor ? glyphs.cursor : ' ', cursor ? 'key' : 'plain')];
  for (const [index, { column, width }] of fitted.entries()) {
    const { text, tone } = column.cell(row);
    pieces.push(cell(`${index === 0 ? '' : ' '}${set(text, width, column.align, glyphs)}`, tone, cursor));
  }
  return pieces;
}

function cell(text: string, tone: Tone, cursor: boolean): Segment {
  return cursor ? { text, tone, selected: true } : { text, tone };
}
