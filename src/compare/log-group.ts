/** The notifications that a log files under one association, and which lane of the capture they belong to. */
import { abiOfProfile } from '../notification/abi/registry.js';
import { canonicalAddress } from '../notification/address.js';
import type { LoggedAddress } from './app-log.js';
import type { SnapshotEntry } from './association-snapshot.js';
import type { Lane } from './lane.js';
import type { LoggedApplication, LoggedNotification } from './logged-application.js';
import { resolveConstants, statedMembers, unequalCost } from './member-comparison.js';
import type { LoggedSocket } from './socket-table.js';

export interface LogGroup {
  /** sctp_assoc_t; undefined where the log names none. */
  association: number | undefined;
  socket: LoggedSocket | undefined;
  notifications: LoggedNotification[];
  /** Where the log says who is at the other end. */
  peers: readonly LoggedAddress[];
  /** Addresses of the peer that notifications name; they may be new ones, or wrong. */
  paths: readonly LoggedAddress[];
}

/** By socket and association id; what has no id (0, before the association has one) is a group of its socket's own. */
export function groupsOf(application: LoggedApplication): LogGroup[] {
  const groups = new Map<string, LogGroup>();
  const order: LogGroup[] = [];
  for (const logged of application.notifications) {
    const { association } = logged.event;
    const root = rootOf(logged.socket);
    const key = `${root === undefined ? '' : `${root.name}#${root.firstLine}`} ${association ?? ''}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = { association, socket: logged.socket, notifications: [], peers: [], paths: [] };
      groups.set(key, group);
      order.push(group);
    }
    group.notifications.push(logged);
  }
  for (const group of order) {
    group.peers = peersOf(group, application);
    group.paths = pathsOf(group);
  }
  return order;
}

/** Association ids are unique among the sockets that were peeled off from one; an accepted socket has associations of its own. */
function rootOf(socket: LoggedSocket | undefined): LoggedSocket | undefined {
  return socket?.peeledOff === true ? rootOf(socket.parent) : socket;
}

function peersOf({ association, socket, notifications }: LogGroup, application: LoggedApplication): LoggedAddress[] {
  const named = notifications.flatMap(({ event }) => event.peer ?? []);
  const sockets = new Set(notifications.map(({ event }) => event.socket));
  const ofMessages = association === undefined ? [] : [...sockets].flatMap((name) => application.peersOf(name, association));
  const connected = socket?.style === 'one-to-many' && socket.peers.length > 1 ? [] : (socket?.peers ?? []);
  return [...named, ...ofMessages, ...connected];
}

function pathsOf({ notifications }: LogGroup): LoggedAddress[] {
  return notifications.flatMap(({ event: { members } }) => {
    const { spc_aaddr: address, spc_aaddr_port: port } = members;
    if (typeof address !== 'string') return [];
    return typeof port === 'number' && port !== 0 ? { address, port } : { address };
  });
}

/**
 * How well a group fits a lane: undefined where they contradict each other, else the more the better. Ports and peers count most, then what was told, and when.
 */
export function fitness(group: LogGroup, lane: Lane, offset: number | undefined, snapshot: readonly SnapshotEntry[]): number | undefined {
  const ports = portFitness(group.socket, lane);
  const peers = peerFitness(group.peers, lane);
  return ports === undefined || peers === undefined
    ? undefined
    : ports + peers + pathFitness(group.paths, lane) + snapshotFitness(group, lane, snapshot) + likeness(group, lane, offset);
}

function portFitness(socket: LoggedSocket | undefined, lane: Lane): number | undefined {
  const port = socket?.localPort;
  if (port === undefined || port === 0) return 0;
  return port === lane.port ? 4 : undefined;
}

/** The addresses of a peer may all change in the life of an association; that none was ever its own speaks against it. */
function peerFitness(peers: readonly LoggedAddress[], lane: Lane): number | undefined {
  if (peers.length === 0) return 0;
  const own = peers.filter(({ address }) => lane.peerAddresses.has(canonicalAddress(address)));
  if (own.length === 0) return undefined;
  const ports = own.filter(({ port }) => port !== undefined && port !== 0);
  if (ports.length > 0 && !ports.some(({ port }) => port === lane.peerPort)) return undefined;
  return 2 * (own.length / peers.length) + (ports.length > 0 ? 4 : 0);
}

/** The host itself said which association has that id. */
function snapshotFitness({ association }: LogGroup, lane: Lane, snapshot: readonly SnapshotEntry[]): number {
  const says = snapshot.some(
    (entry) =>
      entry.association === association &&
      entry.localPort === lane.port &&
      entry.peerPort === lane.peerPort &&
      entry.addresses.some((address) => lane.addresses.has(address)) &&
      entry.peerAddresses.some((address) => lane.peerAddresses.has(address)),
  );
  return says ? 16 : 0;
}

function pathFitness(paths: readonly LoggedAddress[], lane: Lane): number {
  const own = paths.filter(({ address }) => lane.peerAddresses.has(canonicalAddress(address)));
  const ports = own.filter(({ port }) => port === lane.peerPort);
  return paths.length === 0 ? 0 : (2 * (own.length + ports.length)) / paths.length;
}

/** Microseconds within which a logged notification may be one that was expected, an application reading late. */
const NEAR = 120e6;

/** What a member that says something else takes away of a notification's worth, and all of them together at most. */
const DIFFERING = 0.1;
const MOST_DIFFERING = 0.4;

/**
 * Share of the group's notifications that the lane expects too, about that time, each once; nearer counts a little more, and so does one that agrees in its
 * members: both ends of an association are told much the same.
 */
function likeness({ notifications }: LogGroup, lane: Lane, offset: number | undefined): number {
  const abi = abiOfProfile(lane.expected[0]?.profile ?? '');
  const taken = new Set<number>();
  let sum = 0;
  for (const { event: told } of notifications.slice(0, 200)) {
    const event = resolveConstants(told, abi);
    const time = event.time === undefined || offset === undefined ? undefined : event.time - offset;
    const index = lane.expected.findIndex(
      ({ body, earliest }, i) =>
        !taken.has(i) &&
        body.sn_type === event.type &&
        coarse(body) === (coarse(event.members) ?? coarse(body)) &&
        (time === undefined || Math.abs(time - earliest) < NEAR),
    );
    if (index < 0) continue;
    taken.add(index);
    const claim = lane.expected[index]!;
    const distance = time === undefined ? 0 : Math.abs(time - claim.time) / NEAR;
    sum += 1 - distance / 2 - Math.min(MOST_DIFFERING, unequalCost(statedMembers(claim.body), event, DIFFERING, DIFFERING));
  }
  return (2 * sum) / Math.max(notifications.length, 1) + shareTold(notifications, lane, taken.size);
}

/** Worth of what the log has nothing of: its level may hide it. */
const HIDDEN = 0.1;

/** Share of what the lane should have been told that the log has: of the types it tells of, and a little of the others, an empty queue left aside. */
function shareTold(notifications: readonly LoggedNotification[], lane: Lane, told: number): number {
  const types = new Set<string>(notifications.map(({ event }) => event.type));
  const due = lane.expected.filter(({ certainty, aside }) => certainty !== 'possible' && aside !== true);
  const shown = due.filter(({ body }) => types.has(body.sn_type)).length;
  const hidden = due.filter(({ body }) => !types.has(body.sn_type) && body.sn_type !== 'SCTP_SENDER_DRY_EVENT').length;
  const share = (all: number): number => (all === 0 ? 0 : Math.min(1, told / all));
  return share(shown) + HIDDEN * share(shown + hidden);
}

function coarse(members: object): unknown {
  const { sac_state, spc_state } = members as { sac_state?: unknown; spc_state?: unknown };
  return sac_state ?? spc_state;
}
