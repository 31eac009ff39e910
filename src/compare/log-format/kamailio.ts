/** Kamailio's sctp module, at debug level: the peer, the type, and what it says; built with USE_SCTP_EV, a shorter line before it says the same. */
import { textFormat } from './text-reader.js';

const FROM = 'from (?:\\[?(?<peer>[0-9a-f.:]+?)\\]?):(?<peer_port>\\d+)';
const ID = 'assoc_id (?<assoc_id>-?\\d+)';
const told = (rest: string): RegExp => new RegExp(`sctp notification ${FROM} on \\S+: ${rest}`);
const CHANGE =
  "SCTP_\\w+|communication (?:up|lost)|comm_?up|comm_?lost|restart\\w*|shutdown comp\\w*|can'?t ?start\\w* ?\\w*|addr\\w*|address \\w+";

export const kamailioFormat = textFormat({
  name: 'kamailio',
  title: 'Kamailio',
  signature: /\bSCTP_\w+ from \S+ on \S+|sctp notification from \S+ on \S+/,
  rules: [
    {
      means: 'more',
      type: 'SCTP_ASSOC_CHANGE',
      pattern: told(
        `SCTP_ASSOC_CHANGE: (?<sac_state>\\w+): ${ID}, ostreams (?<sac_outbound_streams>\\d+), istreams (?<sac_inbound_streams>\\d+)`,
      ),
    },
    {
      means: 'more',
      type: 'SCTP_PEER_ADDR_CHANGE',
      pattern: told(`SCTP_PEER_ADDR_CHANGE: \\[?(?<spc_aaddr>[0-9a-f.:]+?)\\]?:\\d+: (?<spc_state>\\w+): ${ID}`),
    },
    {
      means: 'more',
      type: 'SCTP_SEND_FAILED',
      pattern: told(`SCTP_SEND_FAILED: error (?<ssf_error>\\d+), ${ID}, flags (?<ssf_flags_name__hex>[0-9a-f]+)`),
    },
    { means: 'more', type: 'SCTP_REMOTE_ERROR', pattern: told('SCTP_REMOTE_ERROR: (?<sre_error>\\d+), len \\d+') },
    { means: 'detail', type: 'SCTP_REMOTE_ERROR', pattern: new RegExp(`^, ${ID}`) },
    { means: 'more', type: 'SCTP_SHUTDOWN_EVENT', pattern: told(`SCTP_SHUTDOWN_EVENT: ${ID}`) },
    { means: 'more', type: 'SCTP_SENDER_DRY_EVENT', pattern: told('SCTP_SENDER_DRY_EVENT on (?<assoc_id>-?\\d+)') },
    {
      means: 'notification',
      type: 'SCTP_PARTIAL_DELIVERY_EVENT',
      pattern: told(`SCTP_PARTIAL_DELIVERY_EVENT not supported: (?<pdapi_indication>\\d+).*?${ID}`),
    },
    { means: 'notification', pattern: told('UNKNOWN \\((?<sn_type>\\d+)\\)') },
    { means: 'notification', pattern: told('(?<sn_type>SCTP_\\w+)') },
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_ASSOC_CHANGE) ${FROM} on [^ ]+: (?<sac_state>${CHANGE})`, 'i') },
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_PEER_ADDR_CHANGE) ${FROM}(?: on [^ ]+: (?<spc_state>${CHANGE}))?`, 'i') },
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_SEND_FAILED) ${FROM} on [^ ]+: (?<ssf_error>\\d+)`) },
    { means: 'nothing', pattern: new RegExp(`SCTP_REMOTE_ERROR ${FROM} on [^ ]+: 0$`) },
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_REMOTE_ERROR) ${FROM} on [^ ]+: (?<sre_error>\\d+)`) },
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_\\w+) ${FROM}`) },
  ],
});
