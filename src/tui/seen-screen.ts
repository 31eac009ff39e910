/** The screen that is seen: how large it is, what would be saved of it, and what a command does on it. */
import type { Command } from './key-bindings.js';
import type { Selection } from './model.js';
import { viewOf } from './view/registry.js';
import type { Stage } from './view/view.js';
import { currentScreen, type Extent, type Request } from './view-state.js';

/** Title and footer. */
const FIXED = 2;

/** Lines that are left for the body. */
export function bodyHeight(stage: Stage): number {
  const view = viewOf(currentScreen(stage.state));
  const detail = view.detailHeight(stage);
  return Math.max(1, stage.height - FIXED - view.headHeight - (detail > 0 ? detail + 1 : 0));
}

export function extentOf(stage: Stage): Extent {
  const screen = currentScreen(stage.state);
  const view = viewOf(screen);
  return { rows: view.rows(stage, screen), page: bodyHeight(stage), text: view.isText ?? false };
}

/** What would be saved of the screen. */
export function selectionOf(stage: Stage): Selection | undefined {
  const screen = currentScreen(stage.state);
  return viewOf(screen).selection?.(stage, screen);
}

/** What a command does on the screen that is seen. */
export function actionFor(command: Command, stage: Stage): Request {
  const screen = currentScreen(stage.state);
  const extent = extentOf(stage);
  return viewOf(screen).act(command, stage, screen, extent.page) ?? { type: 'command', command, extent };
}
