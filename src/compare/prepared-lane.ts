/** A lane made ready to be aligned: which claims the log must have, by the capture's clock, and which of its notifications no packet shows. */
import type { Abi } from '../notification/abi/abi.js';
import { abiOfProfile } from '../notification/abi/registry.js';
import type { Notification, NotificationType } from '../notification/notification.js';
import { meant } from './ambiguous-line.js';
import type { AppNotification } from './app-log.js';
import type { SnapshotEntry } from './association-snapshot.js';
import { beyondCapture, type Coverage, claimsUnsent, knownOf } from './beyond-capture.js';
import { type ClockFit, captureTime } from './clock-fit.js';
import { cutFirst } from './cut-first.js';
import type { Lane } from './lane.js';
import type { AssignedLane } from './lane-assignment.js';
import { type Listening, listening } from './listening.js';
import type { LoggedApplication, LoggedNotification } from './logged-application.js';
import { resolveConstants, sameContent, statedMembers } from './member-comparison.js';
import { openClaims } from './open-claim.js';
import { behindUnsent } from './queue-order.js';
import type { BeyondCapture, Expected, Logged } from './sequences.js';
import type { LoggedSocket } from './socket-table.js';
import type { SubscriptionState } from './subscription-history.js';

/** What the log's times are worth. */
export interface LogTime {
  fit: ClockFit;
  /** False where the log has no times: only its order counts. */
  timed: boolean;
}

export interface Surroundings {
  coverage: Coverage;
  /** Associations by their ids, as the hosts of the logs had them; empty where no such snapshot is given. */
  snapshot: readonly SnapshotEntry[];
  /** What an application subscribed to, where its log does not say. */
  defaultSubscription: (lane: Lane, application: LoggedApplication) => ReadonlySet<NotificationType>;
}

export interface PreparedLane extends AssignedLane, LogTime {
  application: LoggedApplication;
  abi: Abi | undefined;
  expected: readonly Expected[];
  /** What the packets allow as well, in the same order. */
  asides: readonly Expected[];
  logged: readonly Logged[];
  /** What the log's times are given to, microseconds. */
  grain: number;
  sockets: readonly LoggedSocket[];
  listening: Listening;
  subscription(claim: Notification): SubscriptionState;
  wanted(claim: Notification): boolean;
}

export function prepareLane(
  application: LoggedApplication,
  assigned: AssignedLane,
  time: LogTime,
  surroundings: Surroundings,
): PreparedLane {
  const { lane } = assigned;
  const { fit, timed } = time;
  const abi = application.abi ?? abiOfProfile(lane.expected[0]?.profile ?? '');
  const sockets = socketsOf(application, assigned);
  const heard = listening(application, sockets, fit, timed);
  const defaults = surroundings.defaultSubscription(lane, application);
  const subscription = (claim: Notification): SubscriptionState =>
    application.asksForNothing
      ? { state: 'off', change: undefined }
      : application.subscriptions.at(claim.body.sn_type, timed ? claim.latest + fit.offset : undefined, sockets[0]?.name);
  const wanted = (claim: Notification): boolean => isWanted(subscription(claim), claim.body.sn_type, defaults);
  const open = openClaims(lane);
  const all = lane.expected.map((claim): Expected => {
    const audible = claim.earliest >= heard.from && claim.time <= heard.to;
    const otherwise = (claim.otherwise ?? []).map(({ body, ...when }) => ({ members: statedMembers(body), ...when }));
    const required = claim.certainty !== 'possible' && audible && wanted(claim);
    return { claim, members: statedMembers(claim.body), otherwise, required, open: open(claim) };
  });
  const asides = all.filter(({ claim }) => claim.aside);
  const logged = loggedOf(application, assigned, abi, time, surroundings.coverage);
  const likely = all.filter(({ claim }) => !claim.aside);
  const expected = cutFirst(likely, logged, timed);
  const { grain } = application;
  return { ...assigned, ...time, application, abi, expected, asides, logged, grain, sockets, listening: heard, subscription, wanted };
}

function loggedOf(
  application: LoggedApplication,
  { lane, notifications }: AssignedLane,
  abi: Abi | undefined,
  { fit, timed }: LogTime,
  coverage: Coverage,
): Logged[] {
  const raised = lane.expected.map(({ body }) => body);
  const events = notifications.map(({ event }) => resolveConstants(meant(event, raised), abi));
  const unsentClaimed = claimsUnsent(lane);
  const known = knownOf(lane, coverage);
  const behind = behindUnsent(events);
  const captured = (time: number): number => captureTime(fit, time + application.cutOff);
  return events.map((event, i) => {
    const { sends, lastRead, deaf } = notifications[i]!;
    const time = timed && event.time !== undefined ? captured(event.time) : undefined;
    const unseen =
      beyondCapture(event, time, lane, known, unsentClaimed) ?? (application.limited.mayHaveGivenUp(event) ? GIVEN_UP : undefined);
    const beyond = isTwice(events, i) ? undefined : unseen;
    return {
      event,
      time,
      beyond,
      sends,
      copy: isCopy(notifications, i),
      behindUnsent: behind.has(i),
      lastRead: lastRead === undefined ? undefined : captured(lastRead),
      deaf: deaf === undefined ? undefined : { from: captured(deaf.from), to: captured(deaf.to) },
    };
  });
}

const GIVEN_UP: BeyondCapture = {
  why: 'packets do not show when its sender gave up a message that it was to keep for a limited time',
  only: undefined,
};

/** Microseconds to which a log's times must be finer than, for two equal ones to show a line that was written twice. */
const GRAIN = 1_000;

/** The line before tells the same in every word, at the same microsecond, and nothing was sent in between. */
function isCopy(notifications: readonly LoggedNotification[], i: number): boolean {
  const [before, { event, sends }] = [notifications[i - 1], notifications[i]!];
  if (before === undefined || event.time === undefined || event.time % GRAIN === 0) return false;
  return before.event.time === event.time && before.sends === sends && sameContent(before.event, event);
}

/** The same was told just before or just after. That one of the two is in the packets does not excuse the other. */
function isTwice(events: readonly AppNotification[], i: number): boolean {
  const event = events[i]!;
  return !mayRecur(event) && [events[i - 1], events[i + 1]].some((other) => other !== undefined && sameContent(other, event));
}

/** An empty queue is told over and over, and so is a failure where the log does not show of which message. */
function mayRecur({ type, members }: AppNotification): boolean {
  if (type === 'SCTP_SENDER_DRY_EVENT') return true;
  return /SEND_FAILED/.test(type) && members['ssf_data'] === undefined && members['ssfe_data'] === undefined;
}

/** A subscription that was refused was meant: what it asked for is expected, and its failure is the reason. */
function isWanted({ state, change }: SubscriptionState, type: NotificationType, defaults: ReadonlySet<NotificationType>): boolean {
  if (state !== 'unknown') return state === 'on';
  return change?.failed !== undefined ? type !== 'SCTP_SENDER_DRY_EVENT' : defaults.has(type);
}

/** The sockets on which the application is told of a lane: no longer the one from which its association was peeled off, unless it was told another time there. */
function socketsOf({ sockets }: LoggedApplication, { lane, notifications }: AssignedLane): LoggedSocket[] {
  const lastLine = new Map(notifications.flatMap(({ socket, event }) => (socket === undefined ? [] : [[socket, event.line] as const])));
  if (lastLine.size === 0) return sockets.all.filter(({ localPort }) => localPort === lane.port);
  const ids = new Set(notifications.flatMap(({ event }) => event.association || []));
  const peeled = sockets.all.filter((child) => child.peeledOff && (lastLine.has(child) || ids.has(child.association ?? 0)));
  const childrenOf = (socket: LoggedSocket, line: number): LoggedSocket[] =>
    peeled.filter((child) => child.parent === socket && child.firstLine > line);
  const told = [...lastLine].flatMap(([socket, line]) => {
    const children = childrenOf(socket, line);
    return children.length > 0 ? children : [socket];
  });
  return [...new Set(told)];
}
