/**
 * Finds the association of a packet: RFC 9260 sections 8.4 and 8.5. A packet belongs to the association whose receiver chose its verification tag, if ports and
 * addresses agree; tags alone do not identify an association (equal tags happen between different hosts), nor do ports.
 *
 * Everything is looked up by number: tags, interned addresses, ports. No key is built per packet.
 */
import type { AddressId, SctpPacket } from '../dissect/packet.js';
import { Association, type Endpoint } from './association.js';
import { Hosts } from './host.js';
import { RouteCache } from './route-cache.js';

/** Most associations remembered at a time; the oldest goes first. */
export const MAX_ASSOCIATIONS = 10_000;
/** Most of those that a single packet is known of. */
export const MAX_LONE = 1024;
/** Most of those that have ended, kept for late copies of their packets. */
export const MAX_ENDED = 2048;
/** Most endpoints with the same tag that are found by it: the newest. */
export const MAX_NAMESAKES = 256;
/** Ended ones in the queue before it is tidied: a quarter of the live ones, and some. */
const QUEUE_SHARE = 1.25;
const QUEUE_SLACK = 256;

export class AssociationTable {
  private readonly live = new Set<Association>();
  /** The live ones in order of creation from `front` on, with ended ones among them: a Set forgets its front slowly. */
  private queue: Association[] = [];
  private front = 0;
  /** Those before this one are known by more than a packet, or gone. */
  private loneFront = 0;
  private lone = 0;
  /** The ended ones in the order in which they ended, from `endedFront` on. */
  private ended: Association[] = [];
  private endedFront = 0;
  private readonly byTag = new Map<number, Endpoint[]>();
  private readonly byPath = new Map<number, Association[]>();
  private readonly routes = new RouteCache();
  private readonly hosts = new Hosts();
  private created = 0;

  get size(): number {
    return this.live.size;
  }

  all(): Iterable<Association> {
    return this.live;
  }

  create(packet: SctpPacket, number = ++this.created): Association {
    const { source, sourcePort, destination, destinationPort, frame, time } = packet;
    const association = new Association(number, source, sourcePort, destination, destinationPort, frame, time, this.hosts);
    this.live.add(association);
    this.lone++;
    this.queue.push(association);
    this.addPath(association, source, destination);
    return association;
  }

  /** A second packet of an association has come. */
  joined(): void {
    this.lone--;
  }

  /** Both ends of an association are done. Answers which one is not kept any longer for that, if one is. */
  end(association: Association): Association | undefined {
    if (association.isKeptAsEnded) return undefined;
    association.isKeptAsEnded = true;
    this.ended.push(association);
    if (this.ended.length - this.endedFront <= MAX_ENDED) return undefined;
    const oldest = this.ended[this.endedFront++]!;
    oldest.isKeptAsEnded = false;
    if (this.endedFront === MAX_ENDED) {
      this.ended = this.ended.slice(MAX_ENDED);
      this.endedFront = 0;
    }
    return !oldest.closed && oldest.isOver ? oldest : undefined;
  }

  /** The one to let go when there are too many: one that a single packet is known of, else the oldest. */
  expendable(): Association | undefined {
    if (this.lone < MAX_LONE && this.live.size < MAX_ASSOCIATIONS) return undefined;
    if (this.lone > 0) {
      while (this.queue[this.loneFront]!.closed || !this.queue[this.loneFront]!.isLone) this.loneFront++;
      return this.queue[this.loneFront];
    }
    while (this.queue[this.front]!.closed) this.front++;
    return this.queue[this.front];
  }

  remove(association: Association): void {
    if (this.live.delete(association) && association.isLone) this.lone--;
    for (const endpoint of association.endpoints) this.dropTag(endpoint);
    const [one, other] = association.endpoints;
    for (const from of one.addresses)
      for (const to of other.addresses) drop(this.byPath, pathKey(from, one.port, to, other.port), association);
    association.closed = true;
    if (this.queue.length <= QUEUE_SHARE * this.live.size + QUEUE_SLACK) return;
    this.queue = this.queue.filter(({ closed }) => !closed);
    this.front = 0;
    this.loneFront = 0;
  }

  setTag(endpoint: Endpoint, tag: number): void {
    if (endpoint.tag === tag) return;
    this.dropTag(endpoint);
    endpoint.tag = tag;
    const namesakes = add(this.byTag, tag, endpoint);
    if (namesakes.length > MAX_NAMESAKES) namesakes.shift();
    // An earlier association may have used the same, where recorded traffic is replayed.
    this.routes.forget(tag);
  }

  private dropTag(endpoint: Endpoint): void {
    if (endpoint.tag === undefined) return;
    drop(this.byTag, endpoint.tag, endpoint);
    this.routes.forget(endpoint.tag);
  }

  /** An address pair seen in use or announced. */
  addPath(association: Association, source: AddressId, destination: AddressId): void {
    const [one, other] = association.endpoints;
    add(this.byPath, pathKey(source, one.port, destination, other.port), association);
  }

  /** Hot: bench analyze. The endpoint a packet is on its way to, by tag; T-bit packets carry the tag of their sender. */
  byVerificationTag(packet: SctpPacket): Endpoint | undefined {
    const known = this.routes.find(packet);
    if (known !== undefined) return known;
    const found = this.searchTag(packet, packet.verificationTag);
    if (found === undefined) return undefined;
    this.routes.keep(packet, found);
    this.learnPath(found, packet.source, packet.destination);
    return found;
  }

  private searchTag(packet: SctpPacket, tag: number): Endpoint | undefined {
    const candidates = this.byTag.get(tag);
    if (candidates === undefined) return undefined;
    let stranger: Endpoint | undefined;
    for (let i = candidates.length - 1; i >= 0; i--) {
      const endpoint = candidates[i]!;
      if (endpoint.port !== packet.destinationPort || endpoint.peer.port !== packet.sourcePort) continue;
      const knownThere = endpoint.addresses.includes(packet.destination);
      const knownHere = endpoint.peer.addresses.includes(packet.source);
      if (knownThere && knownHere) return endpoint;
      if (knownThere || knownHere) stranger ??= endpoint;
    }
    return stranger;
  }

  /** The endpoint that chose a tag, whatever its addresses. */
  byTagAlone(tag: number, port: number): Endpoint | undefined {
    return this.byTag.get(tag)?.findLast((endpoint) => endpoint.port === port);
  }

  private learnPath(receiver: Endpoint, source: AddressId, destination: AddressId): void {
    const known = receiver.addresses.includes(destination) && receiver.peer.addresses.includes(source);
    if (known) return;
    this.announce(receiver, destination);
    this.announce(receiver.peer, source);
  }

  /** An address of an endpoint became known: from its INIT, an ASCONF, or a packet. */
  announce(endpoint: Endpoint, address: AddressId): void {
    if (!endpoint.meets(address)) return;
    for (const other of endpoint.peer.addresses) {
      if (endpoint.side === 0) this.addPath(endpoint.association, address, other);
      else this.addPath(endpoint.association, other, address);
    }
  }

  /** The sender of a packet whose tag is its own: ABORT and SHUTDOWN-COMPLETE with the T bit (RFC 9260 section 8.5.1). */
  byReflectedTag(packet: SctpPacket): Endpoint | undefined {
    const candidates = this.byTag.get(packet.verificationTag);
    return candidates?.findLast(
      (endpoint) =>
        endpoint.port === packet.sourcePort && endpoint.peer.port === packet.destinationPort && endpoint.addresses.includes(packet.source),
    );
  }

  /** Live associations between these two transport addresses, oldest first. */
  between(packet: Pick<SctpPacket, 'source' | 'sourcePort' | 'destination' | 'destinationPort'>): readonly Association[] {
    const { source, sourcePort, destination, destinationPort } = packet;
    const there = this.byPath.get(pathKey(source, sourcePort, destination, destinationPort));
    return there?.filter((association) => sideOf(association, source, sourcePort, destination, destinationPort) !== undefined) ?? [];
  }
}

/** Which of its two endpoints the source of a packet is, if addresses and ports fit. */
export function sideOf(
  association: Association,
  source: AddressId,
  sourcePort: number,
  destination: AddressId,
  destinationPort: number,
): 0 | 1 | undefined {
  const [one, other] = association.endpoints;
  if (one.port === sourcePort && other.port === destinationPort && one.addresses.includes(source) && other.addresses.includes(destination))
    return 0;
  if (other.port === sourcePort && one.port === destinationPort && other.addresses.includes(source) && one.addresses.includes(destination))
    return 1;
  return undefined;
}

/** Equal for both directions; collisions are sorted out by `sideOf`. */
function pathKey(source: AddressId, sourcePort: number, destination: AddressId, destinationPort: number): number {
  return half(source, sourcePort) + half(destination, destinationPort);
}

function half(address: AddressId, port: number): number {
  return (Math.imul(address + 1, 0x9e3779b1) ^ Math.imul(port + 1, 0x85ebca6b)) >>> 0;
}

function add<T>(map: Map<number, T[]>, key: number, value: T): T[] {
  const list = map.get(key);
  if (list?.includes(value)) return list;
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
  return list ?? [value];
}

function drop<T>(map: Map<number, T[]>, key: number, value: T): void {
  const list = map.get(key);
  if (list === undefined) return;
  const at = list.indexOf(value);
  if (at >= 0) list.splice(at, 1);
  if (list.length === 0) map.delete(key);
}
