/** What an endpoint offers in its INIT or INIT-ACK: RFC 9260 sections 3.3.2 and 3.3.3, with the parameters of the extensions. */

import { INIT_HEADER, inboundStreams, initialTsn, initiateTag, initWindow, outboundStreams } from '../dissect/chunk/init.js';
import type { AddressId, SctpPacket } from '../dissect/packet.js';
import { chunkEnd } from '../dissect/packet.js';
import { findTlv, nextTlv, TLV_HEADER, tlvAt, tlvLength, tlvType } from '../dissect/tlv.js';
import type { Extension } from './fact.js';

/** Most addresses taken from one INIT. */
const MAX_ADDRESSES = 32;

export interface InitOffer {
  tag: number;
  window: number;
  outboundStreams: number;
  inboundStreams: number;
  tsn: number;
  adaptation: number | undefined;
  extensions: ReadonlySet<Extension>;
  addresses: AddressId[];
  /** Parameter types in their order: stacks are known by it. */
  parameters: number[];
  /** Value of the State Cookie (INIT-ACK). */
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

const EXTENSION_CHUNKS: readonly (readonly [number, Extension])[] = [
  [192, 'PR-SCTP'],
  [193, 'ASCONF'],
  [64, 'I-DATA'],
  [130, 'RE-CONFIG'],
  [16, 'NR-SACK'],
];

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
  for (let at = from; tlvAt(view, at, end); at = nextTlv(view, at)) {
    const type = tlvType(view, at);
    parameters.push(type);
    if (listed.length >= MAX_ADDRESSES) continue;
    if (type === PARAMETER.ipv4 && tlvLength(view, at) === 8) listed.push(addresses.read(view, at + TLV_HEADER, 4));
    if (type === PARAMETER.ipv6 && tlvLength(view, at) === 20) listed.push(addresses.read(view, at + TLV_HEADER, 6));
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
    extensions: offeredExtensions(view, from, end, parameters),
    addresses: listed,
    parameters,
    cookie: cookie < 0 ? undefined : packet.bytes.slice(cookie + TLV_HEADER, cookie + tlvLength(view, cookie)),
    whole: chunkEnd(view, chunk) <= packet.end,
    frame: packet.frame,
    time: packet.time,
  };
}

function offeredExtensions(view: DataView, from: number, end: number, parameters: readonly number[]): Set<Extension> {
  const offered = new Set<Extension>();
  const supported = findTlv(view, from, end, PARAMETER.supportedExtensions);
  if (supported >= 0) {
    const chunks = new Set<number>();
    for (let i = TLV_HEADER; i < tlvLength(view, supported); i++) chunks.add(view.getUint8(supported + i));
    for (const [type, extension] of EXTENSION_CHUNKS) if (chunks.has(type)) offered.add(extension);
  }
  if (parameters.includes(PARAMETER.forwardTsn)) offered.add('PR-SCTP');
  if (parameters.includes(PARAMETER.random) && parameters.includes(PARAMETER.hmacAlgorithms)) offered.add('AUTH');
  return offered;
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
