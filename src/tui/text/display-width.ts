/** How many terminal columns a text takes: 0 for combining marks, 2 for East Asian wide characters and emoji, 1 otherwise. */

const PLAIN = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2500-\u25ff\u2800-\u28ff]*$/;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u115f\u1160]+$/u;
const EMOJI = /^\p{Emoji_Presentation}|\ufe0f/u;

/** First and last code points of the ranges that Unicode's East Asian Width gives as W or F, neighbours joined over unassigned code points. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115e],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function clusterWidth(cluster: string): number {
  if (INVISIBLE.test(cluster)) return 0;
  if (EMOJI.test(cluster)) return 2;
  const point = cluster.codePointAt(0) ?? 0;
  return WIDE.some(([first, last]) => point >= first && point <= last) ? 2 : 1;
}

/** Columns that `text` takes. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += clusterWidth(segment);
  return width;
}

/** The first columns of `text`, at most `width` of them. */
export function take(text: string, width: number): string {
  if (PLAIN.test(text)) return text.slice(0, Math.max(0, width));
  let end = 0;
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += clusterWidth(segment);
    if (used > width) break;
    end += segment.length;
  }
  return text.slice(0, end);
}

/** `text` in at most `width` columns; where something is lost, `mark` (one column) stands for it. */
export function cut(text: string, width: number, mark: string): string {
  if (displayWidth(text) <= width) return text;
  return width <= 0 ? '' : take(text, width - 1) + mark;
}

/** The last columns of `text`, where something is lost with `mark` before them. */
export function cutStart(text: string, width: number, mark: string): string {
  if (displayWidth(text) <= width) return text;
  if (width <= 0) return '';
  const clusters = [...graphemes.segment(text)].map(({ segment }) => segment);
  let used = 0;
  let first = clusters.length;
  while (first > 0 && used + clusterWidth(clusters[first - 1] ?? '') <= width - 1) used += clusterWidth(clusters[--first] ?? '');
  return mark + clusters.slice(first).join('');
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}
