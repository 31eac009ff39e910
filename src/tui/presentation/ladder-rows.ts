/**
 * The rows of a ladder, in columns: a row is a packet, a run of packets folded into one, a pause that a time-out ended, or the continuation of the row above
 * where more notifications hang on it than one. Made from the packet index and the notifications; no packet is read.
 */
import type { Notification } from '../../notification/notification.js';
import { ChunkSet, type RunKind, runKind } from '../session/chunk-set.js';
import type { PacketIndex } from '../session/packet-index.js';
import { causeFrame } from './cause-frame.js';
import { marginName } from './notification-text.js';

export const RowKind = { packet: 0, run: 1, gap: 2, more: 3 } as const;
export type RowKind = (typeof RowKind)[keyof typeof RowKind];

/** Fewer packets than this do not fold. */
const SHORTEST_RUN = 3;
/** More notifications of one name than this at one packet do. */
export const MOST_NOTES = 3;
/** How long after its last frame a notification without certain time is drawn as a pause. Microseconds. */
const PAUSE = 400_000;

/** Packets of one association, in capture order, as rows of the index. In here, a position is an index into `packets`. */
export interface LadderInput {
  readonly index: PacketIndex;
  readonly packets: Uint32Array;
  readonly notifications: readonly [readonly Notification[], readonly Notification[]];
  readonly folding: boolean;
  /** Runs whose state is the opposite of `folding`, each by its first packet. */
  readonly toggled: readonly number[];
  /** Notifications to leave out; none when it is not given. */
  readonly hides?: (notification: Notification) => boolean;
}

/** A notification at its place: after the packet at `position`, in a row of its own where a pause came before it. */
interface Anchor {
  readonly position: number;
  readonly paused: boolean;
  readonly endpoint: 0 | 1;
  readonly number: number;
  readonly time: number;
}

/** Position of the last packet with a frame number (or time) up to this one; -1 when all come later. */
function lastUpTo(length: number, value: (position: number) => number, limit: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function anchor(input: LadderInput, notification: Notification, number: number): Anchor {
  const { index, packets } = input;
  const frame = causeFrame(notification, index);
  const atFrame = frame === undefined ? -1 : lastUpTo(packets.length, (position) => index.frame(packets[position]!), frame);
  const open = notification.latest > notification.earliest;
  const paused = atFrame < 0 || (open && notification.time > index.time(packets[atFrame]!) + PAUSE);
  const position = paused
    ? Math.max(
        0,
        lastUpTo(packets.length, (at) => index.time(packets[at]!), notification.time),
      )
    : atFrame;
  return { position, paused, endpoint: notification.endpoint, number, time: notification.time };
}

function anchors(input: LadderInput): Anchor[] {
  const all = input.notifications.flatMap((list) =>
    list.flatMap((notification, number) => (input.hides?.(notification) ? [] : [anchor(input, notification, number)])),
  );
  return all.sort(
    (a, b) => a.position - b.position || Number(a.paused) - Number(b.paused) || (a.paused ? a.time - b.time : 0) || a.number - b.number,
  );
}

const NONE = -1;

export class LadderRows {
  /** All packets of the ladder, as rows of the index, ascending. */
  readonly packets: Uint32Array;
  readonly #kinds: RowKind[] = [];
  readonly #positions: number[] = [];
  readonly #counts: number[] = [];
  readonly #margins: [number[], number[]] = [[], []];
  readonly #folded: readonly [number[], number[]] = [[], []];
  /** Packets from endpoint 0 in the row. */
  readonly #forward: number[] = [];
  readonly #again: number[] = [];
  /** First position and length of every run, folded or not. */
  readonly #runStarts: number[] = [];
  readonly #runLengths: number[] = [];

  constructor(input: LadderInput) {
    this.packets = input.packets;
    this.#fill(input);
  }

  get length(): number {
    return this.#kinds.length;
  }

  kind(row: number): RowKind {
    return this.#kinds[row] ?? RowKind.packet;
  }

  /** Index in `packets` of the row's (first) packet; of a pause, of the packet before it. */
  position(row: number): number {
    return this.#positions[row] ?? 0;
  }

  /** The packet there; -1 where the ladder is empty. */
  packet(row: number): number {
    return this.packets[this.position(row)] ?? NONE;
  }

  /** Packets that the row stands for: 1 but for runs. */
  count(row: number): number {
    return this.#counts[row] ?? 1;
  }

  /** How many of them come from endpoint 0. */
  countForward(row: number): number {
    return this.#forward[row] ?? 0;
  }

  /** How many of them carry something again. */
  countAgain(row: number): number {
    return this.#again[row] ?? 0;
  }

  /** First packet of the run that a row is (a part of), open or not; -1 where there is none. */
  runOf(row: number): number {
    const position = this.position(row);
    const run = lastUpTo(this.#runStarts.length, (number) => this.#runStarts[number]!, position);
    const start = this.#runStarts[run];
    return start !== undefined && position < start + (this.#runLengths[run] ?? 0) ? (this.packets[start] ?? NONE) : NONE;
  }

  /** Number of the notification in the margin of an endpoint, or -1. */
  notification(row: number, endpoint: 0 | 1): number {
    return this.#margins[endpoint][row] ?? NONE;
  }

  /** How many notifications the margin's stands for: more than 1 in a run. */
  notifications(row: number, endpoint: 0 | 1): number {
    return this.notification(row, endpoint) === NONE ? 0 : (this.#folded[endpoint][row] ?? 1);
  }

  /** The row that shows `packet`, or the one before it in this ladder. */
  rowOf(packet: number): number {
    const last = lastUpTo(this.length, (row) => this.packet(row), packet);
    for (let row = last; row >= 0; row--) {
      const kind = this.kind(row);
      if (kind === RowKind.packet || kind === RowKind.run) return row;
    }
    return 0;
  }

  /** The row with notification `number` of `endpoint`, folded ones included; or -1. */
  rowOfNotification(endpoint: 0 | 1, number: number): number {
    for (let row = 0; row < this.length; row++) {
      const first = this.notification(row, endpoint);
      if (first !== NONE && number >= first && number < first + this.notifications(row, endpoint)) return row;
    }
    return NONE;
  }

  #add(kind: RowKind, position: number, [left, right]: readonly [number, number]): void {
    this.#kinds.push(kind);
    this.#positions.push(position);
    this.#counts.push(1);
    this.#forward.push(0);
    this.#again.push(0);
    this.#margins[0].push(left);
    this.#margins[1].push(right);
    this.#folded[0].push(1);
    this.#folded[1].push(1);
  }

  #addRun(position: number, run: Run): void {
    this.#add(RowKind.run, position, run.first);
    this.#counts[this.length - 1] = run.count;
    this.#forward[this.length - 1] = run.forward;
    this.#again[this.length - 1] = run.again;
    this.#fold(run.dry);
  }

  /** The last row's notifications stand for so many each. */
  #fold([left, right]: readonly [number, number]): void {
    this.#folded[0][this.length - 1] = left;
    this.#folded[1][this.length - 1] = right;
  }

  #addRunRange(position: number, length: number): void {
    this.#runStarts.push(position);
    this.#runLengths.push(length);
  }

  #fill(input: LadderInput): void {
    const placed = anchors(input);
    const toggled = new Set(input.toggled);
    let next = 0;
    for (let position = 0; position < input.packets.length; ) {
      const run = runAt(input, position, placed, next);
      const end = position + run.count;
      if (run.count >= SHORTEST_RUN) {
        this.#addRunRange(position, run.count);
        if (input.folding !== toggled.has(input.packets[position]!)) {
          this.#addRun(position, run);
          position = end;
          next = run.next;
        }
      }
      for (; position < end; position++)
        next = this.#packet(input, position, placed, next, input.folding === toggled.has(input.packets[position]!));
    }
  }

  /** The rows of one packet and what hangs on it; returns the first anchor not used. */
  #packet(input: LadderInput, position: number, placed: readonly Anchor[], from: number, open: boolean): number {
    let next = from;
    const notes: [number[], number[]] = [[], []];
    for (; next < placed.length && placed[next]!.position === position && !placed[next]!.paused; next++) {
      notes[placed[next]!.endpoint].push(placed[next]!.number);
    }
    const groups = [groupNotes(input, 0, notes[0]), groupNotes(input, 1, notes[1])] as const;
    if (groups.some((list) => list.some(({ count }) => count > 1))) this.#addRunRange(position, 1);
    const shown = open ? (notes.map((list) => list.map((first) => ({ first, count: 1 }))) as [Group[], Group[]]) : groups;
    const height = Math.max(1, shown[0].length, shown[1].length);
    for (let row = 0; row < height; row++) {
      const [left, right] = [shown[0][row], shown[1][row]];
      this.#add(row === 0 ? RowKind.packet : RowKind.more, position, [left?.first ?? NONE, right?.first ?? NONE]);
      this.#fold([left?.count ?? 1, right?.count ?? 1]);
    }
    for (; next < placed.length && placed[next]!.position === position; next++) {
      const { endpoint, number } = placed[next]!;
      this.#add(RowKind.gap, position, [endpoint === 0 ? number : NONE, endpoint === 1 ? number : NONE]);
    }
    return next;
  }
}

/** Notifications of one name that follow each other at a packet: the number of the first, and how many. */
interface Group {
  readonly first: number;
  readonly count: number;
}

function groupNotes(input: LadderInput, endpoint: 0 | 1, numbers: readonly number[]): Group[] {
  const groups: { first: number; count: number; name: string }[] = [];
  for (const number of numbers) {
    const { body, certainty } = input.notifications[endpoint][number]!;
    const name = `${marginName(body)} ${certainty}`;
    const last = groups.at(-1);
    if (last?.name === name && last.first + last.count === number) last.count++;
    else groups.push({ first: number, count: 1, name });
  }
  return groups.flatMap(({ first, count }) =>
    count > MOST_NOTES ? [{ first, count }] : Array.from({ length: count }, (_, at) => ({ first: first + at, count: 1 })),
  );
}

/** The run that begins at a position: as many packets of one kind as follow each other without a notification other than SENDER_DRY. */
interface Run {
  readonly count: number;
  /** Packets from endpoint 0, and packets that carry something again. */
  readonly forward: number;
  readonly again: number;
  /** The first anchor after it. */
  readonly next: number;
  /** First SENDER_DRY of each endpoint in it, or -1, and how many. */
  readonly first: [number, number];
  readonly dry: [number, number];
}

function runAt(input: LadderInput, start: number, placed: readonly Anchor[], from: number): Run {
  const { index, packets } = input;
  const kind: RunKind | undefined = runKind(index.chunks(packets[start]!));
  const first: [number, number] = [NONE, NONE];
  const dry: [number, number] = [0, 0];
  let next = from;
  let position = start;
  let forward = 0;
  let again = 0;
  for (; position < packets.length && kind !== undefined; position++) {
    if (runKind(index.chunks(packets[position]!)) !== kind) break;
    let end = next;
    while (end < placed.length && placed[end]!.position === position && foldable(input, placed[end]!)) end++;
    if (end < placed.length && placed[end]!.position === position) break;
    for (; next < end; next++) {
      const { endpoint, number } = placed[next]!;
      if (first[endpoint] === NONE) first[endpoint] = number;
      dry[endpoint]++;
    }
    if (index.direction(packets[position]!) === 0) forward++;
    if (index.chunks(packets[position]!) & ChunkSet.retransmission) again++;
  }
  return { count: Math.max(1, position - start), forward, again, next, first, dry };
}

function foldable(input: LadderInput, { endpoint, number, paused }: Anchor): boolean {
  return !paused && input.notifications[endpoint][number]?.body.sn_type === 'SCTP_SENDER_DRY_EVENT';
}
