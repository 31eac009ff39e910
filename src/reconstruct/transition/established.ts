/** The association is up at an endpoint, at the end of its set-up or of a restart: SCTP_COMM_UP (RFC 6458 section 6.1.1). */
import type { Settlement } from '../arrival.js';
import type { Endpoint } from '../association.js';
import type { Streams } from '../fact.js';
import { allNegotiated } from '../init-offer.js';
import type { Replay } from '../replay.js';

/** The association is up at this endpoint. */
export function comeUp(replay: Replay, endpoint: Endpoint, frame: number, how: Settlement, why: string, assumed: string[] = []): void {
  if (endpoint.up || endpoint.over) return;
  establish(endpoint, how.lastCopy);
  replay.cancel(endpoint, 'SETUP-TIMEOUT');
  replay.record(
    endpoint,
    {
      kind: 'up',
      role: endpoint.role ?? 'responder',
      streams: streamsOf(endpoint),
      extensions: allNegotiated(endpoint.offer, endpoint.peer.offer),
      adaptation: endpoint.peer.offer?.adaptation,
      peerAddress: replay.addresses.text(endpoint.peer.addresses[0]!),
    },
    {
      at: replay.settledMoment(endpoint, how),
      frames: frames(frame, how),
      why,
      assumptions: [...replay.arrivalAssumptions(endpoint, how.arrived, 'it'), ...assumed],
    },
  );
}

/** Its state, without telling. `time` is when (microseconds). */
export function establish(endpoint: Endpoint, time: number): void {
  endpoint.up = true;
  endpoint.upTime = time;
  endpoint.state = 'ESTABLISHED';
  const { association } = endpoint;
  if (association.setup === 'incomplete' && endpoint.offer && endpoint.peer.offer) association.setup = 'complete';
  endpoint.awaiting = endpoint.awaiting.filter((awaited) => awaited.what !== 'COOKIE-ECHO' && awaited.what !== 'COOKIE-ACK');
}

/** Frames a claim rests on: the cause, and the answer that proves it. */
export function frames(frame: number, how: Settlement): number[] {
  return how.proven && how.frame !== frame ? [frame, how.frame] : [frame];
}

/** Streams as both ends must reckon them: the smaller of what one wants to send on and the other allows (section 5.1.1). */
export function streamsOf(endpoint: Endpoint): Streams {
  const own = endpoint.offer;
  const theirs = endpoint.peer.offer;
  if (own === undefined || theirs === undefined) return { outbound: undefined, inbound: undefined };
  const { outbound, inbound } = endpoint.addedStreams;
  return {
    outbound: Math.min(own.outboundStreams, theirs.inboundStreams) + outbound,
    inbound: Math.min(theirs.outboundStreams, own.inboundStreams) + inbound,
  };
}
