/** Notifications in few words: the name for a margin, the fields for a line, every member for the detail. */

import type { CauseName, NotificationBody } from '../../notification/notification.js';
import { countText } from './time-text.js';

function withoutPrefix(constant: string, ...prefixes: string[]): string {
  const found = [...prefixes, 'SCTP_'].find((prefix) => constant.startsWith(prefix));
  return found === undefined ? constant : constant.slice(found.length);
}

/** What a margin of the ladder has room for: the state where the type has states, else the type; without the prefix SCTP_. */
export function marginName(body: NotificationBody): string {
  switch (body.sn_type) {
    case 'SCTP_ASSOC_CHANGE':
      return withoutPrefix(body.sac_state);
    case 'SCTP_PEER_ADDR_CHANGE':
      return withoutPrefix(body.spc_state);
    case 'SCTP_SEND_FAILED':
      return `SEND_FAILED ${withoutPrefix(body.ssf_flags_name, 'SCTP_DATA_')}`;
    case 'SCTP_SEND_FAILED_EVENT':
      return `SEND_FAILED ${withoutPrefix(body.ssfe_flags_name, 'SCTP_DATA_')}`;
    case 'SCTP_PARTIAL_DELIVERY_EVENT':
      return 'PD_ABORTED';
    case 'SCTP_AUTHENTICATION_EVENT':
      return withoutPrefix(body.auth_indication);
    default:
      return withoutPrefix(body.sn_type).replace(/_(EVENT|INDICATION)$/, '');
  }
}

/** 'SEND_FAILED SENT x40'. */
export function countedName(name: string, count: number): string {
  return count > 1 ? `${name} x${countText(count)}` : name;
}

function isCause(value: unknown): value is CauseName {
  return typeof value === 'object' && value !== null && 'code' in value && 'name' in value;
}

function valueText(value: unknown): string {
  if (isCause(value)) return `${value.code} (${value.name})`;
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.join(' ');
  return String(value);
}

/**
 * Every member that is known, with its C name: ['ssf_info.sinfo_stream', '3']. An error's cause stands behind its number: ['sac_error', '3072 (cause 12,
 * User-Initiated Abort)'].
 */
export function members(body: NotificationBody): [name: string, value: string][] {
  const found: [string, string][] = [];
  const causes = new Map<string, CauseName>();
  for (const [name, value] of Object.entries(body)) if (isCause(value)) causes.set(name.replace(/_cause$/, ''), value);
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined || isCause(value)) continue;
    if (typeof value === 'object' && !Array.isArray(value)) {
      for (const [member, inner] of Object.entries(value)) if (inner !== undefined) found.push([`${name}.${member}`, valueText(inner)]);
      continue;
    }
    const cause = causes.get(name);
    found.push([name, cause === undefined ? valueText(value) : `${valueText(value)} (cause ${cause.code}, ${cause.name})`]);
  }
  return found;
}

/** The members beyond type and state, short enough for a line of a list: 'error 12 (User-Initiated Abort) streams 10/10'. */
export function summary(body: NotificationBody): string {
  switch (body.sn_type) {
    case 'SCTP_ASSOC_CHANGE':
      return words([
        errorWords(body.sac_error, body.sac_error_cause),
        body.sac_outbound_streams === undefined ? '' : `streams out ${body.sac_outbound_streams} in ${body.sac_inbound_streams ?? '?'}`,
      ]);
    case 'SCTP_PEER_ADDR_CHANGE':
      return body.spc_aaddr;
    case 'SCTP_REMOTE_ERROR':
      return errorWords(body.sre_error, body.sre_error_cause);
    case 'SCTP_SEND_FAILED': {
      const { sinfo_stream, sinfo_ssn, sinfo_ppid, sinfo_tsn, sinfo_flags, sinfo_context } = body.ssf_info;
      return words([
        contextWords(sinfo_context),
        partWords(sinfo_flags),
        sinfo_tsn === undefined ? '' : `tsn ${sinfo_tsn}`,
        `stream ${sinfo_stream}`,
        `ppid ${sinfo_ppid}`,
        sinfo_ssn === undefined ? '' : `ssn ${sinfo_ssn}`,
        bytesWords(body.ssf_data),
        errorWords(body.ssf_error, body.ssf_error_cause),
      ]);
    }
    case 'SCTP_SEND_FAILED_EVENT':
      return words([
        contextWords(body.ssfe_info.snd_context),
        partWords(body.ssfe_info.snd_flags),
        `stream ${body.ssfe_info.snd_sid}`,
        `ppid ${body.ssfe_info.snd_ppid}`,
        bytesWords(body.ssfe_data),
        errorWords(body.ssfe_error, body.ssfe_error_cause),
      ]);
    case 'SCTP_AUTHENTICATION_EVENT':
      return `key ${body.auth_keynumber}`;
    default:
      return members(body)
        .filter(([name]) => name !== 'sn_type')
        .map(([name, value]) => `${name.slice(name.indexOf('_') + 1)} ${withoutPrefix(value)}`)
        .join(' ');
  }
}

/** The bits B and E of a DATA chunk (RFC 9260 section 3.3.1), which a failed message's flags are. */
const PARTS = ['middle part', 'last part', 'first part', 'message'];

/** What tells one failed fragment from the next. */
function partWords(flags: number | undefined): string {
  return flags === undefined ? '' : PARTS[flags & 3]!;
}

function bytesWords(data: string | undefined): string {
  return data === undefined ? '' : `${data.length / 2} bytes`;
}

/** What the application gave to know its message by. */
function contextWords(context: number | undefined): string {
  return context === undefined || context === 0 ? '' : `context ${context}`;
}

function errorWords(error: number | undefined, cause: CauseName | undefined): string {
  if (cause !== undefined) return `cause ${cause.code} (${cause.name})`;
  return error === undefined || error === 0 ? '' : `error ${error}`;
}

function words(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
