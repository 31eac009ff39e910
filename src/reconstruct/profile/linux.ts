/** Linux (net/sctp). Kernel functions as of 6.12; generations differ where the version is asked. */
import { findKernels } from '../../notification/abi/subscribe-kernel.js';
import type { StackProfile } from './stack-profile.js';

const NEWEST = '6.12';
/** With Linux 5.5 came sctp_send_failure_event_event, and more states of an address. */
const MEMBERS_OF_5_5 = 14;

/** The profile of a kernel release: 'linux@2.6.18', 'linux@6.1'; without a version, of the newest. */
export function linux(version = NEWEST): StackProfile {
  const release = releaseNumber(version);
  const members = (findKernels(version)[0] ?? findKernels(NEWEST)[0]!).size;
  return {
    name: 'linux',
    version,
    hasSocketApi: true,
    subscribeMembers: { value: members, source: 'include/uapi/linux/sctp.h struct sctp_event_subscribe' },
    addressListChanges: {
      value: members >= MEMBERS_OF_5_5 ? 'told' : 'not-told',
      source: 'associola.c: SCTP_ADDR_ADDED, SCTP_ADDR_REMOVED and SCTP_ADDR_MADE_PRIM since 5.5; RHEL 8 has them',
    },
    upInfo: { value: 'none', source: 'ulpevent.c sctp_ulpevent_make_assoc_change: no chunk is passed for COMM_UP' },
    abortInfo: { value: 'causes', source: 'ulpevent.c sctp_ulpevent_make_assoc_change: skb_pull of the chunk header' },
    setupAbortInfo: { value: 'none', source: 'sm_sideeffect.c sctp_cmd_init_failed' },
    chunkInfoLimit: { value: 65535, source: 'the chunk is handed up whole' },
    endedStreams: { value: 'zero', source: 'sm_sideeffect.c sctp_cmd_assoc_failed' },
    cantStartStreams: { value: 'zero', source: 'sm_sideeffect.c sctp_cmd_init_failed' },
    errorOrder: { value: 'network', source: 'sm_statefuns.c sctp_sf_do_9_1_abort passes the cause code as it came' },
    malformedAbort: { value: 'discarded', source: 'sm_statefuns.c sctp_sf_do_9_1_abort: sctp_err_chunk_valid' },
    userAbortError: { value: 'cause', source: 'sm_statefuns.c sctp_sf_do_9_1_prm_abort' },
    silentUserAbort: { value: 'not-told', source: 'socket.c sctp_close sends the same ABORT without a reason as SCTP_ABORT does' },
    noAuthIfUnsupported: {
      value: release < 4_017_000 ? 'never' : 'up',
      source: 'sm_statefuns.c sctp_sf_do_5_1D_ce, sctp_sf_do_5_1E_ca; SCTP_AUTH_NO_AUTH since 4.17',
    },
    adaptationZero: { value: 'suppressed', source: 'sm_statefuns.c: raised if peer.adaptation_ind is not zero' },
    responderConfirmsPeer: { value: 'not-told', source: 'associola.c: the INIT source is born active' },
    shutReading: {
      value: 'queued',
      source: 'ulpqueue.c sctp_ulpq_tail_event: dropped once RCV_SHUTDOWN and SEND_SHUTDOWN are both set; recorded',
    },
    unreadAtOnce: { value: 'in-window', source: 'associola.c sctp_assoc_rwnd_decrease, before sm_sideeffect.c sctp_gen_sack' },
    sendFailedForm: { value: 'SCTP_SEND_FAILED', source: 'what applications written for Linux subscribe to' },
    sendFailedBoth: { value: 'both', source: 'chunk.c sctp_datamsg_destroy; recorded' },
    sendFailedOrder: { value: 'after', source: 'sm_sideeffect.c sctp_cmd_assoc_failed: the TCB is deleted afterwards' },
    sendFailedUnit: { value: 'every-fragment-of-failed-messages', source: 'chunk.c sctp_datamsg_destroy' },
    unsentUnit: { value: 'fragment', source: 'chunk.c sctp_datamsg_destroy: messages are cut when they are sent down' },
    cutForProbe: { value: 'not-ahead', source: 'ulpevent.c: sinfo_ssn is what the application passed' },
    sendFailedFlags: { value: 0x0f, source: 'ulpevent.c: the flags of the chunk, I bit included' },
    sendFailedRoom: { value: 'always', source: 'ulpevent.c: only a failed allocation loses one' },
    sendFailedSsn: { value: 'as-passed', source: 'ulpevent.c sctp_ulpevent_make_send_failed copies chunk->sinfo' },
    lapsedUnsent: { value: 'dropped', source: 'outqueue.c sctp_outq_flush_data: sctp_chunk_abandoned, sctp_chunk_fail' },
    abandonedTransmitted: { value: 'not-told', source: 'outqueue.c: abandoned chunks are freed silently at the cumulative ack' },
    abandonedRun: { value: 'message', source: 'outqueue.c sctp_outq_tail, chunk.c sctp_chunk_abandoned: msg->abandoned' },
    forwardTsnEntries: { value: 'each-stream', source: 'outqueue.c sctp_generate_fwdtsn, sctp_get_skip_pos' },
    abandonedInPart: { value: 'told', source: 'chunk.c sctp_datamsg_destroy, once the abandoned chunks are released' },
    partialDeliveryPerEntry: { value: 'once', source: 'ulpqueue.c sctp_ulpq_abort_pd ends the partial delivery' },
    partialDeliveryStream: { value: 'zero', source: 'ulpqueue.c sctp_ulpq_abort_pd' },
    partialDeliveryPlace: { value: 'last', source: 'ulpqueue.c sctp_ulpq_abort_pd: __skb_queue_tail' },
    partialDeliveryStart: { value: 'window-pressure', source: 'sm_statefuns.c sctp_eat_data' },
    unorderedInWindow: { value: 'counted', source: 'ulpevent.c sctp_ulpevent_receive_data' },
    windowOverhead: { value: 0, source: 'ulpevent.c sctp_ulpevent_receive_data: sctp_assoc_rwnd_decrease by the bytes of user data' },
    confirmedState: {
      value: release < 2_006_022 ? 'SCTP_ADDR_AVAILABLE' : 'SCTP_ADDR_CONFIRMED',
      source: 'associola.c sctp_assoc_control_transport: SCTP_ADDR_CONFIRMED since 2.6.22 (1ae4114dce3a)',
    },
    pathError: { value: 'reason', source: 'associola.c sctp_assoc_control_transport: SCTP_HEARTBEAT_SUCCESS 2, SCTP_RECEIVED_SACK 1' },
    addedAddressConfirmed: { value: 'at-once', source: 'sm_make_chunk.c sctp_process_asconf_param; recorded' },
    pathAnsweredBy: { value: 'data', source: 'outqueue.c sctp_check_transmitted: any bytes acknowledged' },
    primarySwitch: { value: 'told', source: 'sm_sideeffect.c sctp_do_8_2_transport_strike: sctp_assoc_set_primary' },
    potentiallyFailed: { value: 'where-exposed', source: 'associola.c sctp_assoc_control_transport: pf_expose' },
    namedAddressProbed: { value: 'after-interval', source: 'transport.c sctp_transport_timeout: HB.interval counts unless UNCONFIRMED' },
    answeredPathResends: { value: 'at-once', source: 'sm_sideeffect.c sctp_cmd_transport_on: sctp_transport_immediate_rtx' },
    failingPathProbed: {
      value: release < 3_006_000 ? 'each-interval' : 'each-rto',
      source: 'transport.c sctp_transport_timeout: no hbinterval while SCTP_PF; since 3.6',
    },
    setupStrikesPath: { value: 'no', source: 'sm_statefuns.c sctp_sf_t1_init_timer_expire: init_err_counter alone' },
    ownPrimaryChoice: { value: 'told', source: 'associola.c sctp_assoc_set_primary' },
    lastExpiryStrikesPath: { value: 'no', source: 'sm_statefuns.c sctp_sf_do_6_3_3_rtx fails before sctp_do_8_2_transport_strike' },
    remoteErrorUnit: { value: 'cause', source: 'sm_sideeffect.c sctp_cmd_process_operr' },
    remoteErrorData: { value: 'cause-information', source: 'ulpevent.c sctp_ulpevent_make_remote_error' },
    remoteErrorLimit: { value: 65535, source: 'the chunk is looked at whole' },
    dryDuringShutdown: { value: 'not-told', source: 'sm_statefuns.c sctp_sf_do_no_pending_tsn' },
    dryOnOldSack: { value: 'not-told', source: 'sm_statefuns.c sctp_sf_eat_sack_6_2 drops SACKs below the cumulative TSN ack' },
    dryWhenAbandoned: { value: 'told', source: 'outqueue.c sctp_outq_is_empty counts outstanding_bytes, without what was abandoned' },
    acknowledgedByReset: { value: 'own-tsn', source: 'stream.c sctp_process_strreset_resp: ctsn_ack_point of the own next TSN' },
    heldByNagle: {
      value: 'until-acknowledged',
      source: 'output.c sctp_packet_can_append_data: SCTP_XMIT_DELAY while outstanding_bytes is not 0',
    },
    inputBy: { value: 'kernel', source: 'input.c sctp_rcv' },
    congestionFlight: { value: 'user-data', source: 'output.c sctp_packet_append_data: flight_size grows by sctp_data_size' },
    sendWindowOverhead: { value: 0, source: 'output.c sctp_packet_can_append_data: the user data alone is held against rwnd' },
    leastSendWindow: { value: 0, source: 'output.c sctp_packet_can_append_data' },
    remoteErrorDuringSetup: { value: 'not-told', source: 'sm_statetable.c: ERROR in COOKIE-ECHOED looks for a stale cookie only' },
    newKey: { value: 'each-packet-with-another-key', source: 'sm_statefuns.c sctp_sf_eat_auth' },
    newKeyAlternate: { value: 'zero', source: 'ulpevent.c sctp_ulpevent_make_authkey: auth_altkeynumber is not set' },
    associationResetStreams: { value: 'not-told', source: 'stream.c sctp_process_strreset_tsnreq' },
    associationResetLocal: { value: 'expected', source: 'stream.c sctp_process_strreset_tsnreq, sctp_process_strreset_resp' },
    associationResetRemoteOffset: { value: 0, source: 'stream.c sctp_process_strreset_tsnreq' },
    refusedResetTsns: { value: 'response', source: 'stream.c sctp_process_strreset_resp' },
    refusedAssociationReset: { value: 'given-up', source: 'stream.c sctp_process_strreset_resp frees the request' },
    streamChangeNumbers: { value: 'added', source: 'stream.c sctp_process_strreset_addstrm_out' },
    impliedCookieAck: { value: 'none', source: 'sm_statetable.c: only COOKIE-ACK leaves COOKIE-ECHOED' },
    unreachableProtocol: {
      value: 'ends-set-up',
      source: 'input.c sctp_icmp_proto_unreachable, sm_statefuns.c sctp_sf_cookie_wait_icmp_abort',
    },
    givingUp: { value: 'abort-protocol-violation', source: 'sm_make_chunk.c sctp_make_violation_max_retrans' },
    rtoInitial: { value: 3e6, source: 'protocol.c: net.sctp.rto_initial' },
    rtoMax: { value: 60e6, source: 'protocol.c: net.sctp.rto_max' },
    maxInitRetransmits: { value: 8, source: 'protocol.c: net.sctp.max_init_retransmits' },
    associationMaxRetrans: { value: 10, source: 'protocol.c: net.sctp.association_max_retrans' },
    pathMaxRetrans: { value: 5, source: 'protocol.c: net.sctp.path_max_retrans' },
    heartbeatInterval: { value: 30e6, source: 'protocol.c: net.sctp.hb_interval' },
    neverTold: { value: [], source: 'include/uapi/linux/sctp.h' },
  };
}

/** '2.6.18-194.el5' as 2,006,018. */
function releaseNumber(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0);
  return major * 1e6 + minor * 1e3 + patch;
}
