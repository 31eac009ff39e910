/** Keeps an analysis without an end within a budget of memory: what has been silent longest is forgotten first, and that is said. */
import { getHeapStatistics } from 'node:v8';

const MEGABYTE = 1e6;
const DEFAULT_BYTES = 1_000_000_000;
/** Milliseconds between two looks; garbage of the last time is collected by then. */
const INTERVAL = 5000;
/** Part of the associations that is forgotten at a time. */
const PART = 0.25;

/** Bytes that the interface keeps of each packet, and the part of the memory that is for these. */
const INDEXED = 41;
const INDEX_SHARE = 0.25;

/** Packets that the interface may keep an index of: a power of two. */
export function indexedPackets(bytes: number): number {
  return 2 ** Math.floor(Math.log2((bytes * INDEX_SHARE) / INDEXED));
}

/** What is allowed where nobody says: never more than half of what Node can use. */
export function defaultBudget(): number {
  return Math.min(DEFAULT_BYTES, getHeapStatistics().heap_size_limit / 2);
}

/** Holds associations or the like, and can let go of those that have been silent longest. */
export interface Forgetful {
  readonly size: number;
  forget(count: number): void;
}

export class MemoryBudget {
  readonly #bytes: number;
  readonly #holders: Readonly<Record<string, Forgetful>>;
  readonly #say: (text: string) => void;
  #looked = 0;

  /** `holders` by what they hold: 'associations'. */
  constructor(bytes: number, holders: Readonly<Record<string, Forgetful>>, say: (text: string) => void) {
    this.#bytes = bytes;
    this.#holders = holders;
    this.#say = say;
  }

  /** To be called often; looks now and then. */
  keep(): void {
    const now = performance.now();
    if (now - this.#looked < INTERVAL) return;
    this.#looked = now;
    const { heapUsed, external } = process.memoryUsage();
    if (heapUsed + external <= this.#bytes) return;
    const forgotten = Object.entries(this.#holders).flatMap(([what, holder]) => {
      const count = Math.ceil(holder.size * PART);
      if (count > 0) holder.forget(count);
      return count > 0 ? `${count} ${what}` : [];
    });
    const used = Math.round((heapUsed + external) / MEGABYTE);
    const allowed = Math.round(this.#bytes / MEGABYTE);
    const what = forgotten.length === 0 ? 'nothing is left to let go of' : `${forgotten.join(', ')} were let go`;
    this.#say(`${used} MB in use, ${allowed} allowed: ${what}; allow more with --memory MB`);
  }
}
