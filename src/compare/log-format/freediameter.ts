/** freeDiameter: the name on one line, the members below it, a line each. */
import { textFormat } from './text-reader.js';

/** Behind the level, and where it was built so the thread and the function: 'A   pid:Main in f@sctp.c:1278:     state : 0'. */
const member = (rest: string): RegExp => new RegExp(`(?:^|\\s)${rest}\\s*$`);

export const freediameterFormat = textFormat({
  name: 'freediameter',
  title: 'freeDiameter',
  signature: /Received SCTP_\w+ notification|Received unknown notification \d+, ignored/,
  rules: [
    { means: 'notification', pattern: /Received (?<sn_type>SCTP_\w+) notification/ },
    { means: 'notification', pattern: /Received unknown notification (?<sn_type>\d+), ignored/ },
    { means: 'nothing', pattern: /Received \d+db data of notification on socket \d+/ },
    { means: 'detail', pattern: member('state : (?<sac_state>\\d+)'), type: 'SCTP_ASSOC_CHANGE' },
    { means: 'detail', pattern: member('error : (?<sac_error>\\d+)'), type: 'SCTP_ASSOC_CHANGE' },
    { means: 'detail', pattern: member('instr : (?<sac_inbound_streams>\\d+)'), type: 'SCTP_ASSOC_CHANGE' },
    { means: 'detail', pattern: member('outstr : (?<sac_outbound_streams>\\d+)'), type: 'SCTP_ASSOC_CHANGE' },
    {
      means: 'detail',
      pattern: /intf_change : (?:.*?(?<spc_aaddr>\d+\.\d+\.\d+\.\d+|[0-9a-f]*:[0-9a-f:.]+))?/,
      type: 'SCTP_PEER_ADDR_CHANGE',
    },
    { means: 'detail', pattern: member('state : (?<spc_state>\\d+)'), type: 'SCTP_PEER_ADDR_CHANGE' },
    { means: 'detail', pattern: member('error : (?<spc_error>\\d+)'), type: 'SCTP_PEER_ADDR_CHANGE' },
    { means: 'detail', pattern: member('err : (?<sre_error>\\d+)'), type: 'SCTP_REMOTE_ERROR' },
    { means: 'detail', pattern: member('err : (?<ssf_error>\\d+)'), type: 'SCTP_SEND_FAILED' },
    { means: 'detail', pattern: member('len : \\d+') },
  ],
});
