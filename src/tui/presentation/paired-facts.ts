/** Two lists of fields side by side: the fields that both have in one row each, whatever else stands between them. */

import { cut, padEnd } from '../text/display-width.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, line, type Segment, segment, select, wrap } from '../text/line.js';
import type { Fact } from './association-facts.js';

export interface PairedFact {
  readonly depth: number;
  readonly label: string;
  /** Undefined where that side has no such field. */
  readonly left: string | undefined;
  readonly right: string | undefined;
}

export function isUnlike({ left, right }: PairedFact): boolean {
  return left !== right;
}

/** The labels from the top down to each field, and which of that name it is: 'DATA 2/TSN 1'. */
function keysOf(facts: readonly Fact[]): string[] {
  const seen = new Map<string, number>();
  const above: string[] = [];
  return facts.map(({ depth, label }) => {
    above.length = Math.min(above.length, depth);
    const path = [...above, label].join('/');
    const times = (seen.get(path) ?? 0) + 1;
    seen.set(path, times);
    above[depth] = `${label} ${times}`;
    return `${path} ${times}`;
  });
}

/** Groups that only one side has: the first of the left side is held against the first of the right side, and so on: an INIT against an INIT-ACK. */
function matched(left: readonly Fact[], right: readonly Fact[]): Fact[] {
  const groups = (facts: readonly Fact[]) => new Set(facts.filter(({ depth }) => depth === 0).map(({ label }) => label));
  const [ours, theirs] = [groups(left), groups(right)];
  const alone = [...ours].filter((label) => !theirs.has(label));
  const partner = new Map([...theirs].filter((label) => !ours.has(label)).map((label, at) => [label, alone[at] ?? label]));
  return right.map((fact) => (fact.depth === 0 ? { ...fact, label: partner.get(fact.label) ?? fact.label } : fact));
}

/** In the order of the left list; what only the right one has stands behind what it stands behind there. */
export function pairedFacts(left: readonly Fact[], right: readonly Fact[]): PairedFact[] {
  const leftKeys = keysOf(left);
  const known = new Set(leftKeys);
  const rightOf = new Map<string, number>();
  const behind = new Map<string, PairedFact[]>();
  let last = '';
  for (const [at, key] of keysOf(matched(left, right)).entries()) {
    const { depth, label, value } = right[at]!;
    rightOf.set(key, at);
    if (known.has(key)) last = key;
    else behind.set(last, [...(behind.get(last) ?? []), { depth, label, left: undefined, right: value }]);
  }
  const paired = left.flatMap(({ depth, label, value }, at): PairedFact[] => {
    const key = leftKeys[at]!;
    const there = right[rightOf.get(key) ?? -1];
    const both = there === undefined || there.label === label ? label : `${label}, ${there.label}`;
    return [{ depth, label: both, left: value, right: there?.value }, ...(behind.get(key) ?? [])];
  });
  return [...(behind.get('') ?? []), ...paired];
}

/** Before each row: the cursor, and whether the two differ. */
const MARKS = 3;
const LEAST_LABEL = 16;
const MOST_LABEL = 34;

function widths(width: number): [label: number, left: number, right: number] {
  const label = Math.max(LEAST_LABEL, Math.min(MOST_LABEL, Math.floor(width * 0.3)));
  const values = width - MARKS - label - 2;
  return [label, Math.ceil(values / 2), Math.floor(values / 2)];
}

export function pairHeads(left: string, right: string, width: number, glyphs: Glyphs): Line {
  const [label, first, second] = widths(width);
  const set = (text: string, columns: number) => padEnd(cut(text, columns, glyphs.cut), columns);
  return [segment(`${' '.repeat(MARKS)}${set('', label)} `, 'muted'), segment(`${set(left, first)} ${set(right, second)}`, 'strong')];
}

export function pairLine(row: PairedFact, cursor: boolean, width: number, glyphs: Glyphs): Line {
  const [label, first, second] = widths(width);
  const unlike = isUnlike(row);
  const set = (text: string, columns: number) => padEnd(cut(text, columns, glyphs.cut), columns);
  const value = (text: string | undefined, columns: number): Segment =>
    segment(set(text ?? '', columns), unlike ? 'warning' : row.depth === 0 ? 'strong' : 'plain');
  const content: Line = [
    segment(`${unlike ? glyphs.verdict.field : ' '} `, 'warning'),
    segment(set(`${'  '.repeat(Math.min(row.depth, 8))}${row.label}`, label), row.depth === 0 ? 'strong' : 'field'),
    segment(' '),
    value(row.left, first),
    segment(' '),
    value(row.right, second),
  ];
  return [segment(cursor ? glyphs.cursor : ' ', cursor ? 'key' : 'plain'), ...(cursor ? select(content) : content)];
}

/** The field under the cursor with both values in full. */
export function pairDetail(row: PairedFact, names: readonly [string, string], width: number): Line[] {
  const label = Math.max(...names.map((name) => name.length)) + 3;
  const lines = (name: string, value: string | undefined): Line[] => {
    const [first = '', ...more] = wrap(value ?? 'has no such field', Math.max(20, width - label - 1));
    const tone = value === undefined ? 'muted' : 'plain';
    return [
      [segment(` ${padEnd(name, label - 1)}`, 'muted'), segment(first, tone)],
      ...more.map((rest) => line(' '.repeat(label) + rest, tone)),
    ];
  };
  if (!isUnlike(row)) return [line(` ${row.label}: the same`, 'strong'), ...lines('both', row.left)];
  return [line(` ${row.label}`, 'strong'), ...lines(names[0], row.left), ...lines(names[1], row.right)];
}
