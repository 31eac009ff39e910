/** Associations that two peers had one after the other, restarts and new beginnings, as one row of the list. */
import { MinHeap } from '../../capture/min-heap.js';
import { endpointHost, endpointPort } from '../../filter/endpoint-name.js';
import type { AssociationRow } from '../model.js';
import { addCounts, noCounts } from '../session/notification-counts.js';

/** Fewer stand alone. */
const FEWEST = 3;

/** A row of the list: an association, or several that follow each other. */
export interface ListedRow extends AssociationRow {
  readonly lives?: readonly AssociationRow[];
}

const peers = new WeakMap<AssociationRow, string>();

/** Hosts, and the port of the side that is called: one that calls again does so from another port. */
function peersOf(row: AssociationRow): string {
  let known = peers.get(row);
  if (known === undefined) {
    known = [...row.names.map(endpointHost).sort(), Math.min(...row.names.map(endpointPort))].join(' ');
    peers.set(row, known);
  }
  return known;
}

type Chain = AssociationRow[];

/** The associations in chains, taken in order of their beginning: in a chain each begins after the one before has ended. */
export class Chains {
  readonly #all: Chain[] = [];
  readonly #open = new Map<string, MinHeap<Chain>>();
  #first: AssociationRow | undefined;
  #last: AssociationRow | undefined;
  #count = 0;

  /** Takes what is new: answers false where `rows` do not go on from those taken before. */
  take(rows: readonly AssociationRow[]): boolean {
    if (this.#count > 0 && (rows[0] !== this.#first || rows[this.#count - 1] !== this.#last)) return false;
    for (; this.#count < rows.length; this.#count++) this.#add(rows[this.#count]!);
    this.#first = rows[0];
    this.#last = rows[this.#count - 1];
    return true;
  }

  /** `opened` says of which chains, each by its first association, every life is shown. */
  grouped(opened: (first: number) => boolean): { rows: ListedRow[]; within: Set<number> } {
    const rows: ListedRow[] = [];
    const within = new Set<number>();
    for (const chain of this.#all) {
      const summarised = chain.length >= FEWEST;
      if (summarised) rows.push(new Summary(chain));
      if (summarised && !opened(chain[0]!.id)) continue;
      for (const row of chain) rows.push(row);
      // The second of two stands below the first.
      for (const { id } of summarised ? chain : chain.slice(1)) within.add(id);
    }
    return { rows, within };
  }

  #add(row: AssociationRow): void {
    const key = peersOf(row);
    let waiting = this.#open.get(key);
    if (waiting === undefined) {
      waiting = new MinHeap((one, other) => one.at(-1)!.end < other.at(-1)!.end);
      this.#open.set(key, waiting);
    }
    const chain = waiting.first;
    if (chain !== undefined && chain.at(-1)!.end <= row.start) {
      chain.push(row);
      waiting.replaceFirst(chain);
    } else {
      const begun = [row];
      this.#all.push(begun);
      waiting.push(begun);
    }
  }
}

/** All lives in one row: sums, how the last one ended, and as traffic the packets of each life. What is summed is so when it is seen. */
class Summary implements ListedRow {
  readonly lives: readonly AssociationRow[];
  #notifications: ListedRow['notifications'] | undefined;

  constructor(lives: readonly AssociationRow[]) {
    this.lives = lives;
  }

  get id(): number {
    return this.lives[0]!.id;
  }

  get names(): readonly [string, string] {
    return this.lives[0]!.names;
  }

  get start(): number {
    return this.lives[0]!.start;
  }

  get end(): number {
    return this.lives.at(-1)!.end;
  }

  get report(): AssociationRow['report'] {
    return this.lives.at(-1)!.report;
  }

  get packets(): readonly [number, number] {
    return this.#sum(({ packets }) => packets);
  }

  get bytes(): readonly [number, number] {
    return this.#sum(({ bytes }) => bytes);
  }

  get notifications(): ListedRow['notifications'] {
    if (this.#notifications === undefined) {
      this.#notifications = [noCounts(), noCounts()];
      for (const row of this.lives)
        for (const endpoint of [0, 1] as const) addCounts(this.#notifications[endpoint], row.notifications[endpoint]);
    }
    return this.#notifications;
  }

  traffic(parts: number): number[] {
    return this.lives.slice(-parts).map(({ packets }) => packets[0] + packets[1]);
  }

  #sum(value: (row: AssociationRow) => readonly [number, number]): [number, number] {
    return this.lives.reduce<[number, number]>((sums, row) => [sums[0] + value(row)[0], sums[1] + value(row)[1]], [0, 0]);
  }
}
