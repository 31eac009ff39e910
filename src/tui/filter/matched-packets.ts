/** Which packets of an association a filter leaves. Looks at each once, however often more come. */
import type { Filter } from '../../filter/filter.js';
import type { AssociationRow, CaptureModel } from '../model.js';
import { IndexedPacket } from './indexed-packet.js';

export class MatchedPackets {
  readonly #filter: Filter;
  readonly #subject: IndexedPacket;
  #matches = new Uint8Array(1024);
  #looked = 0;

  constructor(model: CaptureModel, filter: Filter) {
    this.#filter = filter;
    this.#subject = new IndexedPacket(model);
  }

  /** Packets were left unread. */
  get limited(): boolean {
    return this.#subject.limited;
  }

  /** Of packets of one association, in order: those that match, and those that `kept` names. */
  filter(packets: Uint32Array, association: AssociationRow | undefined, kept: (packet: number) => boolean): Uint32Array {
    this.#look(packets, association);
    return packets.filter((packet, position) => this.#matches[position] === 1 || kept(packet));
  }

  #look(packets: Uint32Array, association: AssociationRow | undefined): void {
    if (packets.length > this.#matches.length) {
      const larger = new Uint8Array(2 * packets.length);
      larger.set(this.#matches);
      this.#matches = larger;
    }
    for (; this.#looked < packets.length; this.#looked++) {
      this.#matches[this.#looked] = this.#filter.matches(this.#subject.of(packets[this.#looked]!, association)) ? 1 : 0;
    }
  }
}
