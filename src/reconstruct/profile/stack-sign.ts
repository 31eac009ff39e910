/** Signs by which stacks are recognised, each with its weight: how far it proves the stack where nothing else is known. A new sign is a line here. */
import { parametersOnlyOf } from './parameter-layout.js';
import type { StackTraits } from './stack-traits.js';
import { cookieMaker } from './state-cookie.js';

export interface StackSign {
  /** Name of the profile it speaks for. */
  stack: string;
  /** Its release, where the sign tells it. */
  version?: string;
  /** 0 to 1. */
  weight: number;
  /** What has this look. */
  where: 'its INIT looks' | 'its State Cookie looks' | 'its HEARTBEAT looks' | 'its ABORT is worded';
  wording: string;
  shows(traits: StackTraits): boolean;
}

/** Half of net.core.rmem_default, as it was in kernels from 2.6 on: the size of its buffers' heads is in it. */
const LINUX_WINDOWS: ReadonlySet<number> = new Set([53760, 54272, 55296, 56320, 57344, 62464, 106496, 109568, 114688]);
const DCSCTP_WINDOW = 5 * 1024 * 1024;
const PION_WINDOW = 1024 * 1024;
/** Default receive space of the FreeBSD kernel. */
const FREEBSD_WINDOW = 1864135;
const ALL_STREAMS = 65535;

/** Address families as Linux and the BSDs number them. */
const AF_INET = 2;
const LINUX_AF_INET6 = 10;
const AF_INET6: ReadonlySet<number> = new Set([LINUX_AF_INET6, 24, 28, 30]);

/** Two parameters in the order of one stack alone are a sign, three and more are a second one. */
const order = (stack: string, name: string): StackSign[] => [
  {
    stack,
    weight: 0.4,
    where: 'its INIT looks',
    wording: `the parameters of its INIT or INIT-ACK stand in the order of ${name}`,
    shows: ({ offer }) => parametersOnlyOf(stack, offer) > 0,
  },
  {
    stack,
    weight: 0.8,
    where: 'its INIT looks',
    wording: 'and there are enough of them to tell it from other stacks',
    shows: ({ offer }) => parametersOnlyOf(stack, offer) > 2,
  },
];

const window = (stack: string, weight: number, wording: string, values: ReadonlySet<number>): StackSign => ({
  stack,
  weight,
  where: 'its INIT looks',
  wording,
  shows: ({ offer }) => offer !== undefined && values.has(offer.window),
});

const cookie = (stack: string, text: string): StackSign => ({
  stack,
  weight: 0.99,
  where: 'its State Cookie looks',
  wording: `its State Cookie begins with "${text}"`,
  shows: ({ offer }) => beginsWith(offer?.cookie, text),
});

const abort = (stack: string, weight: number, pattern: RegExp, wording: string): StackSign => ({
  stack,
  weight,
  where: 'its ABORT is worded',
  wording,
  shows: ({ abortText }) => pattern.test(abortText),
});

export const STACK_SIGNS: readonly StackSign[] = [
  cookie('usrsctp', 'KAME-BSD 1.1'),
  cookie('dcsctp', 'dcSCTP'),
  {
    stack: 'linux',
    weight: 0.95,
    where: 'its State Cookie looks',
    wording: 'its State Cookie holds its tag behind the HMAC, as that of Linux does',
    shows: ({ offer }) => cookieMaker(offer) === 'linux',
  },
  ...order('linux', 'Linux'),
  ...order('usrsctp', "FreeBSD's stack"),
  ...order('dcsctp', 'dcSCTP'),
  ...order('pion', 'pion'),
  window('linux', 0.6, 'its a_rwnd is half the default receive buffer of Linux', LINUX_WINDOWS),
  window('usrsctp', 0.6, 'its a_rwnd is the default of FreeBSD', new Set([FREEBSD_WINDOW])),
  window('dcsctp', 0.5, 'its a_rwnd is the default of dcSCTP, 5 MiB', new Set([DCSCTP_WINDOW])),
  {
    stack: 'pion',
    weight: 0.7,
    where: 'its INIT looks',
    wording: 'it offers nothing but supported extensions, a_rwnd 1 MiB and all streams, as pion does',
    shows: ({ offer }) => offer?.window === PION_WINDOW && offer.outboundStreams === ALL_STREAMS && parametersOnlyOf('pion', offer) > 0,
  },
  {
    stack: 'linux',
    weight: 0.95,
    where: 'its HEARTBEAT looks',
    wording: 'its HEARTBEAT begins with a socket address, port included, as that of Linux does',
    shows: ({ heartbeat }) => heartbeat !== undefined && beginsWithAddress(heartbeat.info, heartbeat.port),
  },
  {
    stack: 'usrsctp',
    weight: 0.9,
    where: 'its HEARTBEAT looks',
    wording: "its HEARTBEAT holds times, then family, length and address, as that of FreeBSD's stack does",
    shows: ({ heartbeat }) => heartbeat !== undefined && endsWithAddress(heartbeat.info),
  },
  {
    stack: 'usrsctp',
    version: '0.9.5',
    weight: 0.3,
    where: 'its HEARTBEAT looks',
    wording: 'its HEARTBEAT is 36 bytes long, as up to usrsctp 0.9.5',
    shows: ({ heartbeat }) => heartbeat?.info.length === 36 && endsWithAddress(heartbeat.info),
  },
  abort(
    'linux',
    0.95,
    /max_retrans count|chunk had invalid length|parameter had invalid length|max tsn currently sent|chunk violates protocol/,
    'its ABORT has the words of Linux',
  ),
  abort(
    'usrsctp',
    0.9,
    /TSN=[0-9a-f]{8}|^(Reass|Delivered|Duplicate) |greater or equal than TSN/,
    "its ABORT has the words of FreeBSD's stack",
  ),
  abort('dcsctp', 0.8, /^Close called$/, 'its ABORT has the words of dcSCTP'),
];

function beginsWith(bytes: Uint8Array | undefined, text: string): boolean {
  if (bytes === undefined || bytes.length < text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[i] !== text.charCodeAt(i)) return false;
  return true;
}

/** A struct sockaddr of Linux: family in the order of its host, port in network order. */
function beginsWithAddress(info: Uint8Array, port: number): boolean {
  if (info.length < 28 || ((info[2]! << 8) | info[3]!) !== port) return false;
  const family = info[0]! + info[1]!;
  return (info[0] === 0 || info[1] === 0) && (family === AF_INET || family === LINUX_AF_INET6);
}

/** The last 20 bytes: family, length of the struct sockaddr, two bytes of padding, address. */
function endsWithAddress(info: Uint8Array): boolean {
  if (info.length < 36) return false;
  const family = info[info.length - 20]!;
  const length = info[info.length - 19];
  return (family === AF_INET && length === 16) || (AF_INET6.has(family) && length === 28);
}
