/** Second screen: an association from its first packet to its last, with what each application is told in the margins. */
import type { AssociationRow } from '../model.js';
import { comparedNotificationDetail, differenceDetail } from '../presentation/difference-detail.js';
import { ladderHead, ladderLine } from '../presentation/ladder.js';
import { asideName } from '../presentation/ladder-aside.js';
import { type LadderLayout, ladderLayout, marginWidth } from '../presentation/ladder-layout.js';
import { type LadderRows, MOST_NOTES, RowKind } from '../presentation/ladder-rows.js';
import { toldLines } from '../presentation/notification-detail.js';
import { countedName } from '../presentation/notification-text.js';
import { packetSummary } from '../presentation/packet-summary.js';
import { TIME_WIDTH } from '../presentation/time-text.js';
import type { LadderScreen } from '../screen.js';
import { guard } from '../text/guard.js';
import { type Line, line, plainText } from '../text/line.js';
import { asidesOf } from './asides.js';
import { ladderJump } from './ladder-jump.js';
import { focusedNotification, ladderOpening } from './ladder-opening.js';
import { composeRow } from './ladder-row.js';
import { ladderSelection } from './selection.js';
import { type Page, type Stage, third, type ViewDefinition } from './view.js';

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

/** Marks before the name included. */
function widestNote({ model }: Stage, association: AssociationRow, endpoint: 0 | 1): number {
  const asides = asidesOf(model, association.id, '').filter((aside) => aside.endpoint === endpoint);
  const mark = asides.length > 0 || association.pending?.some || (model.comparison?.differences(association.id) ?? 0) > 0 ? 2 : 0;
  const told = [...association.notifications[endpoint].byName].map(([name, count]) =>
    count > MOST_NOTES ? countedName(name, count) : name,
  );
  return Math.max(0, ...[...told, ...asides.map(asideName)].map((name) => marginWidth(name) + mark));
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
    return ladderOpening(command, stage, screen, rows, bodyHeight);
  },
};

function detail(stage: Stage, association: AssociationRow, rows: LadderRows, screen: LadderScreen): NonNullable<Page['detail']> {
  const { model, glyphs, width } = stage;
  const notification = focusedNotification(stage, rows, screen);
  const packet = rows.packet(screen.cursor);
  const filter = screen.filter === '' ? '' : ` ${glyphs.between} filter: ${screen.filter}${stage.derived.unread(model, screen)}`;
  const place = `row ${screen.cursor + 1} of ${rows.length}${filter}`;
  const aside = rows.aside(screen.cursor);
  if (aside?.kind === 'logged') {
    const log = model.comparison?.logs.find(({ application }) => application.settings.name === aside.difference.log);
    return { title: `in the log only ${glyphs.between} ${place}`, lines: differenceDetail(aside.difference, log, width, glyphs) };
  }
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
