/** open5gs (MME, AMF, …): numbers in brackets, T the type, S the state, E the error. Local time without year. At levels above debug only the ends are logged. */
import { textFormat } from './text-reader.js';

export const open5gsFormat = textFormat({
  name: 'open5gs',
  title: 'open5gs',
  signature: /\[[a-z0-9]+\] (?:DEBUG|INFO|WARNING|ERROR|TRACE|FATAL): /,
  rules: [
    {
      means: 'notification',
      pattern:
        /SCTP_ASSOC_CHANGE:\[T:(?<sn_type>\d+),? F:0x[0-9a-f]+,? S:(?<sac_state>\d+),? I\/O:(?<sac_inbound_streams>\d+)\/(?<sac_outbound_streams>\d+)\]/,
    },
    { means: 'notification', pattern: /SCTP_PEER_ADDR_CHANGE:\[T:(?<sn_type>\d+),? F:0x[0-9a-f]+,? S:(?<spc_error>\d+)\]/ },
    { means: 'notification', pattern: /SCTP_REMOTE_ERROR:\[T:(?<sn_type>\d+),? F:0x[0-9a-f]+,? S:(?<sre_error>\d+)\]/ },
    { means: 'notification', pattern: /SCTP_SEND_FAILED:\[T:(?<sn_type>\d+),? F:0x[0-9a-f]+,? S:(?<ssf_error>\d+)\]/ },
    { means: 'notification', pattern: /SCTP_\w+:\[T:(?<sn_type>\d+)/ },
    { means: 'remark', pattern: /(?:connection refused!!!|accepted\[|max_num_of_ostreams|unsupported (?:event|notification))/ },
  ],
});
