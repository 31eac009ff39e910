/** A packet's tree of fields, and its bytes in hexadecimal with those of the selected field marked. */
import type { PacketField, ReadPacket } from '../read-packet.js';
import { cut } from '../text/display-width.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, type Segment, segment, select, sized, type Tone } from '../text/line.js';

/** A row of the tree, `width` columns wide. */
export function treeLine(field: PacketField, cursor: boolean, width: number, glyphs: Glyphs): Line {
  const head = field.depth === 0 ? 'strong' : 'plain';
  const content: Line = [
    segment(`${cursor ? glyphs.cursor : ' '}${'  '.repeat(Math.min(field.depth, 12))}`, cursor ? 'key' : 'plain'),
    segment(field.label, field.value === '' ? head : 'field'),
    ...(field.value === '' ? [] : [segment(`  ${field.value}`, field.depth === 0 ? 'strong' : 'plain')]),
  ];
  const fitted = sized(content, width, glyphs.cut);
  return cursor ? [fitted[0] ?? segment(' '), ...select(fitted.slice(1))] : fitted;
}

/** Bytes in a line of the hex pane: 16 where there is room, else 8 or 4. A line takes 7 columns for the offset and 4 and a bit for each byte. */
export function bytesPerLine(width: number): number {
  return width >= hexWidth(16) ? 16 : width >= hexWidth(8) ? 8 : 4;
}

export function hexWidth(perLine: number): number {
  return 5 + perLine * 3 + 1 + perLine + 1;
}

function visible(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}

/** What is shown in the hex pane: the bytes, and which of them are dots. */
export type HexContent = Pick<ReadPacket, 'bytes' | 'hidden'>;

function isHidden({ hidden = [] }: HexContent, at: number): boolean {
  return hidden.some((range) => at >= range.at && at < range.end);
}

/** Line `number` of the hex pane; bytes from `start` up to before `end` are marked, and bracketed so that no colour is needed. */
export function hexLine(content: HexContent, number: number, start: number, end: number, width: number): Line {
  const perLine = bytesPerLine(width);
  const first = number * perLine;
  const hex: Segment[] = [];
  const text: Segment[] = [];
  for (let at = first; at < first + perLine; at++) {
    const byte = content.bytes[at];
    const secret = isHidden(content, at);
    const marked = at >= start && at < end;
    const tone: Tone = marked ? 'key' : 'plain';
    const before = at === start && marked ? '[' : at === end && at > start ? ']' : ' ';
    const digits = byte === undefined ? '  ' : secret ? '..' : byte.toString(16).padStart(2, '0');
    const character = byte === undefined ? ' ' : secret ? '.' : visible(byte);
    hex.push(
      segment(byte === undefined && before === ' ' ? '   ' : before, tone === 'key' ? 'key' : 'muted'),
      segment(byte === undefined && before === ' ' ? '' : digits, tone),
    );
    text.push(marked ? { text: character, tone, selected: true } : segment(character, 'muted'));
  }
  const closes = end === first + perLine && end > start ? ']' : ' ';
  return sized([segment(`${first.toString(16).padStart(4, '0')} `, 'muted'), ...hex, segment(closes, 'key'), ...text], width, ' ');
}

/** What a packet is, in one line: frame, way, length. */
export function packetTitle(frame: number, from: string, to: string, length: number, width: number, glyphs: Glyphs): string {
  return cut(`frame ${frame}  ${from} ${glyphs.right} ${to}  ${length} bytes`, width, glyphs.cut);
}
