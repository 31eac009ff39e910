/** A packet: the tree of its chunks and fields, and its bytes; side by side where there is room. */

import { causeFrame } from '../presentation/cause-frame.js';
import { packetTitle } from '../presentation/packet-lines.js';
import { dateAndTime } from '../presentation/time-text.js';
import type { ReadPacket } from '../read-packet.js';
import type { PacketScreen } from '../screen.js';
import { type Line, line, segment } from '../text/line.js';
import { bytesHeight, bytesPage } from './bytes-page.js';
import { choose, namedPacket } from './pairing.js';
import type { Stage, ViewDefinition } from './view.js';

function read({ model }: Stage, { packet }: PacketScreen): ReadPacket | undefined {
  return model.read(packet);
}

export const packetView: ViewDefinition<PacketScreen> = {
  headHeight: 1,
  detailHeight: bytesHeight,

  rows(stage, screen) {
    return read(stage, screen)?.fields.length ?? 0;
  },

  page(stage, screen, bodyHeight) {
    const { model, glyphs, width } = stage;
    const { packet } = screen;
    const content = read(stage, screen);
    const path = [
      model.name,
      screen.association === 0 ? 'no association' : `association ${screen.association}`,
      `frame ${model.index.frame(packet)}`,
    ];
    if (content === undefined)
      return { path, head: [line('')], body: [line(' The packet cannot be read again: the file is gone or was changed.', 'bad')] };
    const { index } = model;
    const title = packetTitle(
      index.frame(packet),
      stage.aliases.address(model.address(index.source(packet))),
      stage.aliases.address(model.address(index.destination(packet))),
      index.length(packet),
      width,
      glyphs,
    );
    const head: Line[] = [[segment(` ${title}  `, 'strong'), segment(`${dateAndTime(index.time(packet))} UTC`, 'muted')]];
    return bytesPage(stage, screen, content, { path, head }, bodyHeight, 'the SCTP packet');
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
    if (command === 'compareWith') return choose(stage.state, namedPacket(stage.model, screen.packet));
    if (command !== 'nextPacket' && command !== 'previousPacket') return undefined;
    const packets = stage.model.packetsOf(screen.association);
    const packet = packets[packets.indexOf(screen.packet) + (command === 'nextPacket' ? 1 : -1)];
    if (packet === undefined) {
      return {
        type: 'notice',
        text: `this is the ${command === 'nextPacket' ? 'last' : 'first'} packet ${screen.association === 0 ? 'of none' : 'of the association'}`,
      };
    }
    const moved: PacketScreen = { ...screen, packet, cursor: 0, top: 0 };
    return { type: 'change', screen: moved, extent: { rows: packetView.rows(stage, moved), page: bodyHeight } };
  },
};
