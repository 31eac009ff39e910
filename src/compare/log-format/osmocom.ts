/** Osmocom's libosmo-netif and libosmo-sigtran. */
import { textFormat } from './text-reader.js';

/** The socket's name: 'r=10.0.0.2:2905<->l=10.0.0.1:2905', of several addresses 'r=(10.0.0.2|10.0.1.2):2905<->l=…'. */
const PEER = '(?:r=\\(?(?<peer>[0-9a-f.:]+?)(?:\\|[^)<]*)?\\)?:(?<peer_port>\\d+)(?=[<)]).*?)?';
const told = (rest: string): RegExp => new RegExp(`${PEER}NOTIFICATION ${rest}`);
const STATE = '(?<sac_state>COMM_UP|COMM_LOST|RESTART|SHUTDOWN_COMP|CANT_STR_ASSOC)';
const ADDRESS = '(?<spc_aaddr>\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9a-f:]+(?=:\\d+ )|\\[[0-9a-f:]+\\])';

/** Error causes as osmo_sctp_op_error_strs names them (RFC 9260 section 3.3.10). */
const CAUSES = {
  'Invalid Stream Identifier': '1',
  'Missing Mandatory Parameter': '2',
  'Stale Cookie Error': '3',
  'Out of Resource': '4',
  'Unresolvable Address': '5',
  'Unrecognized Chunk Type': '6',
  'Invalid Mandatory Parameter': '7',
  'Unrecognized Parameters': '8',
  'No User Data': '9',
  'Cookie Received While Shutting Down': '10',
  'Restart of an Association with New Addresses': '11',
  'User Initiated Abort': '12',
  'Protocol Violation': '13',
};

export const osmocomFormat = textFormat({
  name: 'osmocom',
  title: 'Osmocom',
  rules: [
    { means: 'notification', pattern: told(`(?<sn_type>ASSOC_CHANGE) flags=0x[0-9a-f]+ ${STATE}`) },
    {
      means: 'notification',
      pattern: told(`(?<sn_type>PEER_ADDR_CHANGE) flags=0x[0-9a-f]+ (?<spc_state>ADDR_\\w+)(?: ${ADDRESS}(?::\\d+)?)?`),
    },
    { means: 'notification', pattern: told('(?<sn_type>SEND_FAILED) flags=(?<ssf_flags_name>0x[0-9a-f]+)') },
    {
      means: 'notification',
      words: CAUSES,
      pattern: told(
        `(?<sn_type>REMOTE_ERROR) flags=0x[0-9a-f]+(?: (?:unknown )?(?<sre_error>0x[0-9a-f]+|${Object.keys(CAUSES).join('|')}))?`,
      ),
    },
    { means: 'notification', pattern: told('(?:unknown )?(?<sn_type>\\w+) flags=0x[0-9a-f]+') },
    { means: 'remark', pattern: /(?:CLICONN|SRVCONN|SRV|CLI)\(.*\)/ },
  ],
});
