/** Counts over the capture, or over the association that was open when they were asked for. */
import type { NotificationCounts } from '../model.js';
import { statisticsLines } from '../presentation/statistics.js';
import { addCounts, noCounts } from '../session/notification-counts.js';
import type { Line } from '../text/line.js';
import type { StatisticsScreen } from '../view-state.js';
import type { Stage, ViewDefinition } from './view.js';

export const statisticsView: ViewDefinition<StatisticsScreen> = {
  headHeight: 1,
  detailHeight: () => 0,

  rows(stage, screen) {
    return lines(stage, screen).length;
  },

  page(stage, screen, bodyHeight) {
    const of = screen.association === 0 ? 'the whole capture' : `association ${screen.association}`;
    return {
      path: [stage.model.name, `statistics of ${of}`],
      head: [[]],
      body: lines(stage, screen).slice(screen.top, screen.top + bodyHeight),
    };
  },

  act: () => undefined,
};

function lines({ model, derived, glyphs }: Stage, { association }: StatisticsScreen): readonly Line[] {
  const row = model.association(association);
  const told =
    row === undefined
      ? [{ name: 'Every endpoint together', counts: everybody(model.associations.flatMap(({ notifications }) => notifications)) }]
      : ([0, 1] as const).map((endpoint) => ({ name: row.names[endpoint], counts: row.notifications[endpoint] }));
  return statisticsLines(derived.statistics(model, association), told, glyphs);
}

function everybody(all: readonly NotificationCounts[]): NotificationCounts {
  const sum = noCounts();
  for (const counts of all) addCounts(sum, counts);
  return sum;
}
