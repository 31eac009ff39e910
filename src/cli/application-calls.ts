import type { EndpointSetting } from '../analysis/endpoint-setting.js';
import type { AppCall, AppEvent, AppLogSummary } from '../compare/app-log.js';
import { type ClockFit, captureTime, NO_OFFSET } from '../compare/clock-fit.js';
import type { LoggedApplication } from '../compare/logged-application.js';
import type { LoggedSocket } from '../compare/socket-table.js';
import { LINUX } from '../notification/abi/linux.js';
import { canonicalAddress } from '../notification/address.js';
import { NOTIFICATION_TYPES, type NotificationType } from '../notification/notification.js';
import type { ApplicationCalls, Choice, Send, Shut } from '../reconstruct/application.js';
import { LoggedChoices } from './logged-choices.js';

/** Flags of a send that ends the association in place of sending a message. */
const NOT_A_MESSAGE = new Set(['SCTP_ABORT', 'SCTP_EOF']);

/** Sends kept of one log. Of later ones nothing is known, and nothing claimed. */
const SEND_LIMIT = 500_000;

export class LoggedCalls implements ApplicationCalls {
  readonly application: LoggedApplication;
  /** How the log's clock stands to the capture's; undefined where that is not known: then what it says when is of no use. */
  clock: ClockFit | undefined = NO_OFFSET;
  private readonly decisions = new LoggedChoices();
  /** It has been read to its end. */
  private isWhole = false;
  /** What closed() has found, while no further call is read. */
  private readonly closedPorts = new Map<number, number | undefined>();
  private readonly shutPorts = new Map<number, Shut>();
  private readonly sent: { socket: LoggedSocket; send: Send; ends: boolean }[] = [];

  constructor(application: LoggedApplication) {
    this.application = application;
  }

  observe(event: AppEvent): void {
    if (!this.application.observe(event)) return;
    this.closedPorts.clear();
    this.shutPorts.clear();
    if (event.kind === 'call') this.decisions.observe(event, this.socketOf(event));
    if (event.kind !== 'call' || event.call !== 'sendmsg' || event.time === undefined || (event.result ?? 0) < 0) return;
    if (event.flags?.some((flag) => NOT_A_MESSAGE.has(flag))) return;
    if (this.sent.length === SEND_LIMIT) {
      this.application.sendsLeftOut++;
      return;
    }
    const ends = event.flags?.includes('SCTP_EOR') ?? false;
    const socket = this.socketOf(event);
    this.sent.push({ socket, send: sendOf(event, event.time, channelOf(event, socket)), ends });
  }

  subscribed(port: number): ReadonlySet<NotificationType> | undefined {
    const { subscriptions } = this.application;
    if (subscriptions.all.length === 0) return this.application.asksForNothing ? new Set() : undefined;
    const sockets = this.application.sockets.all.filter((socket) => socket.localPort === port);
    const names = sockets.length > 0 ? sockets.map((socket) => socket.name) : [undefined];
    const states = NOTIFICATION_TYPES.map((type) => names.map((name) => subscriptions.at(type, undefined, name)));
    if (states.flat().some(({ state, change }) => state === 'unknown' && change === undefined)) return undefined;
    return new Set(NOTIFICATION_TYPES.filter((_, i) => states[i]!.some(({ state }) => state === 'on')));
  }

  get complete(): boolean {
    return this.application.fromTheBeginning;
  }

  named(port: number, address: string): ReadonlySet<string> {
    return this.decisions.named(port, address);
  }

  choices(port: number): readonly Choice[] {
    return this.decisions.choices(port, this.application.abi ?? LINUX).map((choice) => ({ ...choice, time: this.captured(choice.time) }));
  }

  aborts(port: number): readonly number[] {
    return this.decisions.aborts(port).map((time) => this.captured(time));
  }

  endings(port: number): readonly number[] | undefined {
    return this.complete ? this.decisions.endings(port)?.map((time) => this.captured(time)) : undefined;
  }

  get end(): number | undefined {
    const { lastTime, leftOut } = this.application;
    return this.isWhole && leftOut === 0 && lastTime !== undefined ? this.captured(lastTime) : undefined;
  }

  closed(port: number): number | undefined {
    if (!this.closedPorts.has(port))
      this.closedPorts.set(
        port,
        this.lastOf(port, ({ closedAt }) => closedAt?.time),
      );
    const time = this.closedPorts.get(port);
    return time === undefined ? undefined : this.captured(time);
  }

  shut(port: number): Shut {
    const { reading, both } = this.shutOf(port);
    return { reading: reading && this.captured(reading), both: both && this.captured(both) };
  }

  /** By the log's clock. */
  private shutOf(port: number): Shut {
    const known = this.shutPorts.get(port);
    const shut = known ?? {
      reading: this.lastOf(port, ({ readingShutAt }) => readingShutAt?.time),
      both: this.lastOf(port, ({ readingShutAt, sendingShutAt }) => laterOf(readingShutAt?.time, sendingShutAt?.time)),
    };
    if (known === undefined) this.shutPorts.set(port, shut);
    return shut;
  }

  /** A time of the log by the capture's clock. */
  private captured(time: number): number {
    return captureTime(this.clock ?? NO_OFFSET, time);
  }

  /** When that had happened to every socket of the port through which anything may be told; undefined where to one it had not. */
  private lastOf(port: number, timeOf: (socket: LoggedSocket) => number | undefined): number | undefined {
    const { all } = this.application.sockets;
    const ofPort = all.filter(
      (socket) => socket.localPort === port && !all.some(({ parent, peeledOff }) => parent === socket && !peeledOff),
    );
    const times = ofPort.map(timeOf);
    return times.length === 0 || times.includes(undefined) ? undefined : Math.max(...(times as number[]));
  }

  sends(port: number): readonly Send[] {
    const ofPort = this.sent.filter(({ socket }) => socket.localPort === port || socket.localPort === undefined || socket.localPort === 0);
    return joined(ofPort).map((send) => ({ ...send, time: this.captured(send.time) }));
  }

  /** The log has been read: what its clock is, as far as the log itself tells. */
  set summary(summary: AppLogSummary) {
    this.application.summary = summary;
    this.isWhole = true;
    if (summary.clock === 'unknown-offset') this.clock = undefined;
  }

  /** For which endpoints this speaks: the address the user gave, or those its sockets are bound to. For none, where it is not known when. */
  setting(): EndpointSetting<ApplicationCalls>[] {
    if (this.clock === undefined) return [];
    const { address, port } = this.application.settings;
    const bound = this.application.sockets.all.flatMap((socket) => socket.localAddresses);
    const addresses = address === undefined ? [...new Set(bound)] : [address];
    return addresses.map((each) => ({ address: canonicalAddress(each), port, value: this }));
  }

  private socketOf(call: AppCall): LoggedSocket {
    return this.application.sockets.socket(call.socket, call.line);
  }
}

function laterOf(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : Math.max(one, other);
}

/** With SCTP_EXPLICIT_EOR a message is sent in pieces, and ends with the piece that says so. */
function joined(sent: readonly { socket: LoggedSocket; send: Send; ends: boolean }[]): Send[] {
  const explicit = new Set(sent.filter(({ ends }) => ends).map(({ socket }) => socket));
  const open = new Map<string, Send>();
  const messages: Send[] = [];
  for (const { socket, send, ends } of sent) {
    const key = `${socket.name} ${send.stream}`;
    const begun = open.get(key);
    const message = begun ?? { ...send };
    if (begun === undefined) messages.push(message);
    else begun.length += send.length;
    if (explicit.has(socket) && !ends) open.set(key, message);
    else open.delete(key);
  }
  return messages;
}

/** A one-to-one socket has one association; on a one-to-many socket the call names it, where the log shows that. */
function channelOf(call: AppCall, socket: LoggedSocket): string | undefined {
  if (socket.style === 'one-to-one' || socket.peeledOff) return `${socket.name} of line ${socket.firstLine}`;
  return call.association ? `association ${call.association}` : undefined;
}

/** The policy decides what the number means: a lifetime, retransmissions, or a priority (RFC 7496 section 4); without one it is a lifetime. */
function lifetimeOf({ policy, policyValue, timetolive }: AppCall): number | undefined {
  if (policy !== undefined && !/TTL$/.test(policy)) return undefined;
  const milliseconds = policyValue || timetolive;
  return milliseconds ? milliseconds * 1000 : undefined;
}

function sendOf(call: AppCall, time: number, channel: string | undefined): Send {
  return {
    time,
    stream: call.stream ?? 0,
    ppid: call.ppid ?? 0,
    context: call.context ?? 0,
    length: call.length ?? 0,
    unordered: call.flags?.includes('SCTP_UNORDERED') ?? false,
    lifetime: lifetimeOf(call),
    channel,
  };
}

/** Options the application set itself, for its own endpoints; what the user states goes before them. */
export function assumptionsOf(application: LoggedApplication): EndpointSetting<ReadonlyMap<string, number>>[] {
  return application.options().flatMap(({ socket, options }) => {
    const addresses = application.settings.address === undefined ? socket.localAddresses : [application.settings.address];
    const port = socket.localPort === 0 ? undefined : socket.localPort;
    return addresses.map((address) => ({ address: canonicalAddress(address), port, value: options }));
  });
}
