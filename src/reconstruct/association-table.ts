/**
 * Finds the association of a packet: RFC 9260 sections 8.4 and 8.5. A packet belongs to the association whose receiver chose its verification tag, if ports and
 * addresses agree; tags alone do not identify an association (equal tags happen between different hosts), nor do ports.
 *
 * Everything is looked up by number: tags, interned addresses, ports. No key is built per packet.
 */
import type { AddressId, SctpPacket } from '../dissect/packet.js';
import { Allowance } from './allowance.js';
import { Association, type Endpoint } from './association.js';
import { found } from './diagnosis/found.js';
import { Hosts } from './host.js';
import { Multimap } from './multimap.js';
import { RouteCache } from './route-cache.js';

/** Most associations remembered at a time; the oldest goes first. */
export const MAX_ASSOCIATIONS = 10_000;
/** Most of those that a single packet is known of. */
export const MAX_LONE = 1024;
/** Most of those of which nothing but INITs and INIT-ACKs is known, single packets included. */
export const MAX_BEGINNING = 4096;
/** Most of those that have ended, kept for late copies of their packets. */
export const MAX_ENDED = 2048;
/** Most endpoints with the same tag that are found by it: the newest. */
export const MAX_NAMESAKES = 256;
/** Ended ones in the queue before it is tidied: a fiftieth of the live ones, and some. */
const QUEUE_SHARE = 1.02;
const QUEUE_SLACK = 64;

const AT_FRONT = { lone: 0, beginning: 0, any: 0 };
const KINDS: Record<keyof typeof AT_FRONT, (association: Association) => boolean> = {
  lone: ({ isLone }) => isLone,
  beginning: ({ isBeginning }) => isBeginning,
  any: () => true,
};

export class AssociationTable {
  private readonly live = new Set<Association>();
  /** The live ones in order of creation, with ended ones among them: a Set forgets its front slowly. */
  private queue: Association[] = [];
  /** Of each kind there is none before this place in the queue. */
  private fronts = { ...AT_FRONT };
  private lone = 0;
  private beginning = 0;
  /** The ended ones in the order in which they ended, from `endedFront` on. */
  private ended: Association[] = [];
  private endedFront = 0;
  private readonly byTag = new Multimap<Endpoint>();
  private readonly byAddress = new Multimap<Association>();
  private readonly routes = new RouteCache();
  private readonly hosts = new Hosts();
  private readonly allowance = new Allowance();
  private created = 0;
  /** Endpoints for which there was no room among those with their tag, and on hosts of which nothing is remembered. */
  readonly leftOut = { namesakes: 0, hosts: 0 };

  get size(): number {
    return this.live.size;
  }

  all(): Iterable<Association> {
    return this.live;
  }

  create(packet: SctpPacket, number = ++this.created): Association {
    const { source, sourcePort, destination, destinationPort, frame, time } = packet;
    const association = new Association(number, source, sourcePort, destination, destinationPort, frame, time, this.hosts, this.allowance);
    this.live.add(association);
    this.lone++;
    this.beginning++;
    this.queue.push(association);
    this.byAddress.add(addressKey(source, sourcePort), association);
    this.byAddress.add(addressKey(destination, destinationPort), association);
    this.leftOut.hosts = this.hosts.leftOut;
    return association;
  }

  /** A further packet of an association has come that was beginning, and is no INIT or INIT-ACK where it `goesOn`. */
  followed(association: Association, goesOn: boolean): void {
    if (association.packets === 2) this.lone--;
    if (!goesOn) return;
    association.isBeginning = false;
    this.beginning--;
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

  /** The one to let go when there are too many: one that a single packet is known of, one that is being set up, else the oldest. */
  expendable(): Association | undefined {
    const isFull = this.live.size >= MAX_ASSOCIATIONS;
    if (this.lone >= (isFull ? 1 : MAX_LONE)) return this.oldest('lone');
    if (this.beginning >= (isFull ? 1 : MAX_BEGINNING)) return this.oldest('beginning');
    return isFull ? this.oldest('any') : undefined;
  }

  /** The oldest of a kind, of which there is one. */
  private oldest(kind: keyof typeof AT_FRONT): Association {
    const { queue, fronts } = this;
    const isOne = KINDS[kind];
    while (queue[fronts[kind]]!.closed || !isOne(queue[fronts[kind]]!)) fronts[kind]++;
    return queue[fronts[kind]]!;
  }

  remove(association: Association): void {
    if (this.live.delete(association)) {
      if (association.isLone) this.lone--;
      if (association.isBeginning) this.beginning--;
    }
    for (const endpoint of association.endpoints) {
      this.dropTag(endpoint);
      for (const address of endpoint.addresses) this.byAddress.remove(addressKey(address, endpoint.port), association);
    }
    association.closed = true;
    if (this.queue.length <= QUEUE_SHARE * this.live.size + QUEUE_SLACK) return;
    this.queue = this.queue.filter(({ closed }) => !closed);
    this.fronts = { ...AT_FRONT };
  }

  setTag(endpoint: Endpoint, tag: number): void {
    if (endpoint.tag === tag) return;
    this.dropTag(endpoint);
    endpoint.tag = tag;
    this.byTag.add(tag, endpoint);
    if (this.byTag.count(tag) > MAX_NAMESAKES) {
      this.byTag.removeOldest(tag);
      this.leftOut.namesakes++;
    }
    // An earlier association may have used the same, where recorded traffic is replayed.
    this.routes.forget(tag);
  }

  private dropTag(endpoint: Endpoint): void {
    if (endpoint.tag === undefined) return;
    this.byTag.remove(endpoint.tag, endpoint);
    this.routes.forget(endpoint.tag);
  }

  /** Hot: bench analyze. The endpoint a packet is on its way to, by tag; T-bit packets carry the tag of their sender. */
  byVerificationTag(packet: SctpPacket): Endpoint | undefined {
    const known = this.routes.find(packet);
    if (known !== undefined) return known;
    const receiver = this.searchTag(packet, packet.verificationTag);
    if (receiver === undefined) return undefined;
    this.routes.keep(packet, receiver);
    this.learnPath(receiver, packet);
    return receiver;
  }

  private searchTag(packet: SctpPacket, tag: number): Endpoint | undefined {
    const candidates = this.byTag.of(tag);
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
    return this.byTag.of(tag).findLast((endpoint) => endpoint.port === port);
  }

  private learnPath(receiver: Endpoint, packet: SctpPacket): void {
    const { source, destination } = packet;
    const known = receiver.addresses.includes(destination) && receiver.peer.addresses.includes(source);
    if (known) return;
    this.used(receiver, destination, packet);
    this.used(receiver.peer, source, packet);
  }

  private used(endpoint: Endpoint, address: AddressId, packet: SctpPacket): void {
    const { addresses, offer } = endpoint;
    const isNew = !addresses.includes(address);
    this.announce(endpoint, address, packet);
    if (isNew && offer?.whole && addresses.includes(address)) endpoint.unlisted = [...endpoint.unlisted, address];
  }

  /** An address of an endpoint became known: from its INIT, an ASCONF, or a packet. */
  announce(endpoint: Endpoint, address: AddressId, at: Pick<SctpPacket, 'frame' | 'time'>): void {
    if (endpoint.unlisted.includes(address)) endpoint.unlisted = endpoint.unlisted.filter((each) => each !== address);
    if (endpoint.meets(address)) this.byAddress.add(addressKey(address, endpoint.port), endpoint.association);
    else if (!endpoint.addresses.includes(address)) found(endpoint, 'more addresses than kept', at);
  }

  /** The sender of a packet whose tag is its own: ABORT and SHUTDOWN-COMPLETE with the T bit (RFC 9260 section 8.5.1). */
  byReflectedTag(packet: SctpPacket): Endpoint | undefined {
    return this.byTag
      .of(packet.verificationTag)
      .findLast(
        (endpoint) =>
          endpoint.port === packet.sourcePort &&
          endpoint.peer.port === packet.destinationPort &&
          endpoint.addresses.includes(packet.source),
      );
  }

  /** Live associations between these two transport addresses, oldest first. */
  between(packet: Pick<SctpPacket, 'source' | 'sourcePort' | 'destination' | 'destinationPort'>): readonly Association[] {
    const { source, sourcePort, destination, destinationPort } = packet;
    const [here, there] = [addressKey(source, sourcePort), addressKey(destination, destinationPort)];
    // A server has many: the end that has fewer tells them apart.
    const fewer = this.byAddress.count(here) < this.byAddress.count(there) ? here : there;
    return this.byAddress
      .of(fewer)
      .filter((association) => sideOf(association, source, sourcePort, destination, destinationPort) !== undefined);
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

/** Collisions are sorted out by `sideOf`. */
function addressKey(address: AddressId, port: number): number {
  return Math.imul(address + 1, 0x9e3779b1) ^ Math.imul(port + 1, 0x85ebca6b);
}
