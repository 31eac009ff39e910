/** A packet: the tree of its chunks and fields, and its bytes; side by side where there is room. */
import type { ReadPacket } from '../model.js';
import { causeFrame } from '../presentation/cause-frame.js';
import { bytesPerLine, hexLine, hexWidth, packetTitle, treeLine } from '../presentation/packet-lines.js';
import { dateAndTime } from '../presentation/time-text.js';
import type { PacketScreen } from '../screen.js';
import { type Line, line, segment, sized } from '../text/line.js';
import { half, type Page, type Stage, type ViewDefinition } from './view.js';

/** Tree and hex side by side need this many columns. */
const WIDE = 110;
/** Columns that the tree keeps beside the bytes. */
const LEAST_TREE = 37;

function read({ model }: Stage, { packet }: PacketScreen): ReadPacket | undefined {
  return model.read(packet);
}

export const packetView: ViewDefinition<PacketScreen> = {
  headHeight: 1,
  detailHeight: (stage) => (stage.width >= WIDE ? 0 : half(stage)),

  rows(stage, screen) {
    return read(stage, screen)?.fields.length ?? 0;
  },

  page(stage, screen, bodyHeight) {
    const { model, glyphs, width } = stage;
    const { packet } = screen;
    const content = read(stage, screen);
    const path = [model.name, `association ${screen.association}`, `frame ${model.index.frame(packet)}`];
    if (content === undefined)
      return { path, head: [line('')], body: [line(' The packet cannot be read again: the file is gone or was changed.', 'bad')] };
    const { index } = model;
    const title = packetTitle(
      index.frame(packet),
      model.address(index.source(packet)),
      model.address(index.destination(packet)),
      index.length(packet),
      width,
      glyphs,
    );
    const head: Line[] = [[segment(` ${title}  `, 'strong'), segment(`${dateAndTime(index.time(packet))} UTC`, 'muted')]];
    const field = content.fields[screen.cursor];
    const range = { start: field?.start ?? 0, end: field?.end ?? 0 };
    return width >= WIDE
      ? sideBySide(stage, screen, content, range, { path, head }, bodyHeight)
      : stacked(stage, screen, content, range, { path, head }, bodyHeight);
  },

  selection({ model }, { association, packet }) {
    const frame = model.index.frame(packet);
    const told = ([0, 1] as const).flatMap((endpoint) => model.notificationsOf(association, endpoint));
    return {
      what: `frame ${frame}`,
      name: `frame-${frame}`,
      associations: [association],
      packets: Uint32Array.of(packet),
      notifications: told.filter((notification) => causeFrame(notification, model.index) === frame),
    };
  },

  act(command, stage, screen, bodyHeight) {
    if (command !== 'nextPacket' && command !== 'previousPacket') return undefined;
    const packets = stage.model.packetsOf(screen.association);
    const packet = packets[packets.indexOf(screen.packet) + (command === 'nextPacket' ? 1 : -1)];
    if (packet === undefined) {
      return { type: 'notice', text: `this is the ${command === 'nextPacket' ? 'last' : 'first'} packet of the association` };
    }
    const moved: PacketScreen = { ...screen, packet, cursor: 0, top: 0 };
    return { type: 'change', screen: moved, extent: { rows: packetView.rows(stage, moved), page: bodyHeight } };
  },
};

interface Range {
  readonly start: number;
  readonly end: number;
}

function tree({ fields }: ReadPacket, { cursor, top }: PacketScreen, width: number, height: number, { glyphs }: Stage): Line[] {
  return fields.slice(top, top + height).map((field, index) => treeLine(field, top + index === cursor, width, glyphs));
}

/** As many lines of hex as fit, those with the field's first byte among them. */
function hex(content: ReadPacket, { start, end }: Range, width: number, height: number): Line[] {
  const perLine = bytesPerLine(width);
  const all = Math.ceil(content.bytes.length / perLine);
  const wanted = Math.floor(start / perLine) - 1;
  const first = Math.max(0, Math.min(wanted, all - height));
  return Array.from({ length: Math.max(0, Math.min(height, all - first)) }, (_, index) =>
    hexLine(content, first + index, start, end, width),
  );
}

function rangeText({ start, end }: Range): string {
  return end > start ? `bytes ${start} to ${end - 1} of the SCTP packet` : 'bytes of the SCTP packet';
}

function stacked(stage: Stage, screen: PacketScreen, content: ReadPacket, range: Range, top: Omit<Page, 'body'>, height: number): Page {
  return {
    ...top,
    body: tree(content, screen, stage.width, height, stage),
    detail: { title: rangeText(range), lines: hex(content, range, stage.width, packetView.detailHeight(stage)) },
  };
}

function sideBySide(stage: Stage, screen: PacketScreen, content: ReadPacket, range: Range, top: Omit<Page, 'body'>, height: number): Page {
  const right = hexWidth(bytesPerLine(stage.width - LEAST_TREE));
  const left = stage.width - right - 2;
  const leftLines = tree(content, screen, left, height, stage);
  const rightLines = hex(content, range, right, height);
  const body = Array.from({ length: Math.max(leftLines.length, rightLines.length) }, (_, row) => [
    ...sized(leftLines[row] ?? [], left, stage.glyphs.cut),
    segment(` ${stage.glyphs.lifeline}`, 'muted'),
    ...(rightLines[row] ?? []),
  ]);
  return { ...top, body };
}
