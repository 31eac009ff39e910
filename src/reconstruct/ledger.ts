/**
 * Keeps what each endpoint is told in the order it is told, and lets it out when nothing before it can change.
 *
 * A chunk that may or may not have arrived (`awaiting`) holds back everything that would come after it at that endpoint.
 */
import type { Notification, NotificationBody, NotificationType } from '../notification/notification.js';
import type { Endpoint } from './association.js';
import { gapAssumptions } from './capture-gap.js';
import { certainty } from './certainty.js';
import type { Evidence, Fact, Moment } from './fact.js';
import type { Sink } from './model.js';
import { asideId, notificationId } from './pending.js';
import { otherwise, placeOf, type Told, toldWithAsides } from './profile/otherwise.js';
import { CANDIDATES } from './profile/registry.js';
import { exists } from './profile/release.js';
import { sameBody } from './profile/same-body.js';
import type { StackProfile } from './profile/stack-profile.js';
import { tell } from './profile/tell.js';

/** Packets of an association with itself do not tell which end sent them. */
const ONE_SOCKET = 'its socket, which is both ends of the association, is told what two would be';

/** Does the application of this endpoint want to be told of this type? */
export type Subscription = (endpoint: Endpoint, type: NotificationType) => boolean;

export class Ledger {
  private readonly sink: Sink;
  private readonly subscription: Subscription;
  private readonly profileOf: (endpoint: Endpoint) => StackProfile;

  private readonly nameOf: (endpoint: Endpoint) => string;
  /** A log is there to decide between what is likely and what else there is: both are told. */
  readonly alternatives: boolean;
  /** Let out while several endpoints are looked at one after the other. */
  private together: Notification[] | undefined;

  constructor(
    sink: Sink,
    subscription: Subscription,
    profileOf: (endpoint: Endpoint) => StackProfile,
    nameOf: (endpoint: Endpoint) => string,
    alternatives: boolean,
  ) {
    this.nameOf = nameOf;
    this.alternatives = alternatives;
    this.sink = sink;
    this.subscription = subscription;
    this.profileOf = profileOf;
  }

  /** Did its application ask for it, as far as that does not hang on the stack? */
  subscribes(endpoint: Endpoint, type: NotificationType): boolean {
    return this.subscription(endpoint, type);
  }

  wants(endpoint: Endpoint, type: NotificationType): boolean {
    return this.subscription(endpoint, type) && this.profileOf(endpoint).hasSocketApi;
  }

  /** Something happened at an endpoint: its stack tells its application. */
  record(endpoint: Endpoint, fact: Fact): void {
    const profile = this.profileOf(endpoint);
    if (!profile.hasSocketApi || (fact.aside && !this.alternatives)) return;
    const wants = (type: NotificationType) => this.subscription(endpoint, type);
    const rivals = endpoint.stackAssumption === undefined ? [] : CANDIDATES.map((candidate) => tell(fact, candidate, wants));
    const told = tell(fact, profile, wants);
    for (const { body, aside } of this.alternatives ? toldWithAsides(fact, told, profile, wants) : told.map(plain)) {
      if (!wants(body.sn_type) || !exists(body, profile)) continue;
      const agreed = rivals.every((told) => told.some((other) => sameBody(other, body)));
      const assumptions = [
        ...fact.assumptions,
        ...(agreed ? [] : [endpoint.stackAssumption!]),
        ...gapAssumptions(endpoint.association, fact),
        ...(endpoint.association.isWithItself ? [ONE_SOCKET] : []),
      ];
      this.enqueue(endpoint, {
        id: fact.aside || aside ? asideId(endpoint) : notificationId(endpoint, numberOf(endpoint, body.sn_type)),
        association: endpoint.association.id,
        endpoint: endpoint.side,
        endpointName: this.nameOf(endpoint),
        ...soundMoment(fact.at),
        certainty: aside ? 'possible' : certainty({ ...fact, assumptions }),
        body,
        frames: fact.frames,
        why: fact.why,
        rule: fact.kind,
        profile: `${profile.name}@${profile.version}`,
        assumptions,
        ...(this.alternatives && assumptions.length > 0 ? otherwise(fact, body, profile) : {}),
        ...(this.alternatives && fact.hinge && assumptions.length > 0 ? { hinge: fact.hinge } : {}),
        ...(this.alternatives ? placeOf(fact, body, profile) : {}),
        ...(fact.aside || aside ? { aside: true } : {}),
      });
    }
    this.release(endpoint);
  }

  /** What a log may have though it is not likely, as far as it can be said; nothing where no log is there to decide. */
  aside(endpoint: Endpoint, body: NotificationBody, { at, frames, why, assumptions }: Evidence): void {
    if (!this.alternatives || !this.wants(endpoint, body.sn_type)) return;
    const { name, version } = this.profileOf(endpoint);
    this.enqueue(endpoint, {
      id: asideId(endpoint),
      association: endpoint.association.id,
      endpoint: endpoint.side,
      endpointName: this.nameOf(endpoint),
      ...soundMoment(at),
      certainty: 'possible',
      body,
      frames,
      why,
      rule: 'aside',
      profile: `${name}@${version}`,
      assumptions,
      aside: true,
    });
  }

  /** Behind everything that happened no later, and behind its coming up: estimates of when may differ, what comes first does not. */
  private enqueue(endpoint: Endpoint, notification: Notification): void {
    const { queue } = endpoint;
    let at = queue.length;
    while (at > 0 && queue[at - 1]!.time > notification.time && queue[at - 1]!.rule !== 'up') at--;
    const before = queue[at - 1];
    if (before !== undefined && before.time > notification.time) {
      notification.time = before.time;
      notification.latest = Math.max(notification.latest, before.time);
    }
    queue.splice(at, 0, notification);
  }

  /** Lets out what no chunk on its way can precede. */
  release(endpoint: Endpoint): void {
    if (endpoint.association.isDoubtful) return;
    let open = Number.POSITIVE_INFINITY;
    for (const awaited of endpoint.awaiting) if (awaited.firstTime < open) open = awaited.firstTime;
    let count = 0;
    while (count < endpoint.queue.length && endpoint.queue[count]!.time <= open) count++;
    for (const notification of endpoint.queue.splice(0, count)) this.letOut(notification);
  }

  private letOut(notification: Notification): void {
    if (this.together) this.together.push(notification);
    else this.sink.notification(notification);
  }

  /** What is let out of several endpoints by `settling` comes in the order of time: one socket may serve many associations. */
  inOrder(settling: () => void): void {
    if (this.together) {
      settling();
      return;
    }
    const held: Notification[] = [];
    this.together = held;
    settling();
    this.together = undefined;
    for (const notification of held.sort(byTime)) this.sink.notification(notification);
  }

  /** The same of many that settle one after the other, a step each: between two steps something else may be done. */
  *eachInOrder(settling: Iterable<() => void>): Generator<void> {
    const held: Notification[] = [];
    for (const settle of settling) {
      this.together = held;
      settle();
      this.together = undefined;
      yield;
    }
    for (const notification of held.sort(byTime)) {
      this.sink.notification(notification);
      yield;
    }
  }
}

function byTime(one: Notification, other: Notification): number {
  return one.time - other.time;
}

/** Frames out of the order of time do not turn the interval around. */
function soundMoment({ time, earliest, latest }: Moment): Moment {
  return { time, earliest: Math.min(earliest, time), latest: Math.max(latest, time) };
}

function plain(body: NotificationBody): Told {
  return { body };
}

/** The next number, or the one that was kept for it. */
function numberOf(endpoint: Endpoint, type: NotificationType): number {
  const { reserved } = endpoint;
  if (reserved?.type !== type) return ++endpoint.notified;
  endpoint.reserved = undefined;
  return reserved.number;
}
