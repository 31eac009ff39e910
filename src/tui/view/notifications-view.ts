/** What one application is told, in order; below, the notification under the cursor in full. */
import type { Notification } from '../../notification/notification.js';
import { causeFrame } from '../presentation/cause-frame.js';
import { comparedNotificationDetail } from '../presentation/difference-detail.js';
import { notificationHeads, notificationLines, type ToldRow } from '../presentation/notification-list.js';
import { packetSummary } from '../presentation/packet-summary.js';
import type { NotificationsScreen } from '../screen.js';
import { line } from '../text/line.js';
import type { Action } from '../view-state.js';
import { ladderScreen } from './associations-view.js';
import { packetOfRow } from './delivered.js';
import { showPacket } from './ladder-jump.js';
import { choose, namedNotification, namedPacket } from './pairing.js';
import { plotScreen } from './plot-screen.js';
import { toldSelection } from './selection.js';
import { profileScreen } from './stack-choice.js';
import { structScreen } from './struct-view.js';
import { half, type Stage, type ViewDefinition } from './view.js';

export const notificationsView: ViewDefinition<NotificationsScreen> = {
  headHeight: 1,
  detailHeight: half,

  rows(stage, screen) {
    return listed(stage, screen).length;
  },

  page(stage, screen, bodyHeight) {
    const { model, glyphs, width, state } = stage;
    const association = model.association(screen.association);
    const numbers = listed(stage, screen);
    const all = model.notificationsOf(screen.association, screen.endpoint);
    const start = association?.start ?? 0;
    const seen = numbers
      .slice(screen.top, screen.top + bodyHeight)
      .map((number, at) => toldRow(stage, all, number, timeOfRow(stage, all, numbers[screen.top + at - 1]) ?? start));
    const chosen = all[numbers[screen.cursor] ?? -1];
    const packet = packetOfRow(numbers[screen.cursor]);
    const name = stage.aliases.endpoint(association?.names[screen.endpoint] ?? '');
    return {
      path: [model.name, `association ${screen.association}`, `${name} is told`],
      head: [notificationHeads(state.time, width, glyphs)],
      body:
        seen.length > 0
          ? notificationLines(seen, screen.cursor - screen.top, start, state.time, width, glyphs)
          : [line(` ${nothing(screen)}`, 'muted')],
      detail: {
        title: `${screen.cursor + 1} of ${numbers.length} to ${name}${screen.filter === '' ? '' : ` ${glyphs.between} filter: ${screen.filter}`}`,
        lines:
          packet >= 0
            ? packetSummary(model, packet, width, glyphs)
            : chosen === undefined
              ? []
              : comparedNotificationDetail(chosen, name, model, width, glyphs),
      },
    };
  },

  selection(stage, screen) {
    const all = stage.model.notificationsOf(screen.association, screen.endpoint);
    return toldSelection(
      stage.model,
      screen.association,
      stage.derived.notifications(stage.model, screen).map((number) => all[number]!),
    );
  },

  act(command, stage, screen, bodyHeight) {
    switch (command) {
      case 'profile': {
        const row = stage.model.association(screen.association);
        return row && { type: 'open', screen: profileScreen(row, screen.endpoint) };
      }
      case 'plot':
        return { type: 'open', screen: plotScreen(screen.association, screen.endpoint) };
      case 'struct': {
        const number = listed(stage, screen)[screen.cursor] ?? -1;
        const notification = stage.model.notificationsOf(screen.association, screen.endpoint)[number];
        return notification && { type: 'open', screen: structScreen(notification, number) };
      }
      case 'messages': {
        const changed = { ...screen, messages: !screen.messages };
        const row = listed(stage, screen)[screen.cursor] ?? 0;
        const extent = { rows: listed(stage, changed).length, page: bodyHeight };
        return { type: 'change', screen: { ...changed, cursor: Math.max(0, listed(stage, changed).indexOf(row)) }, extent };
      }
      case 'compareWith': {
        const row = listed(stage, screen)[screen.cursor];
        const packet = packetOfRow(row);
        const named =
          packet >= 0 ? namedPacket(stage.model, packet) : namedNotification(stage.model, screen.association, screen.endpoint, row ?? -1);
        return named && choose(stage.state, named);
      }
      case 'open':
        return toLadder(stage, screen, bodyHeight);
      case 'left':
      case 'right':
      case 'switchEndpoint': {
        const endpoint = command === 'left' ? 0 : command === 'right' ? 1 : screen.endpoint === 0 ? 1 : 0;
        if (endpoint === screen.endpoint) return undefined;
        const other = { ...screen, endpoint, cursor: 0, top: 0 } as const;
        return { type: 'change', screen: other, extent: { rows: listed(stage, other).length, page: bodyHeight } };
      }
      default:
        return undefined;
    }
  },
};

function timeOfRow({ model }: Stage, all: readonly Notification[], row: number | undefined): number | undefined {
  const packet = packetOfRow(row);
  return packet >= 0 ? model.index.time(packet) : all[row ?? -1]?.time;
}

/** A row of the list. */
function toldRow({ model }: Stage, all: readonly Notification[], number: number, previous: number): ToldRow {
  const { index } = model;
  const packet = packetOfRow(number);
  if (packet >= 0) {
    const chunks = model.read(packet)?.chunks.filter((chunk) => /^I?-?DATA/.test(chunk)) ?? [];
    return { frame: index.frame(packet), time: index.time(packet), previous, chunks };
  }
  const notification = all[number]!;
  return { number, notification, previous, cause: causeFrame(notification, index) };
}

/** Numbers of the notifications that the filter leaves, and where they are wanted, of packets between them. */
function listed({ model, derived }: Stage, screen: NotificationsScreen): readonly number[] {
  return derived.toldRows(model, screen);
}

function nothing({ filter }: NotificationsScreen): string {
  return filter === '' ? 'this endpoint is told nothing, as far as the capture shows' : 'nothing matches the filter; / changes it';
}

/** The ladder with the cursor on the notification. */
function toLadder(stage: Stage, screen: NotificationsScreen, bodyHeight: number): Action | undefined {
  const number = listed(stage, screen)[screen.cursor];
  if (number === undefined) return undefined;
  const ladder = ladderScreen(screen.association);
  const packet = packetOfRow(number);
  if (packet >= 0) {
    const shown = showPacket(stage, ladder, packet, bodyHeight);
    return shown.type === 'change' ? { type: 'return', screen: shown.screen } : shown;
  }
  const rows = stage.derived.ladder(stage.model, ladder);
  const cursor = Math.max(0, rows.rowOfNotification(screen.endpoint, number));
  return { type: 'return', screen: { ...ladder, cursor, top: Math.max(0, cursor - 5), focus: screen.endpoint } };
}
