/** Two packets, associations or notifications side by side, field by field. */
import { isUnlike, type PairedFact, pairDetail, pairHeads, pairLine } from '../presentation/paired-facts.js';
import type { PairScreen } from '../screen.js';
import { line } from '../text/line.js';
import type { Request } from '../view-state.js';
import { third, type ViewDefinition } from './view.js';

export const pairView: ViewDefinition<PairScreen> = {
  headHeight: 1,
  detailHeight: third,

  rows({ model, derived, aliases }, screen) {
    return derived.pair(model, screen, aliases).length;
  },

  page(stage, screen, bodyHeight) {
    const { model, derived, glyphs, width } = stage;
    const { left, right } = screen;
    const rows = derived.pair(model, screen, stage.aliases);
    const all = derived.pair(model, { ...screen, unlikeOnly: false }, stage.aliases);
    const chosen = rows[screen.cursor];
    const unlike = all.filter(isUnlike).length;
    return {
      path: [model.name, `${left.name} beside ${right.name}`],
      head: [pairHeads(left.name, right.name, width, glyphs)],
      body:
        rows.length > 0
          ? rows
              .slice(screen.top, screen.top + bodyHeight)
              .map((row, at) => pairLine(row, screen.top + at === screen.cursor, width, glyphs))
          : [line(' no field differs', 'good')],
      detail: {
        title: `${unlike} of ${all.length} fields differ`,
        lines: chosen === undefined ? [] : pairDetail(chosen, [left.name, right.name], width),
      },
    };
  },

  act(command, { model, derived, aliases }, screen, bodyHeight): Request | undefined {
    const to = (changed: PairScreen): Request => ({
      type: 'change',
      screen: changed,
      extent: { rows: derived.pair(model, changed, aliases).length, page: bodyHeight },
    });
    const rows = derived.pair(model, screen, aliases);
    switch (command) {
      case 'nextUnlike':
        return toUnlike(rows, screen, 1, to);
      case 'previousUnlike':
        return toUnlike(rows, screen, -1, to);
      case 'unlikeOnly':
        return to({ ...screen, unlikeOnly: !screen.unlikeOnly, cursor: 0, top: 0 });
      default:
        return undefined;
    }
  },
};

function toUnlike(rows: readonly PairedFact[], screen: PairScreen, step: 1 | -1, to: (screen: PairScreen) => Request): Request {
  for (let row = screen.cursor + step; row >= 0 && row < rows.length; row += step)
    if (isUnlike(rows[row]!)) return to({ ...screen, cursor: row });
  return { type: 'notice', text: `no difference ${step === 1 ? 'below' : 'above'}` };
}
