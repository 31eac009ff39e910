/** Magma's sctpd, by glog. Of SCTP_ASSOC_CHANGE it tells a restart apart, and that the association is no more; types it does not handle by Linux's number. */
import { textFormat } from './text-reader.js';

export const magmaFormat = textFormat({
  name: 'magma',
  title: 'sctpd of Magma',
  signature: /sctp_connection\.cpp|\bsctpd\b|event received/,
  rules: [
    { means: 'notification', type: 'SCTP_ASSOC_CHANGE', pattern: /SCTP association change event received/ },
    { means: 'notification', type: 'SCTP_SHUTDOWN_EVENT', pattern: /SCTP_SHUTDOWN_EVENT received/ },
    { means: 'more', pattern: /Sending close connection for assoc_id (?<assoc_id>\d+)/ },
    { means: 'more', type: 'SCTP_ASSOC_CHANGE', members: { sac_state: 'SCTP_RESTART' }, pattern: /Handling sctp reset/ },
    { means: 'more', type: 'SCTP_ASSOC_CHANGE', pattern: /Unhandled sctp message (?<sac_state>\d+)/ },
    { means: 'notification', pattern: /Unhandled notification type (?<sn_type>\d+)/ },
    { means: 'remark', pattern: /sctp_recvmsg|sctp_sendmsg|sctp connection listener|HandleClientSock|untracked assoc|\] msg of len / },
  ],
});
