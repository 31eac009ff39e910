/** The series of the association last asked for: read in the background, again when it has grown, stopped when another is wanted. */
import type { PacketIndex } from './packet-index.js';
import { TransferSeries } from './transfer-series.js';

export class LatestSeries {
  readonly #index: PacketIndex;
  readonly #bytes: (packet: number) => Uint8Array | undefined;
  readonly #changed: (ended: boolean) => void;
  #last: { association: number; packets: number; series: TransferSeries } | undefined;

  /** `changed` is called while a series fills, and when it is complete. */
  constructor(index: PacketIndex, bytes: (packet: number) => Uint8Array | undefined, changed: (ended: boolean) => void) {
    this.#index = index;
    this.#bytes = bytes;
    this.#changed = changed;
  }

  of(association: number, packets: Uint32Array): TransferSeries {
    const last = this.#last;
    if (last?.association === association && (last.packets === packets.length || !last.series.ended)) return last.series;
    this.stop();
    const series = new TransferSeries({ index: this.#index, packets: packets.slice(), bytes: this.#bytes });
    this.#last = { association, packets: packets.length, series };
    void series.run(() => this.#changed(series.ended));
    return series;
  }

  stop(): void {
    this.#last?.series.stop();
  }
}
