/** An association and its two endpoints as the packets show them. State only: what changes it stands in transition/. */
import type { AddressId } from '../dissect/packet.js';
import type { Notification, NotificationType } from '../notification/notification.js';
import { Allowance } from './allowance.js';
import type { Choice } from './application.js';
import type { Awaited } from './arrival.js';
import type { Finding } from './diagnosis/finding.js';
import type { DiagnosisRule } from './diagnosis/rules.js';
import type { Ending, PartialDelivery, Role } from './fact.js';
import { type Host, Hosts } from './host.js';
import type { InitOffer } from './init-offer.js';
import type { EndpointState, Outcome, Setup } from './model.js';
import { Outbound } from './outbound.js';
import type { Path, Rhythm } from './path.js';
import type { PathUse } from './path-use.js';
import type { StackProfile } from './profile/stack-profile.js';
import type { HeartbeatSample } from './profile/stack-traits.js';
import type { SendQueue } from './send-queue.js';
import { SendingLimits } from './sending-limits.js';
import type { AddressRequests, EmptyQueue, GivenUp, ResetRequest } from './undecided.js';
import { Lag } from './vantage.js';

export type Side = 0 | 1;

/** Most addresses known of one endpoint; what comes from others is its all the same, if the verification tag is right. */
export const MAX_KNOWN = 64;

/** The list of what there is nothing of, in most associations: one for all. */
const NOTHING: readonly never[] = [];

const NO_STREAMS: Readonly<{ outbound: number; inbound: number }> = { outbound: 0, inbound: 0 };
const NO_SHUTDOWN_ACK: Readonly<{ time: number; interval: number }> = { time: Number.NaN, interval: 0 };

/** INITs or COOKIE-ECHOs gone unanswered: how many, when (microseconds), how long before the last the one before it, and what the answer to a single INIT took. */
type Attempts = Readonly<Record<'count' | 'firstTime' | 'lastTime' | 'firstFrame' | 'lastFrame' | 'interval' | 'roundTrip', number>>;

export const NO_ATTEMPTS: Attempts = {
  count: 0,
  firstTime: 0,
  lastTime: 0,
  firstFrame: 0,
  lastFrame: 0,
  interval: 0,
  roundTrip: 0,
};

/** Most INIT-ACKs remembered of one association; the oldest goes first. */
export const MAX_INIT_ACKS = 16;

export class Endpoint {
  readonly association: Association;
  /** Set by the association, right after both are made. */
  peer!: Endpoint;
  readonly side: Side;
  readonly port: number;
  /** Addresses in order of appearance; the first names the endpoint. */
  readonly addresses: AddressId[];
  /** Those of them that were only seen in use, though it has listed its addresses. */
  unlisted: readonly AddressId[] = NOTHING;
  /** Verification tag of the packets toward it. */
  tag: number | undefined;
  /** Its INIT or INIT-ACK. */
  offer: InitOffer | undefined;
  role: Role | undefined;
  state: EndpointState = 'CLOSED';
  /** Its application has been told, or would have been, that the association is up. */
  up = false;
  /** Nothing more can be told: the association has ended here. */
  over = false;
  /** When it said that it has no such association, as somebody else may have in its name. */
  goneSince = Number.NaN;
  readonly outbound: Outbound;
  /** What its application handed over, where its log tells. */
  sends: SendQueue | undefined;
  private limits: SendingLimits | undefined;
  /** For how long what is acknowledged is of use, where its log tells of aborts (microseconds). */
  recall = 0;
  /** What it chose, where its log tells, and nothing has been told of yet. */
  choices: Choice[] | undefined;
  /** Since when its host throws user data away: nobody reads any more. */
  discardsSince = Number.POSITIVE_INFINITY;
  /** When its socket was closed with its process, as a SHUTDOWN shows that its application did not call for. */
  closedSince = Number.POSITIVE_INFINITY;
  /** Its a_rwnd as last advertised. */
  advertisedWindow = Number.POSITIVE_INFINITY;
  /** Up to which TSN, signed, it had received when it last advertised its window, and how much less than its buffer that was (bytes). */
  windowAt: number | undefined;
  windowTaken = 0;
  /** The fewest bytes of an unfinished message that its window ever showed to have been handed up. */
  handedUpFrom = Number.POSITIVE_INFINITY;
  /** Chunks on their way to it whose arrival is not settled. */
  awaiting: Awaited[] = [];
  wantsDry: boolean | undefined;
  /** Up to where the last FORWARD-TSN toward it went. */
  forwardedTo: number | undefined;
  /** When it last sent a FORWARD-TSN. */
  forwardTime = Number.NEGATIVE_INFINITY;
  /** When its last SHUTDOWN-ACK was seen, and how long after the one before. */
  shutdownAck = NO_SHUTDOWN_ACK;
  /** Partial deliveries to its application that were aborted. */
  cutOff: Set<string> | undefined;
  /** Partial deliveries whose rest was given up and that nothing ends but the end of the association. */
  leftOpen: readonly PartialDelivery[] = NOTHING;
  /** Its ASCONF on the way. */
  addressRequests: AddressRequests | undefined;
  /** The peer's addresses as it sees them, by address. */
  paths: Map<AddressId, Path> | undefined;
  /** How it used them; the one last looked up is at hand. */
  uses: readonly PathUse[] = NOTHING;
  lastUse: PathUse | undefined;
  /** Address its INIT went to, or the peer's INIT came from: confirmed from the start. */
  primary: AddressId | undefined;
  /** Address that has become its primary one, because the one before did not answer. */
  switchedTo: AddressId | undefined;
  /** When it last sent a control chunk that a timer waits for. */
  controlTime = Number.NEGATIVE_INFINITY;
  /** Its path.max.retrans is at least and at most this, as what it does shows. */
  leastPathLimit = 0;
  mostPathLimit = Number.POSITIVE_INFINITY;
  /** When it sends HEARTBEATs, and sends data again. */
  rhythm: Rhythm | undefined;
  /** Some path has unanswered tries. */
  troubled = false;
  /** When its application would have been told that it is up. */
  upTime = 0;
  /** Key of its last AUTH chunk (RFC 4895); 0 is the null key that everybody begins with. */
  activeKey = 0;
  /** Up to where it holds its TSNs to be acknowledged since it asked for a reset of the association, where a stack may be mistaken. */
  acknowledgedByReset: number | undefined;
  /** Streams added since the set-up. */
  addedStreams = NO_STREAMS;
  /** Its RE-CONFIG requests, by sequence number, until they are answered for good. */
  requests: Map<number, ResetRequest> | undefined;
  /** Messages given up after they had been sent in part, until the peer acknowledges that. */
  givingUp: GivenUp[] = [];
  /** Packets of its were reported dropped (PKTDROP): what they held is sent again out of turn. */
  dropsReported = false;
  /** TSNs it was told to have given up before they were seen; only where a log tells its sends. */
  toldUnseen: Set<number> | undefined;
  /** TSNs looked at for its FORWARD-TSNs since little was outstanding. */
  lookedAt = 0;
  /** When its last FORWARD-TSN was seen. */
  gaveUpTime = 0;
  /** SACKs that may have left its queue empty. */
  emptied: EmptyQueue[] = [];
  lastEmptied: EmptyQueue | undefined;
  /** How long after the SHUTDOWN-ACK its SHUTDOWN-COMPLETE came (microseconds). */
  completedIn = Number.POSITIVE_INFINITY;
  /** Notifications in the order it is told, waiting for an earlier one to be settled. */
  queue: Notification[] = [];
  notified = 0;
  /** And aside: see Evidence. */
  asides = 0;
  /** What may have ended its association, in the order in which it passed. */
  endings: readonly Ending[] = NOTHING;
  /** When the last SACKs on their way to it passed here, where that is of use; they may overtake each other. */
  recentSacks: readonly number[] = NOTHING;
  /** It has reported to have received what was sent once twice. */
  doubled = false;
  /** The number kept for a notification of that type, while the chunk that it tells of is being settled. */
  reserved: { number: number; type: NotificationType } | undefined;
  readonly host: Host;
  readonly lag: Lag;
  profile: StackProfile | undefined;
  /** How sure the profile is, 0 to 1, and why. */
  stackScore = 0;
  stackWhy = '';
  /** What a claim assumes that depends on a guessed stack; undefined where the user stated it. */
  stackAssumption: string | undefined;
  /** What tells its stack, beside its offer. */
  heartbeat: HeartbeatSample | undefined;
  abortText = '';
  /** What the diagnoses count. */
  findings: Map<DiagnosisRule, Finding> | undefined;
  /** SACKs in a row that report less than one before, and the time of the first. */
  tookBack = 0;
  tookBackSince = 0;
  /** Traffic written to the history since the last event: bits of its rows. */
  writtenTraffic = 0;
  /** Packets it sent with a right CRC32c: later wrong ones are damage then, not a checksum left to the hardware. */
  rightChecksums = 0;
  /** INITs or COOKIE-ECHOs sent without an answer: how many, and when. */
  attempts = NO_ATTEMPTS;
  /** Kinds of chunks it sent that are answered: bits of the rows in capture-gap.ts. */
  requested = 0;
  packets = 0;
  /** Of these, answers to something out of the blue, with the tag it came with. */
  reflections = 0;
  firstTime = Number.NaN;
  lastTime = Number.NEGATIVE_INFINITY;
  lastFrame = 0;

  constructor(association: Association, side: Side, port: number, address: AddressId, host: Host, allowance: Allowance) {
    this.outbound = new Outbound(allowance);
    this.host = host;
    this.lag = new Lag(host);
    host.uses(port);
    this.association = association;
    this.side = side;
    this.port = port;
    this.addresses = [address];
  }

  /** Hot: bench analyze. What may hold its data back. */
  get sending(): SendingLimits {
    this.limits ??= new SendingLimits();
    return this.limits;
  }

  /** Between its INIT or COOKIE-ECHO and the moment it is up. */
  get settingUp(): boolean {
    return !this.up && !this.over && (this.state === 'COOKIE-WAIT' || this.state === 'COOKIE-ECHOED');
  }

  /** An ABORT of its own, or one that reached it, has as good as ended it. */
  get closing(): boolean {
    return this.over || this.awaiting.some((awaited) => awaited.what === 'OWN-ABORT' || awaited.what === 'ABORT');
  }

  /** Nothing says that it has this association. */
  get onlyReflects(): boolean {
    return this.packets === this.reflections;
  }

  /** Takes an address into its list, if there is room. Answers whether it did. */
  meets(address: AddressId): boolean {
    if (this.addresses.length >= MAX_KNOWN || this.addresses.includes(address)) return false;
    this.addresses.push(address);
    return true;
  }
}

export class Association {
  readonly id: number;
  readonly endpoints: readonly [Endpoint, Endpoint];
  /** Both ends are one socket: its packets do not tell which end sent them. */
  readonly isWithItself: boolean;
  setup: Setup = 'incomplete';
  outcome: Outcome = 'open';
  outcomeWhy = '';
  endedBy: Side | undefined;
  /** The association that this one restarts (RFC 9260 section 5.2.4 case A), while that is not settled. */
  predecessor: Association | undefined;
  restartOf: number | undefined;
  /** Its timers are not the defaults. */
  tuned = false;
  /** INIT-ACKs seen, by the tag they offer: the echoed cookie tells which one counts. */
  private initAcks: readonly InitOffer[] = NOTHING;
  /** When its first and its last packet passed. A number from the beginning: V8 boxes each new one of a field that was undefined before. */
  start = 0;
  end = 0;
  readonly firstFrame: number;
  /** Type of its first chunk, where it is seen from the middle. */
  firstChunk = 0;
  lastFrame: number;
  packets = 0;
  history = '';
  completeness = 0;
  closed = false;
  /** Packets of it are missing from the capture, or parts of them. */
  hasGaps = false;
  /** Nothing but INITs and INIT-ACKs is known of it, or a single packet of another kind. */
  isBeginning = true;
  /** It is taken for an association although a single packet speaks for it. */
  accepted = false;
  /** It is among those that are kept for late copies only. */
  isKeptAsEnded = false;
  /** Its summary has been handed out; it is kept for late copies of its packets. */
  reported = false;

  constructor(
    id: number,
    source: AddressId,
    sourcePort: number,
    destination: AddressId,
    destinationPort: number,
    frame: number,
    time: number,
    hosts = new Hosts(),
    allowance = new Allowance(),
  ) {
    this.id = id;
    const one = new Endpoint(this, 0, sourcePort, source, hosts.of(source), allowance);
    const other = new Endpoint(this, 1, destinationPort, destination, hosts.of(destination), allowance);
    one.peer = other;
    other.peer = one;
    this.endpoints = [one, other];
    this.isWithItself = source === destination && sourcePort === destinationPort;
    this.start = time;
    this.end = time;
    this.firstFrame = frame;
    this.lastFrame = frame;
  }

  /** Nothing more can be told at either end. */
  get isOver(): boolean {
    return this.endpoints[0].over && this.endpoints[1].over;
  }

  /** Nothing but its first packet is known of it. */
  get isLone(): boolean {
    return this.packets <= 1;
  }

  /** One packet between strangers is no association yet, whatever it says: anybody can send that. */
  get isDoubtful(): boolean {
    return this.setup === 'seen-from-middle' && this.isLone && !this.accepted;
  }

  /** An INIT-ACK was seen. Answers whether there was room for it beside the others. */
  offered(offer: InitOffer): boolean {
    const others = this.initAcks.filter(({ tag }) => tag !== offer.tag);
    this.initAcks = others.slice(-(MAX_INIT_ACKS - 1)).concat(offer);
    return others.length < MAX_INIT_ACKS;
  }

  /** The INIT-ACK that offered this tag. */
  offerOf(tag: number): InitOffer | undefined {
    return this.initAcks.find((offer) => offer.tag === tag);
  }
}
