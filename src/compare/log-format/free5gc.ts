/** free5GC's AMF: the type by name, the state where the connection ends. */
import { textFormat } from './text-reader.js';

const RAN = '(?:\\[ran_addr:(?<peer>[0-9a-f.]+|\\[?[0-9a-f:]+?\\]?)(?:/[^\\]]*)?:(?<peer_port>\\d+)\\] ?)?';
/** Behind the logger's fields, or in quotation marks after msg=. */
const said = (rest: string): RegExp => new RegExp(`(?:^|[\\]"] ?)${RAN}${rest}`);

export const free5gcFormat = textFormat({
  name: 'free5gc',
  title: 'free5GC AMF',
  subscribes: ['SCTP_ASSOC_CHANGE', 'SCTP_SHUTDOWN_EVENT'],
  rules: [
    {
      means: 'notification',
      pattern: said('(?<sn_type>SCTP_(?:SHUTDOWN_EVENT|ASSOC_CHANGE|PEER_ADDR_CHANGE|SEND_FAILED|REMOTE_ERROR)) notification\\b'),
    },
    { means: 'more', type: 'SCTP_ASSOC_CHANGE', pattern: said('SCTP state is (?<sac_state>SCTP_[A-Z_]+)') },
    { means: 'more', type: 'SCTP_ASSOC_CHANGE', pattern: said('SCTP state\\[(?<sac_state>\\d+)\\] is not handled') },
    { means: 'notification', pattern: said('Non handled notification type: (?<sn_type>0x[0-9a-f]+)') },
    { means: 'notification', pattern: /Received sctp notification\[type (?<sn_type>0x[0-9a-f]+)\] but not handled/ },
    {
      means: 'remark',
      pattern: /SCTP (?:Accept|Listen|connection)|Handle SCTP Notification|Remove RAN Context|RAN context has been removed/i,
    },
  ],
});
