/** A notification in one line, as its C names and the members that matter. */
import type { NotificationBody } from './notification.js';

export function headline(body: NotificationBody): string {
  const rest = details(body);
  return rest === '' ? body.sn_type : `${body.sn_type} ${rest}`;
}

function details(body: NotificationBody): string {
  switch (body.sn_type) {
    case 'SCTP_ASSOC_CHANGE':
      return join(
        body.sac_state,
        error('error', body.sac_error, body.sac_error_cause),
        streams(body.sac_outbound_streams, body.sac_inbound_streams),
      );
    case 'SCTP_PEER_ADDR_CHANGE':
      return join(body.spc_state, body.spc_aaddr, body.spc_error ? `error ${body.spc_error}` : '');
    case 'SCTP_REMOTE_ERROR':
      return error('error', body.sre_error, body.sre_error_cause);
    case 'SCTP_SEND_FAILED': {
      const { sinfo_stream, sinfo_ppid } = body.ssf_info;
      return join(
        body.ssf_flags_name,
        `stream ${sinfo_stream} ppid ${sinfo_ppid}`,
        error('error', body.ssf_error, body.ssf_error_cause),
        size(body.ssf_data),
      );
    }
    case 'SCTP_SEND_FAILED_EVENT': {
      const { snd_sid, snd_ppid } = body.ssfe_info;
      return join(
        body.ssfe_flags_name,
        `stream ${snd_sid} ppid ${snd_ppid}`,
        error('error', body.ssfe_error, body.ssfe_error_cause),
        size(body.ssfe_data),
      );
    }
    case 'SCTP_ADAPTATION_INDICATION':
      return `0x${body.sai_adaptation_ind.toString(16).padStart(8, '0')}`;
    case 'SCTP_PARTIAL_DELIVERY_EVENT':
      return join(body.pdapi_indication, body.pdapi_stream === undefined ? '' : `stream ${body.pdapi_stream} seq ${body.pdapi_seq}`);
    case 'SCTP_AUTHENTICATION_EVENT':
      return `${body.auth_indication} key ${body.auth_keynumber}`;
    case 'SCTP_STREAM_RESET_EVENT':
      return join(
        flags(body.strreset_flags),
        body.strreset_stream_list.length === 0 ? 'all streams' : `streams ${body.strreset_stream_list.join(',')}`,
      );
    case 'SCTP_ASSOC_RESET_EVENT':
      return join(flags(body.assocreset_flags), `local TSN ${body.assocreset_local_tsn} remote TSN ${body.assocreset_remote_tsn}`);
    case 'SCTP_STREAM_CHANGE_EVENT':
      return join(flags(body.strchange_flags), `in ${body.strchange_instrms} out ${body.strchange_outstrms}`);
    case 'SCTP_SHUTDOWN_EVENT':
    case 'SCTP_SENDER_DRY_EVENT':
      return '';
  }
}

function join(...parts: string[]): string {
  return parts.filter(Boolean).join(' ');
}

function error(label: string, value: number | undefined, cause: { code: number; name: string } | undefined): string {
  if (!value) return '';
  return cause === undefined ? `${label} ${value}` : `${label} ${value} (cause ${cause.code}, ${cause.name})`;
}

function streams(outbound: number | undefined, inbound: number | undefined): string {
  return outbound ? `streams out ${outbound} in ${inbound ?? '?'}` : '';
}

function size(data: string | undefined): string {
  return data === undefined ? '' : `${data.length / 2} bytes`;
}

const FLAGS: readonly (readonly [number, string])[] = [
  [1, 'incoming'],
  [2, 'outgoing'],
  [4, 'denied'],
  [8, 'failed'],
];

function flags(value: number): string {
  return FLAGS.filter(([bit]) => value & bit)
    .map(([, name]) => name)
    .join(' ');
}
