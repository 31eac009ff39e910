/**
 * The vocabulary of RFC 6458 section 6.1: what an application can be told about an association. Names of types, members and constants are those of the C API;
 * members a stack has beside or instead of the RFC's are those of its own header. No inference happens here.
 *
 * Units: `sac_error`, `ssf_error`, `ssfe_error` are the numbers the application reads (on Linux in network byte order: 3072 is cause 12); `sre_error`, PPIDs,
 * TSNs and stream numbers are in host order. Raw bytes (`sac_info`, `sre_data`, `ssf_data`, `ssfe_data`) are lower-case hex. Addresses are text.
 */

export const ASSOC_STATES = ['SCTP_COMM_UP', 'SCTP_COMM_LOST', 'SCTP_RESTART', 'SCTP_SHUTDOWN_COMP', 'SCTP_CANT_STR_ASSOC'] as const;
export type AssocState = (typeof ASSOC_STATES)[number];

export const ADDRESS_STATES = [
  'SCTP_ADDR_AVAILABLE',
  'SCTP_ADDR_UNREACHABLE',
  'SCTP_ADDR_REMOVED',
  'SCTP_ADDR_ADDED',
  'SCTP_ADDR_MADE_PRIM',
  'SCTP_ADDR_CONFIRMED',
  'SCTP_ADDR_POTENTIALLY_FAILED',
] as const;
export type AddressState = (typeof ADDRESS_STATES)[number];

export type SentFlag = 'SCTP_DATA_SENT' | 'SCTP_DATA_UNSENT';
export type AuthIndication = 'SCTP_AUTH_NEW_KEY' | 'SCTP_AUTH_FREE_KEY' | 'SCTP_AUTH_NO_AUTH';

/** A number with the name of the error cause it stands for (RFC 9260 section 3.3.10). */
export interface CauseName {
  code: number;
  name: string;
}

export interface AssocChange {
  sn_type: 'SCTP_ASSOC_CHANGE';
  sac_state: AssocState;
  sac_error?: number;
  sac_error_cause?: CauseName;
  sac_outbound_streams?: number;
  sac_inbound_streams?: number;
  sac_info?: string;
}

export interface PeerAddrChange {
  sn_type: 'SCTP_PEER_ADDR_CHANGE';
  spc_state: AddressState;
  spc_aaddr: string;
  spc_error?: number;
}

export interface RemoteError {
  sn_type: 'SCTP_REMOTE_ERROR';
  sre_error: number;
  sre_error_cause?: CauseName;
  sre_data?: string;
}

export interface SendFailed {
  sn_type: 'SCTP_SEND_FAILED';
  ssf_flags_name: SentFlag;
  ssf_error?: number;
  ssf_error_cause?: CauseName;
  ssf_info: {
    sinfo_stream: number;
    sinfo_ssn?: number;
    sinfo_flags?: number;
    sinfo_ppid: number;
    sinfo_context?: number;
    sinfo_tsn?: number;
  };
  ssf_data?: string;
}

export interface SendFailedEvent {
  sn_type: 'SCTP_SEND_FAILED_EVENT';
  ssfe_flags_name: SentFlag;
  ssfe_error?: number;
  ssfe_error_cause?: CauseName;
  ssfe_info: { snd_sid: number; snd_flags?: number; snd_ppid: number; snd_context?: number };
  ssfe_data?: string;
}

export interface ShutdownEvent {
  sn_type: 'SCTP_SHUTDOWN_EVENT';
}

export interface AdaptationIndication {
  sn_type: 'SCTP_ADAPTATION_INDICATION';
  sai_adaptation_ind: number;
}

export interface PartialDeliveryEvent {
  sn_type: 'SCTP_PARTIAL_DELIVERY_EVENT';
  pdapi_indication: 'SCTP_PARTIAL_DELIVERY_ABORTED';
  pdapi_stream?: number;
  pdapi_seq?: number;
}

export interface AuthenticationEvent {
  sn_type: 'SCTP_AUTHENTICATION_EVENT';
  auth_indication: AuthIndication;
  auth_keynumber: number;
  auth_altkeynumber: number;
}

export interface SenderDryEvent {
  sn_type: 'SCTP_SENDER_DRY_EVENT';
}

export interface StreamResetEvent {
  sn_type: 'SCTP_STREAM_RESET_EVENT';
  /** INCOMING_SSN 1, OUTGOING_SSN 2, DENIED 4, FAILED 8: the same on every stack (RFC 6525 section 6.1.1). */
  strreset_flags: number;
  strreset_stream_list: number[];
}

export interface AssocResetEvent {
  sn_type: 'SCTP_ASSOC_RESET_EVENT';
  assocreset_flags: number;
  assocreset_local_tsn: number;
  assocreset_remote_tsn: number;
}

export interface StreamChangeEvent {
  sn_type: 'SCTP_STREAM_CHANGE_EVENT';
  strchange_flags: number;
  /** Undefined where the capture does not show how many there were. */
  strchange_instrms?: number;
  strchange_outstrms?: number;
}

/** What the application reads: the members of the C struct that matter, told apart by sn_type. */
export type NotificationBody =
  | AssocChange
  | PeerAddrChange
  | RemoteError
  | SendFailed
  | SendFailedEvent
  | ShutdownEvent
  | AdaptationIndication
  | PartialDeliveryEvent
  | AuthenticationEvent
  | SenderDryEvent
  | StreamResetEvent
  | AssocResetEvent
  | StreamChangeEvent;

export type NotificationType = NotificationBody['sn_type'];

/** Each type with the member of sctp_event_subscribe that asks for it. */
export const SUBSCRIPTION_MEMBER: Readonly<Record<NotificationType, string>> = {
  SCTP_ASSOC_CHANGE: 'sctp_association_event',
  SCTP_PEER_ADDR_CHANGE: 'sctp_address_event',
  SCTP_SEND_FAILED: 'sctp_send_failure_event',
  SCTP_REMOTE_ERROR: 'sctp_peer_error_event',
  SCTP_SHUTDOWN_EVENT: 'sctp_shutdown_event',
  SCTP_PARTIAL_DELIVERY_EVENT: 'sctp_partial_delivery_event',
  SCTP_ADAPTATION_INDICATION: 'sctp_adaptation_layer_event',
  SCTP_AUTHENTICATION_EVENT: 'sctp_authentication_event',
  SCTP_SENDER_DRY_EVENT: 'sctp_sender_dry_event',
  SCTP_STREAM_RESET_EVENT: 'sctp_stream_reset_event',
  SCTP_ASSOC_RESET_EVENT: 'sctp_assoc_reset_event',
  SCTP_STREAM_CHANGE_EVENT: 'sctp_stream_change_event',
  SCTP_SEND_FAILED_EVENT: 'sctp_send_failure_event_event',
};

export const NOTIFICATION_TYPES = Object.keys(SUBSCRIPTION_MEMBER) as readonly NotificationType[];

/** How sure a claim is. `certain`: packets and documented behaviour leave no other possibility. `likely`: rests on what a capture cannot show. */
export type Certainty = 'certain' | 'likely' | 'possible';

/** Another notification that the same packets allow, and what it takes. */
export interface Otherwise {
  body: NotificationBody;
  /** 'the ABORT in frame 21 reached 10.1.0.2:6126'. */
  assumption: string;
  /** Since when it may have been raised, microseconds since the epoch, where that is before the likelier one. */
  earliest?: number;
}

/** The one thing that a likely notification stands or falls with, and that packets can hardly tell. */
export interface Hinge {
  /** 'SACK in frame 48 reached 10.1.0.2:6843'. */
  what: string;
  /** Only where packets were lost on their way to that endpoint after they had passed is it in doubt. */
  ofLosses: boolean;
}

/** A notification that an application should have received: the claim, and what it rests on. */
export interface Notification<Body extends NotificationBody = NotificationBody> {
  /** Unique in one analysis: '<association>.<endpoint index>.<number>'. */
  id: string;
  /** Id of the association, and which of its two endpoints (0 or 1) is told. */
  association: number;
  endpoint: 0 | 1;
  /** "10.1.0.1:5001" or "[fd00::1]:5001": the address first seen. */
  endpointName: string;
  /** Microseconds since the epoch: best estimate of when the stack raised it, and the interval it lies in. */
  time: number;
  earliest: number;
  latest: number;
  certainty: Certainty;
  body: Body;
  /** The frames it follows from, ascending; may be empty for a time-out, which has an interval instead. */
  frames: readonly number[];
  /** One English sentence for a person. */
  why: string;
  /** The rule that made it: a name from docs/inference.md. */
  rule: string;
  /** The stack profile it was told by, e.g. 'linux@6.1'. */
  profile: string;
  /** What of it is not known for sure: one phrase each; empty for a certain claim. */
  assumptions: readonly string[];
  /** What it could have been in its place, where only one of its assumptions fails; told where a log is there to decide. */
  otherwise?: readonly Otherwise[];
  /** Where the log lacks it, that may well be because of this; told where a log is there to decide. */
  hinge?: Hinge;
  /**
   * Where its stack may have put it, if not behind what it told before: in front of what had not been read ('of-unread'), or of others of the same failure that
   * had not been cut into chunks ('of-uncut'); told where a log is there to decide.
   */
  ahead?: 'of-unread' | 'of-uncut';
  /** Less likely than that it was not told at all: said only where a log is there to decide. */
  aside?: true;
  /** While capturing: not settled yet, or not to come after all. What is settled has none. */
  status?: 'pending' | 'withdrawn';
}
