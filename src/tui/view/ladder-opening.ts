/** What is opened from a ladder: the packet or the notification under the cursor, the plot, the bytes, the telling of another stack. */
import type { Notification } from '../../notification/notification.js';
import type { Command } from '../key-bindings.js';
import { type LadderRows, RowKind } from '../presentation/ladder-rows.js';
import type { ComparisonScreen, LadderScreen } from '../screen.js';
import { type Action, scrolled } from '../view-state.js';
import { ladderJump } from './ladder-jump.js';
import { choose, namedNotification, namedPacket } from './pairing.js';
import { plotScreen } from './plot-screen.js';
import { profileScreen } from './stack-choice.js';
import { structScreen } from './struct-view.js';
import type { Stage } from './view.js';

/** The notification that the cursor is on; undefined where it is on the packet. Rows without a packet have nothing else. */
export function focusedNotification({ model }: Stage, rows: LadderRows, screen: LadderScreen): Notification | undefined {
  const { focus, cursor, association } = screen;
  const kind = rows.kind(cursor);
  const aside = rows.aside(cursor);
  if (aside !== undefined) return aside.kind === 'logged' ? undefined : aside.notification;
  const bare = kind === RowKind.more || kind === RowKind.gap;
  const endpoint =
    focus !== 'packet' && rows.notification(cursor, focus) >= 0 ? focus : bare ? (rows.notification(cursor, 0) >= 0 ? 0 : 1) : undefined;
  return endpoint === undefined ? undefined : model.notificationsOf(association, endpoint)[rows.notification(cursor, endpoint)];
}

/** What a command opens; undefined where it opens nothing. */
export function ladderOpening(
  command: Command,
  stage: Stage,
  screen: LadderScreen,
  rows: LadderRows,
  bodyHeight: number,
): Action | undefined {
  switch (command) {
    case 'open':
      return open(stage, rows, screen, bodyHeight);
    case 'plot':
      return openPlot(stage, rows, screen);
    case 'struct':
      return openStruct(stage, rows, screen);
    case 'profile':
      return openProfile(stage, screen);
    case 'compareWith':
      return hold(stage, rows, screen);
    case 'notifications': {
      const endpoint = screen.focus === 'packet' ? endpointToldNext(rows, screen.cursor) : screen.focus;
      return openNotifications(stage, screen, endpoint, Math.max(0, rows.notification(screen.cursor, endpoint)));
    }
    default:
      return undefined;
  }
}

function open(stage: Stage, rows: LadderRows, screen: LadderScreen, bodyHeight: number): Action | undefined {
  if (rows.kind(screen.cursor) === RowKind.aside) return openAside(stage, rows, screen);
  const notification = focusedNotification(stage, rows, screen);
  if (notification !== undefined)
    return openNotifications(stage, screen, notification.endpoint, rows.notification(screen.cursor, notification.endpoint));
  const kind = rows.kind(screen.cursor);
  if (kind === RowKind.run) return ladderJump('toggleRun', stage, screen, rows, bodyHeight);
  if (rows.length === 0) return undefined;
  return {
    type: 'open',
    screen: { view: 'packet', association: screen.association, packet: rows.packet(screen.cursor), cursor: 0, top: 0 },
  };
}

/** What only the log has is opened where the log is compared; of what is not settled, all there is to see is below. */
function openAside({ model, derived }: Stage, rows: LadderRows, { association, cursor }: LadderScreen): Action | undefined {
  const aside = rows.aside(cursor);
  if (aside?.kind !== 'logged') return undefined;
  const screen: ComparisonScreen = { view: 'comparison', association, cursor: 0, top: 0, filter: '' };
  const all = derived.compared(model, screen);
  return { type: 'open', screen: scrolled(screen, all.indexOf(aside.difference), { rows: all.length, page: 1 }) };
}

/** What is under the cursor, for being put beside another of its kind. */
function hold({ model, state }: Stage, rows: LadderRows, { association, cursor, focus }: LadderScreen): Action {
  const kind = rows.kind(cursor);
  const notified = focus === 'packet' ? undefined : namedNotification(model, association, focus, rows.notification(cursor, focus));
  if (notified !== undefined) return choose(state, notified);
  if (kind === RowKind.packet && rows.packet(cursor) >= 0) return choose(state, namedPacket(model, rows.packet(cursor)));
  return { type: 'notice', text: 'a packet can be put beside another, or a notification: this row is neither' };
}

/** The plot of the side that sent the packet under the cursor. */
function openPlot({ model }: Stage, rows: LadderRows, { association, cursor }: LadderScreen): Action {
  const packet = rows.packet(cursor);
  return { type: 'open', screen: plotScreen(association, packet < 0 ? 0 : model.index.direction(packet)) };
}

function openStruct(stage: Stage, rows: LadderRows, screen: LadderScreen): Action {
  const notification = focusedNotification(stage, rows, screen);
  if (rows.aside(screen.cursor) !== undefined)
    return { type: 'notice', text: 'only what is settled, and seen in packets, can be laid out as bytes' };
  if (notification === undefined) return { type: 'notice', text: 'the cursor is on a packet: n goes to the next notification' };
  return { type: 'open', screen: structScreen(notification, rows.notification(screen.cursor, notification.endpoint)) };
}

function openProfile({ model }: Stage, { association, focus }: LadderScreen): Action | undefined {
  const row = model.association(association);
  return row && { type: 'open', screen: profileScreen(row, focus === 'packet' ? 0 : focus) };
}

function openNotifications(stage: Stage, screen: LadderScreen, endpoint: 0 | 1, cursor: number): Action {
  const opened = {
    view: 'notifications',
    association: screen.association,
    endpoint,
    cursor: 0,
    top: 0,
    messages: false,
    filter: '',
  } as const;
  const count = stage.model.notificationsOf(screen.association, endpoint).length;
  return { type: 'open', screen: scrolled(opened, cursor, { rows: count, page: 1 }) };
}

/** The endpoint whose notification is the nearest in this row or above. */
function endpointToldNext(rows: LadderRows, cursor: number): 0 | 1 {
  for (let row = cursor; row >= 0; row--) {
    if (rows.notification(row, 0) >= 0) return 0;
    if (rows.notification(row, 1) >= 0) return 1;
  }
  return 0;
}
