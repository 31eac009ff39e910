/** Counts over a capture, or over one association of it. */
import { chunkName } from '../../dissect/chunk/registry.js';
import type { CaptureModel, NotificationCounts } from '../model.js';
import { ChunkSet, chunkTypes } from '../session/chunk-set.js';
import { padEnd, padStart } from '../text/display-width.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, line, segment, wrap } from '../text/line.js';
import type { Fact } from './association-facts.js';
import { countText, durationText } from './time-text.js';

const LABEL = 24;
const BAR = 30;

export interface Statistics {
  readonly packets: number;
  readonly bytes: number;
  readonly retransmissions: number;
  /** Microseconds. */
  readonly lasted: number;
  /** Packets that hold a chunk type, by name, most frequent first. */
  readonly chunks: readonly (readonly [name: string, packets: number])[];
}

/** Counts the packets of an association; of all where it is 0. */
export function count({ index, packetsOf }: Pick<CaptureModel, 'index' | 'packetsOf'>, association: number): Statistics {
  const chosen = association === 0 ? undefined : packetsOf(association);
  const packets = chosen?.length ?? index.count - index.first;
  const bits = new Float64Array(32);
  let bytes = 0;
  for (let at = 0; at < packets; at++) {
    const packet = chosen === undefined ? index.first + at : chosen[at]!;
    bytes += index.length(packet);
    for (let set = index.chunks(packet); set !== 0; set &= set - 1) bits[31 - Math.clz32(set & -set)]! += 1;
  }
  const at = (number: number) => (chosen === undefined ? index.first + number : chosen[number]!);
  const bitNumber = (bit: number) => 31 - Math.clz32(bit);
  const names = Array.from(bits.slice(0, bitNumber(ChunkSet.other)), (_, bit) => chunkTypes(1 << bit)[0]);
  return {
    packets,
    bytes,
    retransmissions: bits[bitNumber(ChunkSet.retransmission)] ?? 0,
    lasted: packets === 0 ? 0 : index.time(at(packets - 1)) - index.time(at(0)),
    chunks: [
      ...names.map((type, bit) => [type === undefined ? '' : chunkName(type), bits[bit] ?? 0] as const),
      ['other types', bits[bitNumber(ChunkSet.other)] ?? 0] as const,
    ]
      .filter(([, packetsWith]) => packetsWith > 0)
      .sort((a, b) => b[1] - a[1]),
  };
}

function row(label: string, value: string): Line {
  return [segment(`   ${padEnd(label, LABEL)}`, 'field'), segment(padStart(value, 8), 'strong')];
}

function bar(label: string, value: number, most: number, glyphs: Glyphs): Line {
  const full = most === 0 ? 0 : Math.max(1, Math.round((value / most) * BAR));
  return [...row(label, countText(value)), segment(`  ${glyphs.bar[1].repeat(full)}`, 'data')];
}

/** What the summary of an association tells, each fact over as many lines as it takes. */
export function factLines(facts: readonly Fact[], width: number): Line[] {
  return facts.flatMap(({ depth, label, value }, at): Line[] => {
    if (depth === 0) return [...(at === 0 ? [] : [line('')]), line(` ${label} ${value}`, 'title')];
    const [first = '', ...more] = wrap(value, Math.max(20, width - LABEL - 5));
    return [[segment(`   ${padEnd(label, LABEL)} `, 'field'), segment(first)], ...more.map((rest) => line(' '.repeat(LABEL + 4) + rest))];
  });
}

export function statisticsLines(
  statistics: Statistics,
  told: readonly { name: string; counts: NotificationCounts }[],
  glyphs: Glyphs,
): Line[] {
  const most = statistics.chunks[0]?.[1] ?? 0;
  return [
    line(' Packets', 'title'),
    row('SCTP packets', countText(statistics.packets)),
    row('bytes', countText(statistics.bytes)),
    row('time', durationText(statistics.lasted)),
    row('with retransmissions', countText(statistics.retransmissions)),
    line(''),
    line(' Packets by the chunks they hold', 'title'),
    ...statistics.chunks.map(([name, packets]) => bar(name, packets, most, glyphs)),
    ...told.flatMap(({ name, counts }) => [
      line(''),
      line(` ${name} is told`, 'title'),
      ...[...counts.byName].map(([notification, number]) => row(notification, countText(number))),
      row('in all', `${countText(counts.total)}`),
      line(
        `   ${(['certain', 'likely', 'possible'] as const).map((certainty) => `${glyphs.certainty[certainty]} ${countText(counts.byCertainty[certainty])} ${certainty}`).join('   ')}`,
        'muted',
      ),
    ]),
  ];
}
