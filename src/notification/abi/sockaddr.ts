/** sockaddr_in and sockaddr_in6 inside a sockaddr_storage of 128 bytes: with a 16-bit family, or as on BSD with a length byte and an 8-bit family. */
import type { Sockaddr } from './abi.js';
import { layout, type Row } from './layout.js';

const IN_ROWS: readonly Row[] = [
  [2, 'network16', 'sin_port'],
  [4, 'ipv4', 'sin_addr'],
  [8, 'bytes', 'sin_zero', 120],
];
const IN6_ROWS: readonly Row[] = [
  [2, 'network16', 'sin6_port'],
  [4, 'network32', 'sin6_flowinfo'],
  [8, 'ipv6', 'sin6_addr'],
  [24, 'u32', 'sin6_scope_id'],
  [28, 'bytes', 'ss_rest', 100],
];

const SOCKADDR_IN = layout('sockaddr_in', 128, [[0, 'u16', 'sin_family'], ...IN_ROWS]);
const SOCKADDR_IN6 = layout('sockaddr_in6', 128, [[0, 'u16', 'sin6_family'], ...IN6_ROWS]);
const SOCKADDR_IN_BSD = layout('sockaddr_in', 128, [[0, 'u8', 'sin_len'], [1, 'u8', 'sin_family'], ...IN_ROWS]);
const SOCKADDR_IN6_BSD = layout('sockaddr_in6', 128, [[0, 'u8', 'sin6_len'], [1, 'u8', 'sin6_family'], ...IN6_ROWS]);

/** AF_INET is 2 everywhere; AF_INET6 is not. */
function flavour(inet6: number): readonly Sockaddr[] {
  return [
    { family: 2, lengthByte: undefined, version: 4, layout: SOCKADDR_IN },
    { family: inet6, lengthByte: undefined, version: 6, layout: SOCKADDR_IN6 },
  ];
}

function bsdFlavour(inet6: number): readonly Sockaddr[] {
  return [
    { family: 2, lengthByte: 16, version: 4, layout: SOCKADDR_IN_BSD },
    { family: inet6, lengthByte: 28, version: 6, layout: SOCKADDR_IN6_BSD },
  ];
}

export const LINUX_SOCKADDRS = flavour(10);
export const SOLARIS_SOCKADDRS = flavour(26);
export const FREEBSD_SOCKADDRS = bsdFlavour(28);
/** usrsctp lives on Linux, FreeBSD, macOS and Windows, and uses the host's. */
export const USRSCTP_SOCKADDRS = [...LINUX_SOCKADDRS, ...FREEBSD_SOCKADDRS, ...bsdFlavour(30), ...flavour(23)];
