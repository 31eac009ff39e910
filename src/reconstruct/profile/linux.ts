/** Linux (net/sctp). Kernel functions as of 6.12; generations differ where the version is asked. */
import type { StackProfile } from './stack-profile.js';

const NEWEST = '6.12';

/** The profile of a kernel release: 'linux@2.6.18', 'linux@6.1'; without a version, of the newest. */
export function linux(version = NEWEST): StackProfile {
  return {
    name: 'linux',
    version,
    hasSocketApi: true,
    upInfo: { value: 'none', source: 'ulpevent.c sctp_ulpevent_make_assoc_change: no chunk is passed for COMM_UP' },
    abortInfo: { value: 'causes', source: 'ulpevent.c sctp_ulpevent_make_assoc_change: skb_pull of the chunk header' },
    setupAbortInfo: { value: 'none', source: 'sm_sideeffect.c sctp_cmd_init_failed' },
    chunkInfoLimit: { value: 65535, source: 'the chunk is handed up whole' },
    endedStreams: { value: 'zero', source: 'sm_sideeffect.c sctp_cmd_assoc_failed' },
    cantStartStreams: { value: 'zero', source: 'sm_sideeffect.c sctp_cmd_init_failed' },
    errorOrder: { value: 'network', source: 'sm_statefuns.c sctp_sf_do_9_1_abort passes the cause code as it came' },
    userAbortError: { value: 'cause', source: 'sm_statefuns.c sctp_sf_do_9_1_prm_abort' },
    silentUserAbort: { value: 'possible', source: 'socket.c sctp_close sends the same ABORT without a reason as SCTP_ABORT does' },
    noAuthIfUnsupported: { value: 'up', source: 'sm_statefuns.c sctp_sf_do_5_1D_ce, sctp_sf_do_5_1E_ca' },
    adaptationZero: { value: 'suppressed', source: 'sm_statefuns.c: raised if peer.adaptation_ind is not zero' },
    responderConfirmsPeer: { value: 'not-told', source: 'associola.c: the INIT source is born active' },
    sendFailedForm: { value: 'SCTP_SEND_FAILED', source: 'what applications written for Linux subscribe to' },
    sendFailedBoth: { value: 'both', source: 'chunk.c sctp_datamsg_destroy; recorded' },
    sendFailedOrder: { value: 'after', source: 'sm_sideeffect.c sctp_cmd_assoc_failed: the TCB is deleted afterwards' },
    sendFailedUnit: { value: 'every-fragment-of-failed-messages', source: 'chunk.c sctp_datamsg_destroy' },
    sendFailedSsn: { value: 'as-passed', source: 'ulpevent.c sctp_ulpevent_make_send_failed copies chunk->sinfo' },
    abandonedTransmitted: { value: 'not-told', source: 'outqueue.c: abandoned chunks are freed silently at the cumulative ack' },
    abandonedInPart: { value: 'told', source: 'chunk.c sctp_datamsg_destroy, once the abandoned chunks are released' },
    partialDeliveryPerEntry: { value: 'once', source: 'ulpqueue.c sctp_ulpq_abort_pd ends the partial delivery' },
    partialDeliveryStream: { value: 'zero', source: 'ulpqueue.c sctp_ulpq_abort_pd' },
    partialDeliveryStart: { value: 'window-pressure', source: 'sm_statefuns.c sctp_eat_data' },
    remoteErrorUnit: { value: 'cause', source: 'sm_sideeffect.c sctp_cmd_process_operr' },
    remoteErrorData: { value: 'cause-information', source: 'ulpevent.c sctp_ulpevent_make_remote_error' },
    dryDuringShutdown: { value: 'not-told', source: 'sm_statefuns.c sctp_sf_do_no_pending_tsn' },
    dryOnOldSack: { value: 'not-told', source: 'sm_statefuns.c sctp_sf_eat_sack_6_2 drops SACKs below the cumulative TSN ack' },
    associationResetStreams: { value: 'not-told', source: 'stream.c sctp_process_strreset_tsnreq' },
    associationResetLocal: { value: 'expected', source: 'stream.c sctp_process_strreset_tsnreq, sctp_process_strreset_resp' },
    associationResetRemoteOffset: { value: 0, source: 'stream.c sctp_process_strreset_tsnreq' },
    streamChangeNumbers: { value: 'added', source: 'stream.c sctp_process_strreset_addstrm_out' },
    impliedCookieAck: { value: 'none', source: 'sm_statetable.c: only COOKIE-ACK leaves COOKIE-ECHOED' },
    tieTags: { value: 44, source: 'structs.h struct sctp_cookie after the HMAC; recorded restarts' },
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
