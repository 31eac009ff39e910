/** What an application was subscribed to, when, on which socket: read from its calls. */
import type { Abi } from '../notification/abi/abi.js';
import { fromHex } from '../notification/abi/hex.js';
import { optionValues } from '../notification/abi/option.js';
import { ABIS } from '../notification/abi/registry.js';
import { findKernels } from '../notification/abi/subscribe-kernel.js';
import { LINUX_MEMBERS, subscribe } from '../notification/abi/subscription.js';
import { NOTIFICATION_TYPES, type NotificationType } from '../notification/notification.js';
import type { AppCall } from './app-log.js';
import { deciding } from './deciding.js';

/** One call that switched notifications on or off, or failed to. */
export interface SubscriptionChange {
  /** As in LogLine. */
  time: number | undefined;
  line: number;
  socket: string | undefined;
  /** The association it was for; 0 and undefined mean the socket. */
  association: number | undefined;
  on: readonly NotificationType[];
  off: readonly NotificationType[];
  /** The call that did it, and for a person: 'setsockopt(SCTP_EVENTS), 8 bytes, in line 12'. */
  call: AppCall;
  how: string;
  /** Why nothing changed: the call failed; and what it asked for. */
  failed?: string;
  asked?: readonly NotificationType[];
}

/** The change a call makes; undefined for calls that make none. */
export function subscriptionChange(call: AppCall, abi: Abi | undefined): SubscriptionChange | undefined {
  if (call.call !== 'setsockopt') return undefined;
  if (call.option === 'SCTP_EVENTS') return fromStruct(call, abi);
  return call.option === 'SCTP_EVENT' ? fromEvent(call, abi) : undefined;
}

function fromStruct(call: AppCall, abi: Abi | undefined): SubscriptionChange {
  const bytes = fromHex(call.raw ?? '') ?? new Uint8Array();
  const optlen = call.optlen ?? bytes.length;
  const how = `setsockopt(SCTP_EVENTS), ${optlen} bytes, in line ${call.line}`;
  const base = { time: call.time, line: call.line, socket: call.socket, association: undefined, how, call };
  if (call.result !== undefined && call.result < 0)
    return { ...base, on: [], off: [], failed: call.errno ?? 'error', asked: bytes.length === 0 ? NOTIFICATION_TYPES : askedBy(bytes) };
  // The call succeeded, so the kernel's struct reaches at least this far, or on BSD ends where it ends.
  const kernel = abi === undefined || abi.name === 'linux' ? undefined : findKernels('freebsd')[0];
  const members = kernel === undefined ? LINUX_MEMBERS.slice(0, optlen) : LINUX_MEMBERS.slice(0, kernel.size);
  const switched = kernel === undefined ? undefined : new Set(subscribe(bytes, optlen, kernel).on.map(({ name }) => name));
  const isOn = (name: string, i: number): boolean => switched?.has(name) ?? (bytes[i] ?? 0) !== 0;
  const typed = members.map(({ type, name }, i) => ({ type, on: isOn(name, i) }));
  return {
    ...base,
    on: typed.flatMap(({ type, on }) => (on && type !== undefined ? [type] : [])),
    off: typed.flatMap(({ type, on }) => (!on && type !== undefined ? [type] : [])),
  };
}

function askedBy(bytes: Uint8Array): NotificationType[] {
  return LINUX_MEMBERS.flatMap(({ type }, i) => (type !== undefined && (bytes[i] ?? 0) !== 0 ? [type] : []));
}

function fromEvent(call: AppCall, abi: Abi | undefined): SubscriptionChange | undefined {
  const raw = call.raw ?? '';
  const stack = abi ?? ABIS.find((candidate) => typeOf(raw, candidate) !== undefined);
  const type = stack === undefined ? undefined : typeOf(raw, stack);
  if (stack === undefined || type === undefined) return undefined;
  const { se_on, se_assoc_id } = optionValues('SCTP_EVENT', raw, stack) ?? {};
  const association = typeof se_assoc_id === 'number' && se_assoc_id !== 0 ? se_assoc_id : undefined;
  const base = {
    time: call.time,
    line: call.line,
    socket: call.socket,
    association,
    how: `setsockopt(SCTP_EVENT, ${type}) in line ${call.line}`,
    call,
  };
  if (call.result !== undefined && call.result < 0)
    return { ...base, on: [], off: [], failed: call.errno ?? 'error', asked: se_on === 0 ? [] : [type] };
  return se_on === 0 ? { ...base, on: [], off: [type] } : { ...base, on: [type], off: [] };
}

function typeOf(raw: string, abi: Abi): NotificationType | undefined {
  const number = optionValues('SCTP_EVENT', raw, abi)?.['se_type'];
  const type = typeof number === 'number' ? abi.notifications[number]?.type : undefined;
  return NOTIFICATION_TYPES.find((known) => known === type);
}

/** Whether a type was subscribed to, and by what. */
export interface SubscriptionState {
  /** 'unknown' where the log shows no subscription at all, or begins behind some, and where what asked for it failed: that is the change then. */
  state: 'on' | 'off' | 'unknown';
  /** The call that decided it; undefined for what was never touched. */
  change: SubscriptionChange | undefined;
}

/** What getsockopt(SCTP_EVENTS) shows of the kernel. */
export interface StructSize {
  /** Bytes of its sctp_event_subscribe; at least so many, where no more were asked for. */
  bytes: number;
  exact: boolean;
  line: number;
}

/** Follows the subscriptions of all sockets of one log, in the order of its lines. */
export class SubscriptionHistory {
  private readonly abi: Abi | undefined;
  private changes: SubscriptionChange[] = [];
  /** The same by the name of the socket; `undefined` for those of any. */
  private readonly ofSocket = new Map<string | undefined, SubscriptionChange[]>();
  private readonly parents = new Map<string, string>();
  /** The application was told of what no call in the log asks for: the log begins behind calls that did. */
  private beginsLater = false;
  private readonly everOn = new Set<NotificationType>();
  structSize: StructSize | undefined;

  constructor(abi: Abi | undefined) {
    this.abi = abi;
  }

  observe(call: AppCall): void {
    const change = subscriptionChange(call, this.abi);
    if (change !== undefined) this.add(change);
    if (call.call === 'getsockopt' && call.option === 'SCTP_EVENTS') this.learnSize(call);
    if (call.newSocket !== undefined && call.socket !== undefined) this.parents.set(call.newSocket, call.socket);
  }

  /** The application was told of a type. */
  told(type: NotificationType): void {
    if (!this.everOn.has(type)) this.beginsLater = true;
  }

  get all(): readonly SubscriptionChange[] {
    return this.changes;
  }

  /** Lets go of changes of sockets that are not known any more, and of past ones that later ones have undone. */
  forget(isPast: (call: AppCall) => boolean, knows: (socket: string) => boolean): void {
    const known = this.changes.filter(({ socket }) => socket === undefined || knows(socket));
    const kept = deciding(
      known,
      ({ call }) => isPast(call),
      ({ socket, on, off, failed, asked = [] }) =>
        [...on, ...off, ...asked.map((type) => `refused ${type}`), ...(failed === undefined ? [] : ['refused'])].map(
          (what) => `${what} ${socket}`,
        ),
    );
    this.changes = [];
    this.ofSocket.clear();
    for (const change of kept) this.add(change);
    for (const child of this.parents.keys()) if (!knows(child)) this.parents.delete(child);
  }

  private learnSize({ result = 0, optlen, room = optlen, line }: AppCall): void {
    if (result < 0 || optlen === undefined || this.structSize?.exact === true) return;
    this.structSize = { bytes: optlen, exact: room! > optlen, line };
  }

  private add(change: SubscriptionChange): void {
    for (const type of change.on) this.everOn.add(type);
    this.changes.push(change);
    const same = this.ofSocket.get(change.socket);
    if (same === undefined) this.ofSocket.set(change.socket, [change]);
    else same.push(change);
  }

  /** The state at a time of the log's clock; without a socket, that of any. */
  at(type: NotificationType, time: number | undefined, socket?: string): SubscriptionState {
    const known = this.concerning(socket).filter((change) => time === undefined || change.time === undefined || change.time <= time);
    const deciding = known.findLast(({ on, off }) => on.includes(type) || off.includes(type));
    if (deciding !== undefined) return { state: deciding.on.includes(type) ? 'on' : 'off', change: deciding };
    const refused = known.findLast(({ asked }) => asked?.includes(type));
    const isOff = refused === undefined && known.length > 0 && !this.beginsLater;
    return { state: isOff ? 'off' : 'unknown', change: refused };
  }

  /** In order. A socket that came of accept or peeloff has what its parent had. */
  private concerning(socket: string | undefined): readonly SubscriptionChange[] {
    if (socket === undefined) return this.changes;
    const parent = this.parents.get(socket);
    const names = new Set([undefined, socket, ...(parent === undefined ? [] : [parent])]);
    const found = [...names].flatMap((name) => this.ofSocket.get(name) ?? []);
    return found.sort((x, y) => x.line - y.line);
  }
}
