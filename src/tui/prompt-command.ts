/** What is typed after '/' and ':'. The words after ':' are one table; beside them, every command of the key table goes by its name. */

import { COMMAND_WORDS } from './completion.js';
import { filterProblem } from './filter/display-filter.js';
import { COMMANDS } from './key-bindings.js';
import { COLUMN_NAMES } from './presentation/association-list.js';
import type { Named } from './screen.js';
import { actionFor, extentOf, selectionOf } from './seen-screen.js';
import { THEMES, type ThemeName } from './theme.js';
import { namedAssociation, namedPacket, pairScreen } from './view/pairing.js';
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

/** Two frames side by side, in the list of associations two of those. */
function beside([one, other]: readonly number[], { model, state }: Stage): Request {
  const ofList = currentScreen(state).view === 'associations';
  const found = [one, other].flatMap((number): Named[] => {
    if (number === undefined || !Number.isSafeInteger(number)) return [];
    if (ofList) return model.association(number) === undefined ? [] : [namedAssociation(number)];
    const packet = model.index.find(number);
    return packet < 0 ? [] : [namedPacket(model, packet)];
  });
  const [left, right] = found;
  if (left !== undefined && right !== undefined) return { type: 'open', screen: pairScreen(left, right) };
  return { type: 'notice', text: `compare wants the numbers of two ${ofList ? 'associations' : 'frames with SCTP'}: :compare 1 2` };
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
  columns(rest) {
    const words = rest.split(/[\s,]+/).filter(Boolean);
    const columns = words.flatMap((word) => COLUMN_NAMES.find((name) => name === word) ?? []);
    return columns.length === words.length ? [{ type: 'columns', columns }] : notice(`columns: ${COLUMN_NAMES.join(', ')}; none for all`);
  },
  compare: (rest, stage) => [beside(rest.split(/\s+/).map(Number), stage)],
  theme(rest) {
    return rest in THEMES ? [{ type: 'theme', theme: rest as ThemeName }] : notice(`themes: ${Object.keys(THEMES).join(', ')}`);
  },
  time: (_rest, stage) => [actionFor('cycleTime', stage)],
};
