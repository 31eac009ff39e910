/** freeDiameter: the name on one line, the members below it, a line each. */
import { textFormat } from './text-reader.js';

export const freediameterFormat = textFormat({
  name: 'freediameter',
  title: 'freeDiameter',
  signature: /Received SCTP_\w+ notification/,
  rules: [
    { means: 'notification', pattern: /Received (?<sn_type>SCTP_\w+) notification/ },
    { means: 'more', pattern: /^\s*(?:DBG\s+)?state : (?<sac_state>\d+)\s*$/, type: 'SCTP_ASSOC_CHANGE' },
    { means: 'more', pattern: /^\s*(?:DBG\s+)?error : (?<sac_error>\d+)\s*$/, type: 'SCTP_ASSOC_CHANGE' },
    { means: 'more', pattern: /^\s*(?:DBG\s+)?instr : (?<sac_inbound_streams>\d+)\s*$/, type: 'SCTP_ASSOC_CHANGE' },
    { means: 'more', pattern: /^\s*(?:DBG\s+)?outstr : (?<sac_outbound_streams>\d+)\s*$/, type: 'SCTP_ASSOC_CHANGE' },
    {
      means: 'more',
      pattern: /intf_change : (?:.*?(?<spc_aaddr>\d+\.\d+\.\d+\.\d+|[0-9a-f]*:[0-9a-f:.]+))?/,
      type: 'SCTP_PEER_ADDR_CHANGE',
    },
    { means: 'more', pattern: /^\s*(?:DBG\s+)?state : (?<spc_state>\d+)\s*$/, type: 'SCTP_PEER_ADDR_CHANGE' },
    { means: 'more', pattern: /^\s*(?:DBG\s+)?error : (?<spc_error>\d+)\s*$/, type: 'SCTP_PEER_ADDR_CHANGE' },
    { means: 'more', pattern: /\berr : (?<sre_error>\d+)/, type: 'SCTP_REMOTE_ERROR' },
  ],
});
