/** What a filter leaves of a ladder: the packets that match, the notifications that match (by their own fields, or those of the packet they hang on), and their packets. */
import type { Filter } from '../../filter/filter.js';
import { partOf, type Subject } from '../../filter/subject.js';
import type { Notification } from '../../notification/notification.js';
import type { AssociationRow, CaptureModel } from '../model.js';
import { causeFrame } from '../presentation/cause-frame.js';
import type { LadderInput } from '../presentation/ladder-rows.js';
import { IndexedPacket } from './indexed-packet.js';
import { MatchedPackets } from './matched-packets.js';
import { toldSubject } from './told-subject.js';

type Told = readonly [readonly Notification[], readonly Notification[]];

export class LadderFilter {
  readonly #model: CaptureModel;
  readonly #filter: Filter;
  readonly #packets: MatchedPackets;
  readonly #cause: IndexedPacket;

  constructor(model: CaptureModel, filter: Filter) {
    this.#model = model;
    this.#filter = filter;
    this.#packets = new MatchedPackets(model, filter);
    this.#cause = new IndexedPacket(model);
  }

  /** Packets were left unread. */
  get limited(): boolean {
    return this.#packets.limited || this.#cause.limited;
  }

  leaves(association: number, told: Told): Pick<LadderInput, 'packets' | 'hides'> {
    const { index } = this.#model;
    const row = this.#model.association(association);
    const shown = new Set<Notification>();
    const causes = new Set<number>();
    for (const notification of told.flat()) {
      const frame = causeFrame(notification, index);
      if (!this.#filter.matches(this.#subject(notification, frame, row))) continue;
      shown.add(notification);
      if (frame !== undefined) causes.add(frame);
    }
    return {
      packets: this.#packets.filter(this.#model.packetsOf(association), row, (packet) => causes.has(index.frame(packet))),
      hides: (notification) => !shown.has(notification),
    };
  }

  #subject(notification: Notification, frame: number | undefined, row: AssociationRow | undefined): Subject {
    const told = partOf(toldSubject(notification), {
      values: (field) => (field === 'outcome' && row?.report ? [row.report.outcome] : undefined),
    });
    const packet = frame === undefined ? -1 : this.#model.index.find(frame);
    return packet < 0 ? told : partOf(told, this.#cause.of(packet, row));
  }
}
