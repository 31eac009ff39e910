/** Why a log may have what packets do not show. */
import type { NotificationType } from '../../notification/notification.js';
import { sameContent } from '../member-comparison.js';
import type { Logged } from '../sequences.js';
import { duration, type ReasonRule } from './rule.js';

/** Microseconds within which a copy in the log is a copy of the same event; an empty queue is told again and again. */
const SAME_MOMENT = 5e6;
const SAME_EMPTINESS = 500;
/** Notifications before and after it among which a copy is looked for. */
const COPIES_WITHIN = 50;

const twice: ReasonRule = ({ difference: { logged }, prepared }) => {
  const event = logged!;
  const apartFrom = ({ event: { time } }: Logged): number =>
    event.time === undefined || time === undefined ? 0 : Math.abs(event.time - time);
  const at = prepared.logged.findIndex(({ event: { line } }) => line === event.line);
  const around = prepared.logged.slice(Math.max(0, at - COPIES_WITHIN), at + COPIES_WITHIN);
  const copies = around.filter(({ event: candidate }) => candidate.line !== event.line && sameContent(candidate, event));
  const other = copies.reduce<Logged | undefined>(
    (best, copy) => (best === undefined || apartFrom(copy) < apartFrom(best) ? copy : best),
    undefined,
  );
  if (other === undefined) return undefined;
  const apart = apartFrom(other);
  if (apart > (event.type === 'SCTP_SENDER_DRY_EVENT' ? SAME_EMPTINESS : SAME_MOMENT)) return undefined;
  return {
    name: 'logged-twice',
    weight: 0.8,
    why: `line ${other.event.line} says the same${apart > 0 ? `, ${duration(apart)} apart` : ''}: one event was logged twice, or told twice`,
    check: 'whether two places of the program log it, or two threads read the socket',
  };
};

/** Things an application can be told of through its own doing, or its host's, without a packet. */
const LOCAL: Partial<Record<NotificationType, string>> = {
  SCTP_ASSOC_CHANGE: 'a local abort or a time-out whose packets never reached the capture point',
  SCTP_PEER_ADDR_CHANGE: "a local call, a change of the host's interfaces, or a path limit (path.max.retrans) other than assumed",
  SCTP_SENDER_DRY_EVENT: 'subscribing while nothing is outstanding',
  SCTP_SEND_FAILED: 'data given up before it passed the capture point',
  SCTP_SEND_FAILED_EVENT: 'data given up before it passed the capture point',
};

const localCause: ReasonRule = ({ difference: { logged } }) => {
  const cause = LOCAL[logged!.type];
  if (cause === undefined) return undefined;
  return {
    name: 'no-packet',
    weight: 0.4,
    why: `packets do not show what raised it; it can come from ${cause}`,
    check: "the application's calls just before (strace), and --assume for options that packets do not show",
  };
};

const elsewhere: ReasonRule = ({ difference: { logged }, prepared, input }) => {
  const { association } = logged!;
  if (association === undefined || input.reports.length < 2) return undefined;
  if (!prepared.logged.some(({ event }) => event.association !== association)) return undefined;
  return {
    name: 'other-association',
    weight: 0.3,
    why: `it carries association id ${association}, others here do not: it may belong to another association`,
    check: '/proc/net/sctp/assocs maps ids to addresses and ports; --app-log ADDR:PORT=LOG says whose log it is',
  };
};

export const UNEXPECTED_REASONS: readonly ReasonRule[] = [twice, localCause, elsewhere];
