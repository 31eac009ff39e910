/** What the interface shows: one value, changed only by reduce(). Screens lie on a stack; the last is seen. */

import type { Command } from './key-bindings.js';
import type { Selection, StackChoice } from './model.js';
import type { ColumnName } from './presentation/association-list.js';
import { TIME_MODES, type TimeMode } from './presentation/time-text.js';
import { type AssociationsScreen, type Named, type Screen, SORT_KEYS } from './screen.js';
import type { ThemeName } from './theme.js';

export interface Prompt {
  /** `overwrite` is answered by one key; its text is the path. */
  readonly kind: 'filter' | 'command' | 'save' | 'overwrite';
  readonly text: string;
  /** How far back in the history it is: 1 for what was typed last; 0 or left out for what is being typed. */
  readonly back?: number;
}

export interface ViewState {
  readonly screens: readonly [AssociationsScreen, ...Screen[]];
  readonly size: { readonly columns: number; readonly rows: number };
  /** Digits typed before a command; 0 for none. */
  readonly count: number;
  readonly prompt: Prompt | undefined;
  /** What was typed at each kind of prompt, the last one at the end. */
  readonly history: Readonly<Partial<Record<Prompt['kind'], readonly string[]>>>;
  /** The next key is a mark's letter: to be set, or to be gone to. */
  readonly marking: 'set' | 'go' | undefined;
  /** Screens by letter. */
  readonly marks: Readonly<Record<string, Screen>>;
  /** Waits for another of its kind, to be put beside it. */
  readonly held: Named | undefined;
  readonly time: TimeMode;
  /** One column per endpoint instead of one per address. */
  readonly addressesFolded: boolean;
  /** Columns of the list that are wanted; none for as many as there is room for. */
  readonly columns: readonly ColumnName[];
  /** What is below the line has nearly all of the screen. */
  readonly raised: boolean;
  readonly theme: ThemeName;
  /** One line above the footer until the next key. */
  readonly notice: string;
  /** q was pressed on the first screen: it asks once more. */
  readonly leaving: boolean;
  readonly ended: boolean;
}

/** How far the cursor can go, and how many rows are seen at once. */
export interface Extent {
  readonly rows: number;
  readonly page: number;
  /** There is no cursor: the first row that is seen moves. */
  readonly text?: boolean;
}

export type Action =
  | { readonly type: 'command'; readonly command: Command; readonly extent: Extent }
  | { readonly type: 'digit'; readonly digit: number }
  | { readonly type: 'open'; readonly screen: Screen }
  /** Back to the screen below in a new shape, where it is of that view; else opens it. */
  | { readonly type: 'return'; readonly screen: Screen }
  /** Changes the seen screen and brings its cursor into view. */
  | { readonly type: 'change'; readonly screen: Screen; readonly extent: Extent }
  | { readonly type: 'resize'; readonly columns: number; readonly rows: number }
  | { readonly type: 'prompt'; readonly prompt: Prompt | undefined }
  /** That was typed and taken. */
  | { readonly type: 'remember'; readonly kind: Prompt['kind']; readonly text: string }
  | { readonly type: 'notice'; readonly text: string }
  | { readonly type: 'theme'; readonly theme: ThemeName }
  | { readonly type: 'columns'; readonly columns: readonly ColumnName[] }
  | { readonly type: 'mark'; readonly letter: string }
  | { readonly type: 'hold'; readonly held: Named | undefined; readonly text: string }
  | { readonly type: 'back' }
  | { readonly type: 'end' };

/** What a key asks for: changes of the state, of the terminal, or of what the model tells. */
export type Request =
  | Action
  | { readonly type: 'redraw' }
  | { readonly type: 'suspend' }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'save'; readonly selection: Selection; readonly path: string; readonly overwrite: boolean }
  | { readonly type: 'keep'; readonly association: number; readonly stacks: StackChoice };

export function initialState(columns: number, rows: number, theme: ThemeName, filter = ''): ViewState {
  return {
    screens: [{ view: 'associations', cursor: 0, top: 0, sort: 'start', descending: false, folding: true, toggled: [], filter }],
    size: { columns, rows },
    count: 0,
    prompt: undefined,
    history: {},
    marking: undefined,
    marks: {},
    held: undefined,
    time: 'since-start',
    addressesFolded: false,
    columns: [],
    raised: false,
    theme,
    notice: '',
    leaving: false,
    ended: false,
  };
}

export function currentScreen(state: ViewState): Screen {
  return state.screens.at(-1) ?? state.screens[0];
}

const COUNT_LIMIT = 1e9;

export function reduce(state: ViewState, action: Action): ViewState {
  switch (action.type) {
    case 'digit':
      return { ...state, count: Math.min(COUNT_LIMIT, state.count * 10 + action.digit), notice: '', leaving: false };
    case 'open':
      return { ...push(settled(state), action.screen), held: action.screen.view === 'pair' ? undefined : state.held };
    case 'return':
      return returnTo(settled(state), action.screen);
    case 'change':
      return replaceScreen(settled(state), scrolled(action.screen, action.screen.cursor, action.extent));
    case 'resize':
      return { ...state, size: { columns: action.columns, rows: action.rows } };
    case 'prompt':
      return { ...settled(state), prompt: action.prompt };
    case 'remember':
      return { ...state, history: { ...state.history, [action.kind]: remembered(state.history[action.kind] ?? [], action.text) } };
    case 'notice':
      return { ...settled(state), notice: action.text };
    case 'theme':
      return { ...settled(state), theme: action.theme };
    case 'columns':
      return { ...settled(state), columns: action.columns };
    case 'mark':
      return mark(state, action.letter);
    case 'hold':
      return { ...settled(state), held: action.held, notice: action.text };
    case 'back':
      return back(settled(state));
    case 'end':
      return { ...state, ended: true };
    case 'command':
      return command(state, action.command, action.extent);
  }
}

/** Lines remembered of each kind. */
const HISTORY_LIMIT = 100;

/** The newest at the end, each line once. */
function remembered(lines: readonly string[], line: string): readonly string[] {
  return line.trim() === '' ? lines : [...lines.filter((other) => other !== line), line].slice(-HISTORY_LIMIT);
}

/** A key has been answered: count, notice and question are over. */
function settled(state: ViewState): ViewState {
  return { ...state, count: 0, notice: '', leaving: false, marking: undefined };
}

function replaceScreen(state: ViewState, screen: Screen): ViewState {
  const [first, ...rest] = state.screens;
  if (rest.length === 0) return screen.view === 'associations' ? { ...state, screens: [screen] } : state;
  return { ...state, screens: [first, ...rest.slice(0, -1), screen] };
}

/** The screen with its cursor on `cursor`, as near as there is a row, and `top` moved no further than it takes to see it. */
export function scrolled<S extends Screen>(screen: S, cursor: number, { rows, page, text = false }: Extent): S {
  if (text) {
    const first = Math.max(0, Math.min(cursor, rows - page));
    return { ...screen, cursor: first, top: first };
  }
  const at = Math.max(0, Math.min(cursor, rows - 1));
  const top = Math.max(at - page + 1, Math.min(screen.top, at, Math.max(0, rows - page)));
  return { ...screen, cursor: at, top: Math.max(0, top) };
}

function command(before: ViewState, name: Command, extent: Extent): ViewState {
  const state = settled(before);
  const screen = currentScreen(state);
  const moved = moveTarget(name, screen, before.count, extent);
  if (moved !== undefined) return replaceScreen(state, scrolled(screen, moved, extent));
  switch (name) {
    case 'back':
      return back(state);
    case 'leave':
      return before.leaving ? { ...state, ended: true } : { ...state, leaving: true };
    case 'quit':
      return { ...state, ended: true };
    case 'help':
      return screen.view === 'help' ? back(state) : push(state, { view: 'help', about: screen.view, cursor: 0, top: 0 });
    case 'diagnoses':
      return screen.view === 'diagnoses' ? back(state) : push(state, { view: 'diagnoses', cursor: 0, top: 0, filter: '' });
    case 'comparison':
      return screen.view === 'comparison'
        ? back(state)
        : push(state, { view: 'comparison', association: 'association' in screen ? screen.association : 0, cursor: 0, top: 0, filter: '' });
    case 'statistics':
      return screen.view === 'statistics'
        ? back(state)
        : push(state, { view: 'statistics', association: 'association' in screen ? screen.association : 0, cursor: 0, top: 0 });
    case 'setMark':
      return { ...state, marking: 'set' };
    case 'goToMark':
      return { ...state, marking: 'go' };
    case 'filter':
      return { ...state, prompt: { kind: 'filter', text: 'filter' in screen ? screen.filter : '' } };
    case 'prompt':
      return { ...state, prompt: { kind: 'command', text: '' } };
    case 'cycleTime':
      return { ...state, time: next(TIME_MODES, state.time, 1) };
    case 'toggleAddresses':
      return { ...state, addressesFolded: !state.addressesFolded };
    case 'raise':
      return { ...state, raised: !state.raised };
    case 'sortNext':
    case 'sortPrevious':
      if (screen.view !== 'associations') return state;
      return replaceScreen(state, { ...screen, sort: next(SORT_KEYS, screen.sort, name === 'sortNext' ? 1 : -1), cursor: 0, top: 0 });
    case 'reverseOrder':
      return screen.view === 'associations'
        ? replaceScreen(state, { ...screen, descending: !screen.descending, cursor: 0, top: 0 })
        : state;
    default:
      return state;
  }
}

/** The row that a movement leads to; undefined when `name` is none. */
function moveTarget(name: Command, { cursor }: Screen, count: number, { rows, page }: Extent): number | undefined {
  const times = Math.max(1, count);
  switch (name) {
    case 'down':
      return cursor + times;
    case 'up':
      return cursor - times;
    case 'pageDown':
      return cursor + page * times;
    case 'pageUp':
      return cursor - page * times;
    case 'halfDown':
      return cursor + Math.ceil(page / 2) * times;
    case 'halfUp':
      return cursor - Math.ceil(page / 2) * times;
    case 'top':
      return 0;
    case 'bottom':
      return count > 0 ? count - 1 : rows - 1;
    default:
      return undefined;
  }
}

/** Sets the mark, or opens what was marked. Any other key than a letter does neither. */
function mark(before: ViewState, letter: string): ViewState {
  const state = settled(before);
  if (!/^[a-z]$/.test(letter)) return state;
  if (before.marking === 'set')
    return { ...state, marks: { ...state.marks, [letter]: currentScreen(state) }, notice: `marked ${letter}; '${letter} comes back here` };
  const screen = state.marks[letter];
  return screen === undefined ? { ...state, notice: `there is no mark ${letter}` } : push(state, screen);
}

function push(state: ViewState, screen: Screen): ViewState {
  return { ...state, screens: [...state.screens, screen] };
}

function returnTo(state: ViewState, screen: Screen): ViewState {
  return state.screens.at(-2)?.view === screen.view ? replaceScreen(back(state), screen) : push(state, screen);
}

function back(state: ViewState): ViewState {
  const [first, ...rest] = state.screens;
  return { ...state, screens: [first, ...rest.slice(0, -1)] };
}

function next<T>(values: readonly T[], value: T, by: number): T {
  const index = values.indexOf(value) + by;
  return values[(index + values.length) % values.length] ?? value;
}
