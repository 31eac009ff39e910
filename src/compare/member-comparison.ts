/** Holds the members that a claim states against those that a log states. Members that either side leaves out are not compared. */
import type { Abi } from '../notification/abi/abi.js';
import type { NotificationBody, NotificationType } from '../notification/notification.js';
import type { AppNotification, MemberOfLog } from './app-log.js';

/** The members that say which notification it is; the others say what it tells. By path: 'ssf_info.sinfo_stream'. */
const IDENTITY: Readonly<Record<NotificationType, readonly string[]>> = {
  SCTP_ASSOC_CHANGE: ['sac_state'],
  SCTP_PEER_ADDR_CHANGE: ['spc_state', 'spc_aaddr'],
  SCTP_SEND_FAILED: ['ssf_flags_name', 'ssf_info.sinfo_stream', 'ssf_info.sinfo_ppid', 'ssf_data'],
  SCTP_SEND_FAILED_EVENT: ['ssfe_flags_name', 'ssfe_info.snd_sid', 'ssfe_info.snd_ppid', 'ssfe_data'],
  SCTP_REMOTE_ERROR: ['sre_error'],
  SCTP_SHUTDOWN_EVENT: [],
  SCTP_PARTIAL_DELIVERY_EVENT: ['pdapi_indication', 'pdapi_stream'],
  SCTP_ADAPTATION_INDICATION: ['sai_adaptation_ind'],
  SCTP_AUTHENTICATION_EVENT: ['auth_indication', 'auth_keynumber'],
  SCTP_SENDER_DRY_EVENT: [],
  SCTP_STREAM_RESET_EVENT: ['strreset_flags', 'strreset_stream_list'],
  SCTP_ASSOC_RESET_EVENT: ['assocreset_flags'],
  SCTP_STREAM_CHANGE_EVENT: ['strchange_flags'],
};

export interface FieldDifference {
  /** 'sac_error', 'ssf_info.sinfo_stream'. */
  name: string;
  expected: MemberOfLog;
  logged: MemberOfLog;
  /** It is one of those that say which notification it is. */
  identity: boolean;
}

/** A logged notification with the numbers of constants named, now that the stack is known. */
export function resolveConstants(logged: AppNotification, abi: Abi | undefined): AppNotification {
  if (abi === undefined) return logged;
  const members = Object.entries(logged.members).map(([name, value]) => [name, constantName(name, value, abi)]);
  return { ...logged, members: Object.fromEntries(members) };
}

function constantName(name: string, value: MemberOfLog, abi: Abi): MemberOfLog {
  return typeof value === 'number' ? (abi.constants[name.replace(/_name$/, '')]?.[value] ?? value) : value;
}

/** A member that a claim states, ready to be looked up in a log. */
export interface StatedMember {
  /** 'ssf_info.sinfo_stream'. */
  name: string;
  /** 'ssf_info' and 'sinfo_stream'; `inner` is undefined for a member of the notification itself. */
  outer: string;
  inner: string | undefined;
  value: MemberOfLog;
  identity: boolean;
}

/** The members a claim states, flat; the names of causes only say again what the numbers say. */
export function statedMembers(body: NotificationBody): StatedMember[] {
  const identity = IDENTITY[body.sn_type];
  const stated = (name: string, outer: string, inner: string | undefined, value: MemberOfLog): StatedMember[] =>
    value === undefined ? [] : [{ name, outer, inner, value, identity: identity.includes(name) }];
  return (Object.entries(body) as [string, MemberOfLog][]).flatMap(([name, value]) => {
    if (name === 'sn_type' || name.endsWith('_cause')) return [];
    if (!isStruct(value)) return stated(name, name, undefined, value);
    return Object.entries(value).flatMap(([inner, one]) => stated(`${name}.${inner}`, name, inner, one));
  });
}

/** The members both sides state, and state differently. */
export function fieldDifferences(members: readonly StatedMember[], logged: AppNotification): FieldDifference[] {
  return members.flatMap(({ name, outer, inner, value, identity }) => {
    const has = loggedValue(logged, outer, inner);
    return has === undefined || equal(value, has) ? [] : [{ name, expected: value, logged: has, identity }];
  });
}

/** What the unequal members cost, at a price each. */
export function unequalCost(members: readonly StatedMember[], logged: AppNotification, identityPrice: number, otherPrice: number): number {
  let cost = 0;
  for (const { outer, inner, value, identity } of members) {
    const has = loggedValue(logged, outer, inner);
    if (has !== undefined && !equal(value, has)) cost += identity ? identityPrice : otherPrice;
  }
  return cost;
}

function loggedValue({ members }: AppNotification, outer: string, inner: string | undefined): MemberOfLog {
  const value = members[outer];
  if (inner === undefined) return value;
  return isStruct(value) ? value[inner] : undefined;
}

function isStruct(value: MemberOfLog): value is Readonly<Record<string, number | string>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function equal(one: MemberOfLog, other: MemberOfLog): boolean {
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((entry, i) => entry === other[i]);
  return one === other;
}

/** Two logged notifications that say the same of everything they say. */
export function sameContent(one: AppNotification, other: AppNotification): boolean {
  return one.type === other.type && one.association === other.association && JSON.stringify(one.members) === JSON.stringify(other.members);
}

/** Members beyond the type, in words: 'SCTP_COMM_LOST 10.1.0.2 stream 3'. */
export function loggedHeadline({ type, members }: Pick<AppNotification, 'type' | 'members'>): string {
  const words = IDENTITY[type].flatMap((path) => {
    const [outer = '', inner] = path.split('.');
    const value = members[outer];
    const member = inner !== undefined && isStruct(value) ? value[inner] : inner === undefined ? value : undefined;
    if (member === undefined || /_data$/.test(path)) return [];
    const label = LABELS[path];
    return [label === undefined ? String(member) : `${label} ${Array.isArray(member) ? member.join(',') || 'all' : String(member)}`];
  });
  return [type, ...words].join(' ');
}

const LABELS: Readonly<Record<string, string>> = {
  'ssf_info.sinfo_stream': 'stream',
  'ssf_info.sinfo_ppid': 'ppid',
  'ssfe_info.snd_sid': 'stream',
  'ssfe_info.snd_ppid': 'ppid',
  sre_error: 'error',
  pdapi_stream: 'stream',
  auth_keynumber: 'key',
  strreset_flags: 'flags',
  strreset_stream_list: 'streams',
  assocreset_flags: 'flags',
  strchange_flags: 'flags',
};

/** Members that hold what users sent: kept out of sentences. */
export function isPayload(name: string): boolean {
  return name === 'ssf_data' || name === 'ssfe_data';
}

/** A member's value as a person reads it: long hex is cut, what users sent is only counted. */
export function memberText(name: string, value: MemberOfLog): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string' && isPayload(name)) return `${value.length / 2} bytes`;
  if (typeof value === 'string') return value === '' ? 'empty' : value.length > 48 ? `${value.slice(0, 48)}… (${lengthOf(value)})` : value;
  return Array.isArray(value) ? value.join(', ') || 'all' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Of a text that may be bytes in hex. */
function lengthOf(text: string): string {
  return /^(?:[0-9a-f]{2})+$/.test(text) ? `${text.length / 2} bytes` : `${text.length} characters`;
}
