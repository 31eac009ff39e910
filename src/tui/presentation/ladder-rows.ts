/**
 * The rows of a ladder, in columns: a row is a packet, a run of packets folded into one, a pause that a time-out ended, the continuation of the row above
 * where more notifications hang on it than one, or something that stands aside. Made from the packet index and the notifications; no packet is read.
 */
import type { Difference } from '../../compare/difference.js';
import type { Notification } from '../../notification/notification.js';
import { ChunkSet, runKind } from '../session/chunk-set.js';
import type { PacketIndex } from '../session/packet-index.js';
import { type Anchor, anchorOf, anchorOfAside, compareAnchors, lastUpTo } from './ladder-anchor.js';
import type { Aside } from './ladder-aside.js';
import { marginName } from './notification-text.js';

export const RowKind = { packet: 0, run: 1, gap: 2, more: 3, aside: 4 } as const;
export type RowKind = (typeof RowKind)[keyof typeof RowKind];

/** Fewer packets than this do not fold. */
const SHORTEST_RUN = 3;
/** More notifications of one name than this at one packet do. */
export const MOST_NOTES = 3;

const NONE = -1;

/** Packets of one association, in capture order, as rows of the index. In here, a position is an index into `packets`. */
export interface LadderInput {
  readonly index: PacketIndex;
  readonly packets: Uint32Array;
  readonly notifications: readonly [readonly Notification[], readonly Notification[]];
  readonly folding: boolean;
  /** Runs whose state is the opposite of `folding`, each by its first packet. */
  readonly toggled: readonly number[];
  /** What stands in rows of its own beside them. */
  readonly asides?: readonly Aside[];
  /** Notifications to leave out; none when it is not given. */
  readonly hides?: (notification: Notification) => boolean;
}

/** A run of packets, or notifications of one name at one packet: from a position on, so many packets. */
interface Run {
  count: number;
  /** Packets from endpoint 0, and packets that carry something again. */
  forward: number;
  again: number;
  /** First SENDER_DRY of each endpoint in it, or -1, and how many. */
  readonly first: [number, number];
  readonly dry: [number, number];
}

/** Notifications of one name that follow each other at a packet: the number of the first, and how many. */
interface Group {
  readonly first: number;
  readonly count: number;
}

export class LadderRows {
  /** All packets of the ladder, as rows of the index, ascending. */
  readonly packets: Uint32Array;
  readonly #input: LadderInput;
  readonly #anchors: readonly Anchor[];
  /** The next anchor to be placed. */
  #next = 0;
  #length = 0;
  // A packet or a notification takes a row at most.
  readonly #kinds: Uint8Array;
  readonly #positions: Uint32Array;
  readonly #margins: readonly [Int32Array, Int32Array];
  /** Rows of what stands aside. */
  readonly #asides = new Map<number, Aside>();
  /** Rows that stand for more than one packet or notification. */
  readonly #runs = new Map<number, Run>();
  /** First position and length of every run, folded or not, ascending. */
  readonly #runStarts: number[] = [];
  readonly #runLengths: number[] = [];

  constructor(input: LadderInput) {
    const { packets, notifications, index, asides = [] } = input;
    this.packets = packets;
    this.#input = input;
    this.#anchors = notifications
      .flatMap((list) => list.flatMap((one, number) => (input.hides?.(one) ? [] : [anchorOf(one, number, packets, index)])))
      .concat(asides.map((aside, number) => anchorOfAside(aside, number, packets, index)))
      .sort(compareAnchors);
    const most = packets.length + this.#anchors.length;
    this.#kinds = new Uint8Array(most);
    this.#positions = new Uint32Array(most);
    this.#margins = [new Int32Array(most).fill(NONE), new Int32Array(most).fill(NONE)];
    this.#fill(new Set(input.toggled));
  }

  get length(): number {
    return this.#length;
  }

  /** The notifications that are in it, those that are settled. */
  shownNotifications(): Notification[] {
    const { notifications, hides } = this.#input;
    return notifications.flatMap((list) => list.filter((one) => !hides?.(one)));
  }

  kind(row: number): RowKind {
    return (this.#kinds[row] ?? RowKind.packet) as RowKind;
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
    return this.#runs.get(row)?.count ?? 1;
  }

  /** How many of them come from endpoint 0. */
  countForward(row: number): number {
    return this.#runs.get(row)?.forward ?? 0;
  }

  /** How many of them carry something again. */
  countAgain(row: number): number {
    return this.#runs.get(row)?.again ?? 0;
  }

  /** Number of the notification in the margin of an endpoint, or -1. */
  notification(row: number, endpoint: 0 | 1): number {
    return row < this.#length ? (this.#margins[endpoint][row] ?? NONE) : NONE;
  }

  /** What stands aside in a row of its own. */
  aside(row: number): Aside | undefined {
    return this.#asides.get(row);
  }

  /** Is there anything in the margin of an endpoint? */
  isTold(row: number, endpoint: 0 | 1): boolean {
    return this.notification(row, endpoint) !== NONE || this.#asides.get(row)?.endpoint === endpoint;
  }

  /** How many notifications the margin's stands for. */
  notifications(row: number, endpoint: 0 | 1): number {
    return this.notification(row, endpoint) === NONE ? 0 : (this.#runs.get(row)?.dry[endpoint] ?? 1);
  }

  /** First packet of the run that a row is (a part of), open or not; -1 where there is none. */
  runOf(row: number): number {
    const position = this.position(row);
    const run = lastUpTo(this.#runStarts.length, (number) => this.#runStarts[number]!, position);
    const start = this.#runStarts[run];
    return start !== undefined && position < start + (this.#runLengths[run] ?? 0) ? (this.packets[start] ?? NONE) : NONE;
  }

  /** The row that shows `packet`, or the one before it in this ladder. */
  rowOf(packet: number): number {
    const last = lastUpTo(this.length, (row) => this.packet(row), packet);
    for (let row = last; row >= 0; row--) if (this.kind(row) === RowKind.packet || this.kind(row) === RowKind.run) return row;
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

  /** The row of what only a log has; -1 where it is not shown. */
  rowOfLogged(difference: Difference): number {
    for (const [row, aside] of this.#asides) if (aside.kind === 'logged' && aside.difference === difference) return row;
    return NONE;
  }

  #fill(toggled: ReadonlySet<number>): void {
    const { folding } = this.#input;
    const { packets } = this;
    for (let position = 0; position < packets.length; ) {
      const anchor = this.#next;
      const run = this.#runAt(position);
      const end = position + run.count;
      if (run.count >= SHORTEST_RUN) {
        this.#addRunRange(position, run.count);
        if (folding !== toggled.has(packets[position]!)) {
          this.#runs.set(this.#length, run);
          this.#add(RowKind.run, position, run.first[0], run.first[1]);
          position = end;
          continue;
        }
      }
      this.#next = anchor;
      for (; position < end; position++) this.#addPacket(position, folding === toggled.has(packets[position]!));
    }
    // A filter may leave no packet.
    if (packets.length === 0) for (const anchor of this.#anchors) if (anchor.kind === 'aside') this.#addAside(anchor);
  }

  #add(kind: RowKind, position: number, left: number, right: number): void {
    const row = this.#length++;
    this.#kinds[row] = kind;
    this.#positions[row] = position;
    this.#margins[0][row] = left;
    this.#margins[1][row] = right;
  }

  #addRunRange(position: number, length: number): void {
    this.#runStarts.push(position);
    this.#runLengths.push(length);
  }

  /** The run that begins at a position: as many packets of one kind as follow each other without a notification other than SENDER_DRY. */
  #runAt(start: number): Run {
    const { index } = this.#input;
    const { packets } = this;
    const run: Run = { count: 1, forward: 0, again: 0, first: [NONE, NONE], dry: [0, 0] };
    const kind = runKind(index.chunks(packets[start]!));
    if (kind === undefined) return run;
    let position = start;
    for (; position < packets.length; position++) {
      const set = index.chunks(packets[position]!);
      if (runKind(set) !== kind || !this.#takeDry(position, run)) break;
      if (index.direction(packets[position]!) === 0) run.forward++;
      if (set & ChunkSet.retransmission) run.again++;
    }
    run.count = Math.max(1, position - start);
    return run;
  }

  /** Takes what hangs on a packet into a run; answers false, taking nothing, where that is more than SENDER_DRY. */
  #takeDry(position: number, run: Run): boolean {
    let end = this.#next;
    while (this.#anchors[end]?.position === position) if (!this.#isDry(this.#anchors[end++]!)) return false;
    for (; this.#next < end; this.#next++) {
      const { endpoint, number } = this.#anchors[this.#next]!;
      if (run.first[endpoint] === NONE) run.first[endpoint] = number;
      run.dry[endpoint]++;
    }
    return true;
  }

  #isDry({ endpoint, number, kind }: Anchor): boolean {
    return kind === 'note' && this.#input.notifications[endpoint][number]?.body.sn_type === 'SCTP_SENDER_DRY_EVENT';
  }

  /** The rows of one packet and what hangs on it; `open` shows every notification. */
  #addPacket(position: number, open: boolean): void {
    if (this.#anchors[this.#next]?.position !== position) {
      this.#add(RowKind.packet, position, NONE, NONE);
      return;
    }
    const notes: [number[], number[]] = [[], []];
    for (
      let anchor = this.#anchors[this.#next];
      anchor?.position === position && anchor.kind === 'note';
      anchor = this.#anchors[++this.#next]
    ) {
      notes[anchor.endpoint].push(anchor.number);
    }
    this.#addNotes(position, this.#groups(0, notes[0]), this.#groups(1, notes[1]), open);
    for (let anchor = this.#anchors[this.#next]; anchor?.position === position; anchor = this.#anchors[++this.#next]) {
      if (anchor.kind === 'aside') this.#addAside(anchor);
      else this.#add(RowKind.gap, position, anchor.endpoint === 0 ? anchor.number : NONE, anchor.endpoint === 1 ? anchor.number : NONE);
    }
  }

  #addAside({ position, number }: Anchor): void {
    const aside = this.#input.asides?.[number];
    if (aside !== undefined) this.#asides.set(this.#length, aside);
    this.#add(RowKind.aside, position, NONE, NONE);
  }

  #addNotes(position: number, left: readonly Group[], right: readonly Group[], open: boolean): void {
    if ([...left, ...right].some(({ count }) => count > 1)) this.#addRunRange(position, 1);
    const shown = open ? ([left, right].map(singles) as [Group[], Group[]]) : ([left, right] as const);
    for (let row = 0; row < Math.max(1, shown[0].length, shown[1].length); row++) {
      const [one, other] = [shown[0][row], shown[1][row]];
      if ((one?.count ?? 1) > 1 || (other?.count ?? 1) > 1) {
        this.#runs.set(this.#length, { count: 1, forward: 0, again: 0, first: [NONE, NONE], dry: [one?.count ?? 0, other?.count ?? 0] });
      }
      this.#add(row === 0 ? RowKind.packet : RowKind.more, position, one?.first ?? NONE, other?.first ?? NONE);
    }
  }

  /** More than MOST_NOTES of one name and certainty in a row become one group; others stand alone. */
  #groups(endpoint: 0 | 1, numbers: readonly number[]): Group[] {
    const groups: { first: number; count: number; name: string }[] = [];
    for (const number of numbers) {
      const { body, certainty } = this.#input.notifications[endpoint][number]!;
      const name = `${marginName(body)} ${certainty}`;
      const last = groups.at(-1);
      if (last?.name === name && last.first + last.count === number) last.count++;
      else groups.push({ first: number, count: 1, name });
    }
    return groups.flatMap((group) => (group.count > MOST_NOTES ? [group] : singles([group])));
  }
}

function singles(groups: readonly Group[]): Group[] {
  return groups.flatMap(({ first, count }) => Array.from({ length: count }, (_, at) => ({ first: first + at, count: 1 })));
}
