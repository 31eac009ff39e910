/**
 * The questions by which stacks differ in what they tell an application. One file answers them for one stack; nothing else in the program knows a stack's name.
 * Every answer names its source: a kernel function, an RFC section, or a recorded case that shows it.
 */
import type { NotificationType } from '../../notification/notification.js';

export interface Answer<T> {
  value: T;
  source: string;
}

export interface StackProfile {
  name: string;
  version: string;
  /** False for stacks without this API (WebRTC's): they get no claims. */
  hasSocketApi: boolean;

  // --- what there is ---
  /** Members of its sctp_event_subscribe: a notification whose member came later does not exist there. */
  subscribeMembers: Answer<number>;
  /** Is an address told of that the peer adds, removes or makes primary? */
  addressListChanges: Answer<'told' | 'not-told'>;

  // --- SCTP_ASSOC_CHANGE ---
  /** `sac_info` of COMM_UP and RESTART. */
  upInfo: Answer<'none' | 'feature-codes'>;
  /** `sac_info` when the peer's ABORT ends the association: its causes, or the whole chunk. */
  abortInfo: Answer<'causes' | 'chunk'>;
  /** The same when it ends the set-up. */
  setupAbortInfo: Answer<'none' | 'chunk'>;
  /** Most bytes of a chunk that `sac_info` and `sre_data` take. */
  chunkInfoLimit: Answer<number>;
  /** Stream numbers in COMM_LOST and SHUTDOWN_COMP. */
  endedStreams: Answer<'zero' | 'current'>;
  /** Stream numbers in CANT_STR_ASSOC. */
  cantStartStreams: Answer<'zero' | 'current'>;
  /** Byte order of sac_error, ssf_error, ssfe_error. */
  errorOrder: Answer<'network' | 'host'>;
  /** Once it is up: is it told of an ABORT whose error causes do not fill it to its end? */
  malformedAbort: Answer<'told' | 'discarded'>;
  /** sac_error of the end that aborts, be it for its application or because its peer broke the protocol. */
  userAbortError: Answer<'cause' | 'zero'>;
  /** Is the application told of an abort without a reason text? A close that aborts looks the same, and its closed socket hears nothing. */
  silentUserAbort: Answer<'told' | 'possible' | 'not-told'>;
  /** What else is told when the association comes up, in this order. */
  noAuthIfUnsupported: Answer<'up' | 'up-and-restart' | 'never'>;
  adaptationZero: Answer<'told' | 'suppressed'>;
  responderConfirmsPeer: Answer<'told' | 'not-told'>;

  // --- who hears of it ---
  /** Is anything told once the application has shut its socket down for reading (shutdown), while it may still send? */
  shutReading: Answer<'queued' | 'not-told'>;
  /** Is user data still held against the window in the SACK that its own packet causes, because nobody can have read it yet? */
  unreadAtOnce: Answer<'in-window' | 'may-be-read'>;

  // --- SCTP_SEND_FAILED ---
  /** The form an application is assumed to have asked for. */
  sendFailedForm: Answer<'SCTP_SEND_FAILED' | 'SCTP_SEND_FAILED_EVENT'>;
  /** What an application gets that asked for both forms. */
  sendFailedBoth: Answer<'both' | 'SCTP_SEND_FAILED_EVENT'>;
  /** Before or after the SCTP_ASSOC_CHANGE that ends the association. */
  sendFailedOrder: Answer<'before' | 'after'>;
  /** Which fragments of a message that was not wholly acknowledged are reported. */
  sendFailedUnit: Answer<'every-fragment-of-failed-messages' | 'fragments-not-cumulatively-acknowledged'>;
  /** Is a message that was never sent told fragment by fragment, or as one? */
  unsentUnit: Answer<'fragment' | 'remainder'>;
  /** Are messages that a closed window holds back cut into chunks, with an SSN that is then told? */
  cutForProbe: Answer<'ahead' | 'not-ahead'>;
  /** Bits of the DATA chunk's flags that are shown. */
  sendFailedFlags: Answer<number>;
  /** Bytes that must be free in the receive buffer for one; 'always' where nothing is dropped for lack of room. */
  sendFailedRoom: Answer<number | 'always'>;
  /** Is sinfo_ssn the SSN on the wire, or what the application passed? */
  sendFailedSsn: Answer<'wire' | 'as-passed'>;
  /** Is a message whose lifetime ends before anything of it was sent dropped and told when the queue is next worked on, or sent nevertheless? */
  lapsedUnsent: Answer<'dropped' | 'sent'>;
  /** Is it told, when they are given up, of fragments that had been transmitted (RFC 3758)? */
  abandonedTransmitted: Answer<'told' | 'not-told'>;
  /** Is only the message given up, or with it whatever was sent behind it up to the next last fragment? With I-DATA that may be of other messages. */
  abandonedRun: Answer<'message' | 'to-next-end'>;
  /** Has its FORWARD-TSN an entry for each chunk that it skips, in their order, or one for each stream? */
  forwardTsnEntries: Answer<'each-chunk' | 'each-stream'>;
  /** And of messages sent in part, when the peer acknowledges the giving up? */
  abandonedInPart: Answer<'told' | 'not-told'>;

  // --- SCTP_PARTIAL_DELIVERY_EVENT ---
  /** One event for each entry of a FORWARD-TSN that names the message, or one for the message. */
  partialDeliveryPerEntry: Answer<'each-entry' | 'once'>;
  /** pdapi_stream and pdapi_seq for DATA. */
  partialDeliveryStream: Answer<'filled' | 'zero'>;
  /** Is the end of a partial delivery queued behind all that was told before, or behind the part of the message that was delivered? */
  partialDeliveryPlace: Answer<'last' | 'behind-message'>;
  /** When partial delivery begins with default options. */
  partialDeliveryStart: Answer<'window-pressure' | 'half-of-receive-buffer'>;
  /** Bytes that a message being put together, and each of its fragments out of order, take of the window beside user data. */
  windowOverhead: Answer<number>;
  /** Is the first part of an unordered message (of DATA) held against the window? */
  unorderedInWindow: Answer<'counted' | 'not-counted'>;

  // --- SCTP_PEER_ADDR_CHANGE ---
  /** What a path is told to be when its first HEARTBEAT is answered. */
  confirmedState: Answer<'SCTP_ADDR_CONFIRMED' | 'SCTP_ADDR_AVAILABLE'>;
  /** spc_error of AVAILABLE and CONFIRMED: always 0, or what brought the path back (2 heartbeat, 1 data). */
  pathError: Answer<'zero' | 'reason'>;
  /** Is an address added by ASCONF confirmed at once, or by its first answered HEARTBEAT? */
  addedAddressConfirmed: Answer<'at-once' | 'by-heartbeat'>;
  /** Which acknowledged data shows that its path works: any, or only such as was never sent again (Karn's rule). */
  pathAnsweredBy: Answer<'data' | 'data-sent-once'>;
  /** Is it told of paths with time-outs before they fail, where the state is exposed (RFC 7829 section 7.1)? */
  potentiallyFailed: Answer<'where-exposed' | 'not-told'>;
  /** Is it told that a primary path with more time-outs than ps_retrans has given way to another (RFC 7829 section 5)? */
  primarySwitch: Answer<'told' | 'not-told'>;
  /** When are addresses first probed that the application named in connecting, and that are confirmed so? */
  namedAddressProbed: Answer<'after-interval' | 'at-once'>;
  /** Does a HEARTBEAT-ACK on the only path, after that had been unreachable, make it send at once what is outstanding? */
  answeredPathResends: Answer<'at-once' | 'by-timer'>;
  /** How often is a path with time-outs probed until it fails: each RTO, or as others are, after HB.interval? */
  failingPathProbed: Answer<'each-rto' | 'each-interval'>;
  /** Do the time-outs of the set-up count against the path? */
  setupStrikesPath: Answer<'yes' | 'no'>;
  /** Is the application told of a primary address that it chose itself? */
  ownPrimaryChoice: Answer<'told' | 'not-told'>;
  /** Does the expiry that ends the association still count against its path? */
  lastExpiryStrikesPath: Answer<'yes' | 'no'>;

  // --- SCTP_REMOTE_ERROR ---
  remoteErrorUnit: Answer<'cause' | 'chunk'>;
  /** sre_data: the information of the cause padded to four bytes, or the whole chunk. */
  remoteErrorData: Answer<'cause-information' | 'chunk'>;
  /** Of a longer ERROR, so many bytes are looked at, and a cause that goes beyond them silences all. */
  remoteErrorLimit: Answer<number>;

  // --- SCTP_SENDER_DRY_EVENT ---
  dryDuringShutdown: Answer<'told' | 'not-told'>;
  /** Is the queue empty where all that is left of it was given up, before the peer has acknowledged the FORWARD-TSN? */
  dryWhenAbandoned: Answer<'told' | 'not-told'>;
  /** Is it told again for a SACK older than one already seen? */
  dryOnOldSack: Answer<'told' | 'not-told'>;
  /** Up to where it holds its TSNs to be acknowledged after a reset of the association that it asked for: SACKs before that leave its queue as it is. */
  acknowledgedByReset: Answer<'own-tsn' | 'tsn-of-peer'>;
  /** Who takes packets in: the kernel, before any process runs, or a thread of the application's process, which a busy host keeps waiting. */
  inputBy: Answer<'kernel' | 'thread'>;
  /** How long the Nagle algorithm holds a small message back: until nothing is in flight, or until anything arrives. */
  heldByNagle: Answer<'until-acknowledged' | 'until-anything-arrives'>;
  /** What is held against the congestion window: the user data in flight, or its chunk headers too. */
  congestionFlight: Answer<'user-data' | 'chunks'>;
  /** What the sender counts against the peer's window for each chunk in flight beside its user data; with less left than the least it sends nothing (bytes). */
  sendWindowOverhead: Answer<number>;
  leastSendWindow: Answer<number>;

  /** Is it told of an ERROR while its association is being set up (a stale cookie)? */
  remoteErrorDuringSetup: Answer<'told' | 'not-told'>;

  // --- SCTP_AUTHENTICATION_EVENT ---
  /** NEW_KEY for each packet whose key is not the own active one, or when the peer changes its key. */
  newKey: Answer<'each-packet-with-another-key' | 'on-change'>;
  /** auth_altkeynumber with it: the key that the peer used before, or 0. */
  newKeyAlternate: Answer<'key-before' | 'zero'>;

  // --- RE-CONFIG ---
  /** Does a reset of the whole association also tell of its streams, outgoing and incoming? */
  associationResetStreams: Answer<'told' | 'not-told'>;
  /** assocreset_local_tsn: the next TSN expected from the peer, or the next one to send. */
  associationResetLocal: Answer<'expected' | 'next-to-send'>;
  /** What assocreset_remote_tsn is more than the other of the two. */
  associationResetRemoteOffset: Answer<number>;
  /** The TSNs that are told of a refusal: those in the response, or its own next and the next it expects. */
  refusedResetTsns: Answer<'own' | 'response'>;
  /** Is a reset of the association that was refused asked for again and again all the same? */
  refusedAssociationReset: Answer<'asked-again' | 'given-up'>;
  /** strchange_instrms, strchange_outstrms: how many were added, or how many there are. */
  streamChangeNumbers: Answer<'added' | 'totals'>;

  // --- set-up ---
  /** Chunks that bring an initiator up in place of a lost COOKIE-ACK. */
  impliedCookieAck: Answer<'none' | 'data-sack-heartbeat'>;
  /** Does an ICMP error that nobody speaks SCTP there end a set-up? */
  unreachableProtocol: Answer<'ends-set-up' | 'ignored'>;
  /** What gives up an association sends. */
  givingUp: Answer<'abort-protocol-violation' | 'abort-without-cause'>;
  /** RTO.Initial and RTO.Max in microseconds. */
  rtoInitial: Answer<number>;
  rtoMax: Answer<number>;
  maxInitRetransmits: Answer<number>;
  associationMaxRetrans: Answer<number>;
  pathMaxRetrans: Answer<number>;
  heartbeatInterval: Answer<number>;

  /** Notifications that do not exist on this stack or version. */
  neverTold: Answer<readonly NotificationType[]>;
}
