/** The help: all keys of the view it was asked in. */
import { helpLines } from '../presentation/help.js';
import type { HelpScreen } from '../screen.js';
import type { ViewDefinition } from './view.js';

export const helpView: ViewDefinition<HelpScreen> = {
  headHeight: 1,
  isText: true,
  detailHeight: () => 0,

  rows({ glyphs, width }, { about }) {
    return helpLines(about, width, glyphs).length;
  },

  page({ glyphs, width }, { about, top }, bodyHeight) {
    return { path: ['sctpscope', `help: ${about}`], head: [[]], body: helpLines(about, width, glyphs).slice(top, top + bodyHeight) };
  },

  act: () => undefined,
};
