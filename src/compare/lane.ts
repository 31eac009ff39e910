/**
 * One endpoint toward one peer, over all their associations: the order in which its application is told is one order, through restarts and new associations of
 * the same two.
 */
import type { Notification } from '../notification/notification.js';
import type { AssociationReport, EndpointReport } from '../reconstruct/model.js';

export interface Lane {
  /** As associations name it: '10.1.0.1:5001'. */
  name: string;
  peerName: string;
  port: number;
  peerPort: number;
  addresses: ReadonlySet<string>;
  peerAddresses: ReadonlySet<string>;
  /** In the order of their beginning, each with the side of this endpoint. */
  associations: readonly { report: AssociationReport; side: 0 | 1 }[];
  /** What the application should have been told, in order. */
  expected: readonly Notification[];
}

interface OpenLane extends Lane {
  addresses: Set<string>;
  peerAddresses: Set<string>;
  associations: { report: AssociationReport; side: 0 | 1 }[];
  expected: Notification[];
}

/** The lanes of a capture: two for each pair of endpoints. */
export function lanesOf(reports: readonly AssociationReport[], expected: readonly Notification[]): Lane[] {
  const byPorts = new Map<number, OpenLane[]>();
  const laneOf = new Map<string, OpenLane>();
  for (const report of [...reports].sort((x, y) => x.start - y.start)) {
    for (const side of [0, 1] as const) laneOf.set(`${report.id}.${side}`, joinLane(byPorts, report, side));
  }
  for (const notification of expected) laneOf.get(`${notification.association}.${notification.endpoint}`)?.expected.push(notification);
  const lanes = [...byPorts.values()].flat();
  for (const lane of lanes) if (lane.associations.length > 1) mergeByTime(lane);
  return lanes;
}

function joinLane(byPorts: Map<number, OpenLane[]>, report: AssociationReport, side: 0 | 1): OpenLane {
  const own = report.endpoints[side];
  const peer = report.endpoints[side === 0 ? 1 : 0];
  const key = own.port * 65_536 + peer.port;
  const candidates = byPorts.get(key) ?? [];
  const lane =
    candidates.find((candidate) => meets(candidate.addresses, own) && meets(candidate.peerAddresses, peer)) ?? openLane(own, peer);
  if (!candidates.includes(lane)) byPorts.set(key, [...candidates, lane]);
  for (const address of own.addresses) lane.addresses.add(address);
  for (const address of peer.addresses) lane.peerAddresses.add(address);
  lane.associations.push({ report, side });
  return lane;
}

function meets(addresses: ReadonlySet<string>, endpoint: EndpointReport): boolean {
  return endpoint.addresses.some((address) => addresses.has(address));
}

function openLane(own: EndpointReport, peer: EndpointReport): OpenLane {
  return {
    name: own.name,
    peerName: peer.name,
    port: own.port,
    peerPort: peer.port,
    addresses: new Set(),
    peerAddresses: new Set(),
    associations: [],
    expected: [],
  };
}

/** Claims of one association keep their order; those of several are merged by time. */
function mergeByTime(lane: OpenLane): void {
  const heads = lane.associations.map(({ report }) => lane.expected.filter(({ association }) => association === report.id));
  const merged: Notification[] = [];
  while (merged.length < lane.expected.length) {
    const first = heads.filter((head) => head.length > 0).reduce((least, head) => (head[0]!.time < least[0]!.time ? head : least));
    merged.push(first.shift()!);
  }
  lane.expected = merged;
}
