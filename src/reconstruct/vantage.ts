/**
 * Where the capture was taken. An endpoint near the capture point answers sooner than a distant one, so the delay between a packet toward an endpoint and its
 * answer, both as seen here, is a round trip on its side: its lag.
 */

/** Answers that count, a power of two. */
const RECENT = 8;
/** An answer that takes so long may have been delayed on purpose (RFC 9260 section 6.2 allows 500 ms, stacks take 200); so many sooner ones tell more than the set-up (microseconds). */
const DELAYED = 180_000;
const ENOUGH = 2;

/** Answers: the shortest ever seen, in microseconds, and how many were. */
export interface Answers {
  readonly shortest: number;
  readonly samples: number;
}

/** None was seen. */
export const NO_ANSWERS: Answers = { shortest: Number.POSITIVE_INFINITY, samples: 0 };

function oneMore({ shortest, samples }: Answers, microseconds: number): Answers {
  return { shortest: Math.min(shortest, microseconds), samples: samples + 1 };
}

/** What is known of the way between the capture point and a host: all its answers, and those to HEARTBEATs, which all stacks answer at once and in the same way. */
export interface Distance extends Answers {
  /** Packets that it sent were captured as they left the capturing machine: it is that machine. */
  isHere: boolean;
  heartbeats: Answers;
  shortest: number;
  samples: number;
  /** Packets that passed here and evidently did not reach it. */
  astray: number;
}

/** What the answers of an endpoint tell of the way between it and the capture point. */
export class Lag {
  /** Shortest answer ever seen, in microseconds. */
  shortest = Number.POSITIVE_INFINITY;
  samples = 0;
  /** The best guess at a round trip on this side, 0 where nothing was measured: low among the recent answers, since many are delayed on purpose. */
  estimate = 0;
  heartbeats = NO_ANSWERS;
  private readonly host: Distance;
  /** The last answers sorted, and in order of arrival: a ring that begins at `oldest`. */
  private sorted: number[] = [];
  private recent: number[] = [];
  private oldest = 0;
  /** How many of them, the first ones, were given during set-up; and how many given since cannot have been delayed on purpose. */
  private early = 0;
  private prompt = 0;

  constructor(host: Distance) {
    this.host = host;
  }

  /** Hot: bench analyze. An answer took so long, in microseconds. */
  sample(microseconds: number): void {
    if (!(microseconds >= 0)) return;
    this.take(microseconds);
    if (this.early > 0 && microseconds < DELAYED && ++this.prompt >= ENOUGH) while (this.early > 0) this.dropOldest();
  }

  /** So long took an answer of the set-up: it counts until later ones show how far away the endpoint is now. */
  sampleEarly(microseconds: number): void {
    if (!(microseconds >= 0)) return;
    this.take(microseconds);
    if (this.early === this.sorted.length - 1) this.early++;
  }

  private take(microseconds: number): void {
    if (microseconds < this.shortest) this.shortest = microseconds;
    if (microseconds < this.host.shortest) this.host.shortest = microseconds;
    this.host.samples++;
    this.samples++;
    let at = this.sorted.length === RECENT ? this.passOldest() : this.append(microseconds);
    const { sorted } = this;
    this.recent[(this.oldest + sorted.length - 1) & (RECENT - 1)] = microseconds;
    for (; at > 0 && sorted[at - 1]! > microseconds; at--) sorted[at] = sorted[at - 1]!;
    for (; at < sorted.length - 1 && sorted[at + 1]! < microseconds; at++) sorted[at] = sorted[at + 1]!;
    sorted[at] = microseconds;
    this.estimate = this.rank(0.25);
  }

  /** Room for one more at the end of both. Not by push(), which makes room for sixteen more: most associations have few. */
  private append(microseconds: number): number {
    if (this.recent.length < RECENT) this.recent = this.recent.concat(microseconds);
    if (this.samples <= RECENT) this.sorted = this.sorted.concat(microseconds);
    else this.sorted.push(microseconds);
    return this.sorted.length - 1;
  }

  /** The oldest answer does not count any more. Answers its place among the sorted, which is free. */
  private passOldest(): number {
    const gone = this.recent[this.oldest];
    this.oldest = (this.oldest + 1) & (RECENT - 1);
    if (this.early > 0) this.early--;
    let at = 0;
    while (this.sorted[at] !== gone) at++;
    return at;
  }

  private dropOldest(): void {
    const { sorted } = this;
    for (let at = this.passOldest(); at < sorted.length - 1; at++) sorted[at] = sorted[at + 1]!;
    sorted.pop();
    this.estimate = this.rank(0.25);
  }

  /** A HEARTBEAT was answered. */
  sampleHeartbeat(microseconds: number): void {
    this.sample(microseconds);
    if (!(microseconds >= 0)) return;
    this.heartbeats = oneMore(this.heartbeats, microseconds);
    this.host.heartbeats = oneMore(this.host.heartbeats, microseconds);
  }

  /** The shortest of the recent answers. */
  get least(): number {
    return this.rank(0);
  }

  /** Nothing was answered since the set-up: the way may have become longer. */
  get isOfSetup(): boolean {
    return this.early === this.sorted.length;
  }

  /** A round trip that most answers kept below. */
  get high(): number {
    return this.rank(0.75);
  }

  /** The longest of the recent answers. */
  get longest(): number {
    return this.sorted.at(-1) ?? 0;
  }

  private rank(share: number): number {
    return this.sorted[Math.floor(this.sorted.length * share)] ?? 0;
  }
}

/** Shorter than this share of the other side's lag: the capture was taken here. */
const NEAR_SHARE = 0.7;

/** A round trip that no host's own slowness explains, in microseconds, and what a capture on the host itself keeps below. */
const REMOTE = 100;
const LOCAL = 500;
/** So much shorter is the lag of the host that the capture was taken on; by answers to HEARTBEATs, which vary less, and by one from each side. */
const AT_SHARE = 0.5;
const AT_SHARE_OF_HEARTBEATS = 0.6;
const AT_SHARE_OF_TWO = 0.4;
/** Answers of the other side that make a distance of it, and losses that do. */
const REMOTE_SAMPLES = 3;
const REMOTE_LOSSES = 2;

type Compared = Pick<Distance, 'shortest' | 'samples' | 'heartbeats'>;

/**
 * Was the capture taken at this endpoint, so that all that passes here reaches it? Either the other side is far away by its answers while this one is not, or
 * packets get lost, all of them on the other side.
 */
export function isAt(own: Distance, other: Distance): boolean {
  if (own.isHere) return own.astray === 0;
  if (other.isHere || own.astray > 0 || own.shortest >= LOCAL || !isNear(own, other)) return false;
  const { heartbeats } = own;
  const share = heartbeats.samples + other.heartbeats.samples > 2 ? AT_SHARE_OF_HEARTBEATS : AT_SHARE_OF_TWO;
  return (
    (other.samples >= REMOTE_SAMPLES && isDistant(other, AT_SHARE, own)) ||
    isDistant(other.heartbeats, share, heartbeats) ||
    other.astray >= REMOTE_LOSSES
  );
}

/** Is the other side, by these answers, away, and this one by no more than a share of that? */
function isDistant(other: Answers, share: number, own: Answers): boolean {
  return other.samples > 0 && other.shortest >= REMOTE && own.shortest < share * other.shortest;
}

/** Is the capture point so close to the endpoint with lag `own` that nothing is lost between them? */
export function isNear(own: Compared, other: Compared): boolean {
  // Other answers differ by what they take: a cookie, data that waits for more data.
  const alike = own.heartbeats.samples > 0 && other.heartbeats.samples > 0;
  return alike ? isNearBy(own.heartbeats, other.heartbeats) : isNearBy(own, other);
}

function isNearBy(own: Answers, other: Answers): boolean {
  return own.samples > 0 && other.samples > 0 && own.shortest < NEAR_SHARE * other.shortest;
}
