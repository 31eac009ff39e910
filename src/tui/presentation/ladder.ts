/** The ladder's rows as lines: arrows between lifelines, and the notifications in the margin of the endpoint that gets them. */
import type { Verdict } from '../../compare/difference.js';
import type { Certainty } from '../../notification/notification.js';
import { cut, cutStart, displayWidth, padEnd, padStart } from '../text/display-width.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, type Segment, segment, type Tone } from '../text/line.js';
import type { LadderLayout } from './ladder-layout.js';

/** A notification as the margin shows it. */
export interface MarginNote {
  readonly text: string;
  /** Not of what only a log has. */
  readonly certainty: Certainty | undefined;
  /** The application's log has it differently, or not at all, or alone. */
  readonly differs?: Verdict | undefined;
  /** Of a live capture, what is or was pending. */
  readonly status?: keyof Glyphs['status'] | undefined;
  /** The cursor is on it. */
  readonly focused: boolean;
}

export interface LadderRow {
  /** Frame number, or the range that a run stands for; empty for pauses and continuations. */
  readonly frame: string;
  readonly time: string;
  readonly margins: readonly [MarginNote | undefined, MarginNote | undefined];
  readonly middle: Middle;
}

/** What is drawn between the lifelines. Of labels, from long to short, the first that fits is taken. */
export type Middle =
  | {
      readonly kind: 'arrow';
      readonly from: number;
      readonly to: number;
      readonly labels: readonly string[];
      readonly tone: Tone;
      readonly focused: boolean;
    }
  | { readonly kind: 'run'; readonly labels: readonly string[]; readonly focused: boolean }
  | { readonly kind: 'gap'; readonly label: string }
  | { readonly kind: 'aside'; readonly labels: readonly string[]; readonly tone: Tone }
  | { readonly kind: 'nothing' };

/** A row `layout.width` columns wide; `cursor` when the cursor is on it. */
export function ladderLine(row: LadderRow, layout: LadderLayout, glyphs: Glyphs, cursor: boolean): Line {
  return [
    segment(cursor ? glyphs.cursor : ' ', cursor ? 'key' : 'plain'),
    segment(padStart(cut(row.frame, layout.frame, glyphs.cut), layout.frame), cursor ? 'strong' : 'muted'),
    segment(` ${padStart(cut(row.time, layout.time, glyphs.cut), layout.time)} `, cursor ? 'strong' : 'muted'),
    margin(row.margins[0], layout.margins[0], 0, glyphs),
    ...middle(row.middle, layout, glyphs),
    margin(row.margins[1], layout.margins[1], 1, glyphs),
  ];
}

/** The left margin is set flush right and the right one flush left: both lean against their endpoint. */
function margin(note: MarginNote | undefined, width: number, endpoint: 0 | 1, glyphs: Glyphs): Segment {
  if (note === undefined) return segment(' '.repeat(width));
  const { certainty, differs, status } = note;
  const marks = [differs && glyphs.verdict[differs], status && glyphs.status[status], certainty && glyphs.certainty[certainty]];
  const tone = differs !== undefined ? 'bad' : status === 'withdrawn' ? 'muted' : (certainty ?? 'plain');
  const text = cut([...marks.filter(Boolean), note.text].join(' '), width - 1, glyphs.cut);
  const padded = endpoint === 0 ? padStart(`${text} `, width) : padEnd(` ${text}`, width);
  return note.focused ? { text: padded, tone, selected: true } : segment(padded, tone);
}

function middle(content: Middle, layout: LadderLayout, glyphs: Glyphs): Segment[] {
  const first = layout.columns[0]?.x ?? 0;
  const last = layout.columns.at(-1)?.x ?? first;
  switch (content.kind) {
    case 'arrow':
      return arrow(content, layout, glyphs, first, last);
    case 'run':
      return across(content.labels, glyphs.folded, 'data', content.focused, glyphs, last - first - 1);
    case 'gap':
      return across([content.label], glyphs.gap, 'warning', false, glyphs, last - first - 1);
    case 'aside':
      return across(content.labels, glyphs.lifeline, content.tone, false, glyphs, last - first - 1);
    case 'nothing':
      return [segment(lifelines(layout, first, last + 1, glyphs), 'muted')];
  }
}

/** Text in the middle between the outer lifelines, those drawn as `edge`. */
function across(labels: readonly string[], edge: string, tone: Tone, focused: boolean, glyphs: Glyphs, width: number): Segment[] {
  const text = cut(firstThatFits(labels, width - 2), width - 2, glyphs.cut);
  const before = Math.floor((width - displayWidth(text)) / 2);
  const filled = padEnd(' '.repeat(before) + text, width);
  return [segment(edge, 'muted'), focused ? { text: filled, tone, selected: true } : segment(filled, tone), segment(edge, 'muted')];
}

function arrow(content: Middle & { kind: 'arrow' }, layout: LadderLayout, glyphs: Glyphs, first: number, last: number): Segment[] {
  const low = Math.min(content.from, content.to);
  const high = Math.max(content.from, content.to);
  const body = arrowBody(content.labels, high - low - 1, content.from < content.to, glyphs);
  return [
    segment(lifelines(layout, first, low + 1, glyphs), 'muted'),
    content.focused ? { text: body, tone: content.tone, selected: true } : segment(body, content.tone),
    segment(lifelines(layout, high, last + 1, glyphs), 'muted'),
  ];
}

/** A dash and a blank before the label, a blank, a dash and the head after it. */
const LEAST_ARROW = 5;

/** '─ INIT ─────>' or '<───── INIT ─': the label stands at the sender's end. */
function arrowBody(labels: readonly string[], width: number, toRight: boolean, glyphs: Glyphs): string {
  const text = ` ${cut(firstThatFits(labels, width - LEAST_ARROW), width - LEAST_ARROW, glyphs.cut)} `;
  const dashes = glyphs.dash.repeat(Math.max(0, width - displayWidth(text) - 2));
  return toRight ? `${glyphs.dash}${text}${dashes}${glyphs.right}` : `${glyphs.left}${dashes}${text}${glyphs.dash}`;
}

function firstThatFits(labels: readonly string[], width: number): string {
  return labels.find((label) => displayWidth(label) <= width) ?? labels.at(-1) ?? '';
}

/** The lifelines in the columns from `start` up to before `end`. */
function lifelines(layout: LadderLayout, start: number, end: number, glyphs: Glyphs): string {
  let drawn = '';
  for (const { x } of layout.columns) if (x >= start && x < end) drawn = `${padEnd(drawn, x - start)}${glyphs.lifeline}`;
  return padEnd(drawn, end - start);
}

/** The heads of the columns: the addresses over their lifelines, and whose notifications stand in the margins. */
export function ladderHead(layout: LadderLayout, timeTitle: string, glyphs: Glyphs): Line {
  const first = layout.columns[0]?.x ?? 0;
  const last = layout.columns.at(-1)?.x ?? first;
  const span = layout.columns.length > 2 ? Math.floor((last - first) / (layout.columns.length - 1)) - 1 : Math.floor((last - first) / 2);
  let heads = '';
  for (const [index, { label, x }] of layout.columns.entries()) {
    const width = index === 0 || index === layout.columns.length - 1 ? span : Math.max(8, span);
    const text = cutStart(displayWidth(label) > width ? label.replace(/:\d+(?= |$)/, '') : label, width, glyphs.cut);
    const start =
      index === 0
        ? 0
        : index === layout.columns.length - 1
          ? last - first + 1 - displayWidth(text)
          : x - first - Math.floor(displayWidth(text) / 2);
    heads = padEnd(heads, start) + text;
  }
  return [
    segment(
      ` ${padStart(cut('frame', layout.frame, ''), layout.frame)} ${padStart(cut(timeTitle, layout.time, glyphs.cut), layout.time)} `,
      'muted',
    ),
    segment(padStart(`${toldTitle(layout.margins[0])} `, layout.margins[0]), 'muted'),
    segment(padEnd(cut(heads, last - first + 1, glyphs.cut), last - first + 1), 'strong'),
    segment(padEnd(` ${toldTitle(layout.margins[1])}`, layout.margins[1]), 'muted'),
  ];
}

function toldTitle(width: number): string {
  return width > 'application told '.length ? 'application told' : 'is told';
}
