/** sctp_test of lksctp-tools: the name on one line, at debug level 2 the members on the next. Runs on Linux, and prints its numbers. No times. */
import { textFormat } from './text-reader.js';

export const sctpTestFormat = textFormat({
  name: 'sctp_test',
  title: 'sctp_test of lksctp-tools',
  rules: [
    { means: 'notification', pattern: /Notification:\s*(?<sn_type>SCTP_ASSOC_CHANGE)\((?<sac_state>[A-Z_]+)\)/ },
    { means: 'notification', pattern: /(?:Notification:|^)\s+(?<sn_type>SCTP_[A-Z_]+)\s*$/ },
    { means: 'notification', pattern: /Notification: ?Unknown type: (?<sn_type>\d+)/ },
    {
      means: 'more',
      type: 'SCTP_ASSOC_CHANGE',
      pattern:
        /\(assoc_change: state=\d+, error=(?<sac_error>\d+), instr=(?<sac_inbound_streams>\d+) outstr=(?<sac_outbound_streams>\d+)\)/,
    },
    {
      means: 'more',
      type: 'SCTP_PEER_ADDR_CHANGE',
      pattern: /\(peer_addr_change: (?<spc_aaddr>[0-9a-f.:]+) state=(?<spc_state>\d+), error=(?<spc_error>\d+)\)/,
    },
    { means: 'more', type: 'SCTP_SEND_FAILED', pattern: /\(sendfailed: len=\d+ err=(?<ssf_error>\d+)\)/ },
    { means: 'more', type: 'SCTP_REMOTE_ERROR', pattern: /\(remote_error: err=(?<sre_error>\d+)\)/ },
    {
      means: 'nothing',
      pattern:
        /^\s*(Data \d+ bytes|SNDRCV\(|cumtsn=|(recv|send)msg\(|(Server|Client): (Receiving|Sending) packets|remote:addr=|local:addr=|seed = |Starting tests)/,
    },
    { means: 'nothing', pattern: /^\s*(socket\(|bind\(|listen\(|connect\(|setsockopt\(|accept\(|\*\*\*)/ },
  ],
});
