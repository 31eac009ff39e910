/**
 * What an endpoint will be told if things go on as they look: of a chunk that may have arrived, and, behind that, of what has happened already. A capture that is
 * still running shows it; nothing rests on it.
 */
import type { Notification, NotificationBody } from '../notification/notification.js';
import type { Awaitable, Awaited } from './arrival.js';
import type { Endpoint } from './association.js';

type Expected = (endpoint: Endpoint) => NotificationBody;

const up: Expected = ({ association }) => ({
  sn_type: 'SCTP_ASSOC_CHANGE',
  sac_state: association.predecessor === undefined ? 'SCTP_COMM_UP' : 'SCTP_RESTART',
});
const shutDown: Expected = () => ({ sn_type: 'SCTP_ASSOC_CHANGE', sac_state: 'SCTP_SHUTDOWN_COMP' });
const lost: Expected = ({ settingUp }) => ({
  sn_type: 'SCTP_ASSOC_CHANGE',
  sac_state: settingUp ? 'SCTP_CANT_STR_ASSOC' : 'SCTP_COMM_LOST',
});

/** The notification that tells of the arrival, as far as it can be said before. */
const EXPECTED: Partial<Record<Awaitable, Expected>> = {
  'COOKIE-ECHO': up,
  'COOKIE-ACK': up,
  SHUTDOWN: () => ({ sn_type: 'SCTP_SHUTDOWN_EVENT' }),
  'SHUTDOWN-ACK': shutDown,
  'SHUTDOWN-COMPLETE': shutDown,
  ABORT: lost,
  'OWN-ABORT': lost,
  'SETUP-TIMEOUT': lost,
};

/** What is expected of an awaited chunk; undefined where its telling cannot be foreseen. */
export function expectedOf(endpoint: Endpoint, what: Awaitable): NotificationBody | undefined {
  return EXPECTED[what]?.(endpoint);
}

/** As a notification with the id that the real one will have; `name` is the endpoint's. */
export function pendingNotification(endpoint: Endpoint, awaited: Awaited, body: NotificationBody, name: string): Notification {
  const { association, side, profile } = endpoint;
  const { number, firstFrame, firstTime, lastFrame, deadline } = awaited;
  return {
    id: notificationId(endpoint, number),
    association: association.id,
    endpoint: side,
    endpointName: name,
    time: firstTime,
    earliest: firstTime,
    latest: deadline,
    certainty: 'possible',
    body,
    frames: firstFrame === lastFrame ? [firstFrame] : [firstFrame, lastFrame],
    why: why(awaited, name),
    rule: 'awaited',
    profile: profile === undefined ? 'rfc' : `${profile.name}@${profile.version}`,
    assumptions: [],
  };
}

export function notificationId({ association, side }: Endpoint, number: number): string {
  return `${association.id}.${side}.${number}`;
}

/** Said aside, it takes no number from what is told. */
export function asideId(endpoint: Endpoint): string {
  return `${endpoint.association.id}.${endpoint.side}.a${++endpoint.asides}`;
}

function why({ what, lastFrame }: Awaited, name: string): string {
  if (what === 'SETUP-TIMEOUT') return `what ${name} sent in frame ${lastFrame} to set the association up is unanswered so far`;
  if (what === 'OWN-ABORT') return `ABORT of ${name} in frame ${lastFrame}, if it was not forged`;
  return `${what} in frame ${lastFrame}, if it reached ${name}`;
}
