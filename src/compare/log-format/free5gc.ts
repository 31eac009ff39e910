/** free5GC's AMF: the type by name, the state where the connection ends. */
import { textFormat } from './text-reader.js';

export const free5gcFormat = textFormat({
  name: 'free5gc',
  title: 'free5GC AMF',
  rules: [
    {
      means: 'notification',
      pattern: /(?<sn_type>SCTP_(?:SHUTDOWN_EVENT|ASSOC_CHANGE|PEER_ADDR_CHANGE|SEND_FAILED|REMOTE_ERROR)) notification\b/,
    },
    { means: 'more', type: 'SCTP_ASSOC_CHANGE', pattern: /SCTP state is (?<sac_state>SCTP_[A-Z_]+)/ },
    { means: 'notification', pattern: /Received sctp notification\[type (?<sn_type>0x[0-9a-f]+)\] but not handled/ },
    { means: 'remark', pattern: /SCTP (?:Accept|Listen|connection)|Handle SCTP Notification|Remove RAN Context/i },
  ],
});
