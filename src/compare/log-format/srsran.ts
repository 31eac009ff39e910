/** srsRAN Project's gateways, older and newer. */
import { textFormat } from './text-reader.js';

export const srsranFormat = textFormat({
  name: 'srsran',
  title: 'srsRAN Project',
  signature: /\[SCTP-GW *\]|Rx SCTP_|SCTP_\w+ notif:/,
  rules: [
    {
      means: 'notification',
      pattern:
        /Rx (?<sn_type>SCTP_ASSOC_CHANGE)(?: notification)?: state=(?<sac_state>\w+)(?:,? error=(?<sac_error>\d+))?(?:,? outbound_streams=(?<sac_outbound_streams>\d+))?(?:,? inbound_streams=(?<sac_inbound_streams>\d+))?(?:,? assoc=(?<assoc_id>\d+))?/,
    },
    {
      means: 'notification',
      pattern:
        /(?<sn_type>SCTP_ASSOC_CHANGE) notif: state: (?<sac_state>[^,]+), error code: (?<sac_error>\d+), out streams: (?<sac_outbound_streams>\d+), in streams: (?<sac_inbound_streams>\d+), assoc id: (?<assoc_id>\d+)/,
    },
    {
      means: 'notification',
      pattern: /Rx (?<sn_type>SCTP_PEER_ADDR_CHANGE)(?: notification)?: .*state=(?<spc_state>\w+)(?:.*assoc=(?<assoc_id>\d+))?/,
    },
    { means: 'notification', pattern: /Rx (?<sn_type>SCTP_\w+)(?: notification)?(?::.*?assoc=(?<assoc_id>\d+))?/ },
    { means: 'notification', pattern: /(?<sn_type>SCTP_\w+) notif: assoc id: (?<assoc_id>\d+)/ },
    { means: 'notification', pattern: /Unhandled notification type (?<sn_type>\d+)/ },
    { means: 'remark', pattern: /Communication to the server was lost|SCTP (?:association|connection|COMM UP)/ },
  ],
});
