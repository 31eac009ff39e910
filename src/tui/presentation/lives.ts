/** Associations that two peers had one after the other, restarts and new beginnings, as one row of the list. */
import { endpointHost, endpointPort } from '../../filter/endpoint-name.js';
import type { AssociationRow } from '../model.js';
import { addCounts, noCounts } from '../session/notification-counts.js';

/** Fewer stand alone. */
const FEWEST = 3;

/** A row of the list: an association, or several that follow each other. */
export interface ListedRow extends AssociationRow {
  readonly lives?: readonly AssociationRow[];
}

/** Hosts, and the port of the side that is called: one that calls again does so from another port. */
function peersOf({ names }: AssociationRow): string {
  const ports = names.map(endpointPort);
  return [...names.map(endpointHost).sort(), Math.min(...ports)].join(' ');
}

/** The associations in chains, `rows` being in order of their beginning: in a chain each begins after the one before has ended. */
function chains(rows: readonly AssociationRow[]): AssociationRow[][] {
  const all: AssociationRow[][] = [];
  const open = new Map<string, AssociationRow[][]>();
  for (const row of rows) {
    const peers = peersOf(row);
    const waiting = open.get(peers) ?? [];
    const chain = waiting.find((candidate) => candidate.at(-1)!.end <= row.start);
    if (chain !== undefined) chain.push(row);
    else {
      const begun = [row];
      all.push(begun);
      open.set(peers, [...waiting, begun]);
    }
  }
  return all;
}

/** `opened` says of which chains, each by its first association, every life is shown. */
export function groupedRows(
  rows: readonly AssociationRow[],
  opened: (first: number) => boolean,
): { rows: ListedRow[]; within: Set<number> } {
  const within = new Set<number>();
  const grouped = chains(rows).flatMap((chain): ListedRow[] => {
    if (chain.length < FEWEST) return chain;
    const summary = summaryOf(chain);
    if (!opened(summary.id)) return [summary];
    for (const { id } of chain) within.add(id);
    return [summary, ...chain];
  });
  return { rows: grouped, within };
}

/** All lives in one row: sums, how the last one ended, and as traffic the packets of each life. */
function summaryOf(lives: readonly AssociationRow[]): ListedRow {
  const [first] = lives as [AssociationRow];
  const last = lives.at(-1)!;
  const sum = (value: (row: AssociationRow) => readonly [number, number]): [number, number] =>
    lives.reduce<[number, number]>((sums, row) => [sums[0] + value(row)[0], sums[1] + value(row)[1]], [0, 0]);
  const notifications: ListedRow['notifications'] = [noCounts(), noCounts()];
  for (const row of lives) for (const endpoint of [0, 1] as const) addCounts(notifications[endpoint], row.notifications[endpoint]);
  return {
    id: first.id,
    names: first.names,
    start: first.start,
    end: last.end,
    packets: sum(({ packets }) => packets),
    bytes: sum(({ bytes }) => bytes),
    notifications,
    traffic: (parts) => lives.slice(-parts).map(({ packets }) => packets[0] + packets[1]),
    report: last.report,
    lives,
  };
}
