/** Linux, include/uapi/linux/sctp.h of 6.12; the same on 32 and 64 bits. */
import { ADDRESS_STATES, ASSOC_STATES } from '../notification.js';
import type { Abi, NumberNames } from './abi.js';
import { header, layout } from './layout.js';
import * as rfc from './rfc6458.js';
import { LINUX_SOCKADDRS } from './sockaddr.js';

/** Before Linux had I-DATA (about 4.15): without stream and sequence number. */
const PDAPI_EVENT_OLD = layout('sctp_pdapi_event', 16, [
  ...header('pdapi'),
  [8, 'u32', 'pdapi_indication'],
  [12, 'association', 'pdapi_assoc_id'],
]);

const numbered = (names: readonly string[]): NumberNames => ({ ...names });

export const LINUX: Abi = {
  name: 'linux',
  title: 'Linux',
  notifications: {
    32769: { type: 'SCTP_ASSOC_CHANGE', layouts: [rfc.ASSOC_CHANGE] },
    32770: { type: 'SCTP_PEER_ADDR_CHANGE', layouts: [rfc.PADDR_CHANGE_148] },
    32771: { type: 'SCTP_SEND_FAILED', layouts: [rfc.SEND_FAILED] },
    32772: { type: 'SCTP_REMOTE_ERROR', layouts: [rfc.REMOTE_ERROR_NETWORK] },
    32773: { type: 'SCTP_SHUTDOWN_EVENT', layouts: [rfc.SHUTDOWN_EVENT] },
    32774: { type: 'SCTP_PARTIAL_DELIVERY_EVENT', layouts: [rfc.PDAPI_EVENT_ID_FIRST, PDAPI_EVENT_OLD] },
    32775: { type: 'SCTP_ADAPTATION_INDICATION', layouts: [rfc.ADAPTATION_EVENT] },
    32776: { type: 'SCTP_AUTHENTICATION_EVENT', layouts: [rfc.AUTHKEY_EVENT] },
    32777: { type: 'SCTP_SENDER_DRY_EVENT', layouts: [rfc.SENDER_DRY_EVENT] },
    32778: { type: 'SCTP_STREAM_RESET_EVENT', layouts: [rfc.STREAM_RESET_EVENT] },
    32779: { type: 'SCTP_ASSOC_RESET_EVENT', layouts: [rfc.ASSOC_RESET_EVENT] },
    32780: { type: 'SCTP_STREAM_CHANGE_EVENT', layouts: [rfc.STREAM_CHANGE_EVENT] },
    32781: { type: 'SCTP_SEND_FAILED_EVENT', layouts: [rfc.SEND_FAILED_EVENT] },
  },
  constants: {
    sac_state: numbered(ASSOC_STATES),
    spc_state: numbered(ADDRESS_STATES),
    ssf_flags: { 0: 'SCTP_DATA_UNSENT', 1: 'SCTP_DATA_SENT' },
    ssfe_flags: { 0: 'SCTP_DATA_UNSENT', 1: 'SCTP_DATA_SENT' },
    pdapi_indication: { 0: 'SCTP_PARTIAL_DELIVERY_ABORTED' },
    auth_indication: { 0: 'SCTP_AUTH_NEW_KEY', 1: 'SCTP_AUTH_FREE_KEY', 2: 'SCTP_AUTH_NO_AUTH' },
  },
  hints: {
    spc_error: {
      0: 'SCTP_FAILED_THRESHOLD',
      1: 'SCTP_RECEIVED_SACK',
      2: 'SCTP_HEARTBEAT_SUCCESS',
      3: 'SCTP_RESPONSE_TO_USER_REQ',
      4: 'SCTP_INTERNAL_ERROR',
      5: 'SCTP_SHUTDOWN_GUARD_EXPIRES',
      6: 'SCTP_PEER_FAULTY',
    },
  },
  causeOrder: 'network',
  signedAssociation: true,
  sockaddrs: LINUX_SOCKADDRS,
  sndrcvinfo: rfc.SNDRCVINFO,
  sendFlags: {
    1: 'SCTP_UNORDERED',
    2: 'SCTP_ADDR_OVER',
    4: 'SCTP_ABORT',
    8: 'SCTP_SACK_IMMEDIATELY',
    64: 'SCTP_SENDALL',
    128: 'SCTP_PR_SCTP_ALL',
    512: 'SCTP_EOF',
  },
  options: { SCTP_EVENTS: 11, SCTP_EVENT: 127 },
};
