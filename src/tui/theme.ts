/** Colours by meaning. Colour is never alone: a mark or a word says the same. */
import { guard } from './text/guard.js';
import type { Line, Segment, Tone } from './text/line.js';

/** Parameters of the control sequence SGR (ECMA-48 section 8.3.117) for each meaning; empty for the terminal's own colour. */
export type Theme = Readonly<Record<Tone, string>>;

const DARK: Theme = {
  plain: '',
  muted: '90',
  strong: '1',
  title: '1;36',
  key: '1;33',
  certain: '1;32',
  likely: '33',
  possible: '90',
  good: '32',
  warning: '33',
  bad: '1;31',
  data: '36',
  control: '',
  field: '94',
};

const LIGHT: Theme = {
  ...DARK,
  muted: '2',
  title: '1;34',
  key: '1;35',
  likely: '35',
  possible: '2',
  warning: '35',
  data: '34',
  field: '34',
};

/** Weight alone: for NO_COLOR and for terminals without colour. */
const NONE: Theme = { ...DARK, ...Object.fromEntries(Object.keys(DARK).map((tone) => [tone, ''])), strong: '1', title: '1', key: '1' };

export const THEMES = { dark: DARK, light: LIGHT, none: NONE } as const;
export type ThemeName = keyof typeof THEMES;

const INVERSE = '7';

function paintSegment({ text, tone, selected }: Segment, theme: Theme): string {
  const parameters = selected ? (theme[tone] === '' || tone === 'muted' ? INVERSE : `${theme[tone]};${INVERSE}`) : theme[tone];
  return parameters === '' ? guard(text) : `\u001b[${parameters}m${guard(text)}\u001b[0m`;
}

/** The line as the terminal gets it, blanks at its end left out unless they are seen. */
export function paint(content: Line, theme: Theme): string {
  let painted = '';
  for (const piece of withoutBlankEnd(content)) painted += paintSegment(piece, theme);
  return painted;
}

function withoutBlankEnd(content: Line): Line {
  let end = content.length;
  while (end > 0 && !content[end - 1]!.selected && content[end - 1]!.text.trimEnd() === '') end--;
  return end === content.length ? content : content.slice(0, end);
}
