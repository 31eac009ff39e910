/** Keys to actions: a digit, a character of a prompt, a command of the view or of all. Pure; the store carries them out. */
import { completed } from './completion.js';
import { commandFor } from './key-bindings.js';
import { promptActions } from './prompt-command.js';
import { actionFor, bodyHeight, extentOf, selectionOf } from './seen-screen.js';
import { guard } from './text/guard.js';
import { plainText } from './text/line.js';
import { viewOf } from './view/registry.js';
import type { Stage } from './view/view.js';
import { type Action, currentScreen, type Prompt, type Request } from './view-state.js';

export function answerKey(key: string, stage: Stage): readonly Request[] {
  const { state } = stage;
  if (state.marking !== undefined) return [{ type: 'mark', letter: key }];
  if (state.prompt !== undefined) return typeKey(key, state.prompt, stage);
  if (/^[0-9]$/.test(key) && (key !== '0' || state.count > 0)) return [{ type: 'digit', digit: Number(key) }];
  const clicked = /^click-(\d+)$/.exec(key)?.[1];
  if (clicked !== undefined) return click(Number(clicked), stage);
  const command = commandFor(key, currentScreen(state).view);
  if (command === 'save') return [askForName(stage)];
  if (command === 'copy') return [{ type: 'copy', text: textToCopy(stage) }];
  if (command === 'redraw' || command === 'suspend') return [{ type: command }];
  return [command === undefined ? { type: 'notice', text: '' } : actionFor(command, stage)];
}

/** A click on a row of the body brings the cursor there; on the row of the cursor it opens. */
function click(row: number, stage: Stage): readonly Request[] {
  const screen = currentScreen(stage.state);
  const view = viewOf(screen);
  const extent = extentOf(stage);
  const at = screen.top + row - 1 - view.headHeight;
  if (screen.view === 'plot' || row <= view.headHeight || row > view.headHeight + extent.page || at >= extent.rows) return [];
  return at === screen.cursor ? [actionFor('open', stage)] : [{ type: 'change', screen: { ...screen, cursor: at }, extent }];
}

/** Terminals take no more than this by OSC 52, and some less. Characters. */
const COPY_LIMIT = 50_000;

/** What is below the rule, in full; where nothing is, what is on the screen. */
function textToCopy(stage: Stage): string {
  const screen = currentScreen(stage.state);
  const page = viewOf(screen).page(stage, screen, bodyHeight(stage));
  const lines = [...(page.detail?.lines ?? page.body)].map((content) => guard(plainText(content)));
  return lines.join('\n').trim().slice(0, COPY_LIMIT);
}

function askForName(stage: Stage): Action {
  const selection = selectionOf(stage);
  if (selection === undefined) return { type: 'notice', text: 'there is nothing here to save' };
  return { type: 'prompt', prompt: { kind: 'save', text: `${selection.name}.pcapng` } };
}

/** A line that was typed before; further back than there is, or further on than now, nothing. */
function fromHistory(prompt: Prompt, { state }: Stage, step: 1 | -1): readonly Action[] {
  const lines = state.history[prompt.kind] ?? [];
  const back = (prompt.back ?? 0) + step;
  if (back < 0 || back > lines.length) return [];
  const text = back === 0 ? '' : (lines.at(-back) ?? '');
  return [{ type: 'prompt', prompt: { kind: prompt.kind, text, back } }];
}

const CLOSE: Action = { type: 'prompt', prompt: undefined };

function typeKey(key: string, prompt: Prompt, stage: Stage): readonly Request[] {
  if (prompt.kind === 'overwrite')
    return key === 'y'
      ? [CLOSE, ...promptActions(prompt, stage)]
      : [CLOSE, { type: 'notice', text: `not saved: ${prompt.text} is there already` }];
  const typed = (text: string): readonly Action[] => [{ type: 'prompt', prompt: { ...prompt, text } }];
  switch (key) {
    case 'escape':
    case 'ctrl-c':
      return [CLOSE];
    case 'enter':
      return [CLOSE, { type: 'remember', kind: prompt.kind, text: prompt.text }, ...promptActions(prompt, stage)];
    case 'tab':
      return typed(completed(prompt));
    case 'up':
    case 'ctrl-p':
      return fromHistory(prompt, stage, 1);
    case 'down':
    case 'ctrl-n':
      return fromHistory(prompt, stage, -1);
    case 'backspace':
      return prompt.text === '' ? [CLOSE] : typed([...prompt.text].slice(0, -1).join(''));
    case 'ctrl-u':
      return typed('');
    case 'ctrl-w':
      return typed(prompt.text.replace(/\S+\s*$/, ''));
    case 'space':
      return typed(`${prompt.text} `);
    default:
      return [...key].length === 1 ? typed(prompt.text + key) : [];
  }
}
