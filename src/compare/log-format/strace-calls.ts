/** What the system calls in a strace mean for the sockets API: tables of the calls that receive, and of those that do something else. */
import { toHex } from '../../notification/abi/hex.js';
import type { AppCall } from '../app-log.js';
import { packedAddresses } from '../packed-addresses.js';
import { bytesOf, member, type StraceCall, type StraceValue, sockaddrOf, word } from './strace-syntax.js';

/** What one call, or one of the messages of recvmmsg, received. */
export interface Received {
  /** As far as strace shows them. */
  bytes: Uint8Array;
  /** Strace shows only their beginning. */
  cut: boolean;
  /** Bytes received; undefined where the call failed. */
  length: number | undefined;
  /** MSG_EOR was set, or is not shown by this call. */
  complete: boolean;
  maybeNotification: boolean;
  /** The call shows the flag. */
  flagged: boolean;
  from: { address: string; port: number } | undefined;
}

const NOTIFICATION_FLAG = /MSG_MORE|MSG_NOTIFICATION|0x8000/;
const NO_BYTES = { bytes: new Uint8Array(), cut: false };

function fromMessage(header: StraceValue | undefined, length: number | undefined): Received {
  const flags = word(member(header, 'msg_flags'));
  const { bytes, cut } = bytesOf(member(header, 'msg_iov')) ?? NO_BYTES;
  return {
    bytes,
    cut,
    length,
    complete: flags === '' || /MSG_EOR/.test(flags),
    maybeNotification: flags === '' || NOTIFICATION_FLAG.test(flags),
    flagged: NOTIFICATION_FLAG.test(flags),
    from: sockaddrOf(member(header, 'msg_name')),
  };
}

function fromBuffer({ args, result }: StraceCall): Received[] {
  const { bytes, cut } = bytesOf(args[1]) ?? NO_BYTES;
  return [{ bytes, cut, length: result, complete: true, maybeNotification: true, flagged: false, from: sockaddrOf(args[4]) }];
}

/** Each message of a struct mmsghdr with its length, as many as the call's result says. */
function messagesOf({ args, result = -1 }: StraceCall): { header: StraceValue | undefined; length: number }[] {
  const [, vector] = args;
  if (vector?.kind !== 'list') return [];
  return vector.items
    .slice(0, Math.max(0, result))
    .map((item) => ({ header: member(item, 'msg_hdr'), length: Number(word(member(item, 'msg_len'))) || 0 }));
}

export const RECEIVING: Readonly<Record<string, ((call: StraceCall) => Received[]) | undefined>> = {
  recvmsg: ({ args, result }) => [fromMessage(args[1], result)],
  recvmmsg: (call) => messagesOf(call).map(({ header, length }) => fromMessage(header, length)),
  recvfrom: fromBuffer,
  recv: fromBuffer,
  read: fromBuffer,
};

/** What a call says beyond its name, socket and result. */
export type Details = Partial<Omit<AppCall, 'kind'>>;

/** Nothing for a call that does not matter; one entry for each message of sendmmsg. */
export const CALLS: Readonly<Record<string, ((call: StraceCall) => Details[]) | undefined>> = {
  bind: named(1),
  connect: named(1),
  listen: () => [{}],
  close: () => [{}],
  shutdown: ({ args }) => [{ how: word(args[1]).replace(/^.*?(SHUT_\w+).*$/, '$1') }],
  accept: accepted,
  accept4: accepted,
  setsockopt: option,
  getsockopt: option,
  sendmsg: ({ args }) => [sentMessage(args[1])],
  sendmmsg: (call) => messagesOf(call).map(({ header, length }) => ({ ...sentMessage(header), call: 'sendmsg', result: length })),
  sendto: ({ args }) => [{ call: 'sendmsg', ...sent(bytesOf(args[1]), Number(word(args[2]))), ...peer(args[4]) }],
  send: ({ args }) => [{ call: 'sendmsg', ...sent(bytesOf(args[1]), Number(word(args[2]))) }],
  write: ({ args }) => [{ call: 'sendmsg', ...sent(bytesOf(args[1]), Number(word(args[2]))) }],
  writev: ({ args }) => [{ call: 'sendmsg', ...sent(bytesOf(args[1]), iovLength(args[1])) }],
};

function named(index: number): (call: StraceCall) => Details[] {
  return ({ args }) => {
    const address = sockaddrOf(args[index]);
    return [address === undefined ? {} : { addresses: [address] }];
  };
}

function peer(value: StraceValue | undefined): Details {
  const address = sockaddrOf(value);
  return address === undefined ? {} : { peer: address };
}

function accepted({ args, result }: StraceCall): Details[] {
  return result === undefined || result < 0 ? [] : [{ call: 'accept', newSocket: String(result), ...peer(args[1]) }];
}

function iovLength(value: StraceValue | undefined): number {
  if (value?.kind !== 'list') return 0;
  return value.items.reduce((sum, item) => sum + (Number(word(member(item, 'iov_len'))) || 0), 0);
}

function sentMessage(header: StraceValue | undefined): Details {
  const vector = member(header, 'msg_iov');
  return { ...sent(bytesOf(vector), iovLength(vector)), ...peer(member(header, 'msg_name')) };
}

function sent(data: { bytes: Uint8Array; cut: boolean } | undefined, length: number): Details {
  return { length: Number.isFinite(length) ? length : 0, ...(data === undefined || data.cut ? {} : { data: toHex(data.bytes) }) };
}

/** Option names by number, for a strace that does not know them (include/uapi/linux/sctp.h). */
const OPTION_NAMES: Readonly<Record<string, string>> = {
  '0': 'SCTP_RTOINFO',
  '1': 'SCTP_ASSOCINFO',
  '2': 'SCTP_INITMSG',
  '3': 'SCTP_NODELAY',
  '4': 'SCTP_AUTOCLOSE',
  '5': 'SCTP_SET_PEER_PRIMARY_ADDR',
  '6': 'SCTP_PRIMARY_ADDR',
  '7': 'SCTP_ADAPTATION_LAYER',
  '8': 'SCTP_DISABLE_FRAGMENTS',
  '9': 'SCTP_PEER_ADDR_PARAMS',
  '10': 'SCTP_DEFAULT_SEND_PARAM',
  '11': 'SCTP_EVENTS',
  '18': 'SCTP_FRAGMENT_INTERLEAVE',
  '19': 'SCTP_PARTIAL_DELIVERY_POINT',
  '32': 'SCTP_RECVRCVINFO',
  '35': 'SCTP_AUTH_DEACTIVATE_KEY',
  '100': 'SCTP_SOCKOPT_BINDX_ADD',
  '101': 'SCTP_SOCKOPT_BINDX_REM',
  '102': 'SCTP_SOCKOPT_PEELOFF',
  '110': 'SCTP_SOCKOPT_CONNECTX',
  '111': 'SCTP_SOCKOPT_CONNECTX3',
  '118': 'SCTP_ENABLE_STREAM_RESET',
  '122': 'SCTP_SOCKOPT_PEELOFF_FLAGS',
  '125': 'SCTP_INTERLEAVING_SUPPORTED',
  '127': 'SCTP_EVENT',
};

/** setsockopt; of getsockopt what acts, connectx and peeloff being made of it, and what tells the kernel's size of the struct. */
function option(call: StraceCall): Details[] {
  const { name, args } = call;
  const text = word(args[2]);
  const code = /^(?:0x[0-9a-f]+|\d+)/.exec(text)?.[0];
  const title = code === undefined ? text : (OPTION_NAMES[String(Number(code))] ?? text);
  const value = optionBytes(args[3]);
  const bytes = value === undefined ? {} : { raw: toHex(value) };
  if (/PEELOFF/.test(title)) return peeledOff(call, value);
  if (/CONNECTX/.test(title) && value !== undefined) return [{ call: 'connectx', addresses: packedAddresses(value) }];
  if (/BINDX_ADD/.test(title) && value !== undefined) return [{ call: 'bindx', addresses: packedAddresses(value) }];
  if (name === 'getsockopt') return title === 'SCTP_EVENTS' ? [{ option: title, ...returnedLength(args[4]), ...bytes }] : [];
  return [{ option: title, optlen: Number(word(args[4])) || 0, ...bytes }];
}

/** '[256 => 10]': the length passed, and what the kernel made of it; '[10]' where it is the same. */
function returnedLength(value: StraceValue | undefined): Details {
  const [passed, returned = passed] = word(value?.kind === 'list' ? value.items[0] : value)
    .split(/\s*(?:=>|->)\s*/)
    .map(Number);
  return Number.isInteger(passed) && Number.isInteger(returned) ? { room: passed!, optlen: returned! } : {};
}

/** The value is the association's id, and the new descriptor behind it; the call's result is that descriptor, too. */
function peeledOff({ result = -1 }: StraceCall, value: Uint8Array | undefined): Details[] {
  if (result < 0) return [];
  const view = value === undefined || value.length < 8 ? undefined : new DataView(value.buffer, value.byteOffset, value.byteLength);
  const descriptor = view?.getInt32(4, true) ?? result;
  return [{ call: 'peeloff', newSocket: String(descriptor), ...(view === undefined ? {} : { association: view.getInt32(0, true) }) }];
}

/** An option's value as bytes, however strace shows it: a string, [1], {l_onoff=1, l_linger=0}. */
function optionBytes(value: StraceValue | undefined): Uint8Array | undefined {
  if (value?.kind === 'text') return value.cut ? undefined : value.bytes;
  const words = value?.kind === 'list' ? value.items : value?.kind === 'struct' ? [...value.members.values()] : [];
  const numbers = words.map((item) => Number(word(item)));
  if (numbers.length === 0 || !numbers.every(Number.isInteger)) return undefined;
  return new Uint8Array(Int32Array.from(numbers).buffer);
}
