/** UERANSIM's gNB. It prints the same for a shutdown as for a lost association, and of what it does not handle not even the type. */
import { textFormat } from './text-reader.js';

export const ueransimFormat = textFormat({
  name: 'ueransim',
  title: 'UERANSIM gNB',
  signature: /\[sctp\] \[(?:trace|debug|info|warning|error|critical)\]/,
  rules: [
    {
      means: 'notification',
      type: 'SCTP_ASSOC_CHANGE',
      members: { sac_state: 'SCTP_COMM_UP' },
      pattern: /SCTP association setup ascId\[(?<assoc_id>\d+)\]/,
    },
    {
      means: 'notification',
      type: 'SCTP_SHUTDOWN_EVENT',
      instead: { type: 'SCTP_ASSOC_CHANGE', members: { sac_state: 'SCTP_COMM_LOST' } },
      pattern: /SCTP association shutdown \(clientId: \d+\)/,
    },
    {
      means: 'remark',
      pattern: /Unhandled SCTP notification|SCTP connection|SCTP receive message failure|(?:Connecting|Binding) to \S+ failed/,
    },
  ],
});
