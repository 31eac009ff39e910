/** Logs of lines of text: a table of regular expressions says what a line means, one table a format. */
import type { Abi } from '../../notification/abi/abi.js';
import { parseBytes } from '../../notification/abi/byte-notation.js';
import { toHex } from '../../notification/abi/hex.js';
import { LINUX } from '../../notification/abi/linux.js';
import { canonicalAddress } from '../../notification/address.js';
import { swap16 } from '../../notification/error-cause.js';
import type { NotificationType } from '../../notification/notification.js';
import type { LoggedAddress, LogLine, Meaning, MemberOfLog } from '../app-log.js';
import { constantOf, isConstantMember } from '../constant-words.js';
import { notificationType } from '../logged-notification.js';

/**
 * What a line means. Named groups of the pattern become members: `sac_state`, `spc_aaddr`, `sinfo_stream`, …, or `sn_type`, `assoc_id`, `socket`, `peer`,
 * `peer_port`, and `time` where it does not stand at the line's beginning. A group's name ends in `__hex` where the log prints hexadecimal digits without 0x, in `__raw` where it prints 16 bits as the stack left them:
 * an error cause, which on Linux is in network order.
 */
export interface TextRule {
  pattern: RegExp;
  /**
   * What follows of it: a notification; more of the notification the lines before began (or one of its own, where they began none); a detail of it, which is
   * nothing where they began none; a remark; nothing.
   */
  means: 'notification' | 'more' | 'detail' | 'remark' | 'nothing' | 'call';
  /** Type of the notification, where no group `sn_type` gives it. */
  type?: NotificationType;
  /** Members that the line implies. */
  members?: Readonly<Record<string, MemberOfLog>>;
  /** What else the line may mean, see AppNotification. */
  instead?: Meaning;
  /** Words the program prints, and what they stand for: { up: 'SCTP_COMM_UP' }. */
  words?: Readonly<Record<string, string>>;
  /** Name of the call. */
  call?: string;
}

export type Groups = Readonly<Record<string, string | undefined>>;

/** Groups that say where the line belongs, not what it says. */
export const PLACES: ReadonlySet<string> = new Set([
  'sn_type',
  'sn_type__hex',
  'assoc_id',
  'assoc_id__hex',
  'socket',
  'peer',
  'peer_port',
  'time',
]);

export function typeOfLine(rule: TextRule, groups: Groups, abi: Abi | undefined): NotificationType | undefined {
  const stated = statedType(groups);
  if (stated === undefined) return rule.type;
  return notificationType(/^(\d+|0x[0-9a-f]+)$/i.test(stated) ? Number(stated) : stated, abi) ?? rule.type;
}

/** All that a rule can tell of: its own type, or those that its group spells out; undefined where the group catches others. */
export function typesOfRule({ pattern, type }: TextRule): readonly NotificationType[] | undefined {
  const group = /\(\?<sn_type(?:__hex)?>([^)]*)/.exec(pattern.source)?.[1];
  if (group === undefined) return type === undefined ? [] : [type];
  const types = group.split('|').map((word) => notificationType(word, undefined));
  return types.every((found) => found !== undefined) ? types : undefined;
}

function statedType(groups: Groups): string | undefined {
  const hex = groups['sn_type__hex'];
  return hex === undefined ? groups['sn_type'] : `0x${hex}`;
}

/** The stack that a line itself betrays: Linux alone numbers its types from 0x8001. */
export function abiOfLine(groups: Groups, abi: Abi | undefined): Abi | undefined {
  return abi ?? (Number(statedType(groups)) >= 0x8000 ? LINUX : undefined);
}

export function placeOfLine(groups: Groups): Partial<LogLine> {
  const hex = groups['assoc_id__hex'];
  const association = Number(hex === undefined ? (groups['assoc_id'] ?? Number.NaN) : `0x${hex}`);
  const peer = peerOf(groups);
  return {
    ...(Number.isInteger(association) ? { association } : {}),
    ...(groups['socket'] === undefined ? {} : { socket: groups['socket'] }),
    ...(peer === undefined ? {} : { peer }),
  };
}

function peerOf(groups: Groups): LoggedAddress | undefined {
  const { peer, peer_port } = groups as { peer?: string; peer_port?: string };
  if (peer === undefined) return undefined;
  const address = addressText(peer);
  return peer_port === undefined ? { address } : { address, port: Number(peer_port) };
}

/** The members of a line, those of a failed message's info in their struct. */
export function membersOfLine(rule: TextRule, groups: Groups, abi: Abi | undefined): Record<string, MemberOfLog> {
  const members: Record<string, MemberOfLog> = { ...rule.members };
  for (const [group, text] of Object.entries(groups)) {
    if (text === undefined || PLACES.has(group)) continue;
    const meant = rule.words !== undefined && Object.hasOwn(rule.words, text) ? String(rule.words[text]) : text;
    const [stated = group, notation] = group.split('__');
    const name = stated.replace(/^(ssfe?_flags)$/, '$1_name');
    const value = memberValue(name, written(meant, notation, abi), abi);
    if (value !== undefined) addMember(members, name, value);
  }
  return members;
}

/** What a group caught, written as a member's value is. */
function written(text: string, notation: string | undefined, abi: Abi | undefined): string {
  if (notation === 'hex') return `0x${text.replace(/^0x/i, '')}`;
  return notation === 'raw' && abi?.causeOrder === 'network' ? String(swap16(Number(text))) : text;
}

function addMember(members: Record<string, MemberOfLog>, name: string, value: MemberOfLog): void {
  const outer = name.startsWith('sinfo_') ? 'ssf_info' : name.startsWith('snd_') ? 'ssfe_info' : undefined;
  if (outer === undefined) members[name] = value;
  else members[outer] = { ...(members[outer] as Record<string, number> | undefined), [name]: value as number };
}

function memberValue(name: string, text: string, abi: Abi | undefined): MemberOfLog {
  if (name.endsWith('_list')) return (text.match(/\d+/g) ?? []).map(Number);
  if (/_(info|data)$/.test(name)) return hexText(text);
  if (name === 'spc_aaddr') return addressText(text);
  if (isConstantMember(name)) return constantOf(name, text) ?? numberOf(text, name, abi);
  return numberOf(text, name, abi);
}

/** '/10.0.0.2' of Java, '10,0,0,2' and '64768,0,0,0,0,0,0,1' of Erlang. */
function addressText(text: string): string {
  const numbers = text.split(',');
  if (numbers.length === 4) return numbers.join('.');
  if (numbers.length === 8) return canonicalAddress(numbers.map((number) => Number(number).toString(16)).join(':'));
  return canonicalAddress(text.replace(/^\//, ''));
}

function numberOf(text: string, name: string, abi: Abi | undefined): MemberOfLog {
  const number = /^(-?\d+|0x[0-9a-f]+)$/i.test(text) ? Number(text) : undefined;
  return number === undefined ? undefined : (abi?.constants[name.replace(/_name$/, '')]?.[number] ?? number);
}

function hexText(text: string): string | undefined {
  const bytes = parseBytes(text);
  return bytes === undefined ? undefined : toHex(bytes);
}
