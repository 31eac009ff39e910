/** What an application may be told of which packets show nothing: no claim can be made, and none is missed. */

import type { AppNotification } from './app-log.js';
import type { Lane } from './lane.js';
import type { BeyondCapture, Logged } from './sequences.js';

/** A time by the capture's clock, microseconds, and what the capture covers. */
export interface Coverage {
  from: number;
  to: number;
}

/** Undefined where packets would show it. `unsentClaimed`: the lane has claims of unsent messages. */
export function beyondCapture(
  event: AppNotification,
  time: number | undefined,
  lane: Lane,
  coverage: Coverage,
  unsentClaimed: boolean,
): BeyondCapture | undefined {
  const why = unseen(event, unsentClaimed);
  if (why !== undefined) return { why, only: undefined };
  if (time !== undefined && time < coverage.from) return { why: 'it was told before the capture begins', only: 'before' };
  if (time !== undefined && time > coverage.to + AFTER_LAST_PACKET) return { why: 'it was told after the capture ends', only: 'after' };
  return seenFromMiddle(lane, time) ? { why: 'the capture begins in the middle of the association', only: 'before' } : undefined;
}

/** What no packet shows wherever it was captured. */
function unseen({ type, members }: AppNotification, unsentClaimed: boolean): string | undefined {
  if (isUnsent(members) && !unsentClaimed) return 'data that was never sent is not on the wire';
  if (/SEND_FAILED/.test(type) && !saysWhetherSent(members) && !unsentClaimed) {
    return 'its log does not say whether the data was sent, and what never was is not on the wire';
  }
  if (members['auth_indication'] === 'SCTP_AUTH_FREE_KEY') return 'freeing a key is local';
  if (members['spc_state'] === 'SCTP_ADDR_POTENTIALLY_FAILED') return 'it depends on an option that packets do not show';
  if (type === 'SCTP_PEER_ADDR_CHANGE' && members['spc_state'] === undefined) {
    return 'its log does not say what became of the address, and a change of its own packets do not show';
  }
  if (members['spc_state'] === 'SCTP_ADDR_MADE_PRIM') return 'choosing a primary path may be a local call';
  return undefined;
}

/** What of a lane's log tells what the capture shows, by its places. */
export interface Shown {
  /** Ascending. */
  places: readonly number[];
  first: number;
  last: number;
  /** The last is an association's end. */
  ended: boolean;
}

/** Read so soon after it, another had been raised when it was read. Microseconds. */
const AT_ONE_GO = 100_000;

/** Whether packets do not show it, now that it is known which others tell what the capture shows: those stand in its way, where only its place made it so. */
export function staysBeyond(logged: readonly Logged[], l: number, shown: Shown | undefined): boolean {
  const { beyond, event, time } = logged[l]!;
  if (beyond?.only === undefined || shown === undefined) return beyond !== undefined;
  if (beyond.only === 'before') return l < shown.first;
  if (l > shown.last) return !(shown.ended && isOfEnded(event, logged[shown.last]!.event));
  const next = logged[firstAfter(shown.places, l)]!;
  return time !== undefined && next.time !== undefined && next.time - time > AT_ONE_GO;
}

/** The first of the ascending places that is beyond `l`; there is one. */
function firstAfter(places: readonly number[], l: number): number {
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! > l) high = middle;
    else low = middle + 1;
  }
  return places[low]!;
}

/** Nothing is told of an association after its end, but what became of messages. */
function isOfEnded({ type, association, members }: AppNotification, end: AppNotification): boolean {
  if (/SEND_FAILED/.test(type) || members['sac_state'] === 'SCTP_COMM_UP') return false;
  return association === undefined || end.association === undefined || association === end.association;
}

function saysWhetherSent(members: Readonly<Record<string, unknown>>): boolean {
  return members['ssf_flags_name'] !== undefined || members['ssfe_flags_name'] !== undefined;
}

function isUnsent(members: Readonly<Record<string, unknown>>): boolean {
  return members['ssf_flags_name'] === 'SCTP_DATA_UNSENT' || members['ssfe_flags_name'] === 'SCTP_DATA_UNSENT';
}

/** The log's calls told what was handed to the stack: what never left can be claimed after all. */
export function claimsUnsent({ expected }: Lane): boolean {
  return expected.some(({ body }) => isUnsent(body as unknown as Readonly<Record<string, unknown>>));
}

/** Read within a moment after the last packet, it was told by that packet. Microseconds. */
const AFTER_LAST_PACKET = 100_000;

/** What is known of a lane: what a timer did there may be claimed though the last packet came before it. */
export function knownOf({ expected }: Lane, { from, to }: Coverage): Coverage {
  return { from, to: expected.reduce((last, { certainty, latest }) => (certainty === 'possible' ? last : Math.max(last, latest)), to) };
}

/** Of an association whose set-up was not captured, the first moments may hold what its set-up told. */
function seenFromMiddle(lane: Lane, time: number | undefined): boolean {
  return lane.associations.some(
    ({ report }) => report.setup === 'seen-from-middle' && (time === undefined || time < report.start + AFTER_LAST_PACKET),
  );
}
