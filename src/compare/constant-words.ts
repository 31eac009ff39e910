/** Words that programs print for the constants of notifications, whatever their spelling: 'COMMUNICATION LOST', 'comm_lost', 'CommLost', 'SCTP_COMM_LOST'. */

const STATES: Readonly<Record<string, string>> = {
  commup: 'SCTP_COMM_UP',
  communicationup: 'SCTP_COMM_UP',
  commlost: 'SCTP_COMM_LOST',
  communicationlost: 'SCTP_COMM_LOST',
  restart: 'SCTP_RESTART',
  peerrestarted: 'SCTP_RESTART',
  shutdowncomp: 'SCTP_SHUTDOWN_COMP',
  shutdowncomplete: 'SCTP_SHUTDOWN_COMP',
  shutdown: 'SCTP_SHUTDOWN_COMP',
  cantstrassoc: 'SCTP_CANT_STR_ASSOC',
  cantassoc: 'SCTP_CANT_STR_ASSOC',
  cantstart: 'SCTP_CANT_STR_ASSOC',
  cantstartassoc: 'SCTP_CANT_STR_ASSOC',
  cantstartassociation: 'SCTP_CANT_STR_ASSOC',
  cantstartassocication: 'SCTP_CANT_STR_ASSOC',
};

const ADDRESS_STATES: Readonly<Record<string, string>> = {
  available: 'SCTP_ADDR_AVAILABLE',
  reachable: 'SCTP_ADDR_AVAILABLE',
  unreachable: 'SCTP_ADDR_UNREACHABLE',
  unavailable: 'SCTP_ADDR_UNREACHABLE',
  removed: 'SCTP_ADDR_REMOVED',
  added: 'SCTP_ADDR_ADDED',
  madeprim: 'SCTP_ADDR_MADE_PRIM',
  madeprimary: 'SCTP_ADDR_MADE_PRIM',
  confirmed: 'SCTP_ADDR_CONFIRMED',
  potentiallyfailed: 'SCTP_ADDR_POTENTIALLY_FAILED',
};

const SENT: Readonly<Record<string, string>> = {
  sent: 'SCTP_DATA_SENT',
  datasent: 'SCTP_DATA_SENT',
  unsent: 'SCTP_DATA_UNSENT',
  dataunsent: 'SCTP_DATA_UNSENT',
};

const KEYS: Readonly<Record<string, string>> = {
  newkey: 'SCTP_AUTH_NEW_KEY',
  newactive: 'SCTP_AUTH_NEW_KEY',
  freekey: 'SCTP_AUTH_FREE_KEY',
  noauth: 'SCTP_AUTH_NO_AUTH',
};

const PARTIAL: Readonly<Record<string, string>> = {
  aborted: 'SCTP_PARTIAL_DELIVERY_ABORTED',
  partialdeliveryaborted: 'SCTP_PARTIAL_DELIVERY_ABORTED',
};

const BY_MEMBER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sac_state: STATES,
  spc_state: ADDRESS_STATES,
  ssf_flags_name: SENT,
  ssfe_flags_name: SENT,
  auth_indication: KEYS,
  pdapi_indication: PARTIAL,
};

/** The constant a word stands for in a member; undefined where it stands for none. */
export function constantOf(member: string, word: string): string | undefined {
  const words = BY_MEMBER[member];
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  const bare = letters.replace(/^sctp/, '').replace(member === 'auth_indication' ? /^auth(?!$)/ : /^(addr(ess)?)(?=.)/, '');
  return words === undefined || !Object.hasOwn(words, bare) ? undefined : words[bare];
}

/** True for members whose value is a constant's name. */
export function isConstantMember(member: string): boolean {
  return Object.hasOwn(BY_MEMBER, member);
}
