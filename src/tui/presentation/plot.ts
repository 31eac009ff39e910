/** Points over time as lines of characters: in braille two by four to a character, else one. */
import { padStart } from '../text/display-width.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, type Segment, segment, type Tone } from '../text/line.js';
import { countText, durationText } from './time-text.js';

export interface Curve {
  readonly name: string;
  readonly tone: Tone;
  /** In ASCII. */
  readonly mark: string;
  /** A value holds until the next: it is drawn as a line. */
  readonly holds?: true;
  readonly points: { readonly length: number; time(at: number): number; value(at: number): number };
}

export interface PlotInput {
  /** Later ones are drawn over earlier ones. */
  readonly curves: readonly Curve[];
  /** Microseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly unit: 'count' | 'bytes' | 'duration';
  /** The column under the cursor. */
  readonly cursor: number;
  /** What no point may make the scale larger than; undefined where all should be seen. */
  readonly most?: number;
}

/** Columns left of the plot: a value of seven, a blank, the axis. */
const AXIS = 9;

/** Columns that points can be in. */
export function plotColumns(width: number): number {
  return Math.max(1, width - AXIS - 1);
}

/** When a column begins. */
export function timeOfColumn(column: number, columns: number, from: number, to: number): number {
  return from + ((to - from) * column) / columns;
}

/** Bits of the dots of a braille character (Unicode 2800), by row and column. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
const BRAILLE = 0x2800;

class Canvas {
  readonly #columns: number;
  readonly #dots: Uint8Array;
  readonly #curves: Int8Array;
  readonly #fine: boolean;
  readonly #rows: number;

  constructor(columns: number, rows: number, fine: boolean) {
    this.#columns = columns;
    this.#rows = rows;
    this.#fine = fine;
    this.#dots = new Uint8Array(columns * rows);
    this.#curves = new Int8Array(columns * rows).fill(-1);
  }

  /** `x` and `y` from 0 to 1, from the left and from below. */
  set(x: number, y: number, curve: number): void {
    const [across, down] = this.#fine ? [2, 4] : [1, 1];
    const dotX = Math.min(this.#columns * across - 1, Math.floor(x * this.#columns * across));
    const dotY = Math.min(this.#rows * down - 1, Math.floor((1 - y) * this.#rows * down));
    const cell = Math.floor(dotY / down) * this.#columns + Math.floor(dotX / across);
    this.#dots[cell]! |= DOTS[dotY % down]![dotX % across]!;
    if (curve > this.#curves[cell]!) this.#curves[cell] = curve;
  }

  /** From one `x` to another at the height `y`. */
  line(from: number, to: number, y: number, curve: number): void {
    const step = 1 / (this.#columns * (this.#fine ? 2 : 1));
    for (let x = from; x < to; x += step) this.set(x, y, curve);
  }

  row(row: number, curves: readonly Curve[], cursor: number, glyphs: Glyphs): Segment[] {
    const pieces: Segment[] = [];
    for (let column = 0; column < this.#columns; column++) {
      const cell = row * this.#columns + column;
      const curve = curves[this.#curves[cell]!];
      const text = curve === undefined ? ' ' : this.#fine ? String.fromCharCode(BRAILLE + this.#dots[cell]!) : curve.mark;
      if (column === cursor) pieces.push({ text: curve === undefined ? glyphs.lifeline : text, tone: 'key', selected: true });
      else pieces.push(segment(text, curve?.tone ?? 'plain'));
    }
    return joined(pieces);
  }
}

/** Neighbours of one tone as one piece. */
function joined(pieces: readonly Segment[]): Segment[] {
  const all: Segment[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last !== undefined && last.tone === piece.tone && !last.selected && !piece.selected)
      all[all.length - 1] = segment(last.text + piece.text, last.tone);
    else all.push(piece);
  }
  return all;
}

interface Scale {
  readonly least: number;
  readonly most: number;
}

function scaleOf({ curves, from, to, most = Number.POSITIVE_INFINITY, unit }: PlotInput): Scale {
  const scale = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY };
  for (const { points } of curves) {
    for (let at = firstFrom(points, from); at < points.length && points.time(at) <= to; at++) {
      const value = Math.min(most, points.value(at));
      if (value < scale.least) scale.least = value;
      if (value > scale.most) scale.most = value;
    }
  }
  // Amounts are seen from nothing on, numbers from where they are.
  if (unit !== 'count') scale.least = 0;
  return scale.most >= scale.least ? { least: scale.least, most: Math.max(scale.most, scale.least + 1) } : { least: 0, most: 1 };
}

/** The first point not before a time. */
function firstFrom(points: Curve['points'], from: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (points.time(middle) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function draw({ points, holds }: Curve, number: number, { from, to }: PlotInput, scale: Scale, canvas: Canvas): void {
  const first = firstFrom(points, from);
  const across = (time: number): number => (time - from) / Math.max(1, to - from);
  const up = (at: number): number => Math.max(0, Math.min(1, (points.value(at) - scale.least) / (scale.most - scale.least)));
  let held = holds && first > 0 ? { x: 0, y: up(first - 1) } : undefined;
  for (let at = first; at < points.length && points.time(at) <= to; at++) {
    const [x, y] = [across(points.time(at)), up(at)];
    if (held !== undefined) canvas.line(held.x, x, held.y, number);
    canvas.set(x, y, number);
    if (holds) held = { x, y };
  }
}

/** `rows` lines, the last of them the axis of time. */
export function plotLines(input: PlotInput, width: number, rows: number, glyphs: Glyphs): Line[] {
  const { curves, unit, cursor } = input;
  const columns = plotColumns(width);
  const height = Math.max(1, rows - 1);
  const scale = scaleOf(input);
  const canvas = new Canvas(columns, height, glyphs.braille);
  for (const [number, curve] of curves.entries()) draw(curve, number, input, scale, canvas);
  const label = (row: number): string => (row === 0 ? valueText(scale.most, unit) : row === height - 1 ? valueText(scale.least, unit) : '');
  return [
    ...Array.from(
      { length: height },
      (_, row): Line => [
        segment(`${padStart(label(row), AXIS - 2)} ${glyphs.lifeline}`, 'muted'),
        ...canvas.row(row, curves, cursor, glyphs),
      ],
    ),
    [segment(padStart(glyphs.rule.repeat(columns + 1), AXIS + columns), 'muted')],
  ];
}

export function valueText(value: number, unit: PlotInput['unit']): string {
  return unit === 'duration' ? durationText(value) : countText(Math.round(value));
}

/** What the colours (and in ASCII the marks) stand for. */
export function legend(curves: readonly Curve[], glyphs: Glyphs): Segment[] {
  return curves.flatMap(({ name, tone, mark }) => [segment(` ${glyphs.braille ? glyphs.bar[1] : mark} `, tone), segment(name, 'muted')]);
}
