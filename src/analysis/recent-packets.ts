/** What has just passed, so that a packet on its way where one capture takes over from another is not taken for two. */
import type { SctpPacket } from '../dissect/packet.js';
import { contentKey } from './content-key.js';

/** Packets remembered; a power of two. Each slot is overwritten by the next packet that falls into it. */
const SLOTS = 1 << 10;
/** Microseconds that a packet is on its way at the most. */
const LONGEST_WAY = 10e6;

export class RecentPackets {
  readonly #keys = new Float64Array(SLOTS);
  readonly #times = new Float64Array(SLOTS).fill(Number.NEGATIVE_INFINITY);
  readonly #files = new Uint8Array(SLOTS);

  has(packet: SctpPacket): boolean {
    const key = contentKey(packet);
    return this.#keys[slotOf(key)] === key;
  }

  /** Did the same packet come from another file a moment ago? Remembers it where not. */
  cameElsewhere(packet: SctpPacket, file: number): boolean {
    const key = contentKey(packet);
    const slot = slotOf(key);
    if (this.#keys[slot] === key && this.#files[slot] !== file && packet.time - this.#times[slot]! < LONGEST_WAY) return true;
    this.#keys[slot] = key;
    this.#times[slot] = packet.time;
    this.#files[slot] = file;
    return false;
  }
}

function slotOf(key: number): number {
  return Math.floor(key / 2 ** 16) & (SLOTS - 1);
}
