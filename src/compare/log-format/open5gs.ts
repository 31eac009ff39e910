/** open5gs (MME, AMF, …): numbers in brackets, T the type, F the flags, S the state or the error. Local time without year. At levels above debug only the ends are logged. */
import { textFormat } from './text-reader.js';

const told = (type: string, rest: string): RegExp => new RegExp(`${type}:\\[T:(?<sn_type>\\d+),? F:0x[0-9a-f]+,? ${rest}\\]`);
const FAILED = 'SCTP_SEND_FAILED:\\[T:';

export const open5gsFormat = textFormat({
  name: 'open5gs',
  title: 'open5gs',
  subscribes: ['SCTP_ASSOC_CHANGE', 'SCTP_SEND_FAILED', 'SCTP_SHUTDOWN_EVENT'],
  signature: /\[[a-z0-9]+\] (?:DEBUG|INFO|WARNING|ERROR|TRACE|FATAL): /,
  rules: [
    {
      means: 'notification',
      pattern: told('SCTP_ASSOC_CHANGE', 'S:(?<sac_state>\\d+),? I/O:(?<sac_inbound_streams>\\d+)/(?<sac_outbound_streams>\\d+)'),
    },
    { means: 'notification', pattern: told('SCTP_PEER_ADDR_CHANGE', 'S:(?<spc_error>\\d+)') },
    { means: 'notification', pattern: told('SCTP_REMOTE_ERROR', 'S:(?<sre_error__raw>\\d+)') },
    {
      means: 'notification',
      pattern: new RegExp(`${FAILED}(?<sn_type>14),? F:(?<ssfe_flags_name>0x[0-9a-f]+),? S:(?<ssfe_error>\\d+)\\]`),
    },
    {
      means: 'notification',
      pattern: new RegExp(`${FAILED}(?<sn_type>\\d+),? F:(?<ssf_flags_name>0x[0-9a-f]+),? S:(?<ssf_error>\\d+)\\]`),
    },
    { means: 'notification', pattern: /SCTP_\w+:\[T:(?<sn_type>\d+)/ },
    { means: 'notification', pattern: /Discarding event with unknown flags:0x[0-9a-f]+ type:(?<sn_type>0x[0-9a-f]+)/ },
    { means: 'nothing', pattern: /DEBUG: SCTP_(?:COMM_UP|COMM_LOST|SHUTDOWN_COMP)\b/ },
    { means: 'remark', pattern: /(?:connection refused!!!|accepted\[|max_num_of_ostreams|unsupported (?:event|notification))/ },
  ],
});
