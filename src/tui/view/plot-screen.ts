/** The plot as it is opened. */
import type { PlotScreen } from '../screen.js';

/** `side` is whose data it shows. */
export function plotScreen(association: number, side: 0 | 1): PlotScreen {
  return { view: 'plot', association, side, kind: 'tsn', window: undefined, cursor: 0, top: 0 };
}
