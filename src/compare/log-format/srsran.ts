/** srsRAN Project's gateways. */
import { textFormat } from './text-reader.js';

export const srsranFormat = textFormat({
  name: 'srsran',
  title: 'srsRAN Project',
  rules: [
    {
      means: 'notification',
      pattern:
        /Rx (?<sn_type>SCTP_ASSOC_CHANGE)(?: notification)?: state=(?<sac_state>\w+)(?:,? error=(?<sac_error>\d+))?(?:,? outbound_streams=(?<sac_outbound_streams>\d+))?(?:,? inbound_streams=(?<sac_inbound_streams>\d+))?(?:,? assoc=(?<assoc_id>\d+))?/,
    },
    {
      means: 'notification',
      pattern: /Rx (?<sn_type>SCTP_PEER_ADDR_CHANGE)(?: notification)?: .*state=(?<spc_state>\w+)(?:.*assoc=(?<assoc_id>\d+))?/,
    },
    { means: 'notification', pattern: /Rx (?<sn_type>SCTP_\w+)(?: notification)?(?::.*?assoc=(?<assoc_id>\d+))?/ },
    { means: 'remark', pattern: /Communication to the server was lost|SCTP (?:association|connection)/ },
  ],
});
