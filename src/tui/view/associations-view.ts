/** First screen: the associations, and the one under the cursor in a few lines. */
import { associationDetail } from '../presentation/association-detail.js';
import { associationHeads, associationLines } from '../presentation/association-list.js';
import { countedVerdicts } from '../presentation/comparison-list.js';
import type { AssociationsScreen, LadderScreen } from '../screen.js';
import { line } from '../text/line.js';
import { wholeAssociations } from './selection.js';
import { profileScreen } from './stack-choice.js';
import { type Stage, third, type ViewDefinition } from './view.js';

/** A ladder from its top. */
export function ladderScreen(association: number): LadderScreen {
  return { view: 'ladder', association, cursor: 0, top: 0, focus: 'packet', folding: true, toggled: [], filter: '' };
}

export const associationsView: ViewDefinition<AssociationsScreen> = {
  headHeight: 1,
  detailHeight: third,

  rows({ model, derived }, screen) {
    return derived.associations(model, screen).length;
  },

  page(stage, screen, bodyHeight) {
    const { model, derived, glyphs, width } = stage;
    const rows = derived.associations(model, screen);
    const seen = rows.slice(screen.top, screen.top + bodyHeight);
    const chosen = rows[screen.cursor];
    const base = model.index.count > 0 ? model.index.time(0) : 0;
    const compared = model.comparison === undefined ? '' : ` ${glyphs.between} c: ${countedVerdicts(model.comparison.rows)}`;
    const order = `sorted by ${screen.sort}${screen.descending ? ', turned round' : ''}${compared}`;
    return {
      path: ['sctpscope', model.name],
      head: [associationHeads(width, glyphs, model.comparison)],
      body:
        seen.length > 0
          ? associationLines(seen, screen.cursor - screen.top, base, width, glyphs, model.comparison)
          : [line(` ${emptyText(stage, screen)}`, 'muted')],
      detail: {
        title: `${order}${screen.filter === '' ? '' : ` ${glyphs.between} filter: ${screen.filter} (${rows.length} of ${model.associations.length})${derived.unread(model, screen)}`}`,
        lines: chosen === undefined ? [] : associationDetail(chosen, width, third(stage), glyphs),
      },
    };
  },

  selection({ model, derived }, screen) {
    const rows = derived.associations(model, screen);
    const chosen = screen.filter === '' ? rows.slice(screen.cursor, screen.cursor + 1) : rows;
    return chosen.length === 0
      ? undefined
      : wholeAssociations(
          model,
          chosen.map(({ id }) => id),
        );
  },

  act(command, { model, derived }, screen) {
    const chosen = derived.associations(model, screen)[screen.cursor];
    if (chosen === undefined) return undefined;
    if (command === 'open') return { type: 'open', screen: ladderScreen(chosen.id) };
    if (command === 'profile') return { type: 'open', screen: profileScreen(chosen, 0) };
    if (command === 'notifications') {
      const endpoint = chosen.notifications[0].total === 0 ? 1 : 0;
      return {
        type: 'open',
        screen: { view: 'notifications', association: chosen.id, endpoint, cursor: 0, top: 0, messages: false, filter: '' },
      };
    }
    return undefined;
  },
};

function emptyText({ model }: Stage, { filter }: AssociationsScreen): string {
  if (filter !== '') return 'nothing matches the filter; / changes it';
  return model.progress.ended ? 'no SCTP association in this capture' : 'reading';
}
