/** A tree of fields and the bytes they stand for, those under the cursor marked: side by side where there is room, else one below the other. */

import { bytesPerLine, type HexContent, hexLine, hexWidth, treeLine } from '../presentation/packet-lines.js';
import type { PacketField } from '../read-packet.js';
import { type Line, segment, sized } from '../text/line.js';
import { half, type Page, type Stage } from './view.js';

/** Side by side needs this many columns. */
const WIDE = 110;
/** Columns that the tree keeps beside the bytes. */
const LEAST_TREE = 37;

export interface FieldsOfBytes extends HexContent {
  readonly fields: readonly PacketField[];
}

interface Place {
  readonly cursor: number;
  readonly top: number;
}

/** Lines below the tree. */
export function bytesHeight(stage: Stage): number {
  return stage.width >= WIDE ? 0 : half(stage);
}

/** `what` says whose bytes they are: 'the SCTP packet'. */
export function bytesPage(
  stage: Stage,
  place: Place,
  content: FieldsOfBytes,
  above: Omit<Page, 'body'>,
  height: number,
  what: string,
): Page {
  const field = content.fields[place.cursor];
  const range = { start: field?.start ?? 0, end: field?.end ?? 0 };
  if (stage.width >= WIDE) return sideBySide(stage, place, content, range, above, height);
  return {
    ...above,
    body: tree(content, place, stage.width, height, stage),
    detail: { title: rangeText(range, what), lines: hex(content, range, stage.width, bytesHeight(stage)) },
  };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function tree({ fields }: FieldsOfBytes, { cursor, top }: Place, width: number, height: number, { glyphs }: Stage): Line[] {
  return fields.slice(top, top + height).map((field, index) => treeLine(field, top + index === cursor, width, glyphs));
}

/** As many lines of hex as fit, those with the field's first byte among them. */
function hex(content: FieldsOfBytes, { start, end }: Range, width: number, height: number): Line[] {
  const perLine = bytesPerLine(width);
  const all = Math.ceil(content.bytes.length / perLine);
  const wanted = Math.floor(start / perLine) - 1;
  const first = Math.max(0, Math.min(wanted, all - height));
  return Array.from({ length: Math.max(0, Math.min(height, all - first)) }, (_, index) =>
    hexLine(content, first + index, start, end, width),
  );
}

function rangeText({ start, end }: Range, what: string): string {
  return end > start ? `bytes ${start} to ${end - 1} of ${what}` : `bytes of ${what}`;
}

function sideBySide(stage: Stage, place: Place, content: FieldsOfBytes, range: Range, above: Omit<Page, 'body'>, height: number): Page {
  const right = hexWidth(bytesPerLine(stage.width - LEAST_TREE));
  const left = stage.width - right - 2;
  const leftLines = tree(content, place, left, height, stage);
  const rightLines = hex(content, range, right, height);
  const body = Array.from({ length: Math.max(leftLines.length, rightLines.length) }, (_, row) => [
    ...sized(leftLines[row] ?? [], left, stage.glyphs.cut),
    segment(` ${stage.glyphs.lifeline}`, 'muted'),
    ...(rightLines[row] ?? []),
  ]);
  return { ...above, body };
}
