/** First screen: the associations, and the one under the cursor in a few lines. */

import type { CaptureModel } from '../model.js';
import { associationDetail } from '../presentation/association-detail.js';
import { associationHeads, associationLines } from '../presentation/association-list.js';
import { countedVerdicts } from '../presentation/comparison-list.js';
import type { ListedRow } from '../presentation/lives.js';
import { countText } from '../presentation/time-text.js';
import type { AssociationsScreen, LadderScreen } from '../screen.js';
import { displayWidth } from '../text/display-width.js';
import { line } from '../text/line.js';
import type { Action } from '../view-state.js';
import type { Derived } from './derived.js';
import { choose, namedAssociation } from './pairing.js';
import { plotScreen } from './plot-screen.js';
import { wholeAssociations } from './selection.js';
import { profileScreen } from './stack-choice.js';
import { type Stage, third, type ViewDefinition } from './view.js';

/** A ladder from its top. */
export function ladderScreen(association: number): LadderScreen {
  return { view: 'ladder', association, cursor: 0, top: 0, focus: 'packet', folding: true, toggled: [], filter: '' };
}

export const associationsView: ViewDefinition<AssociationsScreen> = {
  headHeight: 1,
  detailHeight,

  rows({ model, derived }, screen) {
    return derived.listed(model, screen).rows.length;
  },

  page(stage, screen, bodyHeight) {
    const { model, derived, glyphs, width } = stage;
    const { rows, within } = derived.listed(model, screen);
    const seen = rows.slice(screen.top, screen.top + bodyHeight);
    const chosen = rows[screen.cursor];
    const base = model.index.count > 0 ? model.index.time(0) : 0;
    const context = {
      base,
      glyphs,
      within,
      aliases: stage.aliases,
      comparison: model.comparison,
      wanted: stage.state.columns,
      widest: widestNames(rows, stage),
    };
    const compared = model.comparison === undefined ? '' : ` ${glyphs.between} c: ${countedVerdicts(model.comparison.rows)}`;
    const order = `sorted by ${screen.sort}${screen.descending ? ', turned round' : ''}${compared}`;
    return {
      path: ['sctpscope', model.name],
      head: [associationHeads(width, context)],
      body:
        seen.length > 0
          ? associationLines(seen, screen.cursor - screen.top, width, context)
          : [line(` ${emptyText(stage, screen)}`, 'muted')],
      detail: {
        title: `${order}${screen.filter === '' ? '' : ` ${glyphs.between} filter: ${screen.filter} (${derived.associations(model, screen).length} of ${model.associations.length})${derived.unread(model, screen)}`}`,
        lines: chosen === undefined ? [] : associationDetail(chosen, width, detailHeight(stage), glyphs, stage.aliases),
      },
    };
  },

  selection({ model, derived }, screen) {
    const chosen = derived.listed(model, screen).rows[screen.cursor];
    const rows = screen.filter === '' ? (chosen?.lives ?? [chosen ?? []].flat()) : derived.associations(model, screen);
    const ids = rows.map(({ id }) => id);
    return ids.length === 0 ? undefined : wholeAssociations(model, ids);
  },

  act(command, { model, derived, state }, screen, bodyHeight) {
    if (command === 'toggleFolding') return refolded(model, derived, { ...screen, folding: !screen.folding, toggled: [] }, bodyHeight);
    const listed = derived.listed(model, screen).rows[screen.cursor];
    if (listed === undefined) return undefined;
    const { lives } = listed;
    if (command === 'toggleLives' && lives === undefined)
      return { type: 'notice', text: 'three or more associations of the same two peers, one after the other, fold into a row' };
    if (lives !== undefined && (command === 'open' || command === 'toggleLives')) {
      return refolded(model, derived, { ...screen, toggled: toggle(screen.toggled, listed.id) }, bodyHeight);
    }
    const chosen = lives?.at(-1) ?? listed;
    if (command === 'open') return { type: 'open', screen: ladderScreen(chosen.id) };
    if (command === 'compareWith') return choose(state, namedAssociation(chosen.id));
    if (command === 'plot') return { type: 'open', screen: plotScreen(chosen.id, chosen.bytes[0] >= chosen.bytes[1] ? 0 : 1) };
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

/** Rows by which the width of the endpoints' column is found: it must not change while one scrolls. */
const MEASURED = 200;

/** Columns that both names of a row take at most. */
function widestNames(rows: readonly ListedRow[], { aliases }: Stage): number {
  return Math.max(
    0,
    ...rows.slice(0, MEASURED).map(({ names }) => names.reduce((sum, name) => sum + displayWidth(aliases.endpoint(name)), 5)),
  );
}

/** With other chains open. The cursor stays on its row where that is the row of a chain. */
function refolded(model: CaptureModel, derived: Derived, screen: AssociationsScreen, page: number): Action {
  return { type: 'change', screen, extent: { rows: derived.listed(model, screen).rows.length, page } };
}

function toggle(toggled: readonly number[], first: number): number[] {
  return toggled.includes(first) ? toggled.filter((other) => other !== first) : [...toggled, first];
}

/** Lines of the detail where the list leaves them. */
const MOST_DETAIL = 10;

/** A third of the screen, or what a short list leaves. */
function detailHeight(stage: Stage): number {
  const rows = stage.derived.listed(stage.model, stage.state.screens[0]).rows.length;
  // Title, heads, rule, footer.
  return Math.max(third(stage), Math.min(MOST_DETAIL, stage.height - 4 - Math.max(1, rows)));
}

function emptyText({ model }: Stage, { filter }: AssociationsScreen): string {
  if (filter !== '') return 'nothing matches the filter; / changes it';
  if (!model.progress.ended) return 'reading';
  const { packets } = model.progress;
  return packets === 0
    ? 'no SCTP in this capture; ! tells what was found instead'
    : `no SCTP association in this capture: ${countText(packets)} packet${packets === 1 ? '' : 's'} of none; ! tells more`;
}
