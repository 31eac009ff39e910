/** Setting up an association: RFC 9260 section 5. INIT, INIT-ACK, COOKIE-ECHO, COOKIE-ACK. */
import { ChunkNumber } from '../../dissect/chunk/registry.js';
import { chunkType, type SctpPacket } from '../../dissect/packet.js';
import { type Association, type Endpoint, NO_ATTEMPTS } from '../association.js';
import { found } from '../diagnosis/found.js';
import type { InitOffer } from '../init-offer.js';
import type { Replay } from '../replay.js';
import { comeUp } from './established.js';
import { controlSent } from './path.js';
import { cookieTells, remembers, settleRestart } from './restart.js';

/** So soon after a chunk comes no further try: copies made by the network, or by capturing twice (microseconds). */
const DOUBLED = 50_000;
/** An INIT-ACK is answered at once: a COOKIE-ECHO that comes later than by any common way is not the first (microseconds). */
const LONGEST_ANSWER = 180_000;
const FIRST_COOKIE_ECHO = 'no COOKIE-ECHO before it is missing from the capture';
const FIRST_OF_SETUP = 'the set-up was not complete at this end before the capture began';
const COOKIE_ACK_LOST = 'the COOKIE-ACK was lost, not missed by the capture';
/** Data so soon after a COOKIE-ECHO left with it (microseconds). */
const BEHIND_COOKIE = 50_000;

/** After a stale cookie FreeBSD's stack measures from the first INIT on (sctp_input.c sctp_process_error: time_entered), so that it may wait for RTO.Max. */
const SINCE_THE_BEGINNING = Number.POSITIVE_INFINITY;

/** An INIT was sent (section 5.1 A); the association is new, or this is another copy or the other end's own (a collision, section 5.2.1). */
export function initSent(replay: Replay, sender: Endpoint, packet: SctpPacket, offer: InitOffer): void {
  const { association } = sender;
  if (sender.state === 'COOKIE-ECHOED') beginAnew(sender, 'COOKIE-WAIT', SINCE_THE_BEGINNING);
  if (sender.over && !sender.up && sender.offer?.tag === offer.tag) {
    sender.over = false;
    sender.state = 'COOKIE-WAIT';
  }
  controlSent(replay, sender, packet, 'INIT', sender.state === 'COOKIE-WAIT');
  if (sender.attempts.count > 0 && sender.state === 'COOKIE-WAIT') found(sender, 'INIT retransmitted', packet);
  attempt(sender, offer.frame, offer.time);
  sender.primary ??= packet.destination;
  sender.peer.primary ??= packet.source;
  if (sender.offer !== undefined && sender.offer.tag === offer.tag) return;
  sender.offer = offer;
  sender.role = sender.peer.role === 'initiator' ? 'both' : 'initiator';
  if (sender.role === 'both') {
    sender.peer.role = 'both';
    association.setup = 'collision';
  }
  if (!sender.up) sender.state = 'COOKIE-WAIT';
  sender.outbound.start(offer.tsn);
  replay.table.setTag(sender, offer.tag);
  announceAll(replay, sender, offer);
}

function announceAll(replay: Replay, sender: Endpoint, offer: InitOffer): void {
  for (const address of offer.addresses) replay.table.announce(sender, address, offer);
  if (offer.listsMore) found(sender, 'more addresses than kept', offer);
}

/** Another chunk is tried now: after an INIT-ACK the cookie, after a stale cookie the INIT again (section 5.2.6). */
function beginAnew(sender: Endpoint, state: 'COOKIE-WAIT' | 'COOKIE-ECHOED', roundTrip = 0): void {
  sender.state = state;
  sender.attempts = { ...NO_ATTEMPTS, roundTrip };
}

/** Counts the tries of a set-up chunk, for the time-out that ends them. */
function attempt(sender: Endpoint, frame: number, time: number): void {
  const { attempts } = sender;
  if (attempts.count > 0 && time - attempts.lastTime < DOUBLED) {
    sender.attempts = { ...attempts, lastFrame: frame };
    return;
  }
  const isFirst = attempts.count === 0;
  sender.attempts = {
    ...attempts,
    count: attempts.count + 1,
    firstFrame: isFirst ? frame : attempts.firstFrame,
    firstTime: isFirst ? time : attempts.firstTime,
    lastFrame: frame,
    lastTime: time,
    interval: isFirst ? 0 : time - attempts.lastTime,
  };
}

/** An INIT-ACK was sent (section 5.1 B). Its sender keeps no state; which of several counts, the echoed cookie tells. */
export function initAckSent(replay: Replay, sender: Endpoint, offer: InitOffer): void {
  const { association, peer } = sender;
  if (!association.offered(offer)) found(sender, 'more INIT-ACKs than kept', offer);
  replay.cancel(peer, 'SETUP-TIMEOUT');
  if (peer.attempts.count > 0) sender.lag.sampleEarly(offer.time - peer.attempts.lastTime);
  if (sender.up || (sender.role === 'both' && sender.offer?.tag !== offer.tag)) return;
  // The cookie of another INIT-ACK is on its way already.
  if (peer.state === 'COOKIE-ECHOED' && sender.role === 'responder') return;
  if (sender.role !== 'both') {
    sender.role = 'responder';
    sender.offer = offer;
    sender.outbound.start(offer.tsn);
    replay.table.setTag(sender, offer.tag);
  }
  announceAll(replay, sender, offer);
  if (association.predecessor) cookieTells(replay, sender, association.predecessor);
}

/** A COOKIE-ECHO was sent (section 5.1 C): its sender has the INIT-ACK; when it arrives, its receiver is up. */
export function cookieEchoSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket): void {
  const chosen = sender.association.offerOf(packet.verificationTag);
  if (sender.state === 'COOKIE-WAIT') {
    const { count, lastTime, roundTrip } = sender.attempts;
    beginAnew(sender, 'COOKIE-ECHOED', Math.max(roundTrip, count === 1 ? packet.time - lastTime : 0));
    if (chosen) sender.lag.sampleEarly(packet.time - chosen.time);
  }
  controlSent(replay, sender, packet, 'COOKIE-ECHO', sender.attempts.count > 0 && sender.settingUp);
  if (receiver.up && sender.attempts.count > 0) found(sender, 'COOKIE-ECHO repeated', packet);
  attempt(sender, packet.frame, packet.time);
  if (receiver.up || receiver.over) return;
  if (chosen && receiver.role === 'responder') {
    receiver.offer = chosen;
    if (receiver.outbound.chunks === 0) receiver.outbound.start(chosen.tsn);
  }
  receiver.role ??= 'responder';
  const { frame } = packet;
  const late = chosen !== undefined && sender.attempts.count === 1 && packet.time - chosen.time > LONGEST_ANSWER;
  const since = late && !replay.isSeenAt(receiver) ? chosen.time : undefined;
  replay.expect(receiver, 'COOKIE-ECHO', packet, (how) => {
    const why = `COOKIE-ECHO in frame ${frame} reached ${replay.name(receiver)}${how.proven ? `, as its answer in frame ${how.frame} shows` : ''}`;
    if (sender.association.predecessor || remembers(receiver)) settleRestart(replay, receiver, frame, how, why);
    else if (since === undefined) comeUp(replay, receiver, frame, how, why, begunUnseen(sender.association));
    else comeUp(replay, receiver, frame, { ...how, firstCopy: since }, why, [FIRST_COOKIE_ECHO]);
  });
}

/** The capture may have begun between two copies of a chunk that brings an end up. */
function begunUnseen({ setup }: Association): string[] {
  return setup === 'seen-from-middle' ? [FIRST_OF_SETUP] : [];
}

/** A COOKIE-ACK was sent (section 5.1 D): when it arrives, its receiver is up. */
export function cookieAckSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket): void {
  upUnseen(replay, sender, packet);
  if (receiver.state === 'COOKIE-WAIT' && receiver.settingUp) beginAnew(receiver, 'COOKIE-ECHOED');
  if (receiver.attempts.count > 0 && receiver.state === 'COOKIE-ECHOED') sender.lag.sampleEarly(packet.time - receiver.attempts.lastTime);
  expectUp(replay, receiver, packet, 'COOKIE-ACK');
}

/** A SACK or user data without the cookie: only an endpoint that is up sends that, whatever brought it up unseen. */
export function upBySending(replay: Replay, sender: Endpoint, packet: SctpPacket): void {
  if (sender.up || sender.over || sender.state === 'unknown' || sender.attempts.lastFrame === packet.frame) return;
  if (sender.state !== 'COOKIE-ECHOED') {
    upUnseen(replay, sender, packet);
    return;
  }
  const { frame, time, view, firstChunk } = packet;
  // What does not fit beside the cookie, Linux sends right behind it (outqueue.c sctp_outq_flush_data).
  if (chunkType(view, firstChunk) === ChunkNumber.DATA && time - sender.attempts.lastTime < BEHIND_COOKIE) return;
  const how = {
    proven: true,
    arrived: true,
    expired: false,
    frame,
    time,
    copyFrame: frame,
    firstCopy: sender.attempts.lastTime,
    lastCopy: time,
  };
  // The COOKIE-ACK that did that was of a peer that is up.
  replay.prove(sender.peer, 'COOKIE-ECHO', packet);
  comeUp(replay, sender, frame, how, `${replay.name(sender)} sends in frame ${frame} what only an association sends`);
}

/** It sends what only an association sends, and the COOKIE-ECHO that brought it up, or that it sent, is missing from the capture. */
function upUnseen(replay: Replay, endpoint: Endpoint, packet: SctpPacket): void {
  const { association, role } = endpoint;
  if (endpoint.up || endpoint.over || endpoint.state === 'unknown' || role === undefined) return;
  if (endpoint.awaiting.some(({ what }) => what === 'COOKIE-ECHO')) return;
  association.hasGaps = true;
  const { frame, time } = packet;
  const how = { proven: true, arrived: true, expired: false, frame, time, copyFrame: frame, firstCopy: association.start, lastCopy: time };
  comeUp(replay, endpoint, frame, how, `${replay.name(endpoint)} sends in frame ${frame} what only an association sends`);
}

/** In place of a COOKIE-ACK that was lost, some stacks take other chunks for it. */
export function impliedCookieAck(replay: Replay, receiver: Endpoint, packet: SctpPacket): void {
  if (receiver.state !== 'COOKIE-ECHOED' || replay.profileOf(receiver).impliedCookieAck.value === 'none') return;
  expectUp(replay, receiver, packet, 'a chunk that only an association sends', [COOKIE_ACK_LOST]);
}

function expectUp(replay: Replay, receiver: Endpoint, packet: SctpPacket, what: string, assumed: string[] = []): void {
  if (receiver.up || receiver.over || receiver.state !== 'COOKIE-ECHOED') return;
  replay.cancel(receiver, 'SETUP-TIMEOUT');
  const { frame } = packet;
  replay.expect(receiver, 'COOKIE-ACK', packet, (how) => {
    const begun = receiver.offer ? ` that it began with INIT in frame ${receiver.offer.frame}` : '';
    comeUp(replay, receiver, frame, how, `${what} in frame ${frame} completes at ${replay.name(receiver)} the handshake${begun}`, [
      ...assumed,
      ...begunUnseen(receiver.association),
    ]);
  });
}
