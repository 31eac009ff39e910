/** The notifications of one endpoint in the order its application reads them. */
import type { Notification } from '../../notification/notification.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, segment } from '../text/line.js';
import type { TimeMode } from '../view-state.js';
import { type Column, columnHeads, columnRow, fitColumns } from './columns.js';
import { marginName, summary } from './notification-text.js';
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

function columns(start: number, mode: TimeMode, glyphs: Glyphs): Column<NumberedNotification>[] {
  return [
    { title: '#', width: 4, align: 'right', priority: 4, cell: ({ number }) => segment(String(number + 1), 'muted') },
    {
      title: mode === 'of-day' ? 'time (UTC)' : 'time',
      width: TIME_WIDTH[mode],
      align: 'right',
      priority: 2,
      cell: ({ notification, previous }) => segment(rowTime(notification.time, mode, start, previous), 'muted'),
    },
    {
      title: '',
      width: 1,
      align: 'left',
      priority: 0,
      cell: ({ notification: { certainty } }) => segment(glyphs.certainty[certainty], certainty),
    },
    {
      title: 'notification',
      width: 19,
      align: 'left',
      priority: 0,
      cell: ({ notification: { body, certainty } }) => segment(marginName(body), certainty),
    },
    { title: 'fields', width: 12, align: 'left', grows: true, priority: 1, cell: ({ notification: { body } }) => segment(summary(body)) },
    {
      title: 'frame',
      width: 7,
      align: 'right',
      priority: 3,
      cell: ({ cause }) => segment(String(cause ?? '-'), 'muted'),
    },
  ];
}

export function notificationHeads(mode: TimeMode, width: number, glyphs: Glyphs): Line {
  return columnHeads(fitColumns(columns(0, mode, glyphs), width), glyphs);
}

/** `start` is when the association began; `cursor` is an index in `rows`. */
export function notificationLines(
  rows: readonly NumberedNotification[],
  cursor: number,
  start: number,
  mode: TimeMode,
  width: number,
  glyphs: Glyphs,
): Line[] {
  const fitted = fitColumns(columns(start, mode, glyphs), width);
  return rows.map((row, index) => columnRow(fitted, row, glyphs, index === cursor));
}
