/** An association that fails at an endpoint, whatever the reason: what its application is told, and what of its data was not delivered (RFC 6458 sections 6.1.1, 6.1.4, 6.1.11). */
import type { Endpoint } from '../association.js';
import type { Evidence, Failure, Lost, Undelivered } from '../fact.js';
import { ppidAssumptions } from '../message.js';
import type { Replay } from '../replay.js';
import { rivalsOf } from './ending.js';
import { streamsOf } from './established.js';
import { ackAssumptions } from './overdue.js';
import { openDeliveries } from './partial-delivery.js';
import { allInOrder, LOST_ON_THE_WAY, notSeen, unsentAssumptions } from './unsent.js';

/** Of one that is failing where its peer is up: that has answered the COOKIE-ECHO. */
const NO_COOKIE_ACK = 'no COOKIE-ACK is missing from the capture';

/** The association fails at this endpoint: it is told, with everything undelivered. */
export function fail(
  replay: Replay,
  endpoint: Endpoint,
  failure: Failure,
  cause: number,
  abort: Uint8Array | undefined,
  known: Evidence,
  undelivered = endpoint.outbound.snapshot(),
): void {
  // What passes so close to it has arrived, though it has data to see acknowledged before it answers.
  if (replay.near(endpoint)) replay.believe(endpoint, 'SHUTDOWN', known.at.time);
  const acknowledged = endpoint.state === 'COOKIE-ECHOED' && endpoint.peer.up;
  const evidence = acknowledged ? { ...known, assumptions: [...known.assumptions, NO_COOKIE_ACK] } : known;
  const duringSetup = endpoint.settingUp;
  const mayBeCut = endpoint.state !== 'COOKIE-WAIT';
  const partial = duringSetup ? [] : openDeliveries(replay, endpoint);
  const streams = duringSetup ? setupStreams(endpoint) : streamsOf(endpoint);
  end(replay, endpoint, failure, evidence);
  if (endpoint.sends !== undefined) endpoint.sends.endedAt = evidence.at.time;
  if (partial.length > 0) {
    const assumptions = [...evidence.assumptions, 'its application had begun to read the message'];
    replay.record(endpoint, { kind: 'partial-aborted', deliveries: partial }, { ...evidence, assumptions });
  }
  const rivals = evidence.assumptions.length === 0 ? [] : rivalsOf(replay, endpoint, { failure, cause, abort }, evidence.at.time);
  const lost: Lost = { kind: 'lost', failure, duringSetup, cause, abort, streams, rivals };
  const { unsent, unseen } = notSeen(replay, endpoint, evidence.at.latest, undelivered);
  const remainder: Undelivered = {
    kind: 'undelivered',
    chunks: allInOrder(undelivered, unseen),
    unsent,
    mayBeCut,
    fragment: endpoint.outbound.fragment,
    failure,
    cause,
    room: endpoint.offer?.window,
    rivals,
  };
  const gaveUp = endpoint.peer.forwardedTo === undefined ? [] : ['none of it had been given up before, unseen'];
  const unfinished = { ...evidence, assumptions: [...evidence.assumptions, ...gaveUp] };
  if (unsent.length > 0) unfinished.assumptions.push(...unsentAssumptions(replay, endpoint));
  if (unseen.length > 0) unfinished.assumptions.push(LOST_ON_THE_WAY);
  unfinished.assumptions.push(...ackAssumptions(endpoint, undelivered, evidence.at.time, failure === 'unreachable'));
  unfinished.assumptions.push(...ppidAssumptions(undelivered));
  const before = replay.profileOf(endpoint).sendFailedOrder.value === 'before';
  if (before) replay.record(endpoint, remainder, unfinished);
  replay.record(endpoint, lost, evidence);
  if (!before) replay.record(endpoint, remainder, unfinished);
}

/** What a stack that shows stream numbers in CANT_STR_ASSOC has by then: its own wish, cut to what an INIT-ACK allowed. */
function setupStreams(endpoint: Endpoint): { outbound: number | undefined; inbound: number | undefined } {
  if (endpoint.state === 'COOKIE-ECHOED') return streamsOf(endpoint);
  return { outbound: endpoint.offer?.outboundStreams, inbound: 0 };
}

/** It ends here without that its application is told. */
export function end(replay: Replay, endpoint: Endpoint, failure: Failure, evidence: Evidence): void {
  const { association } = endpoint;
  const wasUp = endpoint.up || endpoint.state === 'unknown';
  endpoint.over = true;
  endpoint.state = 'CLOSED';
  replay.conclude(endpoint);
  if (association.outcome !== 'open') return;
  association.outcome = !wasUp ? 'not-started' : failure === 'unreachable' ? 'lost' : 'aborted';
  association.endedBy = failure === 'peer-abort' ? endpoint.peer.side : endpoint.side;
  association.outcomeWhy = evidence.why;
}
