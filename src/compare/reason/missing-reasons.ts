/** Why an application's log may lack what its stack should have told. */

import { fromHex } from '../../notification/abi/hex.js';
import { findKernels } from '../../notification/abi/subscribe-kernel.js';
import { LINUX_MEMBERS, subscribe, subscribeAdvice } from '../../notification/abi/subscription.js';
import { SUBSCRIPTION_MEMBER } from '../../notification/notification.js';
import { duration, type ReasonRule } from './rule.js';

/** The subscription failed: the classic is a struct that has grown since the kernel was made. */
const refused: ReasonRule = ({ difference: { expected }, prepared }) => {
  const { state, change } = prepared.subscription(expected!);
  if (state !== 'unknown' || change?.failed === undefined) return undefined;
  const { raw = '', option, optlen = raw.length / 2 } = change.call;
  const bytes = fromHex(raw) ?? new Uint8Array();
  const kernel = option === 'SCTP_EVENTS' ? findKernels(expected!.profile)[0] : undefined;
  const outcome = kernel === undefined ? undefined : subscribe(bytes, optlen, kernel);
  const why = outcome?.result === 'EINVAL' ? `: ${outcome.why}` : '';
  return {
    name: 'subscription-refused',
    weight: 0.95,
    why: `${change.how} failed with ${change.failed}${why}; nothing was subscribed`,
    check:
      subscribeAdvice(bytes, optlen).slice(0, 2).join('; ') ||
      'look at what the call passed; getsockopt(SCTP_EVENTS) tells the size of the struct there',
  };
};

/** Nothing in the log shows that it was asked for, and it never occurs. */
const neverSeen: ReasonRule = ({ difference: { expected }, prepared }) => {
  const type = expected!.body.sn_type;
  if (prepared.subscription(expected!).state !== 'unknown' || prepared.application.loggedTypes().has(type)) return undefined;
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

const closedSoon: ReasonRule = ({ difference: { expected }, prepared: { listening } }) => {
  const left = listening.to - expected!.time;
  if (!(left < LAST_SECONDS)) return undefined;
  return {
    name: 'closed-before-reading',
    weight: 0.6,
    why: `${listening.why} ${duration(left)} later: it may have been raised and not read any more`,
    check: 'whether the application reads until the end (SCTP_SHUTDOWN_COMP, COMM_LOST or 0 bytes) before it closes',
  };
};

const onlyLikely: ReasonRule = ({ difference: { expected } }) => {
  const [assumption] = expected!.assumptions;
  if (expected!.certainty !== 'likely') return undefined;
  return {
    name: 'likely-only',
    weight: 0.5,
    why: `the claim is likely, not certain${assumption === undefined ? '' : `: it assumes that ${assumption}`}`,
    check: 'a capture at this endpoint, or at both, settles it',
  };
};

/** Rules that speak of a claim the log lacks. */
export const MISSING_REASONS: readonly ReasonRule[] = [refused, neverSeen, otherForm, stoppedReading, closedSoon, onlyLikely];
