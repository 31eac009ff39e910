/** A whole screen as lines: title, the view's parts, footer; exactly as many lines as the terminal has rows. */

import { binding } from './key-bindings.js';
import { footerLine, ruleLine, titleLine } from './presentation/frame-lines.js';
import { bodyHeight, extentOf } from './seen-screen.js';
import { type Line, line, sized } from './text/line.js';
import { viewOf } from './view/registry.js';
import type { Page, Stage } from './view/view.js';
import { currentScreen, scrolled } from './view-state.js';

export const LEAST_COLUMNS = 60;
export const LEAST_ROWS = 15;

/** `lines` cut or filled with empty ones to `height`. */
function filled(lines: readonly Line[], height: number): Line[] {
  return Array.from({ length: height }, (_, index) => lines[index] ?? []);
}

export function composeScreen(stage: Stage): Line[] {
  const { width, height, glyphs, state, model } = stage;
  if (width < LEAST_COLUMNS || height < LEAST_ROWS) return tooSmall(stage);
  const view = viewOf(currentScreen(state));
  const body = bodyHeight(stage);
  // Rows come while the capture is read, and the size changes: the cursor stays in sight.
  const screen = scrolled(currentScreen(state), currentScreen(state).cursor, extentOf(stage));
  const page = view.page(stage, screen, body);
  const detail = page.detail === undefined ? [] : below(stage, page.detail, view.detailHeight(stage));
  return [
    titleLine(page.path, model, screen.view === 'associations', width, glyphs),
    ...filled(page.head, view.headHeight),
    ...filled(page.body, body),
    ...detail,
    footerLine(state, width, glyphs),
  ].map((content) => sized(content, width, glyphs.cut));
}

/** The detail under its line, which says where not everything found room. */
function below({ width, glyphs, state }: Stage, { title, lines }: NonNullable<Page['detail']>, height: number): Line[] {
  const [key = ''] = binding('raise').keys;
  const more = lines.length > height && !state.raised ? ` ${glyphs.between} ${key} shows more` : '';
  return [ruleLine(title + more, width, glyphs), ...filled(lines, height)];
}

function tooSmall({ width, height, glyphs }: Stage): Line[] {
  const text = [`${width}x${height} is too small:`, `sctpscope wants ${LEAST_COLUMNS}x${LEAST_ROWS}.`, 'q leaves'];
  return filled(
    text.map((part) => line(part)),
    height,
  ).map((content) => sized(content, width, glyphs.cut));
}
