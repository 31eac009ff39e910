/** Solaris and illumos, netinet/sctp.h. Known from the header alone: types as on BSD up to 8, states counted from 0 as on Linux. */
import { ADDRESS_STATES, ASSOC_STATES } from '../notification.js';
import type { Abi } from './abi.js';
import { layout } from './layout.js';
import * as rfc from './rfc6458.js';
import { SOLARIS_SOCKADDRS } from './sockaddr.js';

/** The one struct whose length has 16 bits. */
const SHUTDOWN_EVENT = layout('sctp_shutdown_event', 12, [
  [0, 'u16', 'sse_type'],
  [2, 'u16', 'sse_flags'],
  [4, 'u16', 'sse_length'],
  [8, 'association', 'sse_assoc_id'],
]);

export const SOLARIS: Abi = {
  name: 'solaris',
  title: 'Solaris',
  notifications: {
    1: { type: 'SCTP_ASSOC_CHANGE', layouts: [rfc.ASSOC_CHANGE] },
    2: { type: 'SCTP_PEER_ADDR_CHANGE', layouts: [rfc.PADDR_CHANGE_148] },
    3: { type: 'SCTP_REMOTE_ERROR', layouts: [rfc.REMOTE_ERROR] },
    4: { type: 'SCTP_SEND_FAILED', layouts: [rfc.SEND_FAILED] },
    5: { type: 'SCTP_SHUTDOWN_EVENT', layouts: [SHUTDOWN_EVENT] },
    6: { type: 'SCTP_ADAPTATION_INDICATION', layouts: [rfc.ADAPTATION_EVENT] },
    7: { type: 'SCTP_PARTIAL_DELIVERY_EVENT', layouts: [rfc.PDAPI_EVENT_ID_FIRST] },
    8: { type: 'SCTP_AUTHENTICATION_EVENT', layouts: [rfc.AUTHKEY_EVENT] },
    9: { type: 'SCTP_SENDER_DRY_EVENT', layouts: [rfc.SENDER_DRY_EVENT] },
    10: { type: 'SCTP_NOTIFICATIONS_STOPPED_EVENT', layouts: [rfc.STOPPED_EVENT] },
    11: { type: 'SCTP_SEND_FAILED_EVENT', layouts: [rfc.SEND_FAILED_EVENT] },
  },
  constants: {
    sac_state: { ...ASSOC_STATES },
    spc_state: { ...ADDRESS_STATES.slice(0, 5) },
    ssf_flags: { 1: 'SCTP_DATA_UNSENT', 2: 'SCTP_DATA_SENT' },
    ssfe_flags: { 1: 'SCTP_DATA_UNSENT', 2: 'SCTP_DATA_SENT' },
    pdapi_indication: { 1: 'SCTP_PARTIAL_DELIVERY_ABORTED' },
    auth_indication: {},
  },
  hints: { sac_flags: { 1: 'SCTP_PRSCTP_CAPABLE' } },
  causeOrder: 'host',
  signedAssociation: false,
  sockaddrs: SOLARIS_SOCKADDRS,
  sndrcvinfo: rfc.SNDRCVINFO,
  sendFlags: {},
  options: { SCTP_EVENTS: undefined, SCTP_EVENT: undefined },
};
