/** What a filter leaves of a ladder: the packets that match by chunk names or addresses, the notifications that match by name, and the packets that caused those. */
import { chunkName } from '../../dissect/chunk/registry.js';
import type { Notification } from '../../notification/notification.js';
import type { CaptureModel } from '../model.js';
import { ChunkSet, chunkTypes } from '../session/chunk-set.js';
import { causeFrame } from './cause-frame.js';
import { contains } from './contains.js';
import type { LadderInput } from './ladder-rows.js';
import { marginName, summary } from './notification-text.js';

type Told = readonly [readonly Notification[], readonly Notification[]];

export function filteredLadder(
  model: CaptureModel,
  association: number,
  told: Told,
  filter: string,
): Pick<LadderInput, 'packets' | 'hides'> {
  const packets = model.packetsOf(association);
  if (filter === '') return { packets };
  const { index } = model;
  const shown = new Set(
    told.flat().filter(({ body, certainty }) => contains(`${body.sn_type} ${marginName(body)} ${summary(body)} ${certainty}`, filter)),
  );
  const causes = new Set([...shown].map((notification) => causeFrame(notification, index)));
  return {
    packets: packets.filter((packet) => causes.has(index.frame(packet)) || contains(packetText(model, packet), filter)),
    hides: (notification) => !shown.has(notification),
  };
}

function packetText(model: CaptureModel, packet: number): string {
  const { index } = model;
  const set = index.chunks(packet);
  const chunks = chunkTypes(set).map(chunkName).join(' ');
  return `${chunks} ${model.address(index.source(packet))} ${model.address(index.destination(packet))}${set & ChunkSet.retransmission ? ' again' : ''}`;
}
