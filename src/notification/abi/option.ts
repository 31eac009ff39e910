/** Values of socket options that decide what an application is told and when (RFC 6458 section 8.1), by stack. */
import type { Abi, ByteOrder } from './abi.js';
import { memberValues } from './decode.js';
import { fromHex } from './hex.js';
import { layout, type StructLayout } from './layout.js';
import { type MemberValue, readStruct } from './read-struct.js';
import { EVENT, RCVINFO, SNDINFO } from './rfc6458.js';

const RTOINFO = layout('sctp_rtoinfo', 16, [
  [0, 'association', 'srto_assoc_id'],
  [4, 'u32', 'srto_initial'],
  [8, 'u32', 'srto_max'],
  [12, 'u32', 'srto_min'],
]);

const INITMSG = layout('sctp_initmsg', 8, [
  [0, 'u16', 'sinit_num_ostreams'],
  [2, 'u16', 'sinit_max_instreams'],
  [4, 'u16', 'sinit_max_attempts'],
  [6, 'u16', 'sinit_max_init_timeo'],
]);

const ASSOCPARAMS = layout('sctp_assocparams', 20, [
  [0, 'association', 'sasoc_assoc_id'],
  [4, 'u16', 'sasoc_asocmaxrxt'],
  [6, 'u16', 'sasoc_number_peer_destinations'],
  [8, 'u32', 'sasoc_peer_rwnd'],
  [12, 'u32', 'sasoc_local_rwnd'],
  [16, 'u32', 'sasoc_cookie_life'],
]);
const ASSOCPARAMS_BSD = layout('sctp_assocparams', 20, [
  [0, 'association', 'sasoc_assoc_id'],
  [4, 'u32', 'sasoc_peer_rwnd'],
  [8, 'u32', 'sasoc_local_rwnd'],
  [12, 'u32', 'sasoc_cookie_life'],
  [16, 'u16', 'sasoc_asocmaxrxt'],
  [18, 'u16', 'sasoc_number_peer_destinations'],
]);

/** Packed to 4 bytes, so that 32-bit members lie at odd places; older kernels end after the flags. */
const PADDRPARAMS = layout('sctp_paddrparams', 156, [
  [0, 'association', 'spp_assoc_id'],
  [4, 'sockaddr', 'spp_address'],
  [132, 'u32', 'spp_hbinterval'],
  [136, 'u16', 'spp_pathmaxrxt'],
  [138, 'u32', 'spp_pathmtu'],
  [142, 'u32', 'spp_sackdelay'],
  [146, 'u32', 'spp_flags'],
  [150, 'u32', 'spp_ipv6_flowlabel'],
  [154, 'u8', 'spp_dscp'],
]);
const PADDRPARAMS_BSD = layout('sctp_paddrparams', 152, [
  [0, 'sockaddr', 'spp_address'],
  [128, 'association', 'spp_assoc_id'],
  [132, 'u32', 'spp_hbinterval'],
  [136, 'u32', 'spp_pathmtu'],
  [140, 'u32', 'spp_flags'],
  [144, 'u32', 'spp_ipv6_flowlabel'],
  [148, 'u16', 'spp_pathmaxrxt'],
  [150, 'u8', 'spp_dscp'],
]);

const SETPRIM = layout('sctp_setprim', 132, [
  [0, 'association', 'ssp_assoc_id'],
  [4, 'sockaddr', 'ssp_addr'],
]);
const SETPRIM_BSD = layout('sctp_setprim', 136, [
  [0, 'sockaddr', 'ssp_addr'],
  [128, 'association', 'ssp_assoc_id'],
]);

const AUTHKEYID = layout('sctp_authkeyid', 8, [
  [0, 'association', 'scact_assoc_id'],
  [4, 'u16', 'scact_keynumber'],
]);

const SETADAPTATION = layout('sctp_setadaptation', 4, [[0, 'u32', 'ssb_adaptation_ind']]);
const LINGER = layout('linger', 8, [
  [0, 'u32', 'l_onoff'],
  [4, 'u32', 'l_linger'],
]);
/** Options that are an int. */
const NUMBER = layout('int', 4, [[0, 'u32', 'value']]);
/** Options that are an int for an association. */
const ASSOC_VALUE = layout('sctp_assoc_value', 8, [
  [0, 'association', 'assoc_id'],
  [4, 'u32', 'assoc_value'],
]);

/** Linux's second form has one member more, and the same length. */
const PADDRTHLDS = layout('sctp_paddrthlds', 144, [
  [0, 'association', 'spt_assoc_id'],
  [8, 'sockaddr', 'spt_address'],
  [136, 'u16', 'spt_pathmaxrxt'],
  [138, 'u16', 'spt_pathpfthld'],
]);
const PADDRTHLDS_V2 = layout('sctp_paddrthlds_v2', 144, [
  [0, 'association', 'spt_assoc_id'],
  [8, 'sockaddr', 'spt_address'],
  [136, 'u16', 'spt_pathmaxrxt'],
  [138, 'u16', 'spt_pathpfthld'],
  [140, 'u16', 'spt_pathcpthld'],
]);
const PADDRTHLDS_BSD = layout('sctp_paddrthlds', 144, [
  [0, 'sockaddr', 'spt_address'],
  [128, 'association', 'spt_assoc_id'],
  [132, 'u16', 'spt_pathmaxrxt'],
  [134, 'u16', 'spt_pathpfthld'],
  [136, 'u16', 'spt_pathcpthld'],
]);

const BY_OPTION: Readonly<Record<string, StructLayout>> = {
  SCTP_EVENT: EVENT,
  SCTP_RTOINFO: RTOINFO,
  SCTP_INITMSG: INITMSG,
  SCTP_ASSOCINFO: ASSOCPARAMS,
  SCTP_PEER_ADDR_PARAMS: PADDRPARAMS,
  SCTP_PEER_ADDR_THLDS: PADDRTHLDS,
  SCTP_PEER_ADDR_THLDS_V2: PADDRTHLDS_V2,
  SCTP_PRIMARY_ADDR: SETPRIM,
  SCTP_AUTH_DEACTIVATE_KEY: AUTHKEYID,
  SCTP_ADAPTATION_LAYER: SETADAPTATION,
  SCTP_ENABLE_STREAM_RESET: ASSOC_VALUE,
  SCTP_EXPOSE_POTENTIALLY_FAILED_STATE: ASSOC_VALUE,
  SCTP_INTERLEAVING_SUPPORTED: ASSOC_VALUE,
  SCTP_AUTOCLOSE: NUMBER,
  SCTP_DISABLE_FRAGMENTS: NUMBER,
  SCTP_FRAGMENT_INTERLEAVE: NUMBER,
  SCTP_NODELAY: NUMBER,
  SCTP_PARTIAL_DELIVERY_POINT: NUMBER,
  SCTP_RECVRCVINFO: NUMBER,
  SO_LINGER: LINGER,
  SO_RCVBUF: NUMBER,
  SO_SNDBUF: NUMBER,
};

const BSD_BY_OPTION: Readonly<Record<string, StructLayout>> = {
  SCTP_ASSOCINFO: ASSOCPARAMS_BSD,
  SCTP_PEER_ADDR_PARAMS: PADDRPARAMS_BSD,
  SCTP_PEER_ADDR_THLDS: PADDRTHLDS_BSD,
  SCTP_PRIMARY_ADDR: SETPRIM_BSD,
};

/** Structs that calls and messages carry beside the notifications, by their C name. */
export function structsOf(abi: Abi): ReadonlyMap<string, StructLayout> {
  const options = Object.keys(BY_OPTION).map((option) => layoutOf(option, abi)!);
  const layouts = [abi.sndrcvinfo, SNDINFO, RCVINFO, ...options].filter(({ struct }) => struct.startsWith('sctp_'));
  return new Map(layouts.map((struct) => [struct.struct, struct]));
}

/** The struct of an option's value; undefined for an option that is not in the tables. */
export function layoutOf(option: string, abi: Abi): StructLayout | undefined {
  return (abi.name === 'linux' ? undefined : BSD_BY_OPTION[option]) ?? BY_OPTION[option];
}

/** Members of an option's value by C name; undefined for an option that is not in the tables, or a value that is no hex. */
export function optionValues(option: string, raw: string, abi: Abi, order: ByteOrder = 'little'): Record<string, MemberValue> | undefined {
  const bytes = fromHex(raw);
  const struct = layoutOf(option, abi);
  return bytes === undefined || struct === undefined ? undefined : memberValues(readStruct(bytes, struct, abi, order));
}
