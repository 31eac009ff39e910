/** Which lane each group of a log belongs to, and whose log it is. */
import { canonicalAddress } from '../notification/address.js';
import type { NotificationBody } from '../notification/notification.js';
import type { SnapshotEntry } from './association-snapshot.js';
import type { Lane } from './lane.js';
import { fitness, groupsOf, type LogGroup } from './log-group.js';
import type { LoggedApplication, LoggedNotification } from './logged-application.js';
import { isOfSeveral, type SpreadLine, spread } from './spread.js';

export interface AssignedLane {
  lane: Lane;
  /** In the order of the log. */
  notifications: readonly LoggedNotification[];
}

export interface Assignment {
  lanes: readonly AssignedLane[];
  /** Groups that speak of associations which the capture does not show. */
  outside: readonly LogGroup[];
  /** How the endpoint was found, for a person. */
  why: string;
}

/** `offset`: what the log's clock is ahead of the capture's, microseconds; undefined where its times say nothing. */
export function assignLanes(
  application: LoggedApplication,
  lanes: readonly Lane[],
  offset: number | undefined,
  snapshot: readonly SnapshotEntry[],
): Assignment {
  const fitOf: Fit = (group, lane) => fitness(group, lane, offset, snapshot);
  const groups = groupsOf(application);
  const own = lanes.filter((lane) => stated(application, lane));
  const host = application.settings.address === undefined ? likeliestHost(application, groups, own, fitOf) : own;
  const several = new Set(groups.filter((group) => isNameless(group) && isOfSeveral(group.notifications, host)));
  const named = chooseLanes(
    groups.filter((group) => !several.has(group) && !(isNameless(group) && group.association === undefined)),
    host,
    fitOf,
  );
  const shown = [...new Set(named.values())];
  const nameless = groups.filter(
    (group) => several.has(group) || (isNameless(group) && group.association === undefined && shown.length > 1),
  );
  const chosen = nameless.length > 0 ? named : chooseLanes(groups, host, fitOf);
  const assigned = new Map<Lane, LoggedNotification[]>(host.map((lane) => [lane, []]));
  for (const [group, lane] of chosen) for (const notification of group.notifications) assigned.get(lane)!.push(notification);
  if (nameless.length > 0)
    for (const [lane, list] of spread(inOrder(chosen, nameless), shown.length > 1 ? shown : host, offset))
      assigned.get(lane)!.push(...list);
  for (const list of assigned.values()) list.sort((x, y) => x.event.line - y.event.line);
  const expected = [...assigned].filter(([lane, list]) => list.length > 0 || isTheirs(application, lane));
  return {
    lanes: expected.map(([lane, notifications]) => ({ lane, notifications })),
    outside: groups.filter((group) => !chosen.has(group) && !nameless.includes(group)),
    why: expected.length === 0 ? whyNowhere(application, lanes, own) : whyHost(application, host),
  };
}

/** In the order of the log. */
function inOrder(chosen: ReadonlyMap<LogGroup, Lane>, nameless: readonly LogGroup[]): SpreadLine[] {
  const named = [...chosen].flatMap(([{ notifications }, lane]) => notifications.map((logged): SpreadLine => ({ logged, lane })));
  const others = nameless.flatMap(({ notifications }) => notifications.map((logged): SpreadLine => ({ logged, lane: undefined })));
  return [...named, ...others].sort((x, y) => x.logged.event.line - y.logged.event.line);
}

/** But for an id, which one-to-one sockets may all have, nothing in the log tells its associations apart. */
function isNameless({ socket, peers }: LogGroup): boolean {
  return socket === undefined && peers.length === 0;
}

/** How well a group fits a lane, see fitness. */
type Fit = (group: LogGroup, lane: Lane) => number | undefined;

function stated({ settings }: LoggedApplication, lane: Lane): boolean {
  if (settings.port !== undefined && settings.port !== lane.port) return false;
  return settings.address === undefined || lane.addresses.has(canonicalAddress(settings.address));
}

/** Hosts that fit so much less well than the best may still be the log's; so many are looked at closer. */
const CLOSE = 0.35;
const MOST_HOSTS = 4;

/** The lanes of each host whose log this may be, the likeliest first: of more than one, what is told there must decide. */
export function likelyHosts(
  application: LoggedApplication,
  lanes: readonly Lane[],
  offset: number | undefined,
  snapshot: readonly SnapshotEntry[],
): Lane[][] {
  const own = lanes.filter((lane) => stated(application, lane));
  if (application.settings.address !== undefined) return [own];
  const scored = scoredHosts(application, groupsOf(application), own, (group, lane) => fitness(group, lane, offset, snapshot));
  scored.sort((x, y) => y.score - x.score);
  const least = (scored[0]?.score ?? 0) * (1 - CLOSE);
  return scored.flatMap(({ host, score }) => (score > 0 && score >= least ? [host] : [])).slice(0, MOST_HOSTS);
}

/** The host whose lanes fit the log best is the log's. */
function likeliestHost(application: LoggedApplication, groups: readonly LogGroup[], lanes: readonly Lane[], fitOf: Fit): Lane[] {
  const scored = scoredHosts(application, groups, lanes, fitOf);
  return scored.reduce((best, candidate) => (candidate.score > best.score ? candidate : best), { host: [] as Lane[], score: -1 }).host;
}

interface ScoredHost {
  host: Lane[];
  score: number;
}

/** All lanes that share addresses are one host's. */
function scoredHosts(application: LoggedApplication, groups: readonly LogGroup[], lanes: readonly Lane[], fitOf: Fit): ScoredHost[] {
  const hosts = hostsOf(lanes);
  const bound = new Set(application.sockets.all.flatMap(({ localAddresses }) => localAddresses.map(canonicalAddress)));
  return hosts.map((host) => {
    const named = host.some((lane) => [...lane.addresses].some((address) => bound.has(address))) ? 1000 : 0;
    const fits = groups.map((group) => Math.max(0, ...host.map((lane) => fitOf(group, lane) ?? 0)));
    const ports = application.sockets.all.some(({ localPort }) => host.some((lane) => lane.port === localPort)) ? 1 : 0;
    return { host, score: named + ports + fits.reduce((sum, fit) => sum + fit, 0) };
  });
}

function hostsOf(lanes: readonly Lane[]): Lane[][] {
  const hosts: { addresses: Set<string>; lanes: Lane[] }[] = [];
  for (const lane of lanes) {
    const meeting = hosts.filter(({ addresses }) => [...lane.addresses].some((address) => addresses.has(address)));
    const merged = { addresses: new Set([...lane.addresses]), lanes: [lane] };
    for (const host of meeting) {
      for (const address of host.addresses) merged.addresses.add(address);
      merged.lanes.unshift(...host.lanes);
      hosts.splice(hosts.indexOf(host), 1);
    }
    hosts.push(merged);
  }
  return hosts.map((host) => host.lanes);
}

/** The best fitting pairs first; a lane takes a second group only where their times are apart, or the group has no beginning of its own. */
function chooseLanes(groups: readonly LogGroup[], lanes: readonly Lane[], fitOf: Fit): Map<LogGroup, Lane> {
  const candidates = groups
    .flatMap((group) => lanes.map((lane) => ({ group, lane, fit: fitOf(group, lane) })))
    .filter(
      (candidate): candidate is typeof candidate & { fit: number } =>
        candidate.fit !== undefined && (candidate.fit > 0 || lanes.length === 1),
    )
    .sort((x, y) => y.fit - x.fit);
  const chosen = new Map<LogGroup, Lane>();
  const groupsAt = new Map<Lane, LogGroup[]>(lanes.map((lane) => [lane, []]));
  const ups = new Map(lanes.map((lane) => [lane, lane.expected.filter(({ body }) => isUp(body)).length]));
  for (const crowded of [false, true])
    for (const { group, lane } of candidates) {
      const rivals = groupsAt.get(lane)!;
      if (chosen.has(group) || rivals.some((rival) => overlap(rival, group)) || (!crowded && isFull(ups.get(lane)!, rivals, group)))
        continue;
      chosen.set(group, lane);
      rivals.push(group);
    }
  return chosen;
}

/** Of a lane where so many associations come up: there is no further one. */
function isFull(ups: number, rivals: readonly LogGroup[], group: LogGroup): boolean {
  return rivals.length > 0 && comesUp(group) && rivals.filter(comesUp).length >= Math.max(1, ups);
}

function isUp(body: NotificationBody): boolean {
  return body.sn_type === 'SCTP_ASSOC_CHANGE' && body.sac_state === 'SCTP_COMM_UP';
}

/** Two groups that both come up, and neither is over before the other begins, are two associations at the same time. */
function overlap(one: LogGroup, other: LogGroup): boolean {
  if (one.association === undefined || other.association === undefined || !comesUp(one) || !comesUp(other)) return false;
  const lines = ({ notifications }: LogGroup): [number, number] => [notifications[0]!.event.line, notifications.at(-1)!.event.line];
  const [oneFirst, oneLast] = lines(one);
  const [otherFirst, otherLast] = lines(other);
  return oneFirst < otherLast && otherFirst < oneLast;
}

function comesUp({ notifications }: LogGroup): boolean {
  return notifications.some(({ event }) => event.members['sac_state'] === 'SCTP_COMM_UP');
}

/** A lane of this host that the log was told nothing about is still its application's where one of the log's sockets is bound to its port or connects to its peer. */
function isTheirs({ settings, sockets, notifications }: LoggedApplication, lane: Lane): boolean {
  if (settings.port !== undefined) return true;
  const bound = sockets.all.filter(({ localPort }) => localPort !== undefined && localPort !== 0);
  if (bound.some(({ localPort }) => localPort === lane.port)) return true;
  const connected = sockets.all.filter(({ localPort }) => localPort === undefined || localPort === 0).flatMap(({ peers }) => peers);
  if (connected.some(({ address, port }) => port === lane.peerPort && lane.peerAddresses.has(canonicalAddress(address)))) return true;
  return sockets.all.length === 0 && notifications.length === 0 && settings.address !== undefined;
}

function whyHost({ settings }: LoggedApplication, lanes: readonly Lane[]): string {
  const addresses = [...new Set(lanes.flatMap((lane) => [...lane.addresses]))].join(', ');
  if (settings.address !== undefined) return `${settings.name} is the log of ${addresses || settings.address}, as stated`;
  return `${settings.name} is taken for the log of ${addresses}: its ports, peers and notifications fit best there`;
}

function whyNowhere({ settings: { name, address, port } }: LoggedApplication, lanes: readonly Lane[], own: readonly Lane[]): string {
  const stated = [address, port].filter((part) => part !== undefined).join(':');
  if (own.length > 0 || stated === '') return `${name} fits no endpoint of the capture`;
  return `${stated} of ${name} is no endpoint of the capture, which has ${[...new Set(lanes.map((lane) => lane.name))].slice(0, NAMED).join(', ') || 'none'}`;
}

/** Endpoints named of a capture in which the stated one is not. */
const NAMED = 6;
