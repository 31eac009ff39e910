/** Puts together what one row of the ladder shows, reading its packet. Called for visible rows only. */

import { chunkName } from '../../dissect/chunk/registry.js';
import type { AssociationRow } from '../model.js';
import type { LadderRow, MarginNote, Middle } from '../presentation/ladder.js';
import { type Aside, asideLabels, asideName } from '../presentation/ladder-aside.js';
import { columnOf, type LadderLayout } from '../presentation/ladder-layout.js';
import { type LadderRows, RowKind } from '../presentation/ladder-rows.js';
import { countedName, marginName } from '../presentation/notification-text.js';
import { countText, durationText, rowTime } from '../presentation/time-text.js';
import type { Focus } from '../screen.js';
import { ABORT, ChunkSet, chunkTypes, HEARTBEATS, runKind, USER_DATA } from '../session/chunk-set.js';
import type { Tone } from '../text/line.js';
import { differenceAt } from './ladder-difference.js';
import type { Stage } from './view.js';

/** `focus` where the cursor is on this row. */
export function composeRow(
  stage: Stage,
  association: AssociationRow,
  rows: LadderRows,
  row: number,
  layout: LadderLayout,
  focus: Focus | undefined,
): LadderRow {
  const { model, state } = stage;
  const packet = rows.packet(row);
  const kind = rows.kind(row);
  const margins = [note(stage, association.id, rows, row, 0, focus), note(stage, association.id, rows, row, 1, focus)] as const;
  const onPacket = focus === 'packet' || (focus !== undefined && margins[focus] === undefined);
  const shows = kind === RowKind.packet || kind === RowKind.run;
  const before = rows.packets[rows.position(row) - 1];
  const previous = before === undefined ? association.start : model.index.time(before);
  return {
    frame: shows ? String(model.index.frame(packet)) : '',
    time: shows ? rowTime(model.index.time(packet), state.time, association.start, previous) : pauseTime(stage, association, rows, row),
    margins,
    middle: middle(stage, association, rows, row, layout, onPacket),
  };
}

function note(
  { model }: Stage,
  association: number,
  rows: LadderRows,
  row: number,
  endpoint: 0 | 1,
  focus: Focus | undefined,
): MarginNote | undefined {
  const aside = rows.aside(row);
  if (aside !== undefined) return aside.endpoint === endpoint ? asideNote(aside, focus === endpoint) : undefined;
  const notification = model.notificationsOf(association, endpoint)[rows.notification(row, endpoint)];
  if (notification === undefined) return undefined;
  const count = rows.notifications(row, endpoint);
  return {
    text: countedName(marginName(notification.body), count),
    certainty: notification.certainty,
    differs: differenceAt(model, association, rows, row, endpoint)?.verdict,
    status: count > 1 ? undefined : model.association(association)?.pending?.became(notification),
    focused: focus === endpoint,
  };
}

function asideNote(aside: Aside, focused: boolean): MarginNote {
  const text = asideName(aside);
  if (aside.kind === 'logged') return { text, certainty: undefined, differs: 'unexpected', focused };
  return { text, certainty: aside.notification.certainty, status: aside.kind, focused };
}

/** The time of the notification that a pause ends with, or of what stands aside. */
function pauseTime({ model, state }: Stage, association: AssociationRow, rows: LadderRows, row: number): string {
  const endpoint = rows.notification(row, 0) >= 0 ? 0 : 1;
  const notification = model.notificationsOf(association.id, endpoint)[rows.notification(row, endpoint)];
  const time = rows.aside(row)?.time ?? (rows.kind(row) === RowKind.gap ? notification?.time : undefined);
  const packet = rows.packet(row);
  return time === undefined ? '' : rowTime(time, state.time, association.start, packet < 0 ? association.start : model.index.time(packet));
}

function middle(stage: Stage, association: AssociationRow, rows: LadderRows, row: number, layout: LadderLayout, focused: boolean): Middle {
  const { model } = stage;
  const packet = rows.packet(row);
  switch (rows.kind(row)) {
    case RowKind.more:
      return { kind: 'nothing' };
    case RowKind.aside: {
      const aside = rows.aside(row);
      return aside === undefined ? { kind: 'nothing' } : { kind: 'aside', labels: asideLabels(aside), tone: ASIDE_TONES[aside.kind] };
    }
    case RowKind.gap:
      return { kind: 'gap', label: pauseLabel(stage, association.id, rows, row) };
    case RowKind.run:
      return { kind: 'run', labels: runLabels(stage, rows, row), focused };
    default: {
      const direction = model.index.direction(packet);
      return {
        kind: 'arrow',
        from: columnOf(layout, direction, model.address(model.index.source(packet))),
        to: columnOf(layout, direction === 0 ? 1 : 0, model.address(model.index.destination(packet))),
        labels: arrowLabels(stage, packet),
        tone: toneOf(model.index.chunks(packet)),
        focused,
      };
    }
  }
}

const ASIDE_TONES: Readonly<Record<Aside['kind'], Tone>> = { pending: 'warning', withdrawn: 'muted', logged: 'bad' };

/** 'DATA SACK 20> <14, 2 again, 1.2 s', and without its last parts. */
function runLabels({ model }: Stage, rows: LadderRows, row: number): string[] {
  const packet = rows.packet(row);
  const count = rows.count(row);
  const forward = rows.countForward(row);
  const again = rows.countAgain(row);
  const last = rows.packets[rows.position(row) + count - 1] ?? packet;
  const what = runKind(model.index.chunks(packet)) === 'heartbeat' ? 'HEARTBEAT' : 'DATA SACK';
  const lasted = durationText(model.index.time(last) - model.index.time(packet));
  const counts = `${what} ${countText(forward)}> <${countText(count - forward)}`;
  const repeated = again > 0 ? `, ${countText(again)} again` : '';
  const short = counts.replace(' SACK', '');
  return [
    `${counts}${repeated}, ${lasted}`,
    counts + repeated,
    short + repeated,
    `${countText(forward)}> <${countText(count - forward)}${repeated}`,
  ];
}

function pauseLabel({ model }: Stage, association: number, rows: LadderRows, row: number): string {
  const endpoint = rows.notification(row, 0) >= 0 ? 0 : 1;
  const notification = model.notificationsOf(association, endpoint)[rows.notification(row, endpoint)];
  const before = model.index.time(rows.packet(row));
  return notification === undefined ? '' : `time-out, ${durationText(notification.time - before)} later`;
}

/** From long to short. */
function arrowLabels({ model }: Stage, packet: number): string[] {
  const set = model.index.chunks(packet);
  const read = model.read(packet);
  const names = chunkTypes(set).map(chunkName);
  const again = set & ChunkSet.retransmission ? 'again: ' : '';
  if (read === undefined) return [again + names.join(', ')];
  const shorter = read.labels.map((label) => label.split(' ').slice(0, 2).join(' '));
  return [read.chunks, read.labels, shorter].map((chunks) => again + chunks.join(', '));
}

function toneOf(set: number): Tone {
  if (set & ABORT) return 'bad';
  if (set & ChunkSet.retransmission) return 'warning';
  if (set & USER_DATA) return 'data';
  return runKind(set) === 'heartbeat' || (set & HEARTBEATS) !== 0 ? 'muted' : 'control';
}
