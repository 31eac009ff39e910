/** What handle_notification of usrsctp's sample programs prints, and everybody who copied it (Janus among them). Without times, unless the program adds them. */
import { textFormat } from './text-reader.js';

const ASSOCIATION = '(?:Association change |ASSOC_CHANGE |association change: )(?<sac_state>SCTP_[A-Z_]+)';
const STREAMS = ', streams \\(in/out\\) = \\((?<sac_inbound_streams>\\d+)/(?<sac_outbound_streams>\\d+)\\)';
const ABORT = '(?:, ABORT =(?<sac_info>(?: 0x[0-9a-f]{2})+))?';

export const usrsctpFormat = textFormat({
  name: 'usrsctp',
  title: "handle_notification of usrsctp's programs",
  rules: [
    { means: 'notification', pattern: /handle_notification : (?<sn_type>SCTP_[A-Z_]+)\s*$/ },
    { means: 'more', type: 'SCTP_ASSOC_CHANGE', pattern: new RegExp(`${ASSOCIATION}(?:${STREAMS}${ABORT})?`) },
    {
      means: 'more',
      type: 'SCTP_PEER_ADDR_CHANGE',
      pattern:
        /Peer address (?:(?<spc_aaddr>[0-9a-f.:]+)|0x[0-9a-f]+|Unknown family \d+) is now (?<spc_state>SCTP_ADDR_[A-Z_]+) \(error = (?<spc_error>0x[0-9a-f]+)\)/,
    },
    {
      means: 'more',
      type: 'SCTP_SEND_FAILED_EVENT',
      pattern:
        /(?<ssfe_flags_name>Unsent|Sent) (?:\(flags = [0-9a-f]+\) )?message with PPID = (?<snd_ppid>\d+), SID = (?<snd_sid>\d+), flags: (?<snd_flags>0x[0-9a-f]+) due to error = (?<ssfe_error>0x[0-9a-f]+)(?<ssfe_data>(?: 0x[0-9a-f]{2})+)?/,
    },
    { means: 'more', type: 'SCTP_ADAPTATION_INDICATION', pattern: /Adaptation indication: (?<sai_adaptation_ind__hex>[0-9a-f]+)\./ },
    { means: 'more', type: 'SCTP_SHUTDOWN_EVENT', pattern: /^Shutdown event\./ },
    {
      means: 'more',
      type: 'SCTP_STREAM_RESET_EVENT',
      pattern: /Stream reset event: flags = (?<strreset_flags__hex>[0-9a-f]+), .*stream ids = (?<strreset_stream_list>[\d, ]*)\./,
    },
    {
      means: 'more',
      type: 'SCTP_STREAM_CHANGE_EVENT',
      pattern:
        /Stream change event: streams \(in\/out\) = \((?<strchange_instrms>\d+)\/(?<strchange_outstrms>\d+)\), flags = (?<strchange_flags__hex>[0-9a-f]+)/,
    },
    {
      means: 'more',
      type: 'SCTP_REMOTE_ERROR',
      pattern: /Remote Error \(error = (?<sre_error>0x[0-9a-f]+)\): (?<sre_data>(?: 0x[0-9a-f]{2})*)/,
    },
  ],
});
