/** Facts to notifications: how one stack tells its application what happened. Which, with which values, how many, in which order: nothing else. */

import { causeName } from '../../dissect/error-cause/registry.js';
import { tsnDistance } from '../../dissect/serial-number.js';
import { padded } from '../../dissect/tlv.js';
import type {
  AssocChange,
  AssocState,
  NotificationBody,
  NotificationType,
  SendFailed,
  SendFailedEvent,
  SentFlag,
} from '../../notification/notification.js';
import type {
  AbandonmentDone,
  AssociationReset,
  Extension,
  Fact,
  Failure,
  Lost,
  PartialAborted,
  PathChanged,
  Restarted,
  Streams,
  StreamsAdded,
  Undelivered,
  UnsentMessage,
  Up,
} from '../fact.js';
import { messagesOf } from '../message.js';
import type { SentChunk } from '../sent-chunk.js';
import type { StackProfile } from './stack-profile.js';

/** The notifications of a fact, in the order the stack queues them. `wants` tells the application's subscription. */
export function tell(fact: Fact, profile: StackProfile, wants: (type: NotificationType) => boolean): NotificationBody[] {
  switch (fact.kind) {
    case 'up':
      return tellUp(fact, profile);
    case 'restarted':
      return tellRestarted(fact, profile, wants);
    case 'lost':
      return [lostChange(fact, failureError(fact, profile), profile)];
    case 'undelivered':
      return tellUndelivered(fact, profile, wants);
    case 'shutdown-received':
      return [{ sn_type: 'SCTP_SHUTDOWN_EVENT' }];
    case 'shutdown-complete':
      return [assocChange('SCTP_SHUTDOWN_COMP', 0, endedStreams(fact.streams, profile.endedStreams.value), '')];
    case 'error-received':
      return tellError(fact.chunk, fact.causes, profile);
    case 'abandoned':
      return profile.abandonedTransmitted.value === 'told' ? sendFailed(fact.chunks, 0, profile, wants) : [];
    case 'abandonment-done':
      return profile.abandonedInPart.value === 'told' ? tellGivenUp(fact, profile, wants) : [];
    case 'lapsed':
      return sendFailed(neverSent(fact.unsent, fact.fragment, profile), 0, profile, wants, 0, 'SCTP_DATA_UNSENT');
    case 'partial-aborted':
      return tellPartial(fact, profile);
    case 'streams-reset':
      return resetFlags(fact.result) === undefined ? [] : [streamReset(fact.direction, fact.streams, fact.result)];
    case 'association-reset':
      return tellAssociationReset(fact, profile);
    case 'streams-added':
      return tellStreamsAdded(fact, profile);
    case 'path':
      return [tellPath(fact, profile)];
    case 'queue-empty':
      return [{ sn_type: 'SCTP_SENDER_DRY_EVENT' }];
    case 'key':
      return [
        {
          sn_type: 'SCTP_AUTHENTICATION_EVENT',
          auth_indication: fact.indication,
          auth_keynumber: fact.key,
          auth_altkeynumber: profile.newKeyAlternate.value === 'key-before' ? fact.before : 0,
        },
      ];
  }
}

const NO_STREAMS: Streams = { outbound: 0, inbound: 0 };

function endedStreams(streams: Streams, answer: 'zero' | 'current'): Streams {
  return answer === 'zero' ? NO_STREAMS : streams;
}

function assocChange(state: AssocState, error: number, streams: Streams, info: string | undefined, cause = 0): AssocChange {
  return {
    sn_type: 'SCTP_ASSOC_CHANGE',
    sac_state: state,
    sac_error: error,
    ...(cause === 0 ? {} : { sac_error_cause: { code: cause, name: causeName(cause) } }),
    ...(streams.outbound === undefined ? {} : { sac_outbound_streams: streams.outbound }),
    ...(streams.inbound === undefined ? {} : { sac_inbound_streams: streams.inbound }),
    ...(info === undefined ? {} : { sac_info: info }),
  };
}

/** FreeBSD's SCTP_ASSOC_SUPPORTS_* codes, in the order in which its stack writes them. */
const FEATURE_CODES: readonly (readonly [Extension | 'MULTIBUF', number])[] = [
  ['PR-SCTP', 1],
  ['AUTH', 2],
  ['ASCONF', 3],
  ['I-DATA', 6],
  ['MULTIBUF', 4],
  ['RE-CONFIG', 5],
];

function upInfo(extensions: ReadonlySet<Extension> | undefined, profile: StackProfile): string | undefined {
  if (profile.upInfo.value === 'none') return '';
  if (extensions === undefined) return undefined;
  return hex(Uint8Array.from(FEATURE_CODES.filter(([name]) => name === 'MULTIBUF' || extensions.has(name)).map(([, code]) => code)));
}

function tellUp(fact: Up, profile: StackProfile): NotificationBody[] {
  const told: NotificationBody[] = [assocChange('SCTP_COMM_UP', 0, fact.streams, upInfo(fact.extensions, profile))];
  if (fact.adaptation !== undefined && (fact.adaptation !== 0 || profile.adaptationZero.value === 'told')) {
    told.push({ sn_type: 'SCTP_ADAPTATION_INDICATION', sai_adaptation_ind: fact.adaptation });
  }
  if (profile.noAuthIfUnsupported.value !== 'never' && fact.extensions !== undefined && !fact.extensions.has('AUTH')) told.push(NO_AUTH);
  if (fact.role === 'responder' && profile.responderConfirmsPeer.value === 'told') told.push(confirmed(fact.peerAddress));
  return told;
}

const NO_AUTH: NotificationBody = {
  sn_type: 'SCTP_AUTHENTICATION_EVENT',
  auth_indication: 'SCTP_AUTH_NO_AUTH',
  auth_keynumber: 0,
  auth_altkeynumber: 0,
};

function confirmed(address: string): NotificationBody {
  return { sn_type: 'SCTP_PEER_ADDR_CHANGE', spc_state: 'SCTP_ADDR_CONFIRMED', spc_aaddr: address, spc_error: 0 };
}

function tellRestarted(fact: Restarted, profile: StackProfile, wants: (type: NotificationType) => boolean): NotificationBody[] {
  const told: NotificationBody[] = [
    ...sendFailed([...undeliveredUnits(fact.undelivered, profile), ...unseen(fact.unsent, fact.fragment)], 0, profile, wants),
    ...sendFailed(neverSent(fact.unsent, fact.fragment, profile), 0, profile, wants, 0, 'SCTP_DATA_UNSENT'),
    assocChange('SCTP_RESTART', 0, fact.streams, upInfo(fact.extensions, profile)),
  ];
  if (profile.noAuthIfUnsupported.value === 'up-and-restart' && fact.extensions !== undefined && !fact.extensions.has('AUTH'))
    told.push(NO_AUTH);
  return told;
}

function tellGivenUp(fact: AbandonmentDone, profile: StackProfile, wants: (type: NotificationType) => boolean): NotificationBody[] {
  const rest = fact.rest === undefined ? [] : [fact.rest];
  return [
    ...sendFailed(filledUp(fact.chunks, unseen(rest, fact.fragment)), 0, profile, wants),
    ...sendFailed(neverSent(rest, fact.fragment, profile), 0, profile, wants, 0, 'SCTP_DATA_UNSENT'),
  ];
}

/** One message's fragments: those that did not pass here where TSNs are missing, and what is left of them behind. */
function filledUp(seen: readonly SentChunk[], hidden: readonly SentChunk[]): SentChunk[] {
  let used = 0;
  const filled = seen.flatMap((chunk, i) => {
    const before = seen[i - 1];
    const missing = before === undefined || chunk.interleaved ? 0 : Math.min(tsnDistance(before.tsn, chunk.tsn) - 1, hidden.length - used);
    used += missing;
    return [...hidden.slice(used - missing, used), chunk];
  });
  return [...filled, ...hidden.slice(used)];
}

function tellUndelivered(fact: Undelivered, profile: StackProfile, wants: (type: NotificationType) => boolean): NotificationBody[] {
  const error = failureError(fact, profile);
  const sent = [...undeliveredUnits(fact.chunks, profile), ...unseen(fact.unsent, fact.fragment)];
  const unsent = neverSent(fact.unsent, fact.fragment, profile);
  const fit = fitting([...sent, ...unsent], fact.room, profile);
  return [
    ...sendFailed(fit.slice(0, sent.length), error, profile, wants, fact.cause),
    ...sendFailed(fit.slice(sent.length), error, profile, wants, fact.cause, 'SCTP_DATA_UNSENT'),
  ];
}

/** User data in a full packet of an Ethernet, where no fragment shows how much it is. */
const ETHERNET_FRAGMENT = 1452;

/** What was sent, as fragments, though its packets did not pass here. */
function unseen(messages: readonly UnsentMessage[], fragment: number): SentChunk[] {
  return messages.flatMap((message) => fragments(message, message.taken, message.taken + message.unseen, fragment));
}

/** What was not sent: fragment by fragment with the flags they would have had, or each message's rest as one, by stream, flags 3 where nothing was taken and else 1. */
function neverSent(messages: readonly UnsentMessage[], fragment: number, profile: StackProfile): SentChunk[] {
  if (profile.unsentUnit.value === 'fragment') {
    return messages.flatMap((message) => fragments(message, message.taken + message.unseen, message.length, fragment));
  }
  const cut = messages.filter(({ taken, unseen, length }) => taken + unseen < length).toSorted((a, b) => a.stream - b.stream);
  return cut.map((message) => {
    const sent = message.taken + message.unseen;
    return unseenChunk(message, sent === 0 ? 3 : 1, message.length - sent);
  });
}

/** A part of a message, from one byte to another, in the fragments it would have been sent in. */
export function fragments(message: UnsentMessage, from: number, to: number, fragment: number): SentChunk[] {
  const size = fragment || ETHERNET_FRAGMENT;
  const chunks: SentChunk[] = [];
  for (let at = from; at < to; at += size) {
    const flags = (at === 0 ? 2 : 0) | (at + size >= message.length ? 1 : 0) | (message.unordered ? 4 : 0);
    chunks.push(unseenChunk(message, flags, Math.min(size, message.length - at)));
  }
  return chunks;
}

function unseenChunk(message: UnsentMessage, flags: number, length: number): SentChunk {
  const never = { transmissions: 0, firstFrame: 0, lastFrame: 0, firstTime: 0, lastTime: 0, interleaved: false, abandoned: false } as const;
  const { stream, ppid, context } = message;
  return { ...never, tsn: 0, stream, sequence: 0, ppid, context, flags, length, acknowledged: 'no', payload: undefined };
}

/** The fragments whose notifications find room in the receive buffer, where the stack drops the rest silently. */
function fitting(chunks: SentChunk[], room: number | undefined, profile: StackProfile): SentChunk[] {
  const header = profile.sendFailedRoom.value;
  if (header === 'always' || room === undefined) return chunks;
  let used = 0;
  const count = chunks.findIndex((chunk) => {
    if (room - used < header) return true;
    used += header + chunk.length;
    return false;
  });
  return count < 0 ? chunks : chunks.slice(0, count);
}

/** The number an application reads for a failure: the cause code in the stack's byte order, or 0. */
export function failureError(fact: { failure: Failure; cause: number }, profile: StackProfile): number {
  if (fact.failure === 'unreachable' || fact.failure === 'icmp') return 0;
  if (fact.failure !== 'peer-abort' && profile.userAbortError.value === 'zero') return 0;
  return errorNumber(fact.cause, profile);
}

function errorNumber(cause: number, profile: StackProfile): number {
  return profile.errorOrder.value === 'network' ? ((cause & 0xff) << 8) | (cause >> 8) : cause;
}

/** The end of an association, with the number an application reads for its cause. */
export function lostChange(fact: Lost, error: number, profile: StackProfile): AssocChange {
  const cause = error === 0 ? 0 : fact.cause;
  if (fact.duringSetup) {
    const info = fact.failure === 'peer-abort' && profile.setupAbortInfo.value === 'chunk' ? chunkInfo(fact.abort, profile) : '';
    return assocChange('SCTP_CANT_STR_ASSOC', error, endedStreams(fact.streams, profile.cantStartStreams.value), info, cause);
  }
  let info: string | undefined = '';
  if (fact.failure === 'peer-abort') {
    info = profile.abortInfo.value === 'chunk' ? chunkInfo(fact.abort, profile) : fact.abort && hex(fact.abort.subarray(4));
  }
  return assocChange('SCTP_COMM_LOST', error, endedStreams(fact.streams, profile.endedStreams.value), info, cause);
}

function chunkInfo(chunk: Uint8Array | undefined, profile: StackProfile): string | undefined {
  return chunk && hex(chunk.subarray(0, profile.chunkInfoLimit.value));
}

/** The sent fragments that the stack reports when their association fails, in the order it does. */
export function undeliveredUnits(chunks: readonly SentChunk[], profile: StackProfile): SentChunk[] {
  if (profile.sendFailedUnit.value === 'fragments-not-cumulatively-acknowledged') {
    return chunks.filter((chunk) => (chunk.acknowledged === 'no' || chunk.acknowledged === 'gap') && !chunk.abandoned);
  }
  return messagesOf(chunks)
    .filter((message) => message.some((chunk) => chunk.acknowledged !== 'cumulative'))
    .flat();
}

/** One notification per fragment, in the form the application asked for; where it asked for both, Linux raises both. */
export function sendFailed(
  chunks: readonly SentChunk[],
  error: number,
  profile: StackProfile,
  wants: (type: NotificationType) => boolean,
  cause = 0,
  flag: SentFlag = 'SCTP_DATA_SENT',
): NotificationBody[] {
  const asModern = wants('SCTP_SEND_FAILED_EVENT');
  const asOld = wants('SCTP_SEND_FAILED') && (!asModern || profile.sendFailedBoth.value === 'both');
  return chunks.flatMap((chunk) => [
    ...(asOld ? [oldForm(chunk, error, cause, profile, flag)] : []),
    ...(asModern ? [modernForm(chunk, error, cause, profile, flag)] : []),
  ]);
}

function oldForm(chunk: SentChunk, error: number, cause: number, profile: StackProfile, flag: SentFlag): SendFailed {
  return {
    sn_type: 'SCTP_SEND_FAILED',
    ssf_flags_name: flag,
    ssf_error: error,
    ...(error === 0 ? {} : { ssf_error_cause: { code: cause, name: causeName(cause) } }),
    ssf_info: {
      sinfo_stream: chunk.stream,
      sinfo_ssn: profile.sendFailedSsn.value === 'wire' ? chunk.sequence & 0xffff : 0,
      sinfo_flags: chunk.flags & profile.sendFailedFlags.value,
      sinfo_ppid: chunk.ppid,
      ...(chunk.context === undefined ? {} : { sinfo_context: chunk.context }),
    },
    ...(chunk.payload ? { ssf_data: hex(chunk.payload) } : {}),
  };
}

function modernForm(chunk: SentChunk, error: number, cause: number, profile: StackProfile, flag: SentFlag): SendFailedEvent {
  return {
    sn_type: 'SCTP_SEND_FAILED_EVENT',
    ssfe_flags_name: flag,
    ssfe_error: error,
    ...(error === 0 ? {} : { ssfe_error_cause: { code: cause, name: causeName(cause) } }),
    ssfe_info: {
      snd_sid: chunk.stream,
      snd_flags: chunk.flags & profile.sendFailedFlags.value,
      snd_ppid: chunk.ppid,
      ...(chunk.context === undefined ? {} : { snd_context: chunk.context }),
    },
    ...(chunk.payload ? { ssfe_data: hex(chunk.payload) } : {}),
  };
}

function tellPartial(fact: PartialAborted, profile: StackProfile): NotificationBody[] {
  const filled = profile.partialDeliveryStream.value === 'filled';
  return fact.deliveries.map((delivery) => ({
    sn_type: 'SCTP_PARTIAL_DELIVERY_EVENT',
    pdapi_indication: 'SCTP_PARTIAL_DELIVERY_ABORTED',
    pdapi_stream: filled || delivery.interleaved ? delivery.stream : 0,
    pdapi_seq: filled || delivery.interleaved ? delivery.sequence & (delivery.interleaved ? 0xffffffff : 0xffff) : 0,
  }));
}

function tellError(chunk: Uint8Array, causes: readonly { code: number; body: Uint8Array }[], profile: StackProfile): NotificationBody[] {
  const name = (code: number) => ({ sre_error: code, ...(code === 0 ? {} : { sre_error_cause: { code, name: causeName(code) } }) });
  if (profile.remoteErrorUnit.value === 'chunk') {
    return [
      { sn_type: 'SCTP_REMOTE_ERROR', ...name(causes[0]?.code ?? 0), sre_data: hex(chunk.subarray(0, profile.chunkInfoLimit.value)) },
    ];
  }
  return causes.map((cause) => {
    const body = new Uint8Array(padded(cause.body.length));
    body.set(cause.body);
    return { sn_type: 'SCTP_REMOTE_ERROR', ...name(cause.code), sre_data: hex(body) };
  });
}

const PATH_STATES = {
  available: 'SCTP_ADDR_AVAILABLE',
  unreachable: 'SCTP_ADDR_UNREACHABLE',
  'potentially-failed': 'SCTP_ADDR_POTENTIALLY_FAILED',
  added: 'SCTP_ADDR_ADDED',
  removed: 'SCTP_ADDR_REMOVED',
  'made-primary': 'SCTP_ADDR_MADE_PRIM',
} as const;

function tellPath(fact: PathChanged, profile: StackProfile): NotificationBody {
  const reason = fact.by === 'heartbeat' ? 2 : fact.by === 'data' ? 1 : 0;
  const error = profile.pathError.value === 'reason' ? reason : 0;
  const state = fact.change === 'confirmed' ? profile.confirmedState.value : PATH_STATES[fact.change];
  return { sn_type: 'SCTP_PEER_ADDR_CHANGE', spc_state: state, spc_aaddr: fact.address, spc_error: error };
}

/** Result codes of a response (RFC 6525 section 4.4). */
const PERFORMED = 1;
const DENIED = 2;
const IN_PROGRESS = 6;

/** The failure bits of the flags: DENIED 4, FAILED 8; undefined where nothing is told yet. */
function resetFlags(result: number): number | undefined {
  if (result === IN_PROGRESS) return undefined;
  if (result === PERFORMED) return 0;
  return result === DENIED ? 4 : 8;
}

function streamReset(direction: 'incoming' | 'outgoing', streams: number[], result: number): NotificationBody {
  const flags = (direction === 'incoming' ? 1 : 2) | (resetFlags(result) ?? 0);
  return { sn_type: 'SCTP_STREAM_RESET_EVENT', strreset_flags: flags, strreset_stream_list: streams };
}

function tellAssociationReset(fact: AssociationReset, profile: StackProfile): NotificationBody[] {
  const flags = resetFlags(fact.result);
  if (flags === undefined || fact.responderTsn === undefined || fact.requesterTsn === undefined) return [];
  const requester = fact.role === 'requester';
  const expected = requester ? fact.responderTsn : fact.requesterTsn;
  const own = requester ? fact.requesterTsn : fact.responderTsn;
  const offset = profile.associationResetRemoteOffset.value;
  const [local, remote] = profile.associationResetLocal.value === 'expected' ? [expected, own] : [own, (expected + offset) >>> 0];
  const reset: NotificationBody = {
    sn_type: 'SCTP_ASSOC_RESET_EVENT',
    assocreset_flags: flags,
    assocreset_local_tsn: local,
    assocreset_remote_tsn: remote,
  };
  if (flags !== 0 || profile.associationResetStreams.value === 'not-told') return [reset];
  return [streamReset('outgoing', [], fact.result), streamReset('incoming', [], fact.result), reset];
}

function tellStreamsAdded(fact: StreamsAdded, profile: StackProfile): NotificationBody[] {
  const flags = resetFlags(fact.result);
  if (flags === undefined) return [];
  const totals = profile.streamChangeNumbers.value === 'totals';
  const instrms = totals ? fact.streams.inbound : fact.direction === 'incoming' ? fact.count : 0;
  const outstrms = totals ? fact.streams.outbound : fact.direction === 'outgoing' ? fact.count : 0;
  return [
    {
      sn_type: 'SCTP_STREAM_CHANGE_EVENT',
      strchange_flags: flags,
      ...(instrms === undefined ? {} : { strchange_instrms: instrms }),
      ...(outstrms === undefined ? {} : { strchange_outstrms: outstrms }),
    },
  ];
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}
