/** OpenAirInterface: types and states as Linux's numbers; at levels above debug the ends alone, by name. */
import { textFormat } from './text-reader.js';

export const openairinterfaceFormat = textFormat({
  name: 'oai',
  title: 'OpenAirInterface',
  rules: [
    { means: 'notification', pattern: /Received notification for sd (?<socket>\d+), type (?<sn_type>\d+)/ },
    { means: 'more', type: 'SCTP_ASSOC_CHANGE', pattern: /(?:Client )?[Aa]ssociation changed: (?<sac_state>\d+)/ },
    {
      means: 'more',
      type: 'SCTP_ASSOC_CHANGE',
      members: { sac_state: 'SCTP_COMM_UP' },
      pattern: /Comm up notified for sd (?<socket>\d+), assigned assoc_id (?<assoc_id>\d+)/,
    },
    { means: 'more', type: 'SCTP_ASSOC_CHANGE', pattern: /\bSCTP_ASSOC_CHANGE to S?(?<sac_state>SCTP_[A-Z_]+)/ },
    { means: 'more', type: 'SCTP_SHUTDOWN_EVENT', pattern: /\bReceived SCTP SHUTDOWN EVENT/ },
    { means: 'remark', pattern: /\[SCTP\]|\bsctp\b/i },
  ],
});
