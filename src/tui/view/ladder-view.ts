/** Second screen: an association from its first packet to its last, with what each application is told in the margins. */
import type { Notification } from '../../notification/notification.js';
import type { AssociationRow } from '../model.js';
import { comparedNotificationDetail } from '../presentation/difference-detail.js';
import { ladderHead, ladderLine } from '../presentation/ladder.js';
import { type LadderLayout, ladderLayout, marginWidth } from '../presentation/ladder-layout.js';
import { type LadderRows, MOST_NOTES, RowKind } from '../presentation/ladder-rows.js';
import { toldLines } from '../presentation/notification-detail.js';
import { countedName } from '../presentation/notification-text.js';
import { packetSummary } from '../presentation/packet-summary.js';
import { TIME_WIDTH } from '../presentation/time-text.js';
import type { LadderScreen } from '../screen.js';
import { guard } from '../text/guard.js';
import { type Line, line, plainText } from '../text/line.js';
import { type Action, scrolled } from '../view-state.js';
import { ladderJump } from './ladder-jump.js';
import { composeRow } from './ladder-row.js';
import { plotScreen } from './plot-screen.js';
import { ladderSelection } from './selection.js';
import { profileScreen } from './stack-choice.js';
import { structScreen } from './struct-view.js';
import { type Page, type Stage, third, type ViewDefinition } from './view.js';

/** The notification that the cursor is on; undefined where it is on the packet. Rows without a packet have nothing else. */
export function focusedNotification({ model }: Stage, rows: LadderRows, screen: LadderScreen): Notification | undefined {
  const { focus, cursor, association } = screen;
  const kind = rows.kind(cursor);
  const bare = kind === RowKind.more || kind === RowKind.gap;
  const endpoint =
    focus !== 'packet' && rows.notification(cursor, focus) >= 0 ? focus : bare ? (rows.notification(cursor, 0) >= 0 ? 0 : 1) : undefined;
  return endpoint === undefined ? undefined : model.notificationsOf(association, endpoint)[rows.notification(cursor, endpoint)];
}

export function layoutOf(stage: Stage, association: AssociationRow): LadderLayout {
  const { model, state, width } = stage;
  const packets = model.packetsOf(association.id);
  const addresses = [0, 1].map((endpoint) => association.report?.endpoints[endpoint]?.addresses ?? []) as [string[], string[]];
  const layout = ladderLayout({
    width,
    addresses,
    names: association.names,
    fold: state.addressesFolded,
    lastFrame: packets.length > 0 ? model.index.frame(packets[packets.length - 1]!) : 0,
    timeWidth: TIME_WIDTH[state.time],
    wanted: [widestNote(stage, association, 0), widestNote(stage, association, 1)],
  });
  return { ...layout, columns: layout.columns.map((column) => ({ ...column, label: stage.aliases.endpoint(column.label) })) };
}

function widestNote({ model }: Stage, association: AssociationRow, endpoint: 0 | 1): number {
  const mark = (model.comparison?.differences(association.id) ?? 0) > 0 ? 2 : 0;
  return Math.max(
    0,
    ...[...association.notifications[endpoint].byName].map(
      ([name, count]) => marginWidth(count > MOST_NOTES ? countedName(name, count) : name) + mark,
    ),
  );
}

export const ladderView: ViewDefinition<LadderScreen> = {
  headHeight: 1,
  detailHeight: third,

  rows({ model, derived }, screen) {
    return derived.ladder(model, screen).length;
  },

  page(stage, screen, bodyHeight) {
    const { model, derived, glyphs, state } = stage;
    const association = model.association(screen.association);
    if (association === undefined) return { path: ['?'], head: [line('')], body: [] };
    const rows = derived.ladder(model, screen);
    const layout = layoutOf(stage, association);
    const seen = Array.from({ length: Math.min(bodyHeight, rows.length - screen.top) }, (_, index) => screen.top + index);
    const timeTitle = { 'since-start': 'time', 'of-day': 'time (UTC)', delta: 'delta' }[state.time];
    return {
      path: [model.name, `association ${association.id}`],
      head: [ladderHead(layout, timeTitle, glyphs)],
      body: seen.map((row) =>
        ladderLine(
          composeRow(stage, association, rows, row, layout, row === screen.cursor ? screen.focus : undefined),
          layout,
          glyphs,
          row === screen.cursor,
        ),
      ),
      detail: detail(stage, association, rows, screen),
    };
  },

  selection(stage, screen) {
    const rows = stage.derived.ladder(stage.model, screen);
    return ladderSelection(stage.model, screen.association, rows, () => drawnLadder(stage, screen, rows));
  },

  act(command, stage, screen, bodyHeight) {
    const rows = stage.derived.ladder(stage.model, screen);
    const jumped = ladderJump(command, stage, screen, rows, bodyHeight);
    if (jumped !== undefined) return jumped;
    if (command === 'plot') return openPlot(stage, rows, screen);
    if (command === 'struct') return openStruct(stage, rows, screen);
    if (command === 'profile') return openProfile(stage, screen);
    if (command === 'open') return open(stage, rows, screen, bodyHeight);
    if (command === 'notifications') {
      const endpoint = screen.focus === 'packet' ? endpointToldNext(rows, screen.cursor) : screen.focus;
      return openNotifications(stage, screen, endpoint, Math.max(0, rows.notification(screen.cursor, endpoint)));
    }
    return undefined;
  },
};

function detail(stage: Stage, association: AssociationRow, rows: LadderRows, screen: LadderScreen): NonNullable<Page['detail']> {
  const { model, glyphs, width } = stage;
  const notification = focusedNotification(stage, rows, screen);
  const packet = rows.packet(screen.cursor);
  const filter = screen.filter === '' ? '' : ` ${glyphs.between} filter: ${screen.filter}${stage.derived.unread(model, screen)}`;
  const place = `row ${screen.cursor + 1} of ${rows.length}${filter}`;
  if (notification !== undefined) {
    return {
      title: `notification ${glyphs.between} ${place}`,
      lines: comparedNotificationDetail(
        notification,
        stage.aliases.endpoint(association.names[notification.endpoint]),
        model,
        width,
        glyphs,
      ),
    };
  }
  if (packet < 0) return { title: place, lines: [] };
  if (rows.kind(screen.cursor) === RowKind.run) {
    return {
      title: `${rows.count(screen.cursor)} packets ${glyphs.between} ${place}`,
      lines: [line(' Space or Enter opens this run of packets, f opens all.', 'muted')],
    };
  }
  return {
    title: `packet ${glyphs.between} ${place}`,
    lines: [...packetSummary(model, packet, width, glyphs), ...toldHere(stage, association, rows, screen.cursor)],
  };
}

/** Rows of a ladder that are drawn into a file. */
const MOST_DRAWN = 100_000;

/** The whole ladder as it would be on a screen with room for it. */
function drawnLadder(stage: Stage, screen: LadderScreen, rows: LadderRows): string {
  const wide = { ...stage, width: Math.max(stage.width, 120) };
  const top = { ...screen, cursor: -1, top: 0 };
  const page = ladderView.page(wide, top, Math.min(rows.length, MOST_DRAWN));
  const rest = rows.length > MOST_DRAWN ? [`(${rows.length - MOST_DRAWN} more rows)`] : [];
  return `${[...[...page.head, ...page.body].map((content) => guard(plainText(content))), ...rest].join('\n')}\n`;
}

/** Who is told what at a packet, and why. */
function toldHere({ model, glyphs, width, aliases }: Stage, association: AssociationRow, rows: LadderRows, cursor: number): Line[] {
  return ([0, 1] as const).flatMap((endpoint) => {
    const notification = model.notificationsOf(association.id, endpoint)[rows.notification(cursor, endpoint)];
    return notification === undefined ? [] : toldLines(notification, aliases.endpoint(association.names[endpoint]), width, glyphs);
  });
}

function open(stage: Stage, rows: LadderRows, screen: LadderScreen, bodyHeight: number): Action | undefined {
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

/** The plot of the side that sent the packet under the cursor. */
function openPlot({ model }: Stage, rows: LadderRows, { association, cursor }: LadderScreen): Action {
  const packet = rows.packet(cursor);
  return { type: 'open', screen: plotScreen(association, packet < 0 ? 0 : model.index.direction(packet)) };
}

function openStruct(stage: Stage, rows: LadderRows, screen: LadderScreen): Action {
  const notification = focusedNotification(stage, rows, screen);
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
