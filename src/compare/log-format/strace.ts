/**
 * strace of the application, with -f or without, any of -t -tt -ttt, -x or -xx or plain escapes, -y or -yy. Notifications are known by their bytes: strace
 * prints MSG_NOTIFICATION as MSG_MORE, which has the same number.
 */
import { toHex } from '../../notification/abi/hex.js';
import type { AppCall, AppEvent, LogClock, LogLine } from '../app-log.js';
import { fromEpochText, parseTime } from '../log-time.js';
import { declaredLength, fromBytes, isNotification } from '../logged-notification.js';
import { packedAddresses } from '../packed-addresses.js';
import { DayCounter } from '../stamp-reader.js';
import type { ImportSettings, LineReader, LogFormat } from './log-format.js';
import { bytesOf, member, parseCall, type StraceCall, type StraceValue, sockaddrOf, word } from './strace-syntax.js';

const PREFIX = /^(?:\[pid\s+(\d+)\]\s+|(\d{1,7})\s+)?(?:(\d{9,}\.\d+)\s+|(\d\d:\d\d:\d\d(?:\.\d+)?)\s+|(\d+\.\d{6})\s+)?/;
const CALL_LIKE = /^(?:[a-z_][a-z0-9_]*\(|<\.\.\. |\+\+\+ |--- )/;

export const straceFormat: LogFormat = {
  name: 'strace',
  title: 'strace of the application',
  recognise: (lines) => {
    const calls = lines.filter(
      (line) => CALL_LIKE.test(line.replace(PREFIX, '')) && /\) += |resumed>|unfinished|\+\+\+|---/.test(line),
    ).length;
    return calls === 0 ? 0 : 0.5 + (0.45 * calls) / lines.length;
  },
  start: (settings) => new StraceReader(settings),
};

/** Option names by number, for a strace that does not know them (Linux). */
const OPTION_NAMES: Readonly<Record<string, string>> = {
  '0': 'SCTP_RTOINFO',
  '1': 'SCTP_ASSOCINFO',
  '2': 'SCTP_INITMSG',
  '3': 'SCTP_NODELAY',
  '4': 'SCTP_AUTOCLOSE',
  '7': 'SCTP_ADAPTATION_LAYER',
  '9': 'SCTP_PEER_ADDR_PARAMS',
  '11': 'SCTP_EVENTS',
  '127': 'SCTP_EVENT',
};

class StraceReader implements LineReader {
  clock: LogClock = 'none';
  private readonly settings: ImportSettings;
  private readonly days = new DayCounter();
  private elapsed = 0;
  /** File descriptors that are SCTP sockets, by process. */
  private readonly sockets = new Set<string>();
  /** Calls that another thread's line interrupted, by process. */
  private readonly unfinished = new Map<string, { text: string; where: LogLine }>();
  /** Beginnings of notifications longer than the application's buffer, by socket. */
  private readonly begun = new Map<string, Uint8Array>();

  constructor(settings: ImportSettings) {
    this.settings = settings;
  }

  read(line: string, number: number): readonly AppEvent[] | undefined {
    const prefix = PREFIX.exec(line)!;
    const pid = prefix[1] ?? prefix[2] ?? '';
    const rest = line.slice(prefix[0].length);
    if (!CALL_LIKE.test(rest)) return undefined;
    const where = { line: number, time: this.time(prefix) };
    if (rest.startsWith('+++') || rest.startsWith('---')) return [];
    const cut = rest.indexOf(' <unfinished ...>');
    if (cut >= 0) {
      this.unfinished.set(pid, { text: rest.slice(0, cut), where });
      return [];
    }
    const resumed = /^<\.\.\. [a-z0-9_]+ resumed>\s?/.exec(rest);
    if (resumed === null) return this.call(rest, where);
    const begun = this.unfinished.get(pid);
    this.unfinished.delete(pid);
    return begun === undefined ? [] : this.call(begun.text + rest.slice(resumed[0].length), { ...begun.where, time: where.time });
  }

  end(): readonly AppEvent[] {
    return [];
  }

  private time([, , , epoch, ofDay, relative]: RegExpExecArray): number | undefined {
    if (epoch !== undefined) {
      this.clock = 'epoch';
      return fromEpochText(epoch);
    }
    if (ofDay === undefined && relative === undefined) return undefined;
    this.clock = 'unknown-offset';
    if (ofDay !== undefined) return this.days.unroll(parseTime(ofDay)?.time ?? 0);
    this.elapsed += Math.round(Number(relative) * 1e6);
    return this.elapsed;
  }

  private call(text: string, where: LogLine): readonly AppEvent[] | undefined {
    const call = parseCall(text);
    if (call === undefined) return undefined;
    if (call.name === 'socket') return this.socketCall(call, where);
    const socket = descriptor(call.args[0]);
    if (socket === undefined) return [];
    if (isSctp(call)) this.sockets.add(socket);
    const read = RECEIVING[call.name]?.(call);
    if (read !== undefined) return this.received(socket, call, read, where);
    return this.sockets.has(socket) ? this.socketEvents(socket, call, where) : [];
  }

  private socketCall(call: StraceCall, where: LogLine): readonly AppEvent[] {
    if (!/SCTP|132/.test(word(call.args[2])) || call.result === undefined || call.result < 0) return [];
    const socket = String(call.result);
    this.sockets.add(socket);
    return [{ ...where, kind: 'call', call: 'socket', socket, type: word(call.args[1]), result: call.result }];
  }

  private received(socket: string, call: StraceCall, read: Received, where: LogLine): readonly AppEvent[] {
    const length = call.result ?? -1;
    const peer = read.from === undefined ? {} : { peer: read.from };
    const place: LogLine = { ...where, socket, ...peer };
    if (length <= 0) return this.nothingReceived(socket, call, place);
    const { bytes, cut } = read;
    const begun = this.begun.get(socket);
    this.begun.delete(socket);
    const whole = begun === undefined ? bytes : Uint8Array.from([...begun, ...bytes]);
    if (
      begun !== undefined ||
      (read.maybeNotification && (cut || isNotification(bytes, this.settings.abi) || isLong(bytes) || (read.flagged && isWhole(bytes))))
    ) {
      if (!cut && !read.complete && whole.length < declaredLength(whole)) {
        this.begun.set(socket, whole);
        return [];
      }
      const notification = fromBytes(whole, place, this.settings.abi);
      if (notification !== undefined) {
        this.sockets.add(socket);
        return [notification];
      }
    }
    return this.sockets.has(socket) ? [{ ...place, kind: 'message', length, complete: read.complete }] : [];
  }

  private nothingReceived(socket: string, { result, errno, name }: StraceCall, place: LogLine): readonly AppEvent[] {
    if (!this.sockets.has(socket) || errno === 'EAGAIN' || errno === 'EINTR') return [];
    return [{ ...place, kind: 'call', call: name, ...(result === undefined ? {} : { result }), ...(errno === undefined ? {} : { errno }) }];
  }

  private socketEvents(socket: string, call: StraceCall, where: LogLine): readonly AppEvent[] {
    const make = CALLS[call.name];
    if (make === undefined) return [];
    const details = make(call);
    if (details === undefined) return [];
    if (details.newSocket !== undefined) this.sockets.add(details.newSocket);
    if (call.name === 'close') this.sockets.delete(socket);
    const { result, errno } = call;
    return [
      {
        ...where,
        kind: 'call',
        socket,
        call: call.name,
        ...(result === undefined ? {} : { result }),
        ...(errno === undefined ? {} : { errno }),
        ...details,
      },
    ];
  }
}

/** '3', '3<socket:[12345]>', '3<SCTP:[10.1.0.1:5001->10.1.0.2:6010]>'. */
function descriptor(value: StraceValue | undefined): string | undefined {
  return /^(\d+)(?:<|$)/.exec(word(value))?.[1];
}

function isSctp({ name, args }: StraceCall): boolean {
  if (/^\d+<SCTP/.test(word(args[0]))) return true;
  return (name === 'setsockopt' || name === 'getsockopt') && /SOL_SCTP|IPPROTO_SCTP|0x84/.test(word(args[1]));
}

/** More than a message would say by chance: the header of a notification whose length exceeds what was read. */
function isLong(bytes: Uint8Array): boolean {
  return bytes.length >= 16 && bytes[1] === 0x80 && bytes[0]! < 0x10 && declaredLength(bytes) > bytes.length;
}

/** The kernel says that it is a notification, and its header says that this is all of it; its members may be odd. */
function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= 12 && declaredLength(bytes) === bytes.length;
}

interface Received {
  bytes: Uint8Array;
  cut: boolean;
  /** MSG_EOR was set, or is not shown by this call. */
  complete: boolean;
  maybeNotification: boolean;
  /** The call shows the flag. */
  flagged: boolean;
  from: { address: string; port: number } | undefined;
}

const NOTIFICATION_FLAG = /MSG_MORE|MSG_NOTIFICATION|0x8000/;
const NO_BYTES = { bytes: new Uint8Array(), cut: false };

function fromMessage({ args }: StraceCall): Received {
  const flags = word(member(args[1], 'msg_flags'));
  const { bytes, cut } = bytesOf(member(args[1], 'msg_iov')) ?? NO_BYTES;
  return {
    bytes,
    cut,
    complete: flags === '' || /MSG_EOR/.test(flags),
    maybeNotification: flags === '' || NOTIFICATION_FLAG.test(flags),
    flagged: NOTIFICATION_FLAG.test(flags),
    from: sockaddrOf(member(args[1], 'msg_name')),
  };
}

function fromBuffer({ args }: StraceCall): Received {
  return { ...(bytesOf(args[1]) ?? NO_BYTES), complete: true, maybeNotification: true, flagged: false, from: sockaddrOf(args[4]) };
}

const RECEIVING: Readonly<Record<string, ((call: StraceCall) => Received) | undefined>> = {
  recvmsg: fromMessage,
  recvfrom: fromBuffer,
  recv: fromBuffer,
  read: fromBuffer,
};

type Details = Partial<Omit<AppCall, 'kind'>>;

const CALLS: Readonly<Record<string, ((call: StraceCall) => Details | undefined) | undefined>> = {
  bind: named(1),
  connect: named(1),
  listen: () => ({}),
  close: () => ({}),
  shutdown: ({ args }) => ({ how: word(args[1]).replace(/^.*?(SHUT_\w+).*$/, '$1') }),
  accept: accepted,
  accept4: accepted,
  setsockopt: option,
  getsockopt: option,
  sendmsg: ({ args }) => ({
    ...sent(bytesOf(member(args[1], 'msg_iov')), iovLength(member(args[1], 'msg_iov'))),
    ...peer(member(args[1], 'msg_name')),
  }),
  sendto: ({ args }) => ({ call: 'sendmsg', ...sent(bytesOf(args[1]), Number(word(args[2]))), ...peer(args[4]) }),
  send: ({ args }) => ({ call: 'sendmsg', ...sent(bytesOf(args[1]), Number(word(args[2]))) }),
  write: ({ args }) => ({ call: 'sendmsg', ...sent(bytesOf(args[1]), Number(word(args[2]))) }),
};

function named(index: number): (call: StraceCall) => Details {
  return ({ args }) => {
    const address = sockaddrOf(args[index]);
    return address === undefined ? {} : { addresses: [address] };
  };
}

function peer(value: StraceValue | undefined): Details {
  const address = sockaddrOf(value);
  return address === undefined ? {} : { peer: address };
}

function accepted(call: StraceCall): Details | undefined {
  if (call.result === undefined || call.result < 0) return undefined;
  return { call: 'accept', newSocket: String(call.result), ...peer(call.args[1]) };
}

function iovLength(value: StraceValue | undefined): number {
  if (value?.kind !== 'list') return 0;
  return value.items.reduce((sum, item) => sum + (Number(word(member(item, 'iov_len'))) || 0), 0);
}

function sent(data: { bytes: Uint8Array; cut: boolean } | undefined, length: number): Details {
  return { length: Number.isFinite(length) ? length : 0, ...(data === undefined || data.cut ? {} : { data: toHex(data.bytes) }) };
}

/** setsockopt; of getsockopt only what acts: connectx and peeloff are made of it. */
function option({ name, args }: StraceCall): Details | undefined {
  const text = word(args[2]);
  const code = /^(?:0x[0-9a-f]+|\d+)/.exec(text)?.[0];
  const title = code === undefined ? text : (OPTION_NAMES[String(Number(code))] ?? text);
  const value = optionBytes(args[3]);
  const bytes = value === undefined ? {} : { raw: toHex(value) };
  if (/CONNECTX/.test(title) && value !== undefined) return { call: 'connectx', addresses: packedAddresses(value) };
  if (/BINDX_ADD/.test(title) && value !== undefined) return { call: 'bindx', addresses: packedAddresses(value) };
  if (name === 'getsockopt') return undefined;
  return { option: title, optlen: Number(word(args[4])) || 0, ...bytes };
}

/** An option's value as bytes, however strace shows it: a string, [1], {l_onoff=1, l_linger=0}. */
function optionBytes(value: StraceValue | undefined): Uint8Array | undefined {
  if (value?.kind === 'text') return value.cut ? undefined : value.bytes;
  const words = value?.kind === 'list' ? value.items : value?.kind === 'struct' ? [...value.members.values()] : [];
  const numbers = words.map((item) => Number(word(item)));
  if (numbers.length === 0 || !numbers.every(Number.isInteger)) return undefined;
  return new Uint8Array(Int32Array.from(numbers).buffer);
}
