/** A packet in a few lines: where it went, and a line for each of its chunks. */
import type { CaptureModel } from '../model.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, line, segment, sized } from '../text/line.js';
import { dateAndTime } from './time-text.js';

export function packetSummary(model: CaptureModel, packet: number, width: number, glyphs: Glyphs): Line[] {
  const { index } = model;
  const read = model.read(packet);
  const way = `${model.address(index.source(packet))} ${glyphs.right} ${model.address(index.destination(packet))}`;
  const head: Line = [
    segment(` frame ${index.frame(packet)}  `, 'strong'),
    segment(`${way}  ${index.length(packet)} bytes  `),
    segment(`${dateAndTime(index.time(packet))} UTC`, 'muted'),
  ];
  const chunks = read === undefined ? [line(' the file can no longer be read', 'bad')] : read.chunks.map((text) => line(`   ${text}`));
  return [head, ...chunks].map((content) => sized(content, width, glyphs.cut));
}
