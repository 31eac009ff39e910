/** Findings of the reconstruction, a row each. */
import type { Diagnosis } from '../../reconstruct/model.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, segment, type Tone } from '../text/line.js';
import { type Column, columnHeads, columnRow, fitColumns } from './columns.js';
import { secondsText } from './time-text.js';

const SEVERITY_TONE: Readonly<Record<Diagnosis['severity'], Tone>> = { note: 'muted', warning: 'warning', error: 'bad' };

/** `base` is when the capture began, in microseconds since the epoch. */
function columns(base: number): Column<Diagnosis>[] {
  return [
    { title: 'frame', width: 7, align: 'right', priority: 1, cell: ({ frame }) => segment(String(frame), 'muted') },
    { title: 'time', width: 10, align: 'right', priority: 4, cell: ({ time }) => segment(secondsText(time - base, 10), 'muted') },
    {
      title: 'assoc',
      width: 5,
      align: 'right',
      priority: 3,
      cell: ({ association }) => segment(association === 0 ? '' : String(association), 'muted'),
    },
    { title: 'weight', width: 7, align: 'left', priority: 2, cell: ({ severity }) => segment(severity, SEVERITY_TONE[severity]) },
    { title: 'finding', width: 20, align: 'left', grows: true, priority: 0, cell: ({ text }) => segment(text) },
  ];
}

export function diagnosisHeads(width: number, glyphs: Glyphs): Line {
  return columnHeads(fitColumns(columns(0), width), glyphs);
}

export function diagnosisLines(rows: readonly Diagnosis[], cursor: number, base: number, width: number, glyphs: Glyphs): Line[] {
  const fitted = fitColumns(columns(base), width);
  return rows.map((row, index) => columnRow(fitted, row, glyphs, index === cursor));
}
