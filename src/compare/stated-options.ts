/** What an application's own calls say of the options that packets do not show: by the names of `--assume`, times in milliseconds, sizes in bytes. */
import type { Abi } from '../notification/abi/abi.js';
import { guessAbi } from '../notification/abi/guess-abi.js';
import { fromHex } from '../notification/abi/hex.js';
import { LINUX } from '../notification/abi/linux.js';
import { optionValues } from '../notification/abi/option.js';
import type { MemberValue } from '../notification/abi/read-struct.js';
import { USRSCTP } from '../notification/abi/usrsctp.js';
import type { AppCall, AppEvent } from './app-log.js';

/** Option, member of its value, name. A member that is 0 leaves the option as it was, but for these names. */
const ZERO_COUNTS: ReadonlySet<string> = new Set(['pf.retrans', 'ps.retrans']);
const MEMBERS: readonly (readonly [option: string, member: string, name: string])[] = [
  ['SCTP_RTOINFO', 'srto_initial', 'rto.initial'],
  ['SCTP_RTOINFO', 'srto_min', 'rto.min'],
  ['SCTP_RTOINFO', 'srto_max', 'rto.max'],
  ['SCTP_ASSOCINFO', 'sasoc_asocmaxrxt', 'association.max.retrans'],
  ['SCTP_INITMSG', 'sinit_max_attempts', 'max.init.retransmits'],
  ['SCTP_PEER_ADDR_PARAMS', 'spp_pathmaxrxt', 'path.max.retrans'],
  ['SCTP_PEER_ADDR_PARAMS', 'spp_hbinterval', 'hb.interval'],
  ['SCTP_PEER_ADDR_THLDS', 'spt_pathmaxrxt', 'path.max.retrans'],
  ['SCTP_PEER_ADDR_THLDS', 'spt_pathpfthld', 'pf.retrans'],
  ['SCTP_PEER_ADDR_THLDS_V2', 'spt_pathmaxrxt', 'path.max.retrans'],
  ['SCTP_PEER_ADDR_THLDS_V2', 'spt_pathpfthld', 'pf.retrans'],
  ['SCTP_PEER_ADDR_THLDS_V2', 'spt_pathcpthld', 'ps.retrans'],
  ['SCTP_EXPOSE_POTENTIALLY_FAILED_STATE', 'assoc_value', 'pf.expose'],
  ['SCTP_PARTIAL_DELIVERY_POINT', 'value', 'partial.delivery.point'],
  ['SO_RCVBUF', 'value', 'rcvbuf'],
];

const NAMES: ReadonlySet<string> = new Set(MEMBERS.map(([option]) => option));

/** Does the call set an option that may state one of these? */
export function statesOption({ call, option }: AppCall): boolean {
  return call === 'setsockopt' && option !== undefined && NAMES.has(option);
}

/** The options a call sets; empty for a call that sets none of these, or failed. */
export function statedOptions(call: AppCall, abi: Abi): ReadonlyMap<string, number> {
  const stated = new Map<string, number>();
  const { option, raw } = call;
  if (call.call !== 'setsockopt' || option === undefined || raw === undefined || (call.result ?? 0) < 0) return stated;
  const values = optionValues(option, raw, abi);
  for (const [of, member, name] of MEMBERS) {
    const value: MemberValue | undefined = of === option ? values?.[member] : undefined;
    if (typeof value === 'number' && (value !== 0 || ZERO_COUNTS.has(name))) stated.set(name, value);
  }
  return stated;
}

/** The stack that a log betrays by the numbers it uses: the first that tells. */
export function abiOfEvent(event: AppEvent): Abi | undefined {
  if (event.kind === 'notification' && event.raw !== undefined) return guessAbi(fromHex(event.raw) ?? NOTHING)[0]?.abi;
  if (event.kind !== 'call' || event.option !== 'SCTP_EVENT' || event.raw === undefined) return undefined;
  const type = optionValues('SCTP_EVENT', event.raw, LINUX)?.['se_type'];
  if (typeof type !== 'number') return undefined;
  return LINUX.notifications[type] !== undefined ? LINUX : USRSCTP.notifications[type] !== undefined ? USRSCTP : undefined;
}

const NOTHING = new Uint8Array();
