/** What is typed after '/' and ':'. The words after ':' are one table; beside them, every command of the key table goes by its name. */

import { COMMAND_WORDS } from './completion.js';
import { actionFor, extentOf, selectionOf } from './controller.js';
import { filterProblem } from './filter/display-filter.js';
import { COMMANDS } from './key-bindings.js';
import { THEMES, type ThemeName } from './theme.js';
import type { Stage } from './view/view.js';
import { currentScreen, type Prompt, type Request } from './view-state.js';

export function promptActions({ kind, text }: Prompt, stage: Stage): readonly Request[] {
  if (kind === 'filter') return filter(text.trim(), stage);
  if (kind === 'save' || kind === 'overwrite') return save(text.trim(), kind === 'overwrite', stage);
  const [word = '', ...rest] = text.trim().split(/\s+/);
  if (word === '') return [];
  const known = COMMAND_WORDS.find((name) => name === word);
  if (known !== undefined) return WORDS[known](rest.join(' '), stage);
  const command = COMMANDS.find((name) => name.toLowerCase() === word.toLowerCase().replaceAll('-', ''));
  if (command !== undefined) return [actionFor(command, stage)];
  return notice(`there is no command '${word}': ${COMMAND_WORDS.join(', ')}, or a name from the help`);
}

function notice(text: string): readonly Request[] {
  return [{ type: 'notice', text }];
}

function filter(text: string, stage: Stage): readonly Request[] {
  const screen = currentScreen(stage.state);
  if (!('filter' in screen)) return [];
  const problem = filterProblem(text);
  if (problem !== undefined) return [{ type: 'prompt', prompt: { kind: 'filter', text } }];
  return [{ type: 'change', screen: { ...screen, filter: text, cursor: 0, top: 0 }, extent: extentOf(stage) }];
}

/** Writes what is selected on the screen. */
function save(path: string, overwrite: boolean, stage: Stage): readonly Request[] {
  const selection = selectionOf(stage);
  if (selection === undefined) return notice('there is nothing here to save');
  return path === '' ? notice('not saved: there is no name') : [{ type: 'save', selection, path, overwrite }];
}

const WORDS: Readonly<Record<(typeof COMMAND_WORDS)[number], (rest: string, stage: Stage) => readonly Request[]>> = {
  q: () => [{ type: 'end' }],
  quit: () => [{ type: 'end' }],
  filter,
  w: (rest, stage) => save(rest, false, stage),
  frame(rest, stage) {
    const count = Number(rest);
    if (!Number.isSafeInteger(count) || count < 1) return notice('frame wants a number: :frame 12');
    return [actionFor('bottom', { ...stage, state: { ...stage.state, count } })];
  },
  theme(rest) {
    return rest in THEMES ? [{ type: 'theme', theme: rest as ThemeName }] : notice(`themes: ${Object.keys(THEMES).join(', ')}`);
  },
  time: (_rest, stage) => [actionFor('cycleTime', stage)],
};
