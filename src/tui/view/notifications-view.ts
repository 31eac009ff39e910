/** What one application is told, in order; below, the notification under the cursor in full. */
import { causeFrame } from '../presentation/cause-frame.js';
import { comparedNotificationDetail } from '../presentation/difference-detail.js';
import { type NumberedNotification, notificationHeads, notificationLines } from '../presentation/notification-list.js';
import type { NotificationsScreen } from '../screen.js';
import { line } from '../text/line.js';
import type { Action } from '../view-state.js';
import { ladderScreen } from './associations-view.js';
import { toldSelection } from './selection.js';
import { profileScreen } from './stack-choice.js';
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
    const seen: NumberedNotification[] = numbers.slice(screen.top, screen.top + bodyHeight).map((number) => ({
      number,
      notification: all[number]!,
      previous: all[number - 1]?.time ?? start,
      cause: causeFrame(all[number]!, model.index),
    }));
    const chosen = all[numbers[screen.cursor] ?? -1];
    const name = association?.names[screen.endpoint] ?? '';
    return {
      path: [model.name, `association ${screen.association}`, `${name} is told`],
      head: [notificationHeads(state.time, width, glyphs)],
      body:
        seen.length > 0
          ? notificationLines(seen, screen.cursor - screen.top, start, state.time, width, glyphs)
          : [line(` ${nothing(screen)}`, 'muted')],
      detail: {
        title: `${screen.cursor + 1} of ${numbers.length} to ${name}${screen.filter === '' ? '' : ` ${glyphs.between} filter: ${screen.filter}`}`,
        lines: chosen === undefined ? [] : comparedNotificationDetail(chosen, name, model, width, glyphs),
      },
    };
  },

  selection(stage, screen) {
    const all = stage.model.notificationsOf(screen.association, screen.endpoint);
    return toldSelection(
      stage.model,
      screen.association,
      listed(stage, screen).map((number) => all[number]!),
    );
  },

  act(command, stage, screen, bodyHeight) {
    switch (command) {
      case 'profile': {
        const row = stage.model.association(screen.association);
        return row && { type: 'open', screen: profileScreen(row, screen.endpoint) };
      }
      case 'open':
        return toLadder(stage, screen);
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

/** Numbers of the notifications that contain every word of the filter. */
function listed({ model, derived }: Stage, screen: NotificationsScreen): readonly number[] {
  return derived.notifications(model, screen);
}

function nothing({ filter }: NotificationsScreen): string {
  return filter === '' ? 'this endpoint is told nothing, as far as the capture shows' : 'nothing matches the filter; / changes it';
}

/** The ladder with the cursor on the notification. */
function toLadder(stage: Stage, screen: NotificationsScreen): Action | undefined {
  const number = listed(stage, screen)[screen.cursor];
  if (number === undefined) return undefined;
  const ladder = ladderScreen(screen.association);
  const rows = stage.derived.ladder(stage.model, ladder);
  const cursor = Math.max(0, rows.rowOfNotification(screen.endpoint, number));
  return { type: 'return', screen: { ...ladder, cursor, top: Math.max(0, cursor - 5), focus: screen.endpoint } };
}
