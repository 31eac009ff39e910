/** Counts over the capture, or over the association that was open when they were asked for. */
import { statisticsLines } from '../presentation/statistics.js';
import type { StatisticsScreen } from '../screen.js';
import type { Line } from '../text/line.js';
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
      ? [{ name: 'Every endpoint together', counts: derived.toldToAll(model) }]
      : ([0, 1] as const).map((endpoint) => ({ name: row.names[endpoint], counts: row.notifications[endpoint] }));
  return statisticsLines(derived.statistics(model, association), told, glyphs);
}
