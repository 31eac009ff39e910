/** FreeBSD's stack, in its kernel and as usrsctp in user space: one code, other defaults. Functions as in usrsctp of 2025. */
import type { StackProfile } from './stack-profile.js';

const NEWEST_USRSCTP = '1.0';
const NEWEST_FREEBSD = '14';

const SHARED: Omit<StackProfile, 'name' | 'version'> = {
  hasSocketApi: true,
  subscribeMembers: { value: 14, source: 'sctp_uio.h: SCTP_EVENT subscribes to each type by itself, whatever the struct has' },
  addressListChanges: { value: 'told', source: 'sctputil.c sctp_notify_peer_addr_change' },
  upInfo: { value: 'feature-codes', source: 'sctputil.c sctp_notify_assoc_change' },
  abortInfo: { value: 'chunk', source: 'sctputil.c sctp_notify_assoc_change' },
  setupAbortInfo: { value: 'chunk', source: 'sctputil.c sctp_notify_assoc_change' },
  chunkInfoLimit: { value: 512, source: 'sctputil.c SCTP_CHUNK_BUFFER_SIZE' },
  endedStreams: { value: 'current', source: 'sctputil.c sctp_notify_assoc_change' },
  cantStartStreams: { value: 'zero', source: 'recorded: set-up failures of the newer stack carry 0/0' },
  errorOrder: { value: 'host', source: 'sctputil.c sctp_abort_notification' },
  malformedAbort: { value: 'told', source: 'sctp_input.c sctp_handle_abort reads the code of the first cause' },
  userAbortError: { value: 'cause', source: 'recorded: local aborts of the newer stack carry cause 12' },
  silentUserAbort: { value: 'not-told', source: 'sctp_pcb.c sctp_inpcb_free: an abort without text is a close' },
  noAuthIfUnsupported: { value: 'up-and-restart', source: 'sctputil.c sctp_ulp_notify' },
  adaptationZero: { value: 'told', source: 'sctputil.c sctp_notify_adaptation_layer' },
  responderConfirmsPeer: { value: 'told', source: 'sctp_input.c sctp_handle_cookie_echo' },
  shutReading: { value: 'not-told', source: 'sctputil.c sctp_ulp_notify: SCTP_PCB_FLAGS_SOCKET_CANT_READ' },
  unreadAtOnce: { value: 'may-be-read', source: 'usrsctp hands messages to a callback before it sends the SACK' },
  sendFailedForm: { value: 'SCTP_SEND_FAILED_EVENT', source: 'the form its applications subscribe to' },
  sendFailedBoth: { value: 'SCTP_SEND_FAILED_EVENT', source: 'sctputil.c sctp_notify_send_failed' },
  sendFailedOrder: { value: 'before', source: 'sctputil.c sctp_abort_notification: sctp_report_all_outbound comes first' },
  sendFailedUnit: { value: 'fragments-not-cumulatively-acknowledged', source: 'sctputil.c sctp_report_all_outbound' },
  unsentUnit: { value: 'remainder', source: 'sctputil.c sctp_notify_send_failed2' },
  cutForProbe: { value: 'ahead', source: 'sctp_output.c sctp_fill_outqueue; recorded: sinfo_ssn of what was never sent' },
  sendFailedFlags: { value: 0x07, source: 'sctputil.c: rcv_flags hold B, E and U' },
  sendFailedRoom: { value: 32, source: 'sctputil.c sctp_notify_send_failed: sctp_sbspace is held against the header alone' },
  sendFailedSsn: { value: 'wire', source: 'sctputil.c sctp_notify_send_failed' },
  lapsedUnsent: { value: 'sent', source: 'sctp_output.c sctp_move_to_outqueue does not look at the lifetime' },
  abandonedTransmitted: { value: 'told', source: 'sctputil.c sctp_release_pr_sctp_chunk' },
  abandonedRun: {
    value: 'to-next-end',
    source: 'sctputil.c sctp_release_pr_sctp_chunk goes along the sent queue until a chunk has the E bit; recorded',
  },
  forwardTsnEntries: { value: 'each-chunk', source: 'sctp_output.c send_forward_tsn goes along the sent queue and names each chunk' },
  abandonedInPart: { value: 'not-told', source: 'sctputil.c sctp_release_pr_sctp_chunk has told it before' },
  partialDeliveryPerEntry: { value: 'each-entry', source: 'sctp_indata.c sctp_handle_forward_tsn; recorded: eight for one message' },
  partialDeliveryStream: { value: 'filled', source: 'sctputil.c sctp_notify_partial_delivery_indication' },
  partialDeliveryPlace: {
    value: 'behind-message',
    source: 'sctputil.c sctp_notify_partial_delivery_indication: TAILQ_INSERT_AFTER control_pdapi; recorded',
  },
  partialDeliveryStart: { value: 'half-of-receive-buffer', source: 'sctp_indata.c sctp_deliver_reasm_check' },
  unorderedInWindow: { value: 'not-counted', source: 'sctp_indata.c sctp_inject_old_unordered_data; recorded windows' },
  windowOverhead: { value: 256, source: 'sctp_indata.c sctp_calc_rwnd: MSIZE for each entry of cnt_on_reasm_queue and cnt_on_all_streams' },
  confirmedState: { value: 'SCTP_ADDR_CONFIRMED', source: 'sctp_input.c sctp_handle_heartbeat_ack' },
  pathError: { value: 'zero', source: 'sctputil.c sctp_notify_peer_addr_change' },
  addedAddressConfirmed: { value: 'by-heartbeat', source: 'sctp_asconf.c sctp_process_asconf_add_ip' },
  pathAnsweredBy: { value: 'data-sent-once', source: 'sctp_indata.c sctp_handle_sack: net_ack2 counts chunks with snd_count < 2' },
  primarySwitch: { value: 'not-told', source: 'sctputil.c sctp_notify_peer_addr_change is never called for it' },
  potentiallyFailed: { value: 'not-told', source: 'sctputil.c sctp_notify_peer_addr_change is never called for it' },
  namedAddressProbed: { value: 'at-once', source: 'sctp_pcb.c sctp_add_remote_addr: SCTP_ADDR_UNCONFIRMED whoever named it' },
  answeredPathResends: { value: 'by-timer', source: 'sctp_input.c sctp_handle_heartbeat_ack sends nothing' },
  failingPathProbed: { value: 'each-interval', source: 'sctp_timer.c sctp_hb_timer: sctp_pf_threshold is off by default' },
  setupStrikesPath: { value: 'yes', source: 'sctp_timer.c sctp_t1init_timer, sctp_cookie_timer: sctp_threshold_management' },
  ownPrimaryChoice: { value: 'not-told', source: 'sctp_usrreq.c SCTP_PRIMARY_ADDR notifies nobody' },
  lastExpiryStrikesPath: { value: 'yes', source: 'sctp_timer.c sctp_threshold_management counts the path first' },
  remoteErrorUnit: { value: 'chunk', source: 'sctputil.c sctp_notify_remote_error' },
  remoteErrorData: { value: 'chunk', source: 'sctputil.c sctp_notify_remote_error' },
  remoteErrorLimit: { value: 512, source: 'sctp_input.c sctp_handle_error: SCTP_CHUNK_BUFFER_SIZE' },
  dryDuringShutdown: { value: 'told', source: 'sctp_input.c sctp_process_control: any state but SHUTDOWN-ACK-SENT' },
  dryOnOldSack: { value: 'told', source: 'recorded: reordered SACKs raise it too' },
  dryWhenAbandoned: { value: 'not-told', source: 'sctp_input.c sctp_process_control: what was given up stays on the sent queue' },
  acknowledgedByReset: {
    value: 'tsn-of-peer',
    source: 'sctp_input.c sctp_handle_stream_reset_response: last_acked_seq becomes cumulative_tsn, which is of what it received; recorded',
  },
  heldByNagle: {
    value: 'until-anything-arrives',
    source: 'sctp_output.c sctp_chunk_output: every packet that arrives calls it, and it sends what it finds',
  },
  inputBy: { value: 'kernel', source: 'sctp_input.c sctp_input' },
  congestionFlight: {
    value: 'chunks',
    source: 'sctp_output.c sctp_move_to_outqueue: book_size, which flight_size adds up, has the chunk header',
  },
  sendWindowOverhead: { value: 256, source: 'sctp_indata.c sctp_express_handle_sack: sctp_peer_chunk_oh for each of total_flight_count' },
  leastSendWindow: { value: 1420, source: 'sctp_indata.c sctp_express_handle_sack: below SCTP_SWS_SENDER_DEF peers_rwnd is 0' },
  remoteErrorDuringSetup: { value: 'told', source: 'sctp_input.c sctp_handle_error' },
  newKey: { value: 'on-change', source: 'sctp_auth.c sctp_handle_auth' },
  newKeyAlternate: { value: 'key-before', source: 'sctp_auth.c sctp_handle_auth: authinfo.recv_keyid' },
  associationResetStreams: { value: 'told', source: 'sctp_input.c sctp_handle_stream_reset_response' },
  associationResetLocal: { value: 'next-to-send', source: 'sctputil.c sctp_notify_stream_reset_tsn' },
  associationResetRemoteOffset: { value: 1, source: 'sctp_input.c: mapping_array_base_tsn + 1' },
  refusedResetTsns: { value: 'own', source: 'sctp_input.c sctp_handle_stream_reset_response: sending_seq, mapping_array_base_tsn + 1' },
  refusedAssociationReset: {
    value: 'asked-again',
    source: 'sctp_input.c sctp_handle_stream_reset_response leaves stream_reset_outstanding; recorded',
  },
  streamChangeNumbers: { value: 'totals', source: 'sctputil.c sctp_notify_stream_reset_add' },
  impliedCookieAck: { value: 'data-sack-heartbeat', source: 'sctp_input.c sctp_process_control' },
  unreachableProtocol: { value: 'ignored', source: 'recorded: usrsctp has no socket that ICMP comes to' },
  givingUp: { value: 'abort-without-cause', source: 'sctp_timer.c sctp_threshold_management' },
  rtoInitial: { value: 1e6, source: 'sctp_constants.h SCTP_RTO_INITIAL' },
  rtoMax: { value: 60e6, source: 'sctp_constants.h SCTP_RTO_UPPER_BOUND' },
  maxInitRetransmits: { value: 8, source: 'sctp_constants.h SCTP_DEF_MAX_INIT' },
  associationMaxRetrans: { value: 10, source: 'sctp_constants.h SCTP_DEF_MAX_SEND' },
  pathMaxRetrans: { value: 5, source: 'sctp_constants.h SCTP_DEF_MAX_PATH_RTX' },
  heartbeatInterval: { value: 30e6, source: 'sctp_constants.h SCTP_HB_DEFAULT_MSEC' },
  neverTold: { value: [], source: 'usrsctp.h' },
};

const BY_THREAD = { value: 'thread', source: 'user_recv_thread.c recv_function_raw; recorded' } as const;

/** usrsctp by release; 0.9.5 is of 2021, without a version the newest. */
export function usrsctp(version = NEWEST_USRSCTP): StackProfile {
  const profile = { name: 'usrsctp', version, ...SHARED, inputBy: BY_THREAD };
  if (!version.startsWith('0.')) return profile;
  return {
    ...profile,
    cantStartStreams: { value: 'current', source: 'recorded: usrsctp 0.9.5' },
    userAbortError: { value: 'zero', source: 'usrsctp 0.9.5: sctputil.c sctp_abort_an_association passes 0, whoever asked; recorded' },
  };
}

/** The FreeBSD kernel by release. */
export function freebsd(version = NEWEST_FREEBSD): StackProfile {
  return {
    name: 'freebsd',
    version,
    ...SHARED,
    unreachableProtocol: { value: 'ends-set-up', source: 'sctp_usrreq.c sctp_notify' },
  };
}
