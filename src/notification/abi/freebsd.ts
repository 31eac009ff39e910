/** FreeBSD's kernel, netinet/sctp_uio.h; usrsctp is made from the same files. */
import { ADDRESS_STATES, ASSOC_STATES } from '../notification.js';
import type { Abi, NumberNames } from './abi.js';
import { header, layout, nested, type Row } from './layout.js';
import * as rfc from './rfc6458.js';
import { FREEBSD_SOCKADDRS } from './sockaddr.js';

/** Constants of this family count from 1. */
const fromOne = (names: readonly string[]): NumberNames => Object.fromEntries(names.map((name, i) => [i + 1, name]));

const SNDRCVINFO_128_ROWS: readonly Row[] = [
  ...rfc.SNDRCVINFO_ROWS,
  [32, 'u16', 'sinfo_keynumber'],
  [34, 'u16', 'sinfo_keynumber_valid'],
  [36, 'bytes', 'padding@36', 92],
];

const SEND_FAILED_144 = layout('sctp_send_failed', 144, [
  ...header('ssf'),
  [8, 'u32', 'ssf_error'],
  ...nested('ssf_info', 12, SNDRCVINFO_128_ROWS),
  [140, 'association', 'ssf_assoc_id'],
  [144, 'bytes', 'ssf_data'],
]);

/** 16-bit stream and sequence number: what the stack writes, kernel and usrsctp alike. */
const PDAPI_EVENT_20 = layout('sctp_pdapi_event', 20, [
  ...header('pdapi'),
  [8, 'u32', 'pdapi_indication'],
  [12, 'u16', 'pdapi_stream'],
  [14, 'u16', 'pdapi_seq'],
  [16, 'association', 'pdapi_assoc_id'],
]);

export const FREEBSD: Abi = {
  name: 'freebsd',
  title: 'FreeBSD',
  notifications: {
    1: { type: 'SCTP_ASSOC_CHANGE', layouts: [rfc.ASSOC_CHANGE] },
    2: { type: 'SCTP_PEER_ADDR_CHANGE', layouts: [rfc.PADDR_CHANGE_152, rfc.PADDR_CHANGE_148] },
    3: { type: 'SCTP_REMOTE_ERROR', layouts: [rfc.REMOTE_ERROR] },
    4: { type: 'SCTP_SEND_FAILED', layouts: [SEND_FAILED_144] },
    5: { type: 'SCTP_SHUTDOWN_EVENT', layouts: [rfc.SHUTDOWN_EVENT] },
    6: { type: 'SCTP_ADAPTATION_INDICATION', layouts: [rfc.ADAPTATION_EVENT] },
    7: { type: 'SCTP_PARTIAL_DELIVERY_EVENT', layouts: [PDAPI_EVENT_20, rfc.PDAPI_EVENT] },
    8: { type: 'SCTP_AUTHENTICATION_EVENT', layouts: [rfc.AUTHKEY_EVENT] },
    9: { type: 'SCTP_STREAM_RESET_EVENT', layouts: [rfc.STREAM_RESET_EVENT] },
    10: { type: 'SCTP_SENDER_DRY_EVENT', layouts: [rfc.SENDER_DRY_EVENT] },
    11: { type: 'SCTP_NOTIFICATIONS_STOPPED_EVENT', layouts: [rfc.STOPPED_EVENT] },
    12: { type: 'SCTP_ASSOC_RESET_EVENT', layouts: [rfc.ASSOC_RESET_EVENT] },
    13: { type: 'SCTP_STREAM_CHANGE_EVENT', layouts: [rfc.STREAM_CHANGE_EVENT] },
    14: { type: 'SCTP_SEND_FAILED_EVENT', layouts: [rfc.SEND_FAILED_EVENT] },
  },
  constants: {
    sac_state: fromOne(ASSOC_STATES),
    spc_state: fromOne(ADDRESS_STATES.filter((state) => state !== 'SCTP_ADDR_POTENTIALLY_FAILED')),
    ssf_flags: { 1: 'SCTP_DATA_UNSENT', 2: 'SCTP_DATA_SENT' },
    ssfe_flags: { 1: 'SCTP_DATA_UNSENT', 2: 'SCTP_DATA_SENT' },
    pdapi_indication: { 1: 'SCTP_PARTIAL_DELIVERY_ABORTED' },
    auth_indication: { 1: 'SCTP_AUTH_NEW_KEY', 2: 'SCTP_AUTH_NO_AUTH', 3: 'SCTP_AUTH_FREE_KEY' },
  },
  hints: {},
  causeOrder: 'host',
  signedAssociation: false,
  sockaddrs: FREEBSD_SOCKADDRS,
  sndrcvinfo: layout('sctp_sndrcvinfo', 128, SNDRCVINFO_128_ROWS),
  sendFlags: {
    256: 'SCTP_EOF',
    512: 'SCTP_ABORT',
    1024: 'SCTP_UNORDERED',
    2048: 'SCTP_ADDR_OVER',
    4096: 'SCTP_SENDALL',
    8192: 'SCTP_EOR',
    16384: 'SCTP_SACK_IMMEDIATELY',
  },
  options: { SCTP_EVENTS: 12, SCTP_EVENT: 30 },
};
