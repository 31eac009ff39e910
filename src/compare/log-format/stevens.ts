/** The notification printers of UNIX Network Programming and of lksctp's peel_server, and their many copies. */
import type { NotificationType } from '../../notification/notification.js';
import { textFormat } from './text-reader.js';

/** In hexadecimal, after 0x or before h. */
const ID = 'assoc(?:_id)?=(?:0x)?(?<assoc_id__hex>[0-9A-Fa-f]+)h?';
const STATE = "(?<sac_state>(?:COMMUNICATION |COMM_)?(?:UP|LOST)|RESTART(?:ED)?|SHUTDOWN(?: COMPLETE)?|CAN'?T START ASSOC\\w*)";
const ADDRESS_STATE = '(?:(?<spc_state>ADDR(?:ESS)?[ A-Z_]+)|UNKNOWN), ?addr=(?<spc_aaddr>[0-9a-f.:]+)';

/** What the struct of that time could ask for. */
const OF_EIGHT: readonly NotificationType[] = [
  'SCTP_ASSOC_CHANGE',
  'SCTP_PEER_ADDR_CHANGE',
  'SCTP_SEND_FAILED',
  'SCTP_REMOTE_ERROR',
  'SCTP_SHUTDOWN_EVENT',
  'SCTP_PARTIAL_DELIVERY_EVENT',
  'SCTP_ADAPTATION_INDICATION',
];

export const stevensFormat = textFormat({
  name: 'stevens',
  title: 'printers after UNIX Network Programming, peel_server',
  subscribes: OF_EIGHT,
  rules: [
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_ASSOC_CHANGE): ${STATE}(?:, ?${ID})?`, 'i') },
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_PEER_ADDR_CHANGE): ${ADDRESS_STATE}(?:, ?${ID})?`, 'i') },
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_REMOTE_ERROR): ${ID}(?:, ?error=(?<sre_error>\\d+))?`) },
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_SEND_FAILED): ${ID}(?:,? ?error=(?<ssf_error>\\d+))?`) },
    {
      means: 'notification',
      pattern: /(?<sn_type>SCTP_ADAPT(?:AT)?ION_INDICATION): (?:bits=)?(?:0x)?(?<sai_adaptation_ind__hex>[0-9a-f]+)/,
    },
    {
      means: 'notification',
      type: 'SCTP_ADAPTATION_INDICATION',
      pattern: /SCTP_adapt(?:at)?ion_indication bits:0x(?<sai_adaptation_ind__hex>[0-9a-f]+)/,
    },
    { means: 'notification', pattern: /(?<sn_type>SCTP_PARTIAL_DELIVERY_EVENT): ?(?<pdapi_indication>[A-Z_ ]*)/ },
    { means: 'notification', type: 'SCTP_PARTIAL_DELIVERY_EVENT', pattern: /SCTP_PD-API event:(?<pdapi_indication>\d+)/ },
    { means: 'nothing', pattern: /^PDI- Aborted/ },
    { means: 'notification', pattern: /Unknown notification event type=(?<sn_type__hex>[0-9a-f]+)h/ },
    { means: 'notification', pattern: new RegExp(`(?<sn_type>SCTP_SHUTDOWN_EVENT): ${ID}`) },
    {
      means: 'notification',
      type: 'SCTP_ASSOC_CHANGE',
      pattern:
        /\^\^\^ assoc_change: state=(?<sac_state>\w+)(?:, error=(?<sac_error>\d+))?(?:,? instr=(?<sac_inbound_streams>\d+))?(?: outstr=(?<sac_outbound_streams>\d+))?/,
    },
    {
      means: 'notification',
      type: 'SCTP_PEER_ADDR_CHANGE',
      pattern: /\^\^\^ intf_change: (?<spc_aaddr>[0-9a-f.:]+) state=(?<spc_state>\w+), error=(?<spc_error>\d+)/,
    },
    { means: 'notification', type: 'SCTP_SEND_FAILED', pattern: /\^\^\^ sendfailed: len=\d+ err=(?<ssf_error>\d+)/ },
    { means: 'notification', type: 'SCTP_REMOTE_ERROR', pattern: /\^\^\^ remote_error: err=(?<sre_error>\d+)/ },
    { means: 'notification', type: 'SCTP_SHUTDOWN_EVENT', pattern: /\^\^\^ SCTP_SHUTDOWN_EVENT/ },
  ],
});
