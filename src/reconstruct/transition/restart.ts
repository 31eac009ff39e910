/**
 * Restart of an association: RFC 9260 section 5.2.4, action A. The peer lost its state and set up again from the same transport address; the end that kept its
 * state is told SCTP_RESTART, the other one SCTP_COMM_UP.
 *
 * Whether the end that answered still had its association is written in the State Cookie: the tie-tags are zero where it had not.
 */
import type { Settlement } from '../arrival.js';
import type { Association, Endpoint } from '../association.js';
import { found } from '../diagnosis/found.js';
import { allNegotiated } from '../init-offer.js';
import { ppidAssumptions } from '../message.js';
import { tiedToItself, tieTagsSet } from '../profile/state-cookie.js';
import type { Replay } from '../replay.js';
import { comeUp, establish, frames, streamsOf } from './established.js';
import { ackAssumptions } from './overdue.js';
import { openDeliveries } from './partial-delivery.js';
import { allInOrder, LOST_ON_THE_WAY, notSeen, unsentAssumptions } from './unsent.js';

/** The State Cookie of `endpoint` says whether it still has the association that the set-up may restart: an ABORT on its way to it has arrived, or has not. */
export function cookieTells(replay: Replay, endpoint: Endpoint, predecessor: Association): void {
  const before = samePlace(predecessor, endpoint);
  const known = tieTagsSet(endpoint.offer);
  if (known === undefined || before.over) return;
  while (before.awaiting.some(({ what }) => what === 'ABORT')) {
    if (known) replay.cancel(before, 'ABORT');
    else replay.believe(before, 'ABORT');
  }
}

/** Has it an association that was not seen, or was taken for ended? Its cookie says so, where both ends did not call at once. */
export function remembers(endpoint: Endpoint): boolean {
  return endpoint.role === 'responder' && tieTagsSet(endpoint.offer) === true && !tiedToItself(endpoint.offer);
}

/** The COOKIE-ECHO of a set-up that may be a restart has arrived. */
export function settleRestart(replay: Replay, endpoint: Endpoint, frame: number, how: Settlement, why: string): void {
  const { association } = endpoint;
  const { predecessor } = association;
  association.predecessor = undefined;
  const before = predecessor && samePlace(predecessor, endpoint);
  const known = tieTagsSet(endpoint.offer);
  const kept = before?.over === false ? before : undefined;
  const restarted = known ?? (kept?.up === true || kept?.state === 'unknown');
  if (predecessor) retire(replay, predecessor, restarted);
  if (!restarted) {
    comeUp(replay, endpoint, frame, how, why);
    return;
  }
  const undelivered = kept?.outbound.snapshot() ?? [];
  const { unsent, unseen } = kept ? notSeen(replay, kept, how.lastCopy, undelivered) : { unsent: [], unseen: [] };
  if (kept && replay.profileOf(endpoint).partialDeliveryPerEntry.value === 'each-entry')
    endpoint.leftOpen = [...endpoint.leftOpen, ...openDeliveries(replay, kept)];
  endpoint.sends?.forget(how.lastCopy);
  establish(endpoint, how.lastCopy);
  association.setup = 'restart';
  association.restartOf = predecessor?.id;
  replay.record(
    endpoint,
    {
      kind: 'restarted',
      streams: streamsOf(endpoint),
      extensions: allNegotiated(endpoint.offer, endpoint.peer.offer),
      undelivered: allInOrder(undelivered, unseen),
      unsent,
      fragment: kept?.outbound.fragment ?? 0,
      peerAddress: replay.addresses.text(endpoint.peer.addresses[0]!),
    },
    {
      at: replay.settledMoment(endpoint, how),
      frames: frames(frame, how),
      why: `${why}: its peer ${replay.name(endpoint.peer)} has lost its state and set up again`,
      assumptions: [
        ...replay.arrivalAssumptions(endpoint, how.arrived, 'the COOKIE-ECHO'),
        ...(known === undefined ? [`${replay.name(endpoint)} still had its association`] : []),
        ...(unsent.length > 0 ? unsentAssumptions(replay, endpoint) : []),
        ...(unseen.length > 0 ? [LOST_ON_THE_WAY] : []),
        ...(kept ? ackAssumptions(kept, undelivered, how.lastCopy, false) : []),
        ...ppidAssumptions(undelivered),
      ],
    },
  );
}

/** Who sends in an association so long after an INIT (microseconds) has not lost its state, and did not send that. */
const CARRIES_ON = 100_000;

/** Was the INIT of this endpoint sent by somebody else, since the association that it would restart goes on (section 5.2.2)? */
export function isForged(endpoint: Endpoint): boolean {
  const { predecessor } = endpoint.association;
  if (predecessor === undefined || endpoint.up || endpoint.offer === undefined) return false;
  const { lastTime, goneSince } = samePlace(predecessor, endpoint);
  // That it has no such association is no way of carrying on.
  return lastTime > endpoint.offer.time + CARRIES_ON && lastTime !== goneSince;
}

/** Names the set-up that nobody began, once all is known of it. */
export function judgeForged(replay: Replay, association: Association): void {
  const forged = association.endpoints.find((endpoint) => endpoint.role === 'initiator' && isForged(endpoint));
  if (forged === undefined) return;
  found(forged, 'forged INIT', forged.offer!);
  association.outcome = 'not-started';
  association.outcomeWhy = `${replay.name(forged)} did not send this INIT: it carried on with its association`;
}

/** The endpoint of another life that has the same addresses and port. */
export function samePlace(other: Association, endpoint: Endpoint): Endpoint {
  const [first, second] = other.endpoints;
  if (first.port !== second.port) return first.port === endpoint.port ? first : second;
  return first.addresses.some((address) => endpoint.addresses.includes(address)) ? first : second;
}

/** The earlier life is over: its remaining side is told of the restart in the new one, the other side has vanished. */
function retire(replay: Replay, predecessor: Association, restarted: boolean): void {
  for (const endpoint of predecessor.endpoints) {
    replay.conclude(endpoint);
    endpoint.over = true;
    endpoint.state = 'CLOSED';
  }
  if (predecessor.outcome === 'open') {
    predecessor.outcome = restarted ? 'restarted' : 'lost';
    predecessor.outcomeWhy = restarted ? 'one end restarted and set the association up again' : 'it was given up unseen, and set up again';
  }
}
