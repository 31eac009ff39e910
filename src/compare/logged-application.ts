/** What the comparison keeps of one application's log: what it was told, its sockets, its subscriptions, and when it listened. */
import type { Abi } from '../notification/abi/abi.js';
import { LINUX } from '../notification/abi/linux.js';
import type { NotificationType } from '../notification/notification.js';
import type { AppCall, AppEvent, AppLogSummary, AppNotification, LoggedAddress, LogLine } from './app-log.js';
import { deciding } from './deciding.js';
import { LimitedMessages } from './limited-messages.js';
import { type LoggedSocket, PEER_LIMIT, SocketTable } from './socket-table.js';
import { abiOfEvent, statedOptions, statesOption } from './stated-options.js';
import { SubscriptionHistory } from './subscription-history.js';

/** A notification with the life of the socket it was read from. */
export interface LoggedNotification {
  event: AppNotification;
  socket: LoggedSocket | undefined;
  /** Messages that the application had sent before. */
  sends: number;
  /** When it had read anything from that socket before; by the log's clock, as the next. */
  lastRead: number | undefined;
  /** When it had last said that it was not reading. */
  deaf: { from: number; to: number } | undefined;
}

/** A span of the log's time in which the application did not read; `to` is undefined where it never read again. */
export interface Deafness {
  socket: string | undefined;
  from: number;
  to: number | undefined;
  /** Where it begins. */
  line: number;
}

export interface ApplicationSettings {
  /** What the log is called. */
  name: string;
  /** Whose log it is, where the user said it. */
  address: string | undefined;
  port: number | undefined;
  abi: Abi | undefined;
}

/** Notifications kept of one log, and calls that decide something; what comes later is counted. */
const EVENT_LIMIT = 100_000;
/** Associations whose peers are remembered once a log without an end has been let go of. */
const SENDERS_KEPT = 10_000;

/** A line's place in the log. */
export type Place = Pick<LogLine, 'line' | 'time'>;

/** Times that are given to this, or coarser, say less than when an application reads. Microseconds. */
const COARSE = 1_000_000;

export class LoggedApplication {
  readonly settings: ApplicationSettings;
  readonly sockets = new SocketTable();
  readonly subscriptions: SubscriptionHistory;
  readonly limited = new LimitedMessages(EVENT_LIMIT);
  notifications: LoggedNotification[] = [];
  /** Their types, of those too that were let go. */
  private readonly types = new Set<NotificationType>();
  deafness: Deafness[] = [];
  /** Whom messages came from, by socket and association id; see peersOf. */
  private readonly senders = new Map<string, LoggedAddress[]>();
  summary: AppLogSummary | undefined;
  /** Notifications, calls and messages beyond the limit: for the comparison, the log ends before them. */
  leftOut = 0;
  /** Sends that were too many to be kept, by whoever keeps them. */
  sendsLeftOut = 0;
  private sends = 0;
  /** Times of the log's first and last line that has one. */
  firstTime: number | undefined;
  lastTime: number | undefined;
  /** What its times are given to, cut off behind: microseconds, a millisecond or a second. */
  grain = 1_000_000;
  /** When anything was last read from a socket, by its name. */
  readonly lastRead = new Map<string, number>();
  /** The log shows how the application began: its first socket. */
  private begins = false;
  private learntAbi: Abi | undefined;
  private optionCalls: { call: AppCall; socket: LoggedSocket }[] = [];

  constructor(settings: ApplicationSettings) {
    this.settings = settings;
    this.subscriptions = new SubscriptionHistory(settings.abi);
  }

  /** Notifications that are kept, and calls that decide something. */
  get kept(): number {
    const { sockets, subscriptions, notifications, optionCalls, deafness } = this;
    return notifications.length + sockets.all.length + subscriptions.all.length + optionCalls.length + deafness.length;
  }

  /** False where it came beyond the limit, and was left out. */
  observe(event: AppEvent): boolean {
    if (this.leftOut > 0 || (mayBeKept(event) && this.kept >= EVENT_LIMIT)) {
      this.leftOut++;
      return false;
    }
    if (event.time !== undefined) {
      this.firstTime ??= event.time;
      this.lastTime = event.time;
      while (this.grain > 1 && event.time % this.grain !== 0) this.grain /= 1_000;
    }
    this.learntAbi ??= abiOfEvent(event);
    if (event.kind === 'call') this.call(event);
    else if (event.kind === 'notification') this.tell(event);
    else if (event.kind === 'remark' && event.reading !== undefined) this.reading(event.reading, event);
    if (event.kind === 'notification' || event.kind === 'message') this.read(event);
    return true;
  }

  /** What may have been cut off its times at most, where that is more than an application takes to read: microseconds. */
  get cutOff(): number {
    return this.grain < COARSE ? 0 : this.grain - 1;
  }

  /** True where the log shows the application from its beginning, so that nothing it was told can be missing in front. */
  get fromTheBeginning(): boolean {
    return this.begins;
  }

  /** An application is told nothing that it did not ask for: its log, from the first socket on, shows no asking, and nothing told. */
  get asksForNothing(): boolean {
    return this.begins && this.subscriptions.all.length === 0 && this.types.size === 0;
  }

  /** The stack it runs on: as stated, or as its numbers betray. */
  get abi(): Abi | undefined {
    return this.settings.abi ?? this.learntAbi;
  }

  /** Options that packets do not show, by socket, as the application set them last. */
  options(): { socket: LoggedSocket; options: ReadonlyMap<string, number> }[] {
    const bySocket = new Map<LoggedSocket, Map<string, number>>();
    for (const { call, socket } of this.optionCalls) {
      const options = bySocket.get(socket) ?? new Map<string, number>();
      for (const [name, value] of statedOptions(call, this.abi ?? LINUX)) options.set(name, value);
      if (options.size > 0) bySocket.set(socket, options);
    }
    return [...bySocket].map(([socket, options]) => ({ socket, options }));
  }

  /** Types that the log has at least once. */
  loggedTypes(): ReadonlySet<NotificationType> {
    return this.types;
  }

  /** The peers that messages of an association name, read from a socket. */
  peersOf(socket: string | undefined, association: number): readonly LoggedAddress[] {
    return this.senders.get(senderKey(socket, association)) ?? [];
  }

  private socketOf(event: AppNotification): LoggedSocket | undefined {
    return event.socket === undefined && this.sockets.all.length === 0 ? undefined : this.sockets.socket(event.socket, event.line);
  }

  /** Of a log without an end: lets go of notifications that have been compared for good, and of what past calls decided that others decided anew. */
  forget(compared: (event: AppNotification) => boolean, isPast: (place: Place) => boolean): void {
    this.notifications = this.notifications.filter(({ event }) => !compared(event));
    this.sockets.forget(new Set(this.notifications.flatMap(({ socket }) => socket ?? [])), isPast);
    this.subscriptions.forget(isPast, (name) => this.sockets.knows(name));
    const sockets = new Set(this.sockets.all);
    this.optionCalls = deciding(
      this.optionCalls.filter(({ socket }) => sockets.has(socket)),
      ({ call }) => isPast(call),
      ({ call, socket }) => [...statedOptions(call, this.abi ?? LINUX).keys()].map((name) => `${socket.name}#${socket.firstLine} ${name}`),
    );
    this.deafness = this.deafness.filter(({ to, line }) => to === undefined || !isPast({ time: to, line }));
    for (const name of this.lastRead.keys()) if (!this.sockets.knows(name)) this.lastRead.delete(name);
    for (const key of [...this.senders.keys()].slice(0, -SENDERS_KEPT)) this.senders.delete(key);
  }

  private tell(event: AppNotification): void {
    this.types.add(event.type);
    if (!this.begins) this.subscriptions.told(event.type);
    const lastRead = this.lastRead.get(event.socket ?? '');
    const span = this.deafness.findLast(({ socket, to }) => to !== undefined && socket === event.socket);
    const deaf = span?.to === undefined ? undefined : { from: span.from, to: span.to };
    this.notifications.push({ event, socket: this.socketOf(event), sends: this.sends, lastRead, deaf });
  }

  private call(call: AppCall): void {
    if (call.call === 'socket' && this.types.size === 0) this.begins = true;
    if (call.call === 'sendmsg') this.sends++;
    this.limited.observe(call);
    this.sockets.observe(call);
    this.subscriptions.observe(call);
    if (statesOption(call)) this.optionCalls.push({ call, socket: this.sockets.socket(call.socket, call.line) });
  }

  private read(event: AppEvent): void {
    if (event.time !== undefined) this.lastRead.set(event.socket ?? '', event.time);
    const { peer, socket, association } = event;
    if (peer === undefined || association === undefined) return;
    const senders = this.senders.get(senderKey(socket, association)) ?? [];
    if (senders.some(({ address, port }) => address === peer.address && port === peer.port)) return;
    this.senders.set(senderKey(socket, association), [...senders, peer].slice(-PEER_LIMIT));
  }

  private reading(reads: boolean, { time, socket, line }: LogLine): void {
    const open = this.deafness.findLast((span) => span.to === undefined && span.socket === socket);
    if (time === undefined) return;
    if (!reads) this.deafness.push({ socket, from: time, to: undefined, line });
    else if (open !== undefined) open.to = time;
  }
}

function senderKey(socket: string | undefined, association: number): string {
  return `${socket ?? ''} ${association}`;
}

function mayBeKept(event: AppEvent): boolean {
  return event.kind !== 'message' && !(event.kind === 'call' && event.call === 'sendmsg');
}
