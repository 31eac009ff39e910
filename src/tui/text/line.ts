/** A line of the screen as pieces of text, each with the meaning that the theme turns into colour. What presentation makes and tests read. */
import { displayWidth, take } from './display-width.js';

/** What a piece of text means. */
export type Tone =
  | 'plain'
  | 'muted'
  | 'strong'
  | 'title'
  | 'key'
  | 'certain'
  | 'likely'
  | 'possible'
  | 'good'
  | 'warning'
  | 'bad'
  | 'data'
  | 'control'
  | 'field';

export interface Segment {
  readonly text: string;
  readonly tone: Tone;
  /** Under the cursor. */
  readonly selected?: true;
}

export type Line = readonly Segment[];

export function segment(text: string, tone: Tone = 'plain'): Segment {
  return { text, tone };
}

/** A line of one piece. */
export function line(text: string, tone: Tone = 'plain'): Line {
  return [{ text, tone }];
}

export function lineWidth(content: Line): number {
  let width = 0;
  for (const { text } of content) width += displayWidth(text);
  return width;
}

/** The line made exactly `width` columns wide: cut with `mark`, or filled with blanks. */
export function sized(content: Line, width: number, mark: string): Line {
  const missing = width - lineWidth(content);
  if (missing === 0) return content;
  if (missing > 0) return [...content, segment(' '.repeat(missing))];
  const fitted: Segment[] = [];
  let room = width - 1;
  for (const piece of content) {
    const needed = displayWidth(piece.text);
    if (needed > room) {
      fitted.push({ ...piece, text: take(piece.text, room) + mark });
      break;
    }
    fitted.push(piece);
    room -= needed;
  }
  return fitted;
}

/** `left` at the left, `right` at the right edge; what collides is cut from the left part. */
export function spread(left: Line, right: Line, width: number, mark: string): Line {
  const room = Math.max(0, width - lineWidth(right));
  return sized([...sized(left, room, mark), ...right], width, mark);
}

/** The line under the cursor. */
export function select(content: Line): Line {
  return content.map((piece) => ({ ...piece, selected: true as const }));
}

/** The text alone, blanks at the end left out. */
export function plainText(content: Line): string {
  return content
    .map(({ text }) => text)
    .join('')
    .trimEnd();
}

/** `text` broken at blanks into lines of at most `width` columns, all but the first indented by `indent`. Words too long for a line are broken. */
export function wrap(text: string, width: number, indent = 0): string[] {
  const lines: string[] = [];
  const margin = ' '.repeat(indent);
  let current = '';
  let empty = true;
  const feed = () => {
    lines.push(current);
    current = margin;
    empty = true;
  };
  const place = (word: string) => {
    current += empty ? word : ` ${word}`;
    empty = false;
  };
  for (let word of text.split(' ')) {
    if (!empty && displayWidth(current) + 1 + displayWidth(word) > width) feed();
    while (displayWidth(current) + displayWidth(word) > width && empty) {
      const head = take(word, Math.max(2, width - displayWidth(current)));
      place(head);
      word = word.slice(head.length);
      feed();
    }
    place(word);
  }
  if (!empty) lines.push(current);
  return lines;
}
