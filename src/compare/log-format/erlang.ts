/** Terms of Erlang's gen_sctp, as records (#sctp_assoc_change{…}) and as bare tuples ({sctp_assoc_change,…}). */
import { textFormat } from './text-reader.js';

/** {10,0,0,41} or {{10,0,0,41},3434}. */
const ADDRESS_GROUP = '\\{?\\{(?<spc_aaddr>\\d+,\\d+,\\d+,\\d+|[\\d,]+)\\}(?:,\\d+\\})?';

export const erlangFormat = textFormat({
  name: 'erlang',
  title: 'gen_sctp of Erlang',
  rules: [
    {
      means: 'notification',
      type: 'SCTP_ASSOC_CHANGE',
      pattern:
        /#sctp_assoc_change\{\s*state = (?<sac_state>\w+),\s*error = (?<sac_error>\d+),\s*outbound_streams = (?<sac_outbound_streams>\d+),\s*inbound_streams = (?<sac_inbound_streams>\d+),\s*assoc_id = (?<assoc_id>\d+)/,
    },
    {
      means: 'notification',
      type: 'SCTP_ASSOC_CHANGE',
      pattern:
        /\{sctp_assoc_change,(?<sac_state>\w+),(?<sac_error>\w+),(?<sac_outbound_streams>\d+),(?<sac_inbound_streams>\d+),(?<assoc_id>\d+)\}/,
    },
    {
      means: 'notification',
      type: 'SCTP_PEER_ADDR_CHANGE',
      pattern: new RegExp(
        `#sctp_paddr_change\\{\\s*addr = ${ADDRESS_GROUP},\\s*state = (?<spc_state>\\w+),\\s*error = (?<spc_error>\\d+),\\s*assoc_id = (?<assoc_id>\\d+)`,
      ),
    },
    {
      means: 'notification',
      type: 'SCTP_PEER_ADDR_CHANGE',
      pattern: new RegExp(`\\{sctp_paddr_change,${ADDRESS_GROUP},(?<spc_state>\\w+),(?<spc_error>\\w+),(?<assoc_id>\\d+)\\}`),
    },
    {
      means: 'notification',
      type: 'SCTP_SHUTDOWN_EVENT',
      pattern: /(?:#sctp_shutdown_event\{\s*assoc_id = |\{sctp_shutdown_event,)(?<assoc_id>\d+)/,
    },
    { means: 'notification', type: 'SCTP_SEND_FAILED', pattern: /[#{]sctp_send_failed[,{]/ },
    { means: 'notification', type: 'SCTP_REMOTE_ERROR', pattern: /[#{]sctp_remote_error[,{]/ },
    { means: 'notification', type: 'SCTP_PARTIAL_DELIVERY_EVENT', pattern: /[#{]sctp_pdapi_event[,{]/ },
    {
      means: 'notification',
      type: 'SCTP_ADAPTATION_INDICATION',
      pattern: /(?:#sctp_adaptation_event\{\s*adaptation_ind = |\{sctp_adaptation_event,)(?<sai_adaptation_ind>\d+)/,
    },
  ],
});
