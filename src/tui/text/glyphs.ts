/** The characters that are not letters, once for terminals with Unicode and once in ASCII. Every one is a single column wide. */
import type { Verdict } from '../../compare/difference.js';
import type { Certainty } from '../../notification/notification.js';

export interface Glyphs {
  readonly certainty: Readonly<Record<Certainty, string>>;
  /** What the comparison with a log says. */
  readonly verdict: Readonly<Record<Verdict, string>>;
  /** Of what was pending: it still is, it did not come, it came as told, or otherwise. */
  readonly status: Readonly<Record<'pending' | 'withdrawn' | 'confirmed' | 'changed', string>>;
  /** Before the row under the cursor. */
  readonly cursor: string;
  readonly lifeline: string;
  readonly dash: string;
  readonly right: string;
  readonly left: string;
  /** Something was cut off here. */
  readonly cut: string;
  /** A run of packets folded into one row, and a pause in the traffic. */
  readonly folded: string;
  readonly gap: string;
  readonly rule: string;
  readonly between: string;
  readonly trail: string;
  readonly bar: readonly [empty: string, full: string];
  /** Braille can be drawn. */
  readonly braille: boolean;
  /** From nothing to most. */
  readonly spark: readonly string[];
  readonly tree: Readonly<Record<'branch' | 'last' | 'through', string>>;
}

export const UNICODE: Glyphs = {
  certainty: { certain: '●', likely: '◐', possible: '○' },
  verdict: { match: '✓', late: '✓', open: '○', field: '≠', missing: '✗', unexpected: '‼', order: '⇅' },
  status: { pending: '…', withdrawn: '×', confirmed: '✓', changed: '≈' },
  cursor: '▌',
  lifeline: '│',
  dash: '─',
  right: '>',
  left: '<',
  cut: '…',
  folded: '┊',
  gap: '┆',
  rule: '─',
  between: '·',
  trail: '›',
  bar: ['░', '█'],
  braille: true,
  spark: [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  tree: { branch: '├', last: '└', through: '│' },
};

export const ASCII: Glyphs = {
  certainty: { certain: '*', likely: '+', possible: '?' },
  verdict: { match: '=', late: '=', open: '?', field: '#', missing: 'X', unexpected: '!', order: '%' },
  status: { pending: '.', withdrawn: 'x', confirmed: '=', changed: '~' },
  cursor: '>',
  lifeline: '|',
  dash: '-',
  right: '>',
  left: '<',
  cut: '~',
  folded: ':',
  gap: '.',
  rule: '-',
  between: '-',
  trail: '>',
  bar: ['.', '#'],
  braille: false,
  spark: [' ', '.', ':', '-', '=', '+', '*', '#', '@'],
  tree: { branch: '|', last: '`', through: '|' },
};

/** Can this terminal show Unicode, as far as the environment says (POSIX: LC_ALL before LC_CTYPE before LANG)? */
export function glyphsFor(environment: Readonly<Record<string, string | undefined>>, ascii: boolean): Glyphs {
  const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '';
  const unicode = /utf-?8/i.test(locale) || environment['WT_SESSION'] !== undefined;
  return ascii || !unicode || environment['TERM'] === 'linux' ? ASCII : UNICODE;
}
