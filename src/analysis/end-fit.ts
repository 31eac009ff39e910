/**
 * Two captures of the same traffic: at which end each was taken, and how their clocks differ.
 *
 * What is compared is how much later a packet has been seen in the second capture than in the first: the clocks' difference plus its way for packets sent at the
 * end of the first capture, the clocks' difference minus its way for those sent at the other end. So the direction in which it is more is that of the packets sent
 * at the first capture's end; and the clocks' difference lies between the two (as NTP reckons, RFC 5905 section 8).
 */
import type { Microseconds } from '../capture/frame.js';
import type { AddressBook } from '../dissect/address-book.js';
import type { AddressId } from '../dissect/packet.js';
import type { Place } from './place.js';
import type { Sighting, TrafficSample } from './traffic-sample.js';

/** Of the smaller sample, so much must be in the other one. */
const SHARE = 0.2;
/** Fewer packets in common than this prove nothing: equal packets happen. */
const LEAST = 3;
/** Directions that differ by less (microseconds) were captured at the same place. */
const SAME_PLACE = 2;

export interface EndFit {
  /** The addresses at whose end each capture was taken. */
  places: readonly [readonly Place[], readonly Place[]];
  /** How much the second clock is ahead of the first: 0 where the packets allow that they agree, else the middle of what they allow, and the error of that. */
  offset: Microseconds;
  error: Microseconds;
}

export interface Overlap {
  /** Packets that are in both. */
  count: number;
  /** Undefined where both were taken at the same place, or only one direction is in both. */
  fit: EndFit | undefined;
}

/** Undefined where the captures do not show the same traffic. */
export function fitEnds(one: TrafficSample, other: TrafficSample, addresses: AddressBook): Overlap | undefined {
  const ways = new Map<string, Way>();
  let count = 0;
  for (const [key, first] of one.sightings) {
    const second = other.sightings.get(key);
    if (second === undefined) continue;
    count++;
    note(ways, first, second);
  }
  const least = Math.min(one.sightings.size, other.sightings.size) * SHARE;
  if (count < LEAST || count < least) return undefined;
  return { count, fit: fitted([...ways.values()], addresses) };
}

/** One end of a way: with its port where both ends have the same address. */
interface WayEnd {
  address: AddressId;
  port: number | undefined;
}

/** Both directions between two addresses. */
interface Way {
  /** As the first capture has them, and as the second. */
  ends: readonly [readonly [WayEnd, WayEnd], readonly [WayEnd, WayEnd]];
  /** How much later the second capture has what the first of `ends` sent, and what the second sent. */
  later: readonly [number[], number[]];
}

function note(ways: Map<string, Way>, first: Sighting, second: Sighting): void {
  const [there, back] = endsOf(first);
  const key = nameOf(there) + nameOf(back);
  const known = ways.get(key) ?? ways.get(nameOf(back) + nameOf(there));
  const way = known ?? { ends: [[there, back], endsOf(second)] as const, later: [[], []] as const };
  if (known === undefined) ways.set(key, way);
  const from = nameOf(way.ends[0][0]) === nameOf(there) ? 0 : 1;
  way.later[from].push(second.time - first.time);
}

function nameOf({ address, port }: WayEnd): string {
  return `${address} ${port ?? ''};`;
}

function endsOf({ source, sourcePort, destination, destinationPort }: Sighting): [WayEnd, WayEnd] {
  const same = source === destination;
  return [
    { address: source, port: same ? sourcePort : undefined },
    { address: destination, port: same ? destinationPort : undefined },
  ];
}

function fitted(ways: readonly Way[], addresses: AddressBook): EndFit | undefined {
  const places: [Place[], Place[]] = [[], []];
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { ends, later } of ways) {
    const more = median(later[0]) - median(later[1]);
    if (!(Math.abs(more) > SAME_PLACE)) continue;
    const near = more > 0 ? 0 : 1;
    place(places[0], ends[0][near], addresses);
    place(places[1], ends[1][1 - near]!, addresses);
    high = later[near].reduce((least, each) => Math.min(least, each), high);
    low = later[1 - near]!.reduce((most, each) => Math.max(most, each), low);
  }
  if (places[0].length === 0) return undefined;
  const agree = Math.min(low, high) <= 0 && Math.max(low, high) >= 0;
  return { places, offset: agree ? 0 : (low + high) / 2, error: Math.abs(high - low) / 2 };
}

function place(places: Place[], { address, port }: WayEnd, addresses: AddressBook): void {
  const text = addresses.text(address);
  if (!places.some((known) => known.address === text && known.port === port)) places.push({ address: text, port });
}

/** NaN of nothing. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
