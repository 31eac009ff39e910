/** The tellings of associations by other stacks that were asked for: the last one is remembered, and stopped when another is wanted. */
import type { AnalysisSettings } from '../../analysis/analysis.js';
import type { AddressBook } from '../../dissect/address-book.js';
import { profileNamed } from '../../reconstruct/profile/registry.js';
import type { AssociationRow, StackChoice } from '../model.js';
import type { PacketIndex } from './packet-index.js';
import { Retelling } from './retelling.js';

export interface RetellingsInput {
  readonly index: PacketIndex;
  readonly settings: AnalysisSettings;
  readonly addresses: AddressBook;
  readonly associations: readonly AssociationRow[];
  packetsOf(association: number): Uint32Array;
  bytes(packet: number): Uint8Array | undefined;
  /** A telling is complete. */
  changed(): void;
}

export class Retellings {
  readonly #input: RetellingsInput;
  readonly #kept = new Map<number, StackChoice>();
  #last: { key: string; retelling: Retelling } | undefined;

  constructor(input: RetellingsInput) {
    this.#input = input;
  }

  of(association: number, wanted: StackChoice): Retelling {
    const stacks = this.#whole(association, wanted);
    const key = `${association} ${stacks.join(' ')}`;
    if (this.#last?.key === key) return this.#last.retelling;
    this.stop();
    const { index, addresses, bytes, changed } = this.#input;
    const packets = this.#packets(association);
    const retelling = new Retelling({ index, addresses, bytes, association, packets, settings: this.#settings(association, stacks) });
    this.#last = { key, retelling };
    void retelling.run().then(() => {
      if (retelling.ended) changed();
    });
    return retelling;
  }

  /** That telling is the association's own from now on. */
  keep(association: number, wanted: StackChoice): void {
    this.#kept.set(association, this.#whole(association, wanted));
  }

  #whole(association: number, [left, right]: StackChoice): StackChoice {
    const kept = this.#kept.get(association);
    return [left ?? kept?.[0], right ?? kept?.[1]];
  }

  stop(): void {
    this.#last?.retelling.stop();
  }

  /** Those of the association and of the lives before and after it that restarts began. */
  #packets(association: number): Uint32Array {
    const { associations, packetsOf } = this.#input;
    const family = new Set([association]);
    for (const { id, report } of [...associations].reverse())
      if (family.has(id) && report?.restartOf !== undefined) family.add(report.restartOf);
    for (const { id, report } of associations) if (report?.restartOf !== undefined && family.has(report.restartOf)) family.add(id);
    if (family.size === 1) return packetsOf(association).slice();
    return Uint32Array.from([...family].flatMap((id) => [...packetsOf(id)])).sort();
  }

  #settings(association: number, stacks: StackChoice): AnalysisSettings {
    const { settings, associations } = this.#input;
    const endpoints = associations.find(({ id }) => id === association)?.report?.endpoints;
    const chosen = ([0, 1] as const).flatMap((side) => {
      const profile = profileNamed(stacks[side] ?? '');
      const endpoint = endpoints?.[side];
      if (profile === undefined || endpoint === undefined) return [];
      return endpoint.addresses.map((address) => ({ address, port: endpoint.port, value: profile }));
    });
    return { ...settings, stacks: [...settings.stacks, ...chosen] };
  }
}
