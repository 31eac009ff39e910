/** The structs of RFC 6458 sections 5.3 and 6.1 and of RFC 6525 section 6.1, where the stacks agree; what one has differently is in that stack's file. */
import { header, layout, nested, type Row } from './layout.js';

export const ASSOC_CHANGE = layout('sctp_assoc_change', 20, [
  ...header('sac'),
  [8, 'u16', 'sac_state'],
  [10, 'u16', 'sac_error'],
  [12, 'u16', 'sac_outbound_streams'],
  [14, 'u16', 'sac_inbound_streams'],
  [16, 'association', 'sac_assoc_id'],
  [20, 'bytes', 'sac_info'],
]);

const PADDR_ROWS: readonly Row[] = [
  ...header('spc'),
  [8, 'sockaddr', 'spc_aaddr'],
  [136, 'u32', 'spc_state'],
  [140, 'u32', 'spc_error'],
  [144, 'association', 'spc_assoc_id'],
];
/** Packed to 4 bytes. */
export const PADDR_CHANGE_148 = layout('sctp_paddr_change', 148, PADDR_ROWS);
/** Where sockaddr_storage is aligned to 8 bytes. */
export const PADDR_CHANGE_152 = layout('sctp_paddr_change', 152, PADDR_ROWS);

/** `sre_error` in host order. */
export const REMOTE_ERROR = layout('sctp_remote_error', 16, [
  ...header('sre'),
  [8, 'u16', 'sre_error'],
  [12, 'association', 'sre_assoc_id'],
  [16, 'bytes', 'sre_data'],
]);

/** `sre_error` in network order, as the RFC asks and Linux does. */
export const REMOTE_ERROR_NETWORK = layout('sctp_remote_error', 16, [
  ...header('sre'),
  [8, 'network16', 'sre_error'],
  [12, 'association', 'sre_assoc_id'],
  [16, 'bytes', 'sre_data'],
]);

/** The PPID is opaque to the stacks: its bytes are those of the wire. */
export const SNDRCVINFO_ROWS: readonly Row[] = [
  [0, 'u16', 'sinfo_stream'],
  [2, 'u16', 'sinfo_ssn'],
  [4, 'u16', 'sinfo_flags'],
  [8, 'network32', 'sinfo_ppid'],
  [12, 'u32', 'sinfo_context'],
  [16, 'u32', 'sinfo_timetolive'],
  [20, 'u32', 'sinfo_tsn'],
  [24, 'u32', 'sinfo_cumtsn'],
  [28, 'association', 'sinfo_assoc_id'],
];
export const SNDRCVINFO = layout('sctp_sndrcvinfo', 32, SNDRCVINFO_ROWS);

export const SEND_FAILED = layout('sctp_send_failed', 48, [
  ...header('ssf'),
  [8, 'u32', 'ssf_error'],
  ...nested('ssf_info', 12, SNDRCVINFO_ROWS),
  [44, 'association', 'ssf_assoc_id'],
  [48, 'bytes', 'ssf_data'],
]);

const SNDINFO_ROWS: readonly Row[] = [
  [0, 'u16', 'snd_sid'],
  [2, 'u16', 'snd_flags'],
  [4, 'network32', 'snd_ppid'],
  [8, 'u32', 'snd_context'],
  [12, 'association', 'snd_assoc_id'],
];
export const SNDINFO = layout('sctp_sndinfo', 16, SNDINFO_ROWS);

export const SEND_FAILED_EVENT = layout('sctp_send_failed_event', 32, [
  ...header('ssfe'),
  [8, 'u32', 'ssfe_error'],
  ...nested('ssfe_info', 12, SNDINFO_ROWS),
  [28, 'association', 'ssfe_assoc_id'],
  [32, 'bytes', 'ssfe_data'],
]);

export const SHUTDOWN_EVENT = layout('sctp_shutdown_event', 12, [...header('sse'), [8, 'association', 'sse_assoc_id']]);

export const ADAPTATION_EVENT = layout('sctp_adaptation_event', 16, [
  ...header('sai'),
  [8, 'u32', 'sai_adaptation_ind'],
  [12, 'association', 'sai_assoc_id'],
]);

export const PDAPI_EVENT = layout('sctp_pdapi_event', 24, [
  ...header('pdapi'),
  [8, 'u32', 'pdapi_indication'],
  [12, 'u32', 'pdapi_stream'],
  [16, 'u32', 'pdapi_seq'],
  [20, 'association', 'pdapi_assoc_id'],
]);

/** The association id before the stream: Linux since it has I-DATA, and Solaris. */
export const PDAPI_EVENT_ID_FIRST = layout('sctp_pdapi_event', 24, [
  ...header('pdapi'),
  [8, 'u32', 'pdapi_indication'],
  [12, 'association', 'pdapi_assoc_id'],
  [16, 'u32', 'pdapi_stream'],
  [20, 'u32', 'pdapi_seq'],
]);

export const AUTHKEY_EVENT = layout('sctp_authkey_event', 20, [
  ...header('auth'),
  [8, 'u16', 'auth_keynumber'],
  [10, 'u16', 'auth_altkeynumber'],
  [12, 'u32', 'auth_indication'],
  [16, 'association', 'auth_assoc_id'],
]);

export const SENDER_DRY_EVENT = layout('sctp_sender_dry_event', 12, [...header('sender_dry'), [8, 'association', 'sender_dry_assoc_id']]);

export const STOPPED_EVENT = layout('sctp_notification_stopped_event', 8, header('stopped'));

export const STREAM_RESET_EVENT = layout('sctp_stream_reset_event', 12, [
  ...header('strreset'),
  [8, 'association', 'strreset_assoc_id'],
  [12, 'u16 list', 'strreset_stream_list'],
]);

export const ASSOC_RESET_EVENT = layout('sctp_assoc_reset_event', 20, [
  ...header('assocreset'),
  [8, 'association', 'assocreset_assoc_id'],
  [12, 'u32', 'assocreset_local_tsn'],
  [16, 'u32', 'assocreset_remote_tsn'],
]);

export const STREAM_CHANGE_EVENT = layout('sctp_stream_change_event', 16, [
  ...header('strchange'),
  [8, 'association', 'strchange_assoc_id'],
  [12, 'u16', 'strchange_instrms'],
  [14, 'u16', 'strchange_outstrms'],
]);

export const RCVINFO = layout('sctp_rcvinfo', 28, [
  [0, 'u16', 'rcv_sid'],
  [2, 'u16', 'rcv_ssn'],
  [4, 'u16', 'rcv_flags'],
  [8, 'network32', 'rcv_ppid'],
  [12, 'u32', 'rcv_tsn'],
  [16, 'u32', 'rcv_cumtsn'],
  [20, 'u32', 'rcv_context'],
  [24, 'association', 'rcv_assoc_id'],
]);

/** The value of the option SCTP_EVENT. */
export const EVENT = layout('sctp_event', 8, [
  [0, 'association', 'se_assoc_id'],
  [4, 'u16', 'se_type'],
  [6, 'u8', 'se_on'],
]);
