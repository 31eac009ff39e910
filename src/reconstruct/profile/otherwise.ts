/** What a stack may have told in place of what is likely, or beside it, where the packets allow both: for a log to decide. */
import type { Notification, NotificationBody, NotificationType, Otherwise } from '../../notification/notification.js';
import type { Ending, Fact, UnsentMessage } from '../fact.js';
import type { StackProfile } from './stack-profile.js';
import { failureError, fragments, lostChange, sendFailed } from './tell.js';

/** A notification of a fact; `aside` where it is less likely than that it was not told. */
export interface Told {
  body: NotificationBody;
  aside?: true;
}

/** Notifications said aside of one fact at most. */
const ASIDE_LIMIT = 1_000;

const SOME_LEFT = 'some of it had left, though it did not pass here';

/** The same notification, had another ending come first, or had more of the message left than was seen. */
export function otherwise(fact: Fact, body: NotificationBody, profile: StackProfile): { otherwise?: Otherwise[] } {
  const others = [...byEnding(fact, body, profile), ...(profile.unsentUnit.value === 'fragment' ? [] : byDivision(body))];
  return others.length === 0 ? {} : { otherwise: others };
}

function byEnding(fact: Fact, body: NotificationBody, profile: StackProfile): Otherwise[] {
  if (fact.kind !== 'lost' && fact.kind !== 'undelivered' && fact.kind !== 'shutdown-complete') return [];
  return fact.rivals.map((rival) => ({
    body: endedBy(rival, fact, body, profile),
    assumption: rival.assumption,
    ...(rival.earliest === undefined ? {} : { earliest: rival.earliest }),
  }));
}

function endedBy(rival: Ending, fact: Fact, body: NotificationBody, profile: StackProfile): NotificationBody {
  const { failure, cause, abort } = rival;
  const error = failureError(rival, profile);
  if (fact.kind === 'lost') return lostChange({ ...fact, failure, cause, abort }, error, profile);
  if (fact.kind === 'shutdown-complete')
    return lostChange({ ...fact, kind: 'lost', duringSetup: false, failure, cause, abort }, error, profile);
  if (body.sn_type === 'SCTP_SEND_FAILED') return { ...body, ssf_error: error };
  return body.sn_type === 'SCTP_SEND_FAILED_EVENT' ? { ...body, ssfe_error: error } : body;
}

/** How much of a message had been put into packets when it failed is not known where they did not pass here. */
function byDivision(body: NotificationBody): Otherwise[] {
  if (body.sn_type === 'SCTP_SEND_FAILED' && body.ssf_flags_name === 'SCTP_DATA_UNSENT') {
    const { sinfo_flags: _, sinfo_ssn: __, ...info } = body.ssf_info;
    return [
      { body: { ...body, ssf_info: info }, assumption: SOME_LEFT },
      { body: { ...body, ssf_flags_name: 'SCTP_DATA_SENT', ssf_info: info }, assumption: SOME_LEFT },
    ];
  }
  if (body.sn_type !== 'SCTP_SEND_FAILED_EVENT' || body.ssfe_flags_name !== 'SCTP_DATA_UNSENT') return [];
  const { snd_flags: _, ...info } = body.ssfe_info;
  return [
    { body: { ...body, ssfe_info: info }, assumption: SOME_LEFT },
    { body: { ...body, ssfe_flags_name: 'SCTP_DATA_SENT', ssfe_info: info }, assumption: SOME_LEFT },
  ];
}

/** Where the stack may have put it, if not behind what it told before. */
export function placeOf(fact: Fact, body: NotificationBody, profile: StackProfile): Pick<Notification, 'ahead'> {
  if (fact.kind === 'partial-aborted') return profile.partialDeliveryPlace.value === 'last' ? {} : { ahead: 'of-unread' };
  const mayBeCut = fact.kind === 'undelivered' && fact.mayBeCut && profile.cutForProbe.value === 'ahead';
  return mayBeCut && isUnsent(body) ? { ahead: 'of-uncut' } : {};
}

/** What a fact tells, with the fragments that messages never seen may have been cut into. */
export function toldWithAsides(
  fact: Fact,
  told: readonly NotificationBody[],
  profile: StackProfile,
  wants: (type: NotificationType) => boolean,
): Told[] {
  const unsent = told.findIndex(isUnsent);
  const asides = cut(fact).flatMap(([message, fragment]) => fragmentsOf(message, fragment, errorOf(fact, profile), profile, wants));
  const at = unsent < 0 ? told.length : unsent;
  return [
    ...told.slice(0, at).map((body) => ({ body })),
    ...asides.slice(0, ASIDE_LIMIT).map((body) => ({ body, aside: true as const })),
    ...told.slice(at).map((body) => ({ body })),
  ];
}

function errorOf(fact: Fact, profile: StackProfile): number {
  return fact.kind === 'undelivered' ? failureError(fact, profile) : 0;
}

function isUnsent(body: NotificationBody): boolean {
  return (
    (body.sn_type === 'SCTP_SEND_FAILED' && body.ssf_flags_name === 'SCTP_DATA_UNSENT') ||
    (body.sn_type === 'SCTP_SEND_FAILED_EVENT' && body.ssfe_flags_name === 'SCTP_DATA_UNSENT')
  );
}

/** Messages of which nothing, or not all, was seen, longer than a fragment. */
function cut(fact: Fact): [UnsentMessage, number][] {
  if (fact.kind !== 'undelivered' && fact.kind !== 'restarted') return [];
  return fact.unsent.filter(({ length, taken, unseen }) => length - taken - unseen > 0).map((message) => [message, fact.fragment]);
}

function fragmentsOf(
  message: UnsentMessage,
  fragment: number,
  error: number,
  profile: StackProfile,
  wants: (type: NotificationType) => boolean,
): NotificationBody[] {
  const from = message.taken + message.unseen;
  const chunks = fragments(message, from, message.length, fragment);
  if (chunks.length < 2 && from === 0) return [];
  const flags = profile.unsentUnit.value === 'fragment' ? (['SCTP_DATA_SENT'] as const) : (['SCTP_DATA_SENT', 'SCTP_DATA_UNSENT'] as const);
  return flags.flatMap((flag) => sendFailed(chunks, error, profile, wants, 0, flag));
}
