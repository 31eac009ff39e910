/**
 * Messages that never left, of one failure: its stack tells first of those that it had cut into chunks to fill a packet, stream after stream in turn, and then of the
 * others, stream by stream (FreeBSD's sctp_output.c sctp_fill_outqueue, sctputil.c sctp_report_all_outbound). How many it had cut packets do not show: a log does.
 */
import type { Notification } from '../notification/notification.js';
import { pairCost, TOO_EARLY } from './align.js';
import type { AppNotification } from './app-log.js';
import type { Expected, Logged } from './sequences.js';

/** Of a failure with more messages than that nothing is put into another order. */
const MOST = 1_000;
/** Bytes of user data cut for one packet at most, without the last of them, on an Ethernet; and the header of each (RFC 9260 section 3.3.1). */
const ONE_PACKET = 1_452;
const DATA_HEADER = 16;
/** Bits of the flags that are told. */
const BEGINNING = 2;
const END = 1;

/** The expected sequence, with those first of each failure that the log shows to have been cut. */
export function cutFirst(expected: readonly Expected[], logged: readonly Logged[], timed: boolean): readonly Expected[] {
  if (expected.every(({ claim }) => claim.ahead !== 'of-uncut')) return expected;
  const ordered = [...expected];
  const parts = partsOf(logged);
  for (let from = 0; from < ordered.length; ) {
    const to = runEnd(ordered, from);
    if (to - from > 1 && to - from <= MOST) {
      const run = ordered.slice(from, to);
      ordered.splice(from, to - from, ...asTold(run, toldOf(run, logged, parts, timed), servedLast(ordered[from - 1], run)));
    }
    from = Math.max(to, from + 1);
  }
  return ordered;
}

/** Where a log has the last part of a failed message, and how many bytes of it were cut in front of that. */
interface Part {
  at: number;
  before: number;
}

/** The failed messages of a log, in its order, by what tells messages apart. */
function partsOf(logged: readonly Logged[]): Map<string, Part[]> {
  const parts = new Map<string, Part[]>();
  const begun = new Map<string, number>();
  logged.forEach(({ event }, at) => {
    if (!/SEND_FAILED/.test(event.type)) return;
    const key = keyOf(event.members);
    const before = begun.get(key) ?? 0;
    if (!isEnd(event)) {
      if (isUnsent(event)) begun.set(key, before + lengthOf(event));
      return;
    }
    begun.delete(key);
    const ofKey = parts.get(key);
    if (ofKey) ofKey.push({ at, before });
    else parts.set(key, [{ at, before }]);
  });
  return parts;
}

function isUnsent({ members }: AppNotification): boolean {
  return members['ssf_flags_name'] === 'SCTP_DATA_UNSENT' || members['ssfe_flags_name'] === 'SCTP_DATA_UNSENT';
}

/** With the E bit, or where the log does not show it. */
function isEnd({ members }: AppNotification): boolean {
  const { ssf_info, ssfe_info } = members as Record<string, Record<string, unknown> | undefined>;
  const flags = ssf_info?.['sinfo_flags'] ?? ssfe_info?.['snd_flags'];
  return typeof flags !== 'number' || (flags & END) !== 0;
}

/** Its stream, and its context. */
function keyOf(members: object): string {
  const { ssf_info, ssfe_info } = members as Record<string, Record<string, unknown> | undefined>;
  return `${String(ssf_info?.['sinfo_stream'] ?? ssfe_info?.['snd_sid'])} ${String(ssf_info?.['sinfo_context'] ?? ssfe_info?.['snd_context'])}`;
}

/** Where those of the same failure end. */
function runEnd(expected: readonly Expected[], from: number): number {
  const first = expected[from]!.claim;
  let to = from;
  while (to < expected.length && isOfFailure(expected[to]!.claim, first)) to++;
  return to;
}

function isOfFailure({ ahead, association, time }: Notification, first: Notification): boolean {
  return ahead === 'of-uncut' && association === first.association && time === first.time;
}

interface Told {
  /** Its place among those expected. */
  place: number;
  stream: unknown;
  /** Bytes of what it tells of, and of what was cut of the same message before. */
  length: number;
  before: number;
}

/** The stream of the last message that left; its turn was last. */
function servedLast(sent: Expected | undefined, run: readonly Expected[]): unknown {
  const [first] = run;
  if (sent === undefined || sent.claim.association !== first!.claim.association || sent.claim.time !== first!.claim.time) return undefined;
  return streamOf(sent.claim.body);
}

function asTold(run: readonly Expected[], told: readonly Told[], served: unknown): Expected[] {
  const rest = run.find(({ claim }) => isRest(claim.body));
  const turns = new Turns(
    run.map(({ claim }) => streamOf(claim.body)),
    rest === undefined ? { served } : { begun: streamOf(rest.claim.body) },
  );
  const first = new Set(told.slice(0, cutOf(told, turns)).map(({ place }) => place));
  return [...[...first].map((place) => run[place]!), ...run.filter((_, place) => !first.has(place))];
}

/** What it may cost to be read a while later, or to have been cut otherwise than expected, all else being equal. */
const SAME = 0.7;
/** Places looked at for one. */
const LOOKED_AT = 8;

/** Those that the log has, in its order. */
function toldOf(run: readonly Expected[], logged: readonly Logged[], parts: ReadonlyMap<string, readonly Part[]>, timed: boolean): Told[] {
  const taken = new Set<Part>();
  const found = run.flatMap((item, place) => {
    const { body } = item.claim;
    const part = partOf(item, parts.get(keyOf(body)) ?? [], logged, taken, timed);
    if (part === undefined) return [];
    taken.add(part);
    const { at, before } = part;
    return [{ at, place, stream: streamOf(body), before, length: lengthOf(logged[at]!.event) }];
  });
  return found.sort((x, y) => x.at - y.at);
}

/** The first that is not taken, of those that were not told before it can have been raised. */
function partOf(
  item: Expected,
  parts: readonly Part[],
  logged: readonly Logged[],
  taken: ReadonlySet<Part>,
  timed: boolean,
): Part | undefined {
  const tooEarly = ({ at }: Part): boolean => timed && (logged[at]!.time ?? Number.POSITIVE_INFINITY) < item.claim.earliest - TOO_EARLY;
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tooEarly(parts[middle]!)) low = middle + 1;
    else high = middle;
  }
  for (let looked = 0; low < parts.length && looked < LOOKED_AT; low++) {
    const part = parts[low]!;
    if (taken.has(part)) continue;
    if (pairCost(item, logged[part.at]!, timed) < SAME) return part;
    looked++;
  }
  return undefined;
}

/** How many of the first were cut: as few as leave the others in order, or as nearly so as any. */
function cutOf(told: readonly Told[], turns: Turns): number {
  let steps = told.filter(({ place }, i) => i > 0 && place < told[i - 1]!.place).length;
  let [best, fewest] = [0, steps];
  let bytes = 0;
  for (let cut = 1; cut <= told.length; cut++) {
    const { place, stream, length, before } = told[cut - 1]!;
    bytes += before;
    if (bytes >= ONE_PACKET || !turns.take(place, stream)) break;
    bytes += length + DATA_HEADER;
    const next = told[cut];
    if (next !== undefined && next.place < place) steps--;
    if (steps < fewest) [best, fewest] = [cut, steps];
  }
  return best;
}

/** Streams take turns: one comes again only when each of the others that have something left has come. */
class Turns {
  private readonly left = new Map<unknown, number[]>();
  private readonly since = new Map<unknown, Set<unknown>>();

  /** A stream with a message of which some has left: before its end no other has a turn. */
  private begun: unknown;

  /** `served`: the stream whose turn was last. */
  constructor(streams: readonly unknown[], { served, begun }: { served?: unknown; begun?: unknown }) {
    this.begun = begun;
    if (served !== undefined) this.since.set(served, new Set());
    streams.forEach((stream, place) => {
      this.left.set(stream, [...(this.left.get(stream) ?? []), place]);
    });
  }

  /** False where it is not the turn of this stream, or of this message of it. */
  take(place: number, stream: unknown): boolean {
    const queue = this.left.get(stream);
    if (queue?.[0] !== place || (this.begun !== undefined && stream !== this.begun)) return false;
    this.begun = undefined;
    const since = this.since.get(stream);
    const others = [...this.left].filter(([other, places]) => other !== stream && places.length > 0);
    if (since !== undefined && others.some(([other]) => !since.has(other))) return false;
    queue.shift();
    for (const seen of this.since.values()) seen.add(stream);
    this.since.set(stream, new Set());
    return true;
  }
}

function streamOf(body: Notification['body']): unknown {
  if (body.sn_type === 'SCTP_SEND_FAILED') return body.ssf_info.sinfo_stream;
  return body.sn_type === 'SCTP_SEND_FAILED_EVENT' ? body.ssfe_info.snd_sid : undefined;
}

/** What is left of a message that had begun to leave: without the B bit. */
function isRest(body: Notification['body']): boolean {
  const flags = body.sn_type === 'SCTP_SEND_FAILED' ? body.ssf_info.sinfo_flags : undefined;
  return (((body.sn_type === 'SCTP_SEND_FAILED_EVENT' ? body.ssfe_info.snd_flags : flags) ?? BEGINNING) & BEGINNING) === 0;
}

/** Bytes of user data that it tells of; none where its log does not say. */
function lengthOf({ members }: AppNotification): number {
  const data = members['ssf_data'] ?? members['ssfe_data'];
  return typeof data === 'string' ? data.length / 2 : 0;
}
