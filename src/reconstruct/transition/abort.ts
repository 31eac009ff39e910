/** Ends that are not in good order: ABORT (RFC 9260 section 9.1). */
import { T_BIT } from '../../dissect/chunk/abort.js';
import { CauseCode, causeName } from '../../dissect/error-cause/registry.js';
import { CHUNK_HEADER, chunkEnd, chunkFlags, chunkLength, type SctpPacket } from '../../dissect/packet.js';
import { nextTlv, TLV_HEADER, tlvAt, tlvLength, tlvType } from '../../dissect/tlv.js';
import type { Settlement } from '../arrival.js';
import type { Endpoint } from '../association.js';
import { found } from '../diagnosis/found.js';
import type { Evidence, Failure } from '../fact.js';
import type { Replay } from '../replay.js';
import type { SentChunk } from '../sent-chunk.js';
import { THIS_ONE } from './choice.js';
import { mayEnd } from './ending.js';
import { end, fail } from './failure.js';
import { acknowledgedInVain, acknowledgedLate } from './late-acknowledgement.js';
import { lastExpiry } from './path.js';
import { leavesNow } from './queue.js';
import { answerTime } from './setup-tries.js';

/** How Linux words the ABORT of an association it gives up (sctp_make_violation_max_retrans). */
const MAX_RETRANS = /max_retrans/;

/** An endpoint not heard of for so long (microseconds) is cut off. */
const LEAST_SILENCE = 500_000;
/** How much later than its peer an endpoint that is cut off may notice. */
const UNSEEN_SLACK = 60e6;

/** What breaks the protocol is refused at once (microseconds). */
const LONGEST_REFUSAL = 100_000;

/** An ABORT leaves as it is asked for; log and capture are stamped by different processes (microseconds). */
const CALL_REACTION = 50_000;
/** On a busy host it may leave so late: what was acknowledged in between may have waited behind the call. */
export const SLOW_REACTION = 500_000;
const CALL_SLACK = 5_000;

/** An ABORT chunk, read. */
interface Abort {
  /** Undefined where it was not captured to its end. */
  bytes: Uint8Array | undefined;
  /** Bytes it has, header included. */
  length: number;
  reflected: boolean;
  /** Its causes fill it to its end, as far as it was captured. */
  sound: boolean;
  /** First cause, 0 for none. */
  cause: number;
  text: string;
  frame: number;
  time: number;
  /** Since when what its sender had sent that way went unanswered; never, where no time-out was seen. */
  failingSince: number;
}

function readAbort(sender: Endpoint, packet: SctpPacket, chunk: number): Abort {
  const { view } = packet;
  const whole = chunkEnd(view, chunk) <= packet.end;
  const end = Math.min(chunkEnd(view, chunk), packet.end);
  const first = chunk + CHUNK_HEADER;
  const present = whole ? tlvAt(view, first, end) : first + TLV_HEADER <= end;
  const path = sender.paths?.get(packet.destination);
  const body = present ? packet.bytes.subarray(first + TLV_HEADER, Math.min(first + tlvLength(view, first), end)) : new Uint8Array(0);
  return {
    bytes: whole ? packet.bytes.slice(chunk, end) : undefined,
    length: chunkLength(view, chunk),
    reflected: (chunkFlags(view, chunk) & T_BIT) !== 0,
    sound: !whole || causesFill(view, first, end),
    cause: present ? tlvType(view, first) : 0,
    text: String.fromCharCode(...body.subarray(0, 256)),
    frame: packet.frame,
    time: packet.time,
    failingSince: path !== undefined && path.strikes > 0 ? path.firstStrike : Number.POSITIVE_INFINITY,
  };
}

/** Is one cause after the other whole, up to the end of their chunk or its padding? */
function causesFill(view: DataView, first: number, end: number): boolean {
  let at = first;
  while (tlvAt(view, at, end)) at = nextTlv(view, at);
  return at >= end;
}

/** 'ABORT (cause 12, User-Initiated Abort) in frame 41'. */
function described(abort: Abort): string {
  const cause = abort.cause === 0 ? 'without a cause' : `cause ${abort.cause}, ${causeName(abort.cause)}`;
  return `ABORT (${cause}) in frame ${abort.frame}`;
}

/** An ABORT was sent. Both ends may be told: its receiver of the peer's abort, its sender of its own. */
export function abortSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  const abort = readAbort(sender, packet, chunk);
  if (abort.reflected) sender.reflections++;
  if (receiver.paths?.get(packet.source)?.deleted) return;
  if (abort.reflected && (receiver.unlisted.includes(packet.destination) || sender.unlisted.includes(packet.source))) {
    found(receiver, 'address not listed', packet);
    return;
  }
  replay.cancel(receiver, 'SETUP-TIMEOUT');
  // Who has no association any more had given up.
  if (abort.reflected && packet.time > sender.attempts.lastTime + answerTime(replay, sender)) replay.believe(sender, 'SETUP-TIMEOUT');
  replay.cancel(sender, 'SETUP-TIMEOUT');
  if (sender.role === undefined && sender.state === 'CLOSED') {
    if (receiver.settingUp) replay.expect(receiver, 'ABORT', packet, (how) => receivedAbort(replay, receiver, abort, how));
    return;
  }
  const givingUpSetup = abort.reflected && sender.settingUp && sender.state === 'COOKIE-WAIT';
  if (!abort.reflected || givingUpSetup) {
    if (ownFailure(abort) === 'unreachable') {
      lastExpiry(replay, sender, packet);
      replay.cancel(sender, 'SHUTDOWN-COMPLETE');
      // With nothing outstanding, what it sent in vain was a SHUTDOWN-ACK that did not pass here.
      if (sender.outbound.outstanding === 0) replay.prove(sender, 'SHUTDOWN', packet);
    }
    if (ownFailure(abort) === 'violation') refuses(replay, sender, abort);
    if (sender.emptied.length > 0) leavesNow(sender, packet, ownFailure(abort) === 'violation' ? 'violation' : 'ABORT');
    const undelivered = undeliveredAt(replay, sender, abort);
    replay.expect(sender, 'OWN-ABORT', packet, (how) => ownAbort(replay, sender, abort, undelivered, how));
  } else {
    vanish(replay, sender, abort);
  }
  if (!abort.sound && !receiver.settingUp && replay.profileOf(receiver).malformedAbort.value === 'discarded') return;
  const reached = `the ${described(abort)} reached ${replay.name(receiver)}`;
  mayEnd(receiver, { failure: 'peer-abort', cause: abort.cause, abort: abort.bytes, assumption: reached });
  if (!receiver.over && (receiver.up || receiver.settingUp || receiver.state === 'unknown')) {
    replay.expect(receiver, 'ABORT', packet, (how) => receivedAbort(replay, receiver, abort, how));
  }
}

/** It answers what has just come with an ABORT: that is refused, so a SHUTDOWN that leaves data missing is not told. Where nothing has come, something is missing from the capture. */
function refuses(replay: Replay, sender: Endpoint, { time }: Abort): void {
  replay.cancel(sender, 'SHUTDOWN');
  if (time - sender.peer.lastTime > LONGEST_REFUSAL + 2 * replay.delay(sender)) sender.association.hasGaps = true;
}

/** Its sender answers for an association it does not have: an ABORT on its way to it or from it has ended it, whatever it had ended unseen, or it never was. */
function vanish(replay: Replay, sender: Endpoint, abort: Abort): void {
  if (!sender.over) replay.believe(sender, 'OWN-ABORT');
  if (!sender.over) replay.believe(sender, 'ABORT');
  if (sender.over) return;
  const { association, attempts } = sender;
  if (sender.state === 'unknown' && sender.onlyReflects) sender.over = true;
  if (sender.up) endedUnseenAside(replay, sender, abort);
  sender.goneSince = abort.time;
  if (sender.settingUp && attempts.count > 0) {
    fail(replay, sender, 'unreachable', 0, undefined, {
      at: { time: abort.time, earliest: attempts.lastTime, latest: abort.time },
      frames: [attempts.lastFrame, abort.frame],
      why: `${replay.name(sender)} had given its set-up up some time after frame ${attempts.lastFrame}: ${described(abort)} says that it has no association`,
      assumptions: ['its own limit ended it, not an ABORT that did not pass here'],
    });
    return;
  }
  if (association.outcome === 'open') {
    association.outcome = 'lost';
    association.outcomeWhy = `${replay.name(sender)} no longer knew the association: ${described(abort)}`;
  }
}

/** It may have been told of an ABORT that did not pass here. */
function endedUnseenAside(replay: Replay, endpoint: Endpoint, abort: Abort): void {
  const lost = { sn_type: 'SCTP_ASSOC_CHANGE', sac_state: 'SCTP_COMM_LOST' } as const;
  replay.ledger.aside(endpoint, lost, {
    at: { time: abort.time, earliest: endpoint.upTime, latest: abort.time },
    frames: [abort.frame],
    why: `${replay.name(endpoint)} no longer knew the association: ${described(abort)}`,
    assumptions: ['an ABORT that did not pass here had ended it'],
  });
}

function receivedAbort(replay: Replay, receiver: Endpoint, abort: Abort, how: Settlement): void {
  if (abortedFirst(replay, receiver, abort)) replay.believe(receiver, 'OWN-ABORT');
  // What had ended it in good order left before the ABORT, on the same way.
  for (const last of ['SHUTDOWN-ACK', 'SHUTDOWN-COMPLETE'] as const) replay.believe(receiver, last, abort.time);
  if (receiver.over || receiver.goneSince === receiver.lastTime) return;
  const peer = replay.name(receiver.peer);
  if (receiver.up && !how.arrived && ownFailure(abort) === 'unreachable' && !abort.reflected && cutOff(replay, receiver, abort)) {
    lostUnseen(replay, receiver, abort);
    return;
  }
  const { association } = receiver;
  // Nothing but this answer speaks for an association: its receiver may have sent out of the blue.
  const unheardOf = abort.reflected && association.setup === 'seen-from-middle' && receiver.peer.onlyReflects;
  const undelivered = receiver.outbound.snapshot();
  acknowledgedInVain(replay, receiver, { ...abort, described: `${described(abort)} of ${peer}` }, undelivered);
  const name = replay.name(receiver);
  const ends = receiver.settingUp
    ? `refuses the association that ${name} wants to set up`
    : `ends the association at ${name}${undeliveredText(receiver)}`;
  const evidence: Evidence = {
    ...(unheardOf ? { merelyPossible: true } : {}),
    at: replay.moment(receiver, abort.time),
    frames: [abort.frame],
    why: `${described(abort)} of ${peer} ${ends}`,
    assumptions: replay.arrivalAssumptions(receiver, how.arrived, 'it'),
  };
  fail(replay, receiver, 'peer-abort', abort.cause, abort.bytes, evidence, undelivered);
}

/** ABORTs that cross: had the receiver sent its own before the peer's arrived? */
function abortedFirst(replay: Replay, receiver: Endpoint, abort: Abort): boolean {
  const own = receiver.awaiting.find((awaited) => awaited.what === 'OWN-ABORT');
  return own !== undefined && own.firstTime < abort.time + replay.delay(receiver);
}

/**
 * The peer gave up. Either this end was heard while it tried, so that only the way here can be dead, for the ABORT too; or nothing was heard of it, so that most likely
 * both ways are. Of an end that was never heard nothing can be said: the capture may show one direction only.
 */
function cutOff(replay: Replay, endpoint: Endpoint, abort: Abort): boolean {
  if (endpoint.packets === 0) return false;
  if (abort.failingSince <= endpoint.lastTime) return !replay.reaches(endpoint);
  return !replay.near(endpoint) && abort.time - endpoint.lastTime > Math.max(4 * endpoint.lag.estimate, LEAST_SILENCE);
}

/** The peer gave up because nothing came back: most likely its ABORT does not arrive either, and this end finds out by its own timers. */
function lostUnseen(replay: Replay, endpoint: Endpoint, abort: Abort): void {
  const evidence: Evidence = {
    at: { time: abort.time, earliest: endpoint.lastTime, latest: abort.time + UNSEEN_SLACK },
    frames: [endpoint.lastFrame, abort.frame],
    why: `nothing was heard of ${replay.name(endpoint)} after frame ${endpoint.lastFrame}, and its peer gave it up with ${described(abort)}: cut off, it gives up by its own timers`,
    assumptions: ['the path was dead in both directions', 'it had something to send, or heartbeats on'],
  };
  fail(replay, endpoint, 'unreachable', 0, undefined, evidence, endpoint.outbound.snapshot(cutOffSince(endpoint)));
}

/** When the first of what its peer sent in vain passed here, after the endpoint was last heard: acknowledgements behind it did not arrive either. */
function cutOffSince({ peer, lastTime, lag }: Endpoint): number {
  const heard = lastTime + lag.estimate;
  const inVain = peer.outbound.snapshot().find(({ firstTime, acknowledged }) => firstTime > heard && acknowledged === 'no');
  return inVain?.firstTime ?? Number.POSITIVE_INFINITY;
}

/** TSNs of a sentence: "; TSNs 1007-1012 had been sent and never acknowledged". */
function undeliveredText(endpoint: Endpoint): string {
  const { outbound } = endpoint;
  const count = outbound.outstanding;
  if (count <= 0) return '';
  const first = (outbound.cumulative + 1) >>> 0;
  const last = (outbound.next - 1) >>> 0;
  return count === 1
    ? `; TSN ${first} had been sent and never acknowledged`
    : `; TSNs ${first}-${last} had been sent and not all acknowledged`;
}

/** The sender of an ABORT: what made it abort tells whether its application hears of it. */
function ownAbort(replay: Replay, sender: Endpoint, abort: Abort, undelivered: SentChunk[], how: Settlement): void {
  if (sender.over) return;
  if (!sender.up && !sender.settingUp && sender.state !== 'unknown') return;
  const failure = ownFailure(abort);
  const profile = replay.profileOf(sender);
  const called = aborts(replay, sender, abort);
  const silent = failure === 'user-abort' && abort.length <= CHUNK_HEADER + TLV_HEADER && !called;
  const evidence: Evidence = {
    at: replay.departure(sender, abort.time),
    frames: [abort.frame],
    why: `${replay.name(sender)} ${OWN_REASONS[failure]}: its ${described(abort)}${undeliveredText(sender)}`,
    assumptions: called ? [THIS_ONE] : how.arrived || replay.reaches(sender) || failure !== 'violation' ? [] : [NOT_FORGED],
  };
  if (silent) {
    if (profile.silentUserAbort.value === 'not-told') {
      end(replay, sender, failure, evidence);
      return;
    }
    if (profile.silentUserAbort.value === 'possible') evidence.merelyPossible = true;
  }
  fail(replay, sender, failure, abort.cause, undefined, evidence, undelivered);
}

/** What the sender of an ABORT had outstanding when it aborted. Looked at once: a further ABORT joins the one that is awaited. */
function undeliveredAt(replay: Replay, sender: Endpoint, abort: Abort): SentChunk[] {
  if (sender.over || sender.awaiting.some(({ what }) => what === 'OWN-ABORT')) return [];
  const known = knownUntil(replay, sender, abort);
  const undelivered = sender.outbound.snapshot(known);
  if (ownFailure(abort) === 'user-abort') {
    const call = callOf(replay, sender, abort, SLOW_REACTION) ?? known;
    acknowledgedLate(replay, sender, { ...abort, described: described(abort) }, Math.min(known, call), undelivered);
  }
  return undelivered;
}

/** Who knows the verification tag can send an ABORT in the name of an endpoint (RFC 9260 section 12.2.4.1); not past a capture at that endpoint. */
const NOT_FORGED = 'it comes from the endpoint in whose name it was sent';

/** Does the log show the call that the ABORT came from, where nothing in it does? */
function aborts(replay: Replay, sender: Endpoint, abort: Abort): boolean {
  return abort.text === '' && callOf(replay, sender, abort) !== undefined;
}

/** When the application made the call that the ABORT came from, where its log shows one. */
function callOf(replay: Replay, sender: Endpoint, { time }: Abort, longest = CALL_REACTION): number | undefined {
  const calls = replay.callsOf(sender)?.aborts(sender.port) ?? [];
  return calls.findLast((call) => call <= time + CALL_SLACK && time - call < longest);
}

/** Acknowledgements that passed here until then had reached the sender of an ABORT when it aborted. */
function knownUntil(replay: Replay, sender: Endpoint, abort: Abort): number {
  const delay = replay.delay(sender);
  const call = ownFailure(abort) === 'user-abort' ? callOf(replay, sender, abort) : undefined;
  return Math.min(abort.time - delay, call === undefined ? abort.time : call - delay / 2);
}

const OWN_REASONS: Readonly<Record<Failure, string>> = {
  'peer-abort': 'was aborted',
  'user-abort': 'aborted for its application',
  violation: 'aborted because its peer broke the protocol',
  unreachable: 'gave up after too many retransmissions',
  icmp: 'was told by ICMP that nobody is there',
};

function ownFailure(abort: Abort): Failure {
  if (abort.cause === 0) return 'unreachable';
  if (abort.cause === CauseCode.USER_INITIATED_ABORT) return 'user-abort';
  return MAX_RETRANS.test(abort.text) ? 'unreachable' : 'violation';
}
