/** What the transitions work with: the table, the ledger, and the settling of chunks on their way. */

import type { SctpPacket } from '../dissect/packet.js';
import type { Notification } from '../notification/notification.js';
import type { ApplicationCalls } from './application.js';
import { type Awaitable, type ChunkSet, RULES, SACK, type Settlement } from './arrival.js';
import type { Endpoint } from './association.js';
import type { AssociationTable } from './association-table.js';
import type { Evidence, Fact, FactBody, Moment } from './fact.js';
import { hearing } from './hearing.js';
import type { AddressInterner } from './init-offer.js';
import type { Ledger } from './ledger.js';
import type { Diagnosis, Sink } from './model.js';
import type { Outbound } from './outbound.js';
import { overtaken } from './overtaken.js';
import { expectedOf, pendingNotification } from './pending.js';
import type { StackProfile } from './profile/stack-profile.js';
import { Fragment } from './sent-chunk.js';
import { isAt, isNear } from './vantage.js';
import { WaitingEndpoints } from './waiting-endpoints.js';

/** Names addresses for people. */
export interface Addresses extends AddressInterner {
  text(address: number): string;
  /** How many leading bits two addresses have in common. */
  sharedPrefix(one: number, other: number): number;
}

/** What is assumed of a packet that may be a copy of one just seen. */
export const CAME_TWICE = 'it came twice, and was not captured twice';

/** What a settlement says of the copies. */
function copies(awaited: Endpoint['awaiting'][number]): Pick<Settlement, 'copyFrame' | 'firstCopy' | 'lastCopy' | 'arrived'> {
  return { arrived: awaited.captured, copyFrame: awaited.lastFrame, firstCopy: awaited.firstTime, lastCopy: awaited.lastTime };
}

function proven(awaited: Endpoint['awaiting'][number], { frame, time }: SctpPacket): Settlement {
  return { ...copies(awaited), proven: true, arrived: true, expired: false, frame, time };
}

function unproven(awaited: Endpoint['awaiting'][number], expired: boolean): Settlement {
  return { proven: false, expired, frame: awaited.lastFrame, time: awaited.lastTime, ...copies(awaited) };
}

/** "10.1.0.1:5001" or "[fd00::1]:5001". */
export function endpointName(addresses: Addresses, endpoint: Endpoint): string {
  const text = addresses.text(endpoint.addresses[0]!);
  return text.includes(':') ? `[${text}]:${endpoint.port}` : `${text}:${endpoint.port}`;
}

/** An answer later than this many lags was not given to this packet. */
const LAG_SLACK = 1.5;
/** What was already leaving when a chunk came in: a send loop, in microseconds. */
const SEND_LOOP = 5_000;
/** A longer answer waited for something else than the way; as long as where none was measured (microseconds). */
const LONGEST_CROSSING = 300_000;
/** How long an answer that would prove it is waited for at an endpoint close to the capture point. */
const NEAR_PATIENCE = 3e6;

export class Replay {
  readonly table: AssociationTable;
  readonly ledger: Ledger;
  readonly addresses: Addresses;
  readonly sink: Sink;
  readonly profileOf: (endpoint: Endpoint) => StackProfile;
  /** The user data chunk that is being looked at. */
  readonly fragment = new Fragment();
  private readonly waiting = new WaitingEndpoints();
  /** Those that have borrowed user data from the block of packets. */
  private borrowers: Outbound[] = [];

  private readonly calls: (endpoint: Endpoint) => ApplicationCalls | undefined;
  private readonly capturedAt: (endpoint: Endpoint) => boolean | undefined;
  private readonly assume: (endpoint: Endpoint, option: string) => number | undefined;

  constructor(
    table: AssociationTable,
    ledger: Ledger,
    addresses: Addresses,
    sink: Sink,
    profileOf: (endpoint: Endpoint) => StackProfile,
    assume: (endpoint: Endpoint, option: string) => number | undefined,
    calls: (endpoint: Endpoint) => ApplicationCalls | undefined,
    capturedAt: (endpoint: Endpoint) => boolean | undefined,
  ) {
    this.calls = calls;
    this.capturedAt = capturedAt;
    this.assume = assume;
    this.table = table;
    this.ledger = ledger;
    this.addresses = addresses;
    this.sink = sink;
    this.profileOf = profileOf;
  }

  /** Something happened at an endpoint, if anybody there hears of it. */
  record(endpoint: Endpoint, body: FactBody, evidence: Evidence): void {
    const heard = hearing(endpoint, this.callsOf(endpoint), this.profileOf(endpoint), evidence);
    if (heard !== undefined) this.ledger.record(endpoint, { ...body, ...heard } as Fact);
  }

  /** What the log of its application tells. */
  callsOf(endpoint: Endpoint): ApplicationCalls | undefined {
    return this.calls(endpoint);
  }

  /** An option the user stated for this endpoint (path.max.retrans and the like). */
  assumed(endpoint: Endpoint, option: string): number | undefined {
    return this.assume(endpoint, option);
  }

  /** User data that is sent next is in this block. */
  lend(outbound: Outbound, block: DataView): void {
    outbound.borrow(block);
    this.borrowers.push(outbound);
  }

  /** The block is about to go. */
  takeBack(): void {
    for (const outbound of this.borrowers) outbound.keepBorrowed();
    this.borrowers = [];
  }

  /** Is anybody told when this endpoint's queue runs dry? Asked for every SACK, answered once. */
  wantsDry(endpoint: Endpoint): boolean {
    endpoint.wantsDry ??= this.ledger.wants(endpoint, 'SCTP_SENDER_DRY_EVENT');
    return endpoint.wantsDry;
  }

  diagnose(rule: string, severity: Diagnosis['severity'], packet: SctpPacket, association: number, text: string): void {
    this.sink.diagnosis({ rule, severity, association, frame: packet.frame, time: packet.time, text });
  }

  name(endpoint: Endpoint): string {
    return endpointName(this.addresses, endpoint);
  }

  /** Is what is seen seen at this endpoint itself, so that it has arrived? */
  isSeenAt(endpoint: Endpoint): boolean {
    return this.capturedAt(endpoint) === true;
  }

  /** Does all that passes here reach this endpoint? As stated, else as distances and losses show. */
  reaches(endpoint: Endpoint): boolean {
    return this.capturedAt(endpoint) ?? isAt(endpoint.host, endpoint.peer.host);
  }

  /** Is nothing lost between the capture point and this endpoint? As stated, else as answers suggest. */
  near(endpoint: Endpoint): boolean {
    return this.capturedAt(endpoint) ?? (endpoint.host.isHere || isNear(endpoint.lag, endpoint.peer.lag));
  }

  /**
   * A chunk is on its way to `endpoint`. `settled` is called once: when an answer proves that it arrived, when it can be believed, or never, when the endpoint
   * carries on in a way that refutes it. A further copy of the same chunk joins the first.
   */
  expect(
    endpoint: Endpoint,
    what: Awaitable,
    packet: Pick<SctpPacket, 'frame' | 'time'>,
    settled: (how: Settlement) => void,
    patience = this.patience(endpoint, what),
  ): void {
    const deadline = packet.time + patience;
    const same = this.sameAwaited(endpoint, what);
    if (same) {
      same.lastFrame = packet.frame;
      same.lastTime = packet.time;
      same.deadline = deadline;
    } else {
      const { frame, time } = packet;
      const number = expectedOf(endpoint, what) === undefined ? 0 : ++endpoint.notified;
      const captured = this.isSeenAt(endpoint);
      endpoint.awaiting.push({
        what,
        number,
        captured,
        firstFrame: frame,
        firstTime: time,
        lastFrame: frame,
        lastTime: time,
        deadline,
        settled,
      });
    }
    this.waiting.add(endpoint, deadline);
  }

  /** Has capture time reached the deadline of any awaited chunk? */
  isDue(now: number): boolean {
    return this.waiting.isDue(now);
  }

  /** The awaited chunk that a further one is a copy of. */
  private sameAwaited(endpoint: Endpoint, what: Awaitable): Endpoint['awaiting'][number] | undefined {
    const { apart = 1 } = RULES[what];
    if (apart === Number.POSITIVE_INFINITY) return undefined;
    const awaited = endpoint.awaiting.filter((each) => each.what === what);
    return awaited.length < apart ? undefined : awaited.at(-1);
  }

  /** How long after a packet toward `endpoint` passed here its reaction passes here, in microseconds. */
  delay(endpoint: Endpoint): number {
    return this.near(endpoint) ? 0 : endpoint.lag.estimate;
  }

  /** Close to the capture point, what is seen has as good as arrived: only what was already leaving is waited for. */
  private patience(endpoint: Endpoint, what: Awaitable): number {
    const { patience, proof } = RULES[what];
    if (what === 'OWN-ABORT' || !this.near(endpoint)) return patience;
    return proof === 0 ? Math.min(patience, SEND_LOOP) : Math.min(patience, NEAR_PATIENCE);
  }

  /** `endpoint` sent a packet with these chunks: what does it say about the chunks on their way to it? */
  weigh(endpoint: Endpoint, chunks: ChunkSet, packet: SctpPacket): void {
    const crossing = this.crossing(endpoint);
    const carriesOn = this.near(endpoint) ? chunks : chunks & ~overtaken(packet, endpoint);
    for (const awaited of [...endpoint.awaiting]) {
      const rule = RULES[awaited.what];
      if (rule.proof & chunks && !(rule.unless & chunks)) {
        this.settle(endpoint, awaited, proven(awaited, packet));
        continue;
      }
      const refuting = rule.refutation & carriesOn;
      const late = packet.time > awaited.lastTime + (refuting === SACK ? Math.max(crossing, LONGEST_CROSSING) : crossing);
      if (refuting && (rule.silenceRefutes || late)) {
        endpoint.host.astray++;
        this.asideOf(endpoint, awaited, packet.time);
        this.forget(endpoint, awaited);
      }
    }
  }

  /** How long after a chunk toward it passed here a packet that `endpoint` sent before it arrived may still pass here. */
  private crossing(endpoint: Endpoint): number {
    const { estimate, longest, samples } = endpoint.lag;
    if (this.near(endpoint)) return estimate * LAG_SLACK + SEND_LOOP;
    return Math.max(estimate * LAG_SLACK, samples === 0 ? LONGEST_CROSSING : Math.min(longest, LONGEST_CROSSING)) + SEND_LOOP;
  }

  /** Something beyond the chunk types proves that what was awaited arrived. */
  prove(endpoint: Endpoint, what: Awaitable, packet: SctpPacket): void {
    const awaited = endpoint.awaiting.find((each) => each.what === what);
    if (awaited) this.settle(endpoint, awaited, proven(awaited, packet));
  }

  /** What is awaited, if it passed before that time, can be believed now: what comes after it has come. */
  believe(endpoint: Endpoint, what: Awaitable, before = Number.POSITIVE_INFINITY): void {
    const awaited = endpoint.awaiting.find((each) => each.what === what && each.firstTime <= before);
    if (awaited) this.settle(endpoint, awaited, unproven(awaited, false));
  }

  /** What was awaited when `endpoint` sent this packet, and had passed here longer before than an answer takes, can be believed. */
  believeOlder(endpoint: Endpoint, what: Awaitable, packet: Pick<SctpPacket, 'time'>): void {
    const crossing = this.crossing(endpoint);
    for (const awaited of endpoint.awaiting.filter((each) => each.what === what)) {
      if (awaited.lastTime + crossing < packet.time) this.settle(endpoint, awaited, unproven(awaited, false));
    }
  }

  /** What was awaited has become pointless. */
  cancel(endpoint: Endpoint, what: Awaitable): void {
    const awaited = endpoint.awaiting.find((each) => each.what === what);
    if (awaited) this.forget(endpoint, awaited);
  }

  private settle(endpoint: Endpoint, awaited: Endpoint['awaiting'][number], how: Settlement): void {
    if (!this.forget(endpoint, awaited, false)) return;
    const { reserved } = endpoint;
    const expected = expectedOf(endpoint, awaited.what);
    endpoint.reserved = expected === undefined ? undefined : { number: awaited.number, type: expected.sn_type };
    awaited.settled(how);
    endpoint.reserved = reserved;
    this.ledger.release(endpoint);
  }

  private forget(endpoint: Endpoint, awaited: Endpoint['awaiting'][number], release = true): boolean {
    const at = endpoint.awaiting.indexOf(awaited);
    if (at < 0) return false;
    endpoint.awaiting.splice(at, 1);
    if (endpoint.awaiting.length === 0) this.waiting.delete(endpoint);
    if (release) this.ledger.release(endpoint);
    return true;
  }

  /** It is not believed that it arrived, and where a log says otherwise, it did: until `until` at the latest. */
  private asideOf(endpoint: Endpoint, { what, firstTime, lastTime, lastFrame }: Endpoint['awaiting'][number], until: number): void {
    const body = expectedOf(endpoint, what);
    if (body === undefined || endpoint.over) return;
    const arrived = `the ${what} in frame ${lastFrame} reached ${this.name(endpoint)}`;
    this.ledger.aside(endpoint, body, {
      at: { time: lastTime, earliest: firstTime, latest: Math.max(until, lastTime + LONGEST_CROSSING) },
      frames: [lastFrame],
      why: `${arrived}, though nothing it sent shows that`,
      assumptions: [arrived],
    });
  }

  /** Capture time has reached `now`: believes what has been waited for long enough, and what is waited for because of that. */
  expire(now: number): void {
    while (this.isDue(now)) this.expireDue(now);
  }

  private expireDue(now: number): void {
    const due = this.waiting.due(now);
    this.ledger.inOrder(() => {
      for (const endpoint of due) this.expireAt(endpoint, now);
    });
    this.waiting.again(due);
  }

  /** What is settled may be waited for once more, until a later time that has come as well. */
  private expireAt(endpoint: Endpoint, now: number): void {
    const isDue = (awaited: Endpoint['awaiting'][number]) => awaited.deadline <= now;
    for (let due = endpoint.awaiting.filter(isDue); due.length > 0; due = endpoint.awaiting.filter(isDue)) {
      for (const awaited of due.sort((a, b) => a.firstTime - b.firstTime)) {
        if (this.unanswered(endpoint, awaited)) {
          this.asideOf(endpoint, awaited, awaited.lastTime);
          this.forget(endpoint, awaited);
        } else this.settle(endpoint, awaited, unproven(awaited, true));
      }
    }
  }

  /** What is not settled since before that time: what awaited chunks would tell, and what waits behind them. */
  pending(before: number): Notification[] {
    return [...this.waiting].flatMap((endpoint) => [
      ...endpoint.awaiting.filter(({ firstTime }) => firstTime <= before).flatMap((awaited) => this.foreseen(endpoint, awaited)),
      ...endpoint.queue.filter(({ time }) => time <= before),
    ]);
  }

  private foreseen(endpoint: Endpoint, awaited: Endpoint['awaiting'][number]): Notification[] {
    const body = expectedOf(endpoint, awaited.what);
    // A stack that has not been asked for is not: more packets may tell it better.
    if (body === undefined || endpoint.over || endpoint.profile?.hasSocketApi === false) return [];
    if (!this.ledger.subscribes(endpoint, body.sn_type)) return [];
    return [pendingNotification(endpoint, awaited, body, this.name(endpoint))];
  }

  /** Does silence say that it did not arrive? Not where the endpoint lives on and has data outstanding, which it must see acknowledged before it answers a SHUTDOWN. */
  private unanswered(endpoint: Endpoint, awaited: Endpoint['awaiting'][number]): boolean {
    if (!RULES[awaited.what].silenceRefutes || this.near(endpoint)) return false;
    return awaited.what !== 'SHUTDOWN' || endpoint.outbound.outstanding === 0 || endpoint.lastTime < awaited.lastTime;
  }

  /** Nothing more will come for this endpoint: believes what silence lets be believed, and gives up the rest. What is of kind `but` stays open. */
  conclude(endpoint: Endpoint, but?: Awaitable): void {
    for (const awaited of [...endpoint.awaiting].sort((a, b) => a.firstTime - b.firstTime)) {
      if (awaited.what === but) continue;
      if (this.unanswered(endpoint, awaited)) {
        this.asideOf(endpoint, awaited, awaited.lastTime);
        this.forget(endpoint, awaited);
      } else this.settle(endpoint, awaited, unproven(awaited, false));
    }
    this.ledger.release(endpoint);
  }

  /** What is awaited at this endpoint, and what would come after it, is not told. */
  drop(endpoint: Endpoint): void {
    endpoint.awaiting = [];
    endpoint.queue = [];
    this.waiting.delete(endpoint);
  }

  /** When something happened at `endpoint` that an awaited chunk caused: after its last copy most likely, after its first at the earliest. */
  settledMoment(endpoint: Endpoint, how: Settlement): Moment {
    const moment = this.moment(endpoint, how.lastCopy, how.proven ? how.time : undefined);
    return { ...moment, earliest: how.firstCopy };
  }

  /** When something that a packet seen at `seen` caused happened at `endpoint`; `answer` is when its reaction was seen, if any. */
  moment(endpoint: Endpoint, seen: number, answer = Number.POSITIVE_INFINITY): Moment {
    const latest = Math.max(seen, Math.min(answer, seen + endpoint.lag.estimate * LAG_SLACK));
    if (this.near(endpoint)) {
      const time = Math.min(answer, seen + endpoint.host.reaction);
      return { time, earliest: seen, latest: Math.max(time, latest) };
    }
    return { time: (seen + latest) / 2, earliest: seen, latest };
  }

  /** When something happened at `endpoint` of which a packet of its own, seen at `seen`, tells: it left before, the further away the earlier. */
  departure(endpoint: Endpoint, seen: number): Moment {
    const { estimate, longest, isOfSetup } = endpoint.lag;
    const [way, longestWay] = this.near(endpoint) ? [0, 0] : [estimate, isOfSetup ? LONGEST_CROSSING : Math.min(longest, LONGEST_CROSSING)];
    return { time: seen - way / 2, earliest: seen - Math.max(way * LAG_SLACK, longestWay), latest: seen };
  }

  /** What a fact at `endpoint` assumes about the arrival that caused it. */
  arrivalAssumptions(endpoint: Endpoint, arrived: boolean, what: string): string[] {
    if (arrived || (this.capturedAt(endpoint) === undefined && isAt(endpoint.host, endpoint.peer.host))) return [];
    return [
      this.near(endpoint) ? `${what} reached ${this.name(endpoint)}, close to the capture point` : `${what} reached ${this.name(endpoint)}`,
    ];
  }
}
