/** Osmocom's libosmo-netif and libosmo-sigtran. */
import { textFormat } from './text-reader.js';

const STATE = '(?<sac_state>COMM_UP|COMM_LOST|RESTART|SHUTDOWN_COMP|CANT_STR_ASSOC)';

export const osmocomFormat = textFormat({
  name: 'osmocom',
  title: 'Osmocom',
  rules: [
    { means: 'notification', pattern: new RegExp(`NOTIFICATION (?<sn_type>ASSOC_CHANGE) flags=0x[0-9a-f]+ ${STATE}`) },
    {
      means: 'notification',
      pattern:
        /NOTIFICATION (?<sn_type>PEER_ADDR_CHANGE) flags=0x[0-9a-f]+ (?<spc_state>ADDR_\w+)(?: (?<spc_aaddr>\d+\.\d+\.\d+\.\d+|\[?[0-9a-f:]+\]?)(?::\d+)?)?/,
    },
    {
      means: 'notification',
      pattern:
        /NOTIFICATION (?<sn_type>(?:SEND_FAILED|REMOTE_ERROR|SHUTDOWN_EVENT|PARTIAL_DELIVERY_EVENT|ADAPTATION_INDICATION|AUTHENTICATION_INDICATION|SENDER_DRY_EVENT|\w+)) flags=0x[0-9a-f]+/,
    },
    { means: 'remark', pattern: /(?:CLICONN|SRVCONN|SRV|CLI)\(.*\)/ },
  ],
});
