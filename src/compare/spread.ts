/**
 * A log that names neither association nor peer and tells of more than one: each line goes where it was expected, in the order in which things were raised. One
 * reader takes them from the socket in that order, and lines that cannot be told apart do no harm at one another's place.
 */
import { abiOfProfile } from '../notification/abi/registry.js';
import type { Notification, NotificationType } from '../notification/notification.js';
import type { AppNotification } from './app-log.js';
import type { Lane } from './lane.js';
import type { LoggedNotification } from './logged-application.js';
import { resolveConstants, statedMembers, unequalCost } from './member-comparison.js';

/** Microseconds that clocks may differ by, and that something may wait to be read; what was raised longer ago is not in the log. */
const AHEAD = 50_000;
const OLDEST = 10_000_000;
/** Claims looked at for one line. */
const LOOKED_AT = 64;

interface Claim {
  lane: Lane;
  /** Its place in the lane. */
  index: number;
  claim: Notification;
}

/** Claims of one kind in the order in which they were raised; those before `first` are used, or too old. */
interface Queue {
  claims: Claim[];
  first: number;
}

/** A line of the log, with its lane where the log names its association. */
export interface SpreadLine {
  logged: LoggedNotification;
  lane: Lane | undefined;
}

/** More ups, or more ends of one kind, than any of the lanes has. */
export function isOfSeveral(notifications: readonly LoggedNotification[], lanes: readonly Lane[]): boolean {
  if (lanes.length < 2) return false;
  const abi = abiOfProfile(lanes[0]?.expected[0]?.profile ?? '');
  const logged = counted(notifications.map(({ event }) => kindOf(event.type, resolveConstants(event, abi).members)));
  const most = new Map<string, number>();
  for (const { expected } of lanes)
    for (const [kind, count] of counted(expected.map(({ body }) => kindOf(body.sn_type, body))))
      most.set(kind, Math.max(most.get(kind) ?? 0, count));
  return [...logged].some(([kind, count]) => kind.startsWith('SCTP_ASSOC_CHANGE SCTP_') && count > (most.get(kind) ?? 0));
}

function counted(kinds: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Type and state: 'SCTP_ASSOC_CHANGE SCTP_COMM_UP'. */
function kindOf(type: NotificationType, members: object): string {
  const { sac_state, spc_state } = members as { sac_state?: unknown; spc_state?: unknown };
  return `${type} ${String(sac_state ?? spc_state ?? '')}`;
}

/** The lines without a lane, each with one; `lines` are in the order of the log, `offset` is as in assignLanes. */
export function spread(lines: readonly SpreadLine[], lanes: readonly Lane[], offset: number | undefined): Map<Lane, LoggedNotification[]> {
  const telling = new Telling(lanes);
  const placed = new Map<Lane, LoggedNotification[]>();
  let last = lanes[0]!;
  for (const { logged, lane } of lines) {
    const event = resolveConstants(logged.event, abiOfProfile(last.expected[0]?.profile ?? ''));
    const time = offset === undefined || event.time === undefined ? undefined : event.time - offset;
    if (lane === undefined) {
      last = telling.lane(event, time) ?? last;
      const list = placed.get(last);
      if (list === undefined) placed.set(last, [logged]);
      else list.push(logged);
    } else {
      telling.isOf(lane, event);
      last = lane;
    }
  }
  return placed;
}

/** What has been told of the lanes, line by line. */
class Telling {
  private readonly queues: ReadonlyMap<string, Queue>;
  private readonly used = new Set<Notification>();
  /** How far each lane has been told. */
  private readonly reached = new Map<Lane, number>();

  constructor(lanes: readonly Lane[]) {
    this.queues = queuesOf(lanes);
  }

  /** The line is known to be of that lane. */
  isOf(lane: Lane, event: AppNotification): void {
    const kind = kindOf(event.type, event.members);
    const start = this.after(lane);
    const next = lane.expected
      .slice(start, start + LOOKED_AT)
      .findIndex((claim) => !this.used.has(claim) && kindOf(claim.body.sn_type, claim.body) === kind);
    if (next >= 0) this.use({ lane, index: start + next, claim: lane.expected[start + next]! });
  }

  /** The lane in which it was raised first, agrees in its members, and is due next; else where it agrees less; undefined where it is in none. */
  lane(event: AppNotification, time: number | undefined): Lane | undefined {
    const queue = this.queues.get(kindOf(event.type, event.members));
    if (queue === undefined) return undefined;
    while (queue.first < queue.claims.length && this.isPast(queue.claims[queue.first]!, time)) queue.first++;
    let best: { one: Claim; cost: number } | undefined;
    for (const one of queue.claims.slice(queue.first, queue.first + LOOKED_AT)) {
      if (this.used.has(one.claim)) continue;
      const early = time !== undefined && one.claim.earliest > time + AHEAD;
      if (early && best !== undefined) break;
      const cost = this.cost(one, event);
      if (best === undefined || cost < best.cost) best = { one, cost };
      if (cost === 0) break;
    }
    if (best !== undefined) this.use(best.one);
    return best?.one.lane;
  }

  private isPast({ claim }: Claim, time: number | undefined): boolean {
    return this.used.has(claim) || (time !== undefined && claim.latest < time - OLDEST);
  }

  /** Nothing before it in its lane is left out for the cheapest. */
  private cost({ lane, index, claim }: Claim, event: AppNotification): number {
    const gap = index - this.after(lane);
    const turn = gap < 0 ? 1 : gap > 0 ? OUT_OF_TURN : 0;
    const doubt = claim.aside === true ? UNLIKELY : claim.certainty === 'possible' ? POSSIBLE : 0;
    return turn + doubt + unequalCost(statedMembers(claim.body), event, 1, 1);
  }

  private use({ lane, index, claim }: Claim): void {
    this.used.add(claim);
    this.reached.set(lane, Math.max(index + 1, this.after(lane)));
  }

  private after(lane: Lane): number {
    return this.reached.get(lane) ?? 0;
  }
}

/** What it costs that something of the lane has not been told before. */
const OUT_OF_TURN = 0.25;
/** What it costs that it is no more than possible, or not even likely. */
const POSSIBLE = 0.2;
const UNLIKELY = 0.5;

function queuesOf(lanes: readonly Lane[]): Map<string, Queue> {
  const queues = new Map<string, Queue>();
  const all = lanes.flatMap((lane) => lane.expected.map((claim, index): Claim => ({ lane, index, claim })));
  all.sort((x, y) => x.claim.time - y.claim.time);
  for (const one of all) {
    const kind = kindOf(one.claim.body.sn_type, one.claim.body);
    const queue = queues.get(kind);
    if (queue === undefined) queues.set(kind, { claims: [one], first: 0 });
    else queue.claims.push(one);
  }
  return queues;
}
