/** Why an application's log may lack what its stack should have told. */

import { fromHex } from '../../notification/abi/hex.js';
import { findKernels, SUBSCRIBE_KERNELS, type SubscribeKernel } from '../../notification/abi/subscribe-kernel.js';
import { LINUX_MEMBERS, subscribe, subscribeAdvice } from '../../notification/abi/subscription.js';
import { type Notification, SUBSCRIPTION_MEMBER } from '../../notification/notification.js';
import { fieldDifferences } from '../member-comparison.js';
import type { PreparedLane } from '../prepared-lane.js';
import type { Logged } from '../sequences.js';
import { duration, type ReasonRule } from './rule.js';

/** The subscription failed: the classic is a struct that has grown since the kernel was made. */
const refused: ReasonRule = ({ difference: { expected }, prepared }) => {
  const { state, change } = prepared.subscription(expected!);
  if (state !== 'unknown' || change?.failed === undefined) return undefined;
  const { raw = '', option, optlen = raw.length / 2 } = change.call;
  const bytes = fromHex(raw) ?? new Uint8Array();
  const kernels = option === 'SCTP_EVENTS' ? kernelsOf(prepared, expected!.profile) : [];
  const outcome = kernels[0] === undefined ? undefined : subscribe(bytes, optlen, kernels[0]);
  const { structSize } = prepared.application.subscriptions;
  const shown = structSize?.exact === true ? `, as getsockopt in line ${structSize.line} shows` : '';
  const why = outcome?.result === 'EINVAL' ? `: ${outcome.why}${shown}` : '';
  return {
    name: 'subscription-refused',
    weight: 0.95,
    why: `${change.how} failed with ${change.failed}${why}; nothing was subscribed`,
    check:
      subscribeAdvice(bytes, optlen, shown === '' ? undefined : kernels)
        .slice(0, 2)
        .join('; ') || 'look at what the call passed; getsockopt(SCTP_EVENTS) tells the size of the struct there',
  };
};

/** Those whose struct is as getsockopt showed it in the log; else what the profile stands for. */
function kernelsOf({ application: { subscriptions } }: PreparedLane, profile: string): readonly SubscribeKernel[] {
  const { structSize } = subscriptions;
  return structSize?.exact === true ? SUBSCRIBE_KERNELS.filter(({ size }) => size === structSize.bytes) : findKernels(profile);
}

/** Nothing in the log shows that it was asked for, or it was; and it never occurs. */
const neverSeen: ReasonRule = ({ difference: { expected }, prepared }) => {
  const type = expected!.body.sn_type;
  const { state, change } = prepared.subscription(expected!);
  if (change?.failed !== undefined || prepared.application.loggedTypes().has(type)) return undefined;
  if (state === 'on') {
    return {
      name: 'never-logged',
      weight: 0.65,
      why: `the log has no ${type} at all, though it was subscribed to${change === undefined ? '' : ` (${change.how})`}: the log's level hides it, or the program drops the type`,
      check: "the log level, and what the program's handler does with a type it does not name; strace shows what recvmsg returned",
    };
  }
  const byte = LINUX_MEMBERS.findIndex((member) => member.type === type);
  return {
    name: 'not-subscribed',
    weight: 0.7,
    why: `the log has no ${type} at all, nor the subscription to it: ${SUBSCRIPTION_MEMBER[type]} (byte ${byte} of sctp_event_subscribe) may be 0, or the log's level hides it`,
    check:
      'strace -e trace=setsockopt shows SCTP_EVENTS or SCTP_EVENT; decode --events tells what its bytes mean; then raise the log level',
  };
};

/** Linux and the FreeBSD family tell a failed message in one form or the other, or in both. */
const otherForm: ReasonRule = ({ difference: { expected }, prepared }) => {
  const other = { SCTP_SEND_FAILED: 'SCTP_SEND_FAILED_EVENT', SCTP_SEND_FAILED_EVENT: 'SCTP_SEND_FAILED' } as const;
  const type = expected!.body.sn_type;
  if (type !== 'SCTP_SEND_FAILED' && type !== 'SCTP_SEND_FAILED_EVENT') return undefined;
  if (!prepared.application.loggedTypes().has(other[type])) return undefined;
  return {
    name: 'other-form',
    weight: 0.8,
    why: `the application is told of failed messages as ${other[type]}`,
    check: `--subscribe with ${other[type]} in place of ${type}, or the log of the calls`,
  };
};

const stoppedReading: ReasonRule = ({ difference: { expected }, prepared: { application, fit } }) => {
  const time = expected!.time + fit.offset;
  const span = application.deafness.find(({ from, to }) => time >= from && (to === undefined || time <= to));
  if (span === undefined) return undefined;
  return {
    name: 'not-reading',
    weight: 0.8,
    why: 'the application had stopped reading from its socket then',
    check: 'whether it ever read everything that had queued up; what is unread at close is lost',
  };
};

/** How soon before its end an application may miss what it does not read at once. Microseconds. */
const LAST_SECONDS = 2e6;

const closedSoon: ReasonRule = ({ difference: { expected }, prepared: { listening, logged } }) => {
  const { time, latest } = expected!;
  const left = listening.endedAt - time;
  if (!(left < LAST_SECONDS) || (logged.at(-1)?.time ?? latest) > latest) return undefined;
  return {
    name: 'closed-before-reading',
    weight: left < 0 ? 0.75 : 0.6,
    why:
      left < 0
        ? `${listening.why} ${duration(left)} before it was raised: it may be cut off, or the application have ended`
        : `${listening.why} ${duration(left)} later: it may have been raised and not read any more`,
    check: 'whether the application reads until the end (SCTP_SHUTDOWN_COMP, COMM_LOST or 0 bytes) before it closes',
  };
};

/** How much later than the log's first line it may have been raised, and yet belong before it. Microseconds. */
const FIRST_MOMENT = 50_000;

const beginsLater: ReasonRule = ({ difference: { expected }, prepared }) => {
  const { application, logged, listening } = prepared;
  const begin = logged[0]?.time;
  if (hasOneBefore(expected!, prepared)) return undefined;
  if (application.fromTheBeginning || begin === undefined || !Number.isFinite(listening.from)) return undefined;
  if (expected!.time > listening.from + 2 * FIRST_MOMENT || expected!.time > begin) return undefined;
  return {
    name: 'log-begins-later',
    weight: 0.75,
    why: `the log begins ${duration(Math.max(0, begin - expected!.time))} after it was raised, and not with the application: its first lines may be cut off`,
    check: 'an older file of the log (rotation), or its first lines',
  };
};

/** The log begins with what was raised before it: that line was not cut off, nor are those behind it. */
function hasOneBefore(claim: Notification, { expected, logged }: PreparedLane): boolean {
  const [first] = logged;
  const before = expected.slice(
    0,
    expected.findIndex((one) => one.claim === claim),
  );
  return before.some((one) => one.claim.body.sn_type === first?.event.type && fieldDifferences(one.members, first.event).length === 0);
}

/** The log has what follows from the same packet: so this was raised as well. */
const consequenceTold: ReasonRule = ({ difference: { expected }, prepared }) => {
  const told = consequenceOf(expected!, prepared);
  if (told === undefined) return undefined;
  return {
    name: 'consequence-told',
    weight: 0.6,
    why: `${told.event.type} in line ${told.event.line} follows from the same packet, so this was raised as well: the program did not log it`,
    check: "whether the program's handler logs every type and state, the default branch included; strace shows what recvmsg returned",
  };
};

function consequenceOf(claim: Notification, { expected, logged }: PreparedLane): Logged | undefined {
  const frame = claim.frames.at(-1);
  if (frame === undefined) return undefined;
  // An empty queue looks like any other.
  const siblings = expected.filter(
    ({ claim: other }) => other !== claim && other.frames.at(-1) === frame && other.body.sn_type !== 'SCTP_SENDER_DRY_EVENT',
  );
  return logged.find(
    ({ event, time }) =>
      (time ?? claim.latest) >= claim.earliest &&
      siblings.some((one) => one.claim.body.sn_type === event.type && fieldDifferences(one.members, event).length === 0),
  );
}

const onlyLikely: ReasonRule = ({ difference: { expected }, prepared }) => {
  const [assumption] = expected!.assumptions;
  if (expected!.certainty !== 'likely' || consequenceOf(expected!, prepared) !== undefined) return undefined;
  return {
    name: 'likely-only',
    weight: 0.5,
    why: `the claim is likely, not certain${assumption === undefined ? '' : `: it assumes that ${assumption}`}`,
    check: 'a capture at this endpoint, or at both, settles it',
  };
};

/** Rules that speak of a claim the log lacks. */
export const MISSING_REASONS: readonly ReasonRule[] = [
  refused,
  neverSeen,
  otherForm,
  stoppedReading,
  beginsLater,
  closedSoon,
  consequenceTold,
  onlyLikely,
];
