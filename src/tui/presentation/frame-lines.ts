/** What surrounds every screen: the title above, the keys (or a prompt, a question, a notice) below. Both made from the model and the key table. */
import { completionOf } from '../completion.js';
import { filterProblem } from '../filter/display-filter.js';
import { binding, type Command, commandsOf, pairOf } from '../key-bindings.js';
import type { CaptureModel } from '../model.js';
import type { View } from '../screen.js';
import { displayWidth } from '../text/display-width.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, line, lineWidth, type Segment, segment, sized, spread } from '../text/line.js';
import type { Prompt, ViewState } from '../view-state.js';
import { currentScreen } from '../view-state.js';
import { countText } from './time-text.js';

const BAR = 10;

/** Left the path to the screen, right how much has been read; `counts` also where all has been. */
export function titleLine(
  path: readonly string[],
  { progress, associations }: CaptureModel,
  counts: boolean,
  width: number,
  glyphs: Glyphs,
): Line {
  const [last = '', ...before] = [...path].reverse();
  const trail = before.reverse().map((part) => segment(`${part} ${glyphs.trail} `, 'muted'));
  const right = counts || !progress.ended ? progressText(progress, associations.length, glyphs) : [];
  return spread([segment(' '), ...trail, segment(last, 'title')], right, width, glyphs.cut);
}

function progressText(progress: CaptureModel['progress'], associations: number, glyphs: Glyphs): Segment[] {
  const counts = `${countText(progress.packets)} packets ${glyphs.between} ${countText(associations)} association${associations === 1 ? '' : 's'} `;
  if (progress.failure !== undefined) return [segment(' stopped early  ', 'bad'), segment(counts, 'muted')];
  if (progress.ended) return [segment(counts, 'muted')];
  const full = progress.fraction === undefined ? 0 : Math.max(0, Math.min(BAR, Math.round(progress.fraction * BAR)));
  const bar =
    progress.fraction === undefined
      ? ''
      : ` ${glyphs.bar[1].repeat(full)}${glyphs.bar[0].repeat(BAR - full)} ${Math.floor(progress.fraction * 100)} %`;
  return [segment(` reading${bar}  `, 'warning'), segment(`${countText(progress.packets)} packets `, 'muted')];
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  escape: 'Esc',
  enter: 'Enter',
  space: 'Space',
  tab: 'Tab',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  backspace: 'Bksp',
};

export function keyName(key: string): string {
  return KEY_NAMES[key] ?? (/^f\d/.test(key) ? key.toUpperCase() : key.replace(/^ctrl-/, '^'));
}

function hint(command: Command, held?: string): Segment[] {
  const { keys, short: usual } = binding(command);
  const short = command === 'compareWith' && held !== undefined ? `beside ${held}` : usual;
  const pair = pairOf(command);
  const other = pair === undefined ? '' : `/${keyName(binding(pair).keys[0] ?? '')}`;
  return [segment(` ${keyName(keys[0] ?? '')}${other}`, 'key'), segment(` ${short} `, 'muted')];
}

/** The keys of a view with their short names, as many as fit; help and the way out are always among them, and what waits to be put beside another. */
export function keyLine(view: View, width: number, glyphs: Glyphs, held?: string): Line {
  const commands = commandsOf(view).filter((command) => binding(command).short !== undefined);
  const isAlways = (command: Command) => ALWAYS.includes(command) || (held !== undefined && command === 'compareWith');
  const always = commands.filter(isAlways).flatMap((command) => hint(command, held));
  const shown: Segment[] = [];
  for (const command of commands.filter((candidate) => !isAlways(candidate))) {
    const pieces = hint(command);
    if (lineWidth(shown) + lineWidth(pieces) + lineWidth(always) > width) break;
    shown.push(...pieces);
  }
  return sized([...shown, ...always], width, glyphs.cut);
}

const ALWAYS: readonly Command[] = ['help', 'back', 'leave'];

/** The last line of the screen. */
export function footerLine(state: ViewState, width: number, glyphs: Glyphs): Line {
  const { prompt } = state;
  if (prompt !== undefined) {
    return promptLine(prompt, width, glyphs);
  }
  if (state.leaving)
    return sized(
      [segment(' Leave? ', 'strong'), segment('q', 'key'), segment(' once more leaves, any other key stays')],
      width,
      glyphs.cut,
    );
  if (state.marking !== undefined)
    return sized(
      [segment(state.marking === 'set' ? ' mark as: ' : ' go to mark: ', 'strong'), segment('a letter', 'muted')],
      width,
      glyphs.cut,
    );
  if (state.notice !== '') return sized(line(` ${state.notice}`, 'warning'), width, glyphs.cut);
  if (state.count > 0) return sized(line(` ${state.count}`, 'key'), width, glyphs.cut);
  return keyLine(currentScreen(state).view, width, glyphs, state.held?.name);
}

const PROMPTS: Readonly<Record<Prompt['kind'], string>> = {
  filter: '/',
  command: ':',
  save: ' save as (.pcapng .ndjson .txt): ',
  overwrite: '',
};

/** What is typed; behind a filter that makes no sense (yet), why. */
function promptLine({ kind, text }: Prompt, width: number, glyphs: Glyphs): Line {
  if (kind === 'overwrite') {
    const question = [
      segment(` ${text} is there already: `, 'strong'),
      segment('y', 'key'),
      segment(' overwrites it, any other key does not'),
    ];
    return sized(question, width, glyphs.cut);
  }
  const problem = kind === 'filter' ? filterProblem(text) : undefined;
  const cursor: Segment = { text: ' ', tone: 'plain', selected: true };
  const { typed, words } = completionOf({ kind, text });
  // What may follow is of use once something is typed; a word that is complete says what is wrong with it.
  const offered = typed === '' || words.length === 0 ? '' : `  Tab: ${words.join(' ')}`;
  if (problem === undefined || offered !== '') {
    return sized(
      [segment(PROMPTS[kind], problem === undefined ? 'key' : 'bad'), segment(text), cursor, segment(offered, 'muted')],
      width,
      glyphs.cut,
    );
  }
  return sized([segment('/', 'bad'), segment(text), cursor, segment(`  ${problem.message}`, 'bad')], width, glyphs.cut);
}

/** A line across, with a title in it. */
export function ruleLine(title: string, width: number, glyphs: Glyphs): Line {
  const head = title === '' ? glyphs.rule.repeat(2) : `${glyphs.rule.repeat(2)} ${title} `;
  return sized([segment(head, 'muted'), segment(glyphs.rule.repeat(Math.max(0, width - displayWidth(head))), 'muted')], width, glyphs.cut);
}
