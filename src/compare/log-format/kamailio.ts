/** Kamailio's sctp module, at debug level: the type, the peer, and a reason. */
import { textFormat } from './text-reader.js';

const FROM = 'from (?:\\[?(?<peer>[0-9a-f.:]+?)\\]?):(?<peer_port>\\d+)';

export const kamailioFormat = textFormat({
  name: 'kamailio',
  title: 'Kamailio',
  signature: /\bSCTP_\w+ from \S+ on \S+/,
  rules: [
    {
      means: 'notification',
      pattern: new RegExp(
        `(?<sn_type>SCTP_ASSOC_CHANGE) ${FROM} on [^ ]+: (?<sac_state>communication (?:up|lost)|comm_?up|comm_?lost|restart\\w*|shutdown comp\\w*|can'?t ?start\\w* ?\\w*)`,
        'i',
      ),
    },
    {
      means: 'notification',
      pattern: new RegExp(`(?<sn_type>SCTP_PEER_ADDR_CHANGE) ${FROM}(?: on [^ ]+: (?<spc_state>addr\\w*|address \\w+))?`, 'i'),
    },
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_SEND_FAILED) ${FROM} on [^ ]+: (?<ssf_error>\\d+)`) },
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_REMOTE_ERROR) ${FROM} on [^ ]+: (?<sre_error>\\d+)`) },
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_\\w+) ${FROM}`) },
  ],
});
