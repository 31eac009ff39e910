/** The help: all keys of the view it was asked in. */
import { helpLines } from '../presentation/help.js';
import type { HelpScreen } from '../view-state.js';
import type { ViewDefinition } from './view.js';

export const helpView: ViewDefinition<HelpScreen> = {
  headHeight: 1,
  detailHeight: () => 0,

  rows({ glyphs }, { about }) {
    return helpLines(about, glyphs).length;
  },

  page({ glyphs }, { about, top }, bodyHeight) {
    return { path: ['sctpscope', `help: ${about}`], head: [[]], body: helpLines(about, glyphs).slice(top, top + bodyHeight) };
  },

  act: () => undefined,
};
