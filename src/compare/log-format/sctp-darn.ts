/** sctp_darn and sctp_xconnect of lksctp-tools, and programs made after them: of SCTP_ASSOC_CHANGE the state alone. */
import { textFormat } from './text-reader.js';

export const sctpDarnFormat = textFormat({
  name: 'sctp_darn',
  title: 'sctp_darn of lksctp-tools',
  subscribes: ['SCTP_ASSOC_CHANGE'],
  rules: [
    {
      means: 'notification',
      type: 'SCTP_ASSOC_CHANGE',
      pattern: /\bReceived (?<sac_state>SCTP_(?:COMM_UP|COMM_LOST|RESTART|SHUTDOWN_COMP|CANT_STR_ASSOC))\b/,
    },
    {
      means: 'notification',
      type: 'SCTP_ASSOC_CHANGE',
      pattern: /^(?<sac_state>SCTP_(?:COMM_UP|COMM_LOST|RESTART|SHUTDOWN_COMP|CANT_STR_ASSOC))\s*$/,
    },
    { means: 'notification', pattern: /Received unexpected notification: (?<sn_type>\d+)/ },
    {
      means: 'nothing',
      pattern: /^(?:[\w.:]+ (?:listening|ready to send|sending|Recving|Interactive mode)|[\w.:]+>|SNDRCV|\s*(?:sinfo_|snd_|rcv_)\w+)/,
    },
  ],
});
