/** The notifications of one endpoint in the order its application reads them. */
import type { Notification } from '../../notification/notification.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, segment } from '../text/line.js';
import { type Column, columnHeads, columnRow, fitColumns } from './columns.js';
import { marginName, summary } from './notification-text.js';
import type { TimeMode } from './time-text.js';
import { rowTime, TIME_WIDTH } from './time-text.js';

export interface NumberedNotification {
  /** From 0, among all of the endpoint. */
  readonly number: number;
  readonly notification: Notification;
  /** Microseconds since the epoch of the one before. */
  readonly previous: number;
  /** The frame that caused it. */
  readonly cause: number | undefined;
}

/** User data of the peer, between the notifications. */
export interface ListedMessage {
  readonly frame: number;
  /** Microseconds since the epoch. */
  readonly time: number;
  readonly previous: number;
  /** A line for each DATA chunk. */
  readonly chunks: readonly string[];
}

export type ToldRow = NumberedNotification | ListedMessage;

function columns(start: number, mode: TimeMode, glyphs: Glyphs): Column<ToldRow>[] {
  return [
    { title: '#', width: 4, align: 'right', priority: 4, cell: (row) => segment('number' in row ? String(row.number + 1) : '', 'muted') },
    {
      title: mode === 'of-day' ? 'time (UTC)' : 'time',
      width: TIME_WIDTH[mode],
      align: 'right',
      priority: 2,
      cell: (row) => segment(rowTime('number' in row ? row.notification.time : row.time, mode, start, row.previous), 'muted'),
    },
    {
      title: '',
      width: 1,
      align: 'left',
      priority: 0,
      cell: (row) => ('number' in row ? segment(glyphs.certainty[row.notification.certainty], row.notification.certainty) : segment(' ')),
    },
    {
      title: 'notification',
      width: 19,
      align: 'left',
      priority: 0,
      cell: (row) =>
        'number' in row ? segment(marginName(row.notification.body), row.notification.certainty) : segment('message', 'data'),
    },
    {
      title: 'fields',
      width: 12,
      align: 'left',
      grows: true,
      priority: 1,
      cell: (row) => ('number' in row ? segment(summary(row.notification.body)) : segment(row.chunks.join(', '), 'data')),
    },
    {
      title: 'frame',
      width: 7,
      align: 'right',
      priority: 3,
      cell: (row) => segment(String('number' in row ? (row.cause ?? '-') : row.frame), 'muted'),
    },
  ];
}

export function notificationHeads(mode: TimeMode, width: number, glyphs: Glyphs): Line {
  return columnHeads(fitColumns(columns(0, mode, glyphs), width), glyphs);
}

/** `start` is when the association began; `cursor` is an index in `rows`. */
export function notificationLines(
  rows: readonly ToldRow[],
  cursor: number,
  start: number,
  mode: TimeMode,
  width: number,
  glyphs: Glyphs,
): Line[] {
  const fitted = fitColumns(columns(start, mode, glyphs), width);
  return rows.map((row, index) => columnRow(fitted, row, glyphs, index === cursor));
}
