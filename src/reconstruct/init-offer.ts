/** What an endpoint offers in its INIT or INIT-ACK: RFC 9260 sections 3.3.2 and 3.3.3, with the parameters of the extensions. */

import { INIT_HEADER, inboundStreams, initialTsn, initiateTag, initWindow, outboundStreams } from '../dissect/chunk/init.js';
import type { AddressId, SctpPacket } from '../dissect/packet.js';
import { chunkEnd } from '../dissect/packet.js';
import { findTlv, nextTlv, TLV_HEADER, tlvAt, tlvLength, tlvType } from '../dissect/tlv.js';
import type { Extension } from './fact.js';

/** Most addresses taken from one INIT. */
const MAX_ADDRESSES = 32;
/** Most parameters of which the type is kept: stacks send a dozen. */
const MAX_PARAMETERS = 32;
/** Bytes kept of a State Cookie: all that is known of any make's layout. */
const COOKIE_KEPT = 64;

export interface InitOffer {
  tag: number;
  window: number;
  outboundStreams: number;
  inboundStreams: number;
  tsn: number;
  adaptation: number | undefined;
  extensions: ReadonlySet<Extension>;
  addresses: readonly AddressId[];
  /** It lists more than these. */
  listsMore: boolean;
  /** Parameter types in their order, a run of addresses as one: stacks are known by it. */
  parameters: readonly number[];
  /** The first bytes of the State Cookie's value (INIT-ACK). */
  cookie: Uint8Array | undefined;
  /** Captured to its end: it holds no more parameters than these. */
  whole: boolean;
  frame: number;
  time: number;
}

const PARAMETER = {
  ipv4: 5,
  ipv6: 6,
  cookie: 7,
  random: 0x8002,
  hmacAlgorithms: 0x8004,
  supportedExtensions: 0x8008,
  forwardTsn: 0xc000,
  adaptation: 0xc006,
} as const;

/** Each with the chunk type in Supported Extensions that announces it; AUTH has parameters of its own. */
const EXTENSIONS: readonly (readonly [Extension, chunk: number])[] = [
  ['PR-SCTP', 192],
  ['ASCONF', 193],
  ['I-DATA', 64],
  ['RE-CONFIG', 130],
  ['NR-SACK', 16],
  ['AUTH', Number.NaN],
];

const NOTHING: readonly number[] = [];

/** Interns the addresses of address parameters. */
export interface AddressInterner {
  /** The id of the IPv4 address (4 bytes) or IPv6 address (16 bytes) at `at`. */
  read(view: DataView, at: number, family: 4 | 6): AddressId;
}

/** Reads the INIT or INIT-ACK at `chunk`, whose header is known to be whole. */
export function readOffer(packet: SctpPacket, chunk: number, addresses: AddressInterner): InitOffer {
  const { view } = packet;
  const end = Math.min(chunkEnd(view, chunk), packet.end);
  const from = chunk + INIT_HEADER;
  const parameters: number[] = [];
  const listed: AddressId[] = [];
  let listsMore = false;
  for (let at = from; tlvAt(view, at, end); at = nextTlv(view, at)) {
    const type = tlvType(view, at);
    const family = addressFamily(view, at);
    if (parameters.length < MAX_PARAMETERS && (family === undefined || parameters.at(-1) !== type)) parameters.push(type);
    if (family === undefined) continue;
    if (listed.length < MAX_ADDRESSES) listed.push(addresses.read(view, at + TLV_HEADER, family));
    else listsMore = true;
  }
  const adaptation = findTlv(view, from, end, PARAMETER.adaptation);
  const cookie = findTlv(view, from, end, PARAMETER.cookie);
  return {
    tag: initiateTag(view, chunk),
    window: initWindow(view, chunk),
    outboundStreams: outboundStreams(view, chunk),
    inboundStreams: inboundStreams(view, chunk),
    tsn: initialTsn(view, chunk),
    adaptation: adaptation >= 0 && tlvLength(view, adaptation) >= 8 ? view.getUint32(adaptation + TLV_HEADER) : undefined,
    extensions: offeredExtensions(view, from, end),
    addresses: shared(listed),
    listsMore,
    parameters: shared(parameters),
    cookie:
      cookie < 0
        ? undefined
        : packet.bytes.slice(cookie + TLV_HEADER, cookie + Math.min(tlvLength(view, cookie), TLV_HEADER + COOKIE_KEPT)),
    whole: chunkEnd(view, chunk) <= packet.end,
    frame: packet.frame,
    time: packet.time,
  };
}

/** Of the parameter at `at`, where it is an address. */
function addressFamily(view: DataView, at: number): 4 | 6 | undefined {
  const type = tlvType(view, at);
  if (type === PARAMETER.ipv4 && tlvLength(view, at) === 8) return 4;
  return type === PARAMETER.ipv6 && tlvLength(view, at) === 20 ? 6 : undefined;
}

/** Lists that are kept ten thousand times over: the empty one is one, others take no more room than they need. */
function shared(list: readonly number[]): readonly number[] {
  return list.length === 0 ? NOTHING : list.slice();
}

/** By their members: all sets of extensions that were offered. */
const EXTENSION_SETS = new Map<string, ReadonlySet<Extension>>();

function offeredExtensions(view: DataView, from: number, end: number): ReadonlySet<Extension> {
  const has = (type: number): boolean => findTlv(view, from, end, type) >= 0;
  const supported = findTlv(view, from, end, PARAMETER.supportedExtensions);
  const chunks =
    supported < 0
      ? NOTHING
      : new Uint8Array(view.buffer, view.byteOffset + supported + TLV_HEADER, tlvLength(view, supported) - TLV_HEADER);
  const announced = new Set<Extension>();
  if (has(PARAMETER.forwardTsn)) announced.add('PR-SCTP');
  if (has(PARAMETER.random) && has(PARAMETER.hmacAlgorithms)) announced.add('AUTH');
  const offered = EXTENSIONS.filter(([extension, chunk]) => announced.has(extension) || chunks.includes(chunk)).map(
    ([extension]) => extension,
  );
  const known = EXTENSION_SETS.get(offered.join()) ?? new Set(offered);
  EXTENSION_SETS.set(offered.join(), known);
  return known;
}

/** What both ends are known to support, where that is all they do; undefined where an offer was not captured to its end. */
export function allNegotiated(one: InitOffer | undefined, other: InitOffer | undefined): Set<Extension> | undefined {
  return one?.whole && other?.whole ? negotiated(one, other) : undefined;
}

/** What both ends can use, as far as that was captured. */
export function negotiated(one: InitOffer | undefined, other: InitOffer | undefined): Set<Extension> | undefined {
  if (one === undefined || other === undefined) return undefined;
  return new Set([...one.extensions].filter((extension) => other.extensions.has(extension)));
}
