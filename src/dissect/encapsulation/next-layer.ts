/** What a layer says comes next: the key of another layer, or, where the way ends, a Finding. */

/** Where the way ends. */
export const Finding = {
  /** Nothing that concerns SCTP. */
  other: 0,
  /** An SCTP packet. */
  sctp: 1,
  /** An ICMP or ICMPv6 error that quotes an SCTP packet. */
  icmp: 2,
  /** A fragment of a datagram that is not complete yet. */
  fragment: 3,
  /** An SCTP packet that was in the capture a moment ago: the same frame, captured twice. */
  duplicate: 4,
  /** SCTP by its number, but too short to hold the common header. */
  short: 5,
  /** DTLS, which may carry SCTP that cannot be seen. */
  dtls: 6,
  /** More layers than are looked into. */
  deep: 7,
} as const;
export type Finding = (typeof Finding)[keyof typeof Finding];

/** A Finding, or the key of a layer: a number space, times 2^16, and a number in it. */
export type Next = number;

const LINK_TYPE = 0x10000;
const ETHERTYPE = 0x20000;
const IP_PROTOCOL = 0x30000;
const UDP_PORT = 0x40000;

/** Every key is below this, and from FIRST_KEY on. */
export const KEY_LIMIT = 0x50000;
export const FIRST_KEY = LINK_TYPE;

/** LINKTYPE_ numbers of capture files. */
export const linkType = (number: number): Next => LINK_TYPE | number;

/** Ethernet types, also as GRE, PPPoE and others use them. */
export const ethertype = (number: number): Next => ETHERTYPE | number;

/** IP protocol numbers, and the "next header" of IPv6. */
export const ipProtocol = (number: number): Next => IP_PROTOCOL | number;

/** UDP ports on which something other than SCTP may carry it. */
export const udpPort = (number: number): Next => UDP_PORT | number;

/** All UDP ports that no layer names. */
export const ANY_UDP_PORT: Next = udpPort(0);
