/** Counts over the capture, or over the association that was open when they were asked for. */
import type { Aliases } from '../aliases.js';
import type { AssociationRow } from '../model.js';
import { associationFacts, type Fact } from '../presentation/association-facts.js';
import { factLines, statisticsLines } from '../presentation/statistics.js';
import type { StatisticsScreen } from '../screen.js';
import { type Line, line } from '../text/line.js';
import type { Stage, ViewDefinition } from './view.js';

export const statisticsView: ViewDefinition<StatisticsScreen> = {
  headHeight: 1,
  isText: true,
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

function lines({ model, derived, glyphs, aliases, width }: Stage, { association }: StatisticsScreen): readonly Line[] {
  const [only] = model.associations.length === 1 ? model.associations : [];
  const row = model.association(association) ?? only;
  const told =
    row === undefined
      ? [{ name: 'Every endpoint together', counts: derived.toldToAll(model) }]
      : ([0, 1] as const).map((endpoint) => ({ name: row.names[endpoint], counts: row.notifications[endpoint] }));
  const counts = statisticsLines(derived.statistics(model, association), told, glyphs);
  return row === undefined ? counts : [...factLines(summaryOf(row, aliases), width), line(''), ...counts];
}

/** What is told stands further down, counted. */
function summaryOf(row: AssociationRow, aliases: Aliases): Fact[] {
  return associationFacts(row, aliases).filter(({ label }) => label !== 'is told');
}
