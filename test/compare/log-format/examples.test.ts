/** Lines as these programs print them, each recognised without being told the format. */
import { describe, expect, test } from '@jest/globals';
import type { MemberOfLog } from '../../../src/compare/app-log.js';
import { LOG_FORMATS, recogniseLog } from '../../../src/compare/log-format/registry.js';
import { readLog } from '../../helper/app-log.js';

type Expected = readonly [type: string, members: Readonly<Record<string, MemberOfLog>>, place?: Readonly<Record<string, unknown>>];

interface Example {
  format: string;
  lines: readonly string[];
  expected: readonly Expected[];
  clock: string;
  unknown?: number;
}

const EXAMPLES: readonly Example[] = [
  {
    format: 'usrsctp',
    clock: 'none',
    lines: [
      'handle_notification : SCTP_ASSOC_CHANGE',
      'Association change SCTP_COMM_UP, streams (in/out) = (10/10), supports PR AUTH ASCONF MULTIBUF RE-CONFIG.',
      'handle_notification : SCTP_PEER_ADDR_CHANGE',
      'Peer address fd00::2 is now SCTP_ADDR_CONFIRMED (error = 0x00000000).',
      'handle_notification : SCTP_SENDER_DRY_EVENT',
      'handle_notification : SCTP_PEER_ADDR_CHANGE',
      'Peer address 0x55d0c8 is now SCTP_ADDR_CONFIRMED (error = 0x00000000).',
      'handle_notification : SCTP_SEND_FAILED_EVENT',
      'Sent message with PPID = 53, SID = 1, flags: 0x0005 due to error = 0x0000000c 0x01 0xff.',
      'handle_notification : SCTP_REMOTE_ERROR',
      'Remote Error (error = 0x0001):  0x09 0x00 0x00 0x04.',
      'handle_notification : SCTP_STREAM_RESET_EVENT',
      'Stream reset event: flags = 1, incoming stream ids = 3, 4.',
      'handle_notification : SCTP_STREAM_CHANGE_EVENT',
      'Stream change event: streams (in/out) = (10/20), flags = 0.',
      'Adaptation indication: 1f.',
      'handle_notification : SCTP_SHUTDOWN_EVENT',
      'Shutdown event.',
      'handle_notification : SCTP_ASSOC_CHANGE',
      'Association change SCTP_COMM_LOST, streams (in/out) = (10/10), ABORT = 0x06 0x00 0x00 0x04.',
      'Association change SCTP_SHUTDOWN_COMP, streams (in/out) = (10/10).',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_UP', sac_inbound_streams: 10, sac_outbound_streams: 10 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: 'fd00::2', spc_state: 'SCTP_ADDR_CONFIRMED', spc_error: 0 }],
      ['SCTP_SENDER_DRY_EVENT', {}],
      ['SCTP_PEER_ADDR_CHANGE', { spc_state: 'SCTP_ADDR_CONFIRMED', spc_error: 0 }],
      [
        'SCTP_SEND_FAILED_EVENT',
        { ssfe_flags_name: 'SCTP_DATA_SENT', ssfe_info: { snd_ppid: 53, snd_sid: 1, snd_flags: 5 }, ssfe_error: 12, ssfe_data: '01ff' },
      ],
      ['SCTP_REMOTE_ERROR', { sre_error: 1, sre_data: '09000004' }],
      ['SCTP_STREAM_RESET_EVENT', { strreset_flags: 1, strreset_stream_list: [3, 4] }],
      ['SCTP_STREAM_CHANGE_EVENT', { strchange_instrms: 10, strchange_outstrms: 20, strchange_flags: 0 }],
      ['SCTP_ADAPTATION_INDICATION', { sai_adaptation_ind: 31 }],
      ['SCTP_SHUTDOWN_EVENT', {}],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST', sac_inbound_streams: 10, sac_outbound_streams: 10, sac_info: '06000004' }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_SHUTDOWN_COMP', sac_inbound_streams: 10, sac_outbound_streams: 10 }],
    ],
  },
  {
    format: 'sctp_test',
    clock: 'none',
    lines: [
      'socket(SOCK_SEQPACKET, IPPROTO_SCTP)  ->  sk=3',
      'Notification: SCTP_ASSOC_CHANGE(COMMUNICATION_UP)',
      '\t\t(assoc_change: state=0, error=0, instr=10 outstr=10)',
      ' SCTP_PEER_ADDR_CHANGE',
      '\t\t(peer_addr_change: 10.0.0.2 state=1, error=0)',
      'Notification:  SCTP_SEND_FAILED',
      '\t\t(sendfailed: len=84 err=0)',
      'Notification: SCTP_REMOTE_ERROR',
      '\t\t(remote_error: err=1)',
      'Notification: SCTP_SHUTDOWN_EVENT',
      'Notification: SCTP_ASSOC_CHANGE(CANT_START_ASSOCICATION)',
      'Notification: Unknown type: 32777',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_UP', sac_error: 0, sac_inbound_streams: 10, sac_outbound_streams: 10 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: '10.0.0.2', spc_state: 1, spc_error: 0 }],
      ['SCTP_SEND_FAILED', { ssf_error: 0 }],
      ['SCTP_REMOTE_ERROR', { sre_error: 1 }],
      ['SCTP_SHUTDOWN_EVENT', {}],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_CANT_STR_ASSOC' }],
      ['SCTP_SENDER_DRY_EVENT', {}],
    ],
  },
  {
    format: 'sctp_darn',
    clock: 'none',
    lines: [
      '10.1.0.2:5001 ready to send...',
      'Received SCTP_COMM_UP',
      'New connection, peer addresses',
      'Received SCTP_SHUTDOWN_COMP',
      'SCTP_COMM_LOST',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_UP' }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_SHUTDOWN_COMP' }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST' }],
    ],
    unknown: 1,
  },
  {
    format: 'stevens',
    clock: 'none',
    lines: [
      'SCTP_ASSOC_CHANGE: COMMUNICATION LOST, assoc=2h',
      'SCTP_PEER_ADDR_CHANGE: ADDRESS UNAVAILABLE, addr=10.0.0.2, assoc=1ah',
      'SCTP_SHUTDOWN_EVENT: assoc=0x00000002',
      'SCTP_PEER_ADDR_CHANGE: UNKNOWN, addr=10.0.0.2, assoc=2h',
      'SCTP_adaptation_indication bits:0x1f',
      'SCTP_PD-API event:0',
      'PDI- Aborted',
      'Unknown notification event type=8009h',
      '^^^ assoc_change: state=1, error=0, instr=10 outstr=5',
      '^^^ intf_change: 10.10.10.10 state=1, error=0',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST' }, { association: 2 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_state: 'SCTP_ADDR_UNREACHABLE', spc_aaddr: '10.0.0.2' }, { association: 26 }],
      ['SCTP_SHUTDOWN_EVENT', {}, { association: 2 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: '10.0.0.2' }, { association: 2 }],
      ['SCTP_ADAPTATION_INDICATION', { sai_adaptation_ind: 31 }],
      ['SCTP_PARTIAL_DELIVERY_EVENT', { pdapi_indication: 0 }],
      ['SCTP_SENDER_DRY_EVENT', {}],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST', sac_error: 0, sac_inbound_streams: 10, sac_outbound_streams: 5 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: '10.10.10.10', spc_state: 'SCTP_ADDR_UNREACHABLE', spc_error: 0 }],
    ],
  },
  {
    format: 'hex',
    clock: 'unknown-offset',
    lines: [
      '10:00:01.5 event: 01 80 00 00 14 00 00 00 00 00 00 00 01 00 01 00 29 01 00 00',
      '10:00:02.5 hexdump of 24 bytes',
      '00000000  01 80 00 00 18 00 00 00  01 00 00 0c 00 00 00 00  |................|',
      '00000010  06 00 00 00 00 0c 00 04                           |........|',
      '10:00:03 [0x05,0x80,0,1]',
    ],
    expected: [
      [
        'SCTP_ASSOC_CHANGE',
        { sac_state: 'SCTP_COMM_UP', sac_error: 0, sac_outbound_streams: 1, sac_inbound_streams: 1, sac_info: '' },
        { association: 297, time: 36001500000 },
      ],
      [
        'SCTP_ASSOC_CHANGE',
        {
          sac_state: 'SCTP_COMM_LOST',
          sac_error: 3072,
          sac_error_cause: { code: 12, name: 'User-Initiated Abort' },
          sac_outbound_streams: 0,
          sac_inbound_streams: 0,
          sac_info: '000c0004',
        },
        { association: 6, time: 36002500000 },
      ],
    ],
    unknown: 2,
  },
  {
    format: 'open5gs',
    clock: 'unknown-offset',
    lines: [
      '\u001b[32m09/24 13:56:42.434\u001b[0m: [\u001b[33mmme\u001b[0m] \u001b[1;32mINFO\u001b[0m: eNB-S1[192.168.0.9] connection refused!!! (../src/mme/mme-sm.c:218)',
      '09/24 13:56:42.434: [amf] DEBUG: SCTP_ASSOC_CHANGE:[T:32769, F:0x0, S:1, I/O:10/30] (../src/amf/ngap-sctp.c:100)',
      '09/24 13:56:43.000: [amf] DEBUG: SCTP_SHUTDOWN_EVENT:[T:32773, F:0x0, L:12] (../src/amf/ngap-sctp.c:120)',
      '09/24 13:56:43.100: [amf] ERROR: SCTP_SEND_FAILED:[T:32771, F:0x1, S:3072]',
      '01/24 14:14:31.252: [amf] DEBUG: SCTP_ASSOC_CHANGE:[T:32769, F:0x0, S:0, I/O:10/30] (../src/amf/ngap-sctp.c:152)',
      '01/24 14:14:31.252: [amf] DEBUG: SCTP_COMM_UP (../src/amf/ngap-sctp.c:161)',
      '01/24 14:14:31.300: [amf] WARNING: SCTP_PEER_ADDR_CHANGE:[T:32770, F:0x0, S:2] (../src/amf/ngap-sctp.c:220)',
      '01/24 14:14:31.301: [amf] WARNING: SCTP_REMOTE_ERROR:[T:32772, F:0x0, S:256] (../src/amf/ngap-sctp.c:226)',
      '01/24 14:14:31.302: [amf] ERROR: Discarding event with unknown flags:0x8080 type:0x8009 (../src/amf/ngap-sctp.c:232)',
      '09/24 13:56:43.100: [amf] INFO: something else',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST', sac_inbound_streams: 10, sac_outbound_streams: 30 }],
      ['SCTP_SHUTDOWN_EVENT', {}],
      ['SCTP_SEND_FAILED', { ssf_flags_name: 'SCTP_DATA_SENT', ssf_error: 3072 }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_UP', sac_inbound_streams: 10, sac_outbound_streams: 30 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_error: 2 }],
      ['SCTP_REMOTE_ERROR', { sre_error: 1 }],
      ['SCTP_SENDER_DRY_EVENT', {}],
    ],
    unknown: 1,
  },
  {
    format: 'open5gs',
    clock: 'unknown-offset',
    lines: [
      '01/24 14:14:31.252: [amf] DEBUG: SCTP_ASSOC_CHANGE:[T:1, F:0x0, S:1, I/O:10/30] (../src/amf/ngap-sctp.c:152)',
      '01/24 14:14:31.303: [amf] ERROR: SCTP_SEND_FAILED:[T:14, F:0x1, S:0] (../src/amf/ngap-sctp.c:207)',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 1, sac_inbound_streams: 10, sac_outbound_streams: 30 }],
      ['SCTP_SEND_FAILED_EVENT', { ssfe_flags_name: 1, ssfe_error: 0 }],
    ],
  },
  {
    format: 'free5gc',
    clock: 'epoch',
    lines: [
      '2024-03-07T08:37:36.350101Z [INFO][AMF][Ngap] Handle SCTP Notification[addr: 10.0.0.5:38412]',
      '2024-03-07T08:37:36.350120Z [DEBU][AMF][Ngap] SCTP_ASSOC_CHANGE notification',
      '2024-03-07T08:37:36.350130Z [INFO][AMF][Ngap] SCTP state is SCTP_COMM_LOST, close the connection',
      '2024-03-07T08:37:37.350130Z [INFO][AMF][Ngap] SCTP_SHUTDOWN_EVENT notification, close the connection',
      '2024-03-07T08:37:38.350130Z [WARN][AMF][Ngap] Received sctp notification[type 0x8002] but not handled',
      '2023-12-15T11:03:09.221414065+05:30 [INFO][AMF][Ngap] Handle SCTP Notification[addr: <nil>]',
      '2023-12-15T11:03:09.221437501+05:30 [INFO][AMF][Ngap][ran_addr:127.0.0.1:9487] SCTP_SHUTDOWN_EVENT notification, close the connection',
      '2023-12-15T11:03:09.221449811+05:30 [INFO][AMF][Ngap][ran_addr:127.0.0.1:9487] Remove RAN Context[ID: <PlmnID: {Mcc:208 Mnc:93}, GNbID: 000102>]',
      '2023-12-15T11:03:10.000000001+05:30 [WARN][AMF][Ngap][ran_addr:10.0.0.5/10.1.0.5:38412] SCTP state[0] is not handled',
      '2023-12-15T11:03:11.000000001+05:30 [WARN][AMF][Ngap][ran_addr:127.0.0.1:9487] Non handled notification type: 0x8009',
      '2021-02-10T06:38:29+05:30 [WARN][AMF][NGAP] RAN context has been removed[addr: <nil>]',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST' }, { time: 1709800656350120 }],
      ['SCTP_SHUTDOWN_EVENT', {}],
      ['SCTP_PEER_ADDR_CHANGE', {}],
      ['SCTP_SHUTDOWN_EVENT', {}, { time: 1702618389221437, peer: { address: '127.0.0.1', port: 9487 } }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_UP' }, { peer: { address: '10.0.0.5', port: 38412 } }],
      ['SCTP_SENDER_DRY_EVENT', {}],
    ],
  },
  {
    format: 'srsran',
    clock: 'unknown-offset',
    lines: [
      '2025-01-02T03:04:05.123456 [SCTP-GW ] [D] N2: Rx SCTP_ASSOC_CHANGE: state=SCTP_COMM_LOST error=0 outbound_streams=10 inbound_streams=9 assoc=5',
      '2025-01-02T03:04:05.123556 [SCTP-GW ] [D] N2: Rx SCTP_SHUTDOWN_EVENT: assoc=5',
      '2025-01-02T03:04:06.123556 [SCTP-GW ] [W] N2: Unhandled notification type 32770',
      "2025-01-02T03:04:07.123556 [SCTP-GW ] [D] SCTP_ASSOC_CHANGE notif: state: CAN'T START ASSOC, error code: 0, out streams: 0, in streams: 0, assoc id: 6",
      '2025-01-02T03:04:08.123556 [SCTP-GW ] [D] SCTP_SHUTDOWN_EVENT notif: assoc id: 6',
    ],
    expected: [
      [
        'SCTP_ASSOC_CHANGE',
        { sac_state: 'SCTP_COMM_LOST', sac_error: 0, sac_outbound_streams: 10, sac_inbound_streams: 9 },
        { association: 5 },
      ],
      ['SCTP_SHUTDOWN_EVENT', {}, { association: 5 }],
      ['SCTP_PEER_ADDR_CHANGE', {}],
      [
        'SCTP_ASSOC_CHANGE',
        { sac_state: 'SCTP_CANT_STR_ASSOC', sac_error: 0, sac_outbound_streams: 0, sac_inbound_streams: 0 },
        { association: 6 },
      ],
      ['SCTP_SHUTDOWN_EVENT', {}, { association: 6 }],
    ],
  },
  {
    format: 'oai',
    clock: 'none',
    lines: [
      '[SCTP] Received notification for sd 12, type 32769',
      '[SCTP] Client association changed: 0',
      '[SCTP] Comm up notified for sd 12, assigned assoc_id 5',
      '[SCTP]   D Received notification for sd 12, type 32773',
      '[SCTP]   W Received SCTP SHUTDOWN EVENT',
      '[SCTP]   W SCTP_ASSOC_CHANGE to SSCTP_SHUTDOWN_COMP',
      '[SCTP]   E SCTP_ASSOC_CHANGE to SCTP_COMM_LOST',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_UP' }, { socket: '12', association: 5 }],
      ['SCTP_SHUTDOWN_EVENT', {}, { socket: '12' }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_SHUTDOWN_COMP' }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST' }],
    ],
  },
  {
    format: 'magma',
    clock: 'unknown-offset',
    lines: [
      'I0315 10:11:12.123456  1234 sctp_connection.cpp:83] starting sctp connection listener sd = 7',
      'I0315 10:11:13.123456  1234 sctp_connection.cpp:178] SCTP association change event received',
      'I0315 10:11:14.123456  1234 sctp_connection.cpp:178] SCTP association change event received',
      'I0315 10:11:14.123466  1234 sctp_connection.cpp:280] Handling sctp reset',
      'W0315 10:11:15.000001  1234 sctp_connection.cpp:182] Unhandled notification type 32777',
      'I0315 10:11:16.000001  1234 sctp_connection.cpp:174] SCTP_SHUTDOWN_EVENT received',
      'I0315 10:11:16.000021  1234 sctp_connection.cpp:270] Sending close connection for assoc_id 5',
      'I0315 10:11:17.000001  1234 sctp_connection.cpp:178] SCTP association change event received',
      'I0315 10:11:17.000021  1234 sctp_connection.cpp:270] Sending close connection for assoc_id 6',
      'I0315 10:11:18.000021  1234 sctpd.cpp:60] something else',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', {}, { time: Date.UTC(1972, 2, 15, 10, 11, 13) * 1000 + 123456 }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_RESTART' }],
      ['SCTP_SENDER_DRY_EVENT', {}],
      ['SCTP_SHUTDOWN_EVENT', {}, { association: 5 }],
      ['SCTP_ASSOC_CHANGE', {}, { association: 6 }],
    ],
    unknown: 1,
  },
  {
    format: 'ueransim',
    clock: 'unknown-offset',
    lines: [
      'UERANSIM v3.2.6',
      '[2024-03-13 07:11:49.521] [sctp] [info] Trying to establish SCTP connection... (172.27.129.34:38412)',
      '[2024-03-13 07:11:49.526] [sctp] [info] SCTP connection established (172.27.129.34:38412)',
      '[2024-03-13 07:11:49.526] [sctp] [debug] SCTP association setup ascId[8]',
      '[2024-03-13 07:11:49.529] [ngap] [info] NG Setup procedure is successful',
      '[2024-03-13 07:13:00.985] [sctp] [debug] SCTP association shutdown (clientId: 2)',
      '[2024-03-13 07:13:01.009] [sctp] [warning] Unhandled SCTP notification received',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_UP' }, { association: 8, time: 1710313909526000 }],
      ['SCTP_SHUTDOWN_EVENT', {}, { instead: { type: 'SCTP_ASSOC_CHANGE', members: { sac_state: 'SCTP_COMM_LOST' } } }],
    ],
    unknown: 2,
  },
  {
    format: 'osmocom',
    clock: 'epoch',
    lines: [
      '1795290214.256 DLINP NOTICE CLICONN(asp-0,r=10.0.0.2:2905){ESTABLISHED} NOTIFICATION ASSOC_CHANGE flags=0x0 COMM_LOST (err: User Initiated Abort)',
      '1795290215.256 DLINP NOTICE SRVCONN(asp-0,r=10.0.0.2:2905) NOTIFICATION PEER_ADDR_CHANGE flags=0x0 ADDR_UNREACHABLE 10.0.0.2:2905 err=None',
      '1795290216.256 DLINP NOTICE SRVCONN(asp-0,r=10.0.0.2:2905) NOTIFICATION REMOTE_ERROR flags=0x0 Invalid Stream Identifier',
      '1795290217.256 DLINP NOTICE SRV(,r=10.0.0.2:2905<->l=10.0.0.1:2905) NOTIFICATION REMOTE_ERROR flags=0x0 unknown 0xe',
      '1795290218.256 DLINP ERROR SRV(m3ua,r=(fd00::2|fd01::2):2905<->l=(fd00::1):2905) NOTIFICATION SEND_FAILED flags=0x1',
      '1795290219.256 DLINP NOTICE SRV(m3ua,r=10.0.0.2:2905<->l=10.0.0.1:2905) NOTIFICATION PEER_ADDR_CHANGE flags=0x0 ADDR_CONFIRMED [fd00::2]:2905 err=None',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST' }, { time: 1795290214256000 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_state: 'SCTP_ADDR_UNREACHABLE', spc_aaddr: '10.0.0.2' }],
      ['SCTP_REMOTE_ERROR', { sre_error: 1 }],
      ['SCTP_REMOTE_ERROR', { sre_error: 14 }, { peer: { address: '10.0.0.2', port: 2905 } }],
      ['SCTP_SEND_FAILED', { ssf_flags_name: 1 }, { peer: { address: 'fd00::2', port: 2905 } }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_state: 'SCTP_ADDR_CONFIRMED', spc_aaddr: 'fd00::2' }],
    ],
  },
  {
    format: 'kamailio',
    clock: 'unknown-offset',
    lines: [
      'Aug  6 18:19:13 sdp-lbref02 /usr/sbin/kamailio[2281]: DEBUG: sctp [sctp_server.c:2317]: sctp_handle_notification(): sctp notification from 10.59.144.130:5063 on sdp-lbref02-sigtran01:5060: SCTP_PEER_ADDR_CHANGE: 10.59.144.130:5063: SCTP_ADDR_ADDED: assoc_id 0',
      ' 4(2281) DEBUG: sctp [sctp_server.c:2338]: sctp_handle_notification(): sctp notification from [fd00::2]:5063 on [fd00::1]:5060: SCTP_ASSOC_CHANGE: SCTP_COMM_UP: assoc_id 7, ostreams 10, istreams 9',
      ' 4(2281) DEBUG: sctp [sctp_server.c:2290]: sctp_handle_notification(): sctp notification from 10.0.0.2:5063 on 10.0.0.1:5060: SCTP_SEND_FAILED: error 3072, assoc_id 7, flags 1',
      ' 4(2281) DEBUG: sctp [sctp_server.c:2290]: sctp_handle_notification(): sctp notification from 10.0.0.2:5063 on 10.0.0.1:5060: SCTP_SEND_FAILED: error 3072, assoc_id 7, flags 1',
      ' 4(2281) DEBUG: sctp [sctp_server.c:2280]: sctp_handle_notification(): sctp notification from 10.0.0.2:5063 on 10.0.0.1:5060: SCTP_REMOTE_ERROR: 1, len 5120',
      ', assoc_id 7',
      ' 4(2281) DEBUG: sctp [sctp_server.c:2380]: sctp_handle_notification(): sctp notification from 10.0.0.2:5063 on 10.0.0.1:5060: SCTP_SENDER_DRY_EVENT on 7',
      ' 4(2281) DEBUG: sctp [sctp_server.c:2390]: sctp_handle_notification(): sctp notification from 10.0.0.2:5063 on 10.0.0.1:5060: UNKNOWN (32776)',
      ' 4(2281) DEBUG: sctp [sctp_server.c:2320]: sctp_handle_notification(): SCTP_SHUTDOWN_EVENT from 10.0.0.2:5063 on 10.0.0.1:5060',
      ' 4(2281) DEBUG: sctp [sctp_server.c:2322]: sctp_handle_notification(): sctp notification from 10.0.0.2:5063 on 10.0.0.1:5060: SCTP_SHUTDOWN_EVENT: assoc_id 7',
      ' 4(2281) DEBUG: sctp [sctp_server.c:2322]: sctp_handle_notification(): SCTP_REMOTE_ERROR from 10.0.0.2:5063 on 10.0.0.1:5060: 0',
      'Nov 21 19:43:34 host kamailio[12]: DEBUG: SCTP_ASSOC_CHANGE from 10.0.0.2:5060 on 10.0.0.1:5060: communication lost',
      'Nov 21 19:43:35 host kamailio[12]: DEBUG: SCTP_SEND_FAILED from 10.0.0.2:5060 on 10.0.0.1:5060: 0',
      'Nov 21 19:43:35 host kamailio[12]: DEBUG: SCTP_SHUTDOWN_EVENT from 10.0.0.2:5060 on 10.0.0.1:5060',
      'Nov 21 19:43:36 host kamailio[12]: DEBUG: SCTP_SENDER_DRY_EVENT from 10.0.0.2:5060',
    ],
    expected: [
      [
        'SCTP_PEER_ADDR_CHANGE',
        { spc_aaddr: '10.59.144.130', spc_state: 'SCTP_ADDR_ADDED' },
        { association: 0, peer: { address: '10.59.144.130', port: 5063 } },
      ],
      [
        'SCTP_ASSOC_CHANGE',
        { sac_state: 'SCTP_COMM_UP', sac_outbound_streams: 10, sac_inbound_streams: 9 },
        { association: 7, peer: { address: 'fd00::2', port: 5063 } },
      ],
      ['SCTP_SEND_FAILED', { ssf_error: 3072, ssf_flags_name: 1 }, { association: 7 }],
      ['SCTP_SEND_FAILED', { ssf_error: 3072, ssf_flags_name: 1 }, { association: 7 }],
      ['SCTP_REMOTE_ERROR', { sre_error: 1 }, { association: 7 }],
      ['SCTP_SENDER_DRY_EVENT', {}, { association: 7 }],
      ['SCTP_AUTHENTICATION_EVENT', {}],
      ['SCTP_SHUTDOWN_EVENT', {}, { association: 7 }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST' }, { peer: { address: '10.0.0.2', port: 5060 } }],
      ['SCTP_SEND_FAILED', { ssf_error: 0 }],
      ['SCTP_SHUTDOWN_EVENT', {}],
      ['SCTP_SENDER_DRY_EVENT', {}],
    ],
  },
  {
    format: 'freediameter',
    clock: 'none',
    lines: [
      'Received SCTP_ASSOC_CHANGE notification',
      '    state : 1',
      '    error : 0',
      '    instr : 10',
      '   outstr : 12',
      'Received SCTP_PEER_ADDR_CHANGE notification',
      '    intf_change : 10.0.0.2(3868)',
      '          state : 1',
      'Received SCTP_SHUTDOWN_EVENT notification',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 1, sac_error: 0, sac_inbound_streams: 10, sac_outbound_streams: 12 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: '10.0.0.2', spc_state: 1 }],
      ['SCTP_SHUTDOWN_EVENT', {}],
    ],
  },
  {
    format: 'freediameter',
    clock: 'unknown-offset',
    lines: [
      '19:52:07   DBG   Received 34db data of notification on socket 14',
      '19:52:07   DBG   Received SCTP_ASSOC_CHANGE notification',
      '19:52:07  \tA       state : 1',
      '19:52:07  \tA       error : 3072',
      '19:52:07  \tA       instr : 0',
      '19:52:07  \tA      outstr : 0',
      '19:52:08   DBG   Received SCTP_SEND_FAILED notification',
      '19:52:08  \tA       len : 1500',
      '19:52:08  \tA       err : 3072',
      '19:52:08   DBG   Received SCTP_REMOTE_ERROR notification',
      '19:52:08  \tA       err : 1',
      '19:52:08  \tA       len : 5120',
      '2026-11-21 19:52:09.123456  \tA   pid:unnamed in fd_sctp_recvmeta@sctp.c:1288:     intf_change : fd00::2(3868)',
      '19:52:09   DBG   Received unknown notification 32777, ignored',
    ],
    expected: [
      [
        'SCTP_ASSOC_CHANGE',
        { sac_state: 1, sac_error: 3072, sac_inbound_streams: 0, sac_outbound_streams: 0 },
        { time: (19 * 3600 + 52 * 60 + 7) * 1e6 },
      ],
      ['SCTP_SEND_FAILED', { ssf_error: 3072 }],
      ['SCTP_REMOTE_ERROR', { sre_error: 1 }],
      ['SCTP_SENDER_DRY_EVENT', {}],
    ],
  },
  {
    format: 'java',
    clock: 'unknown-offset',
    lines: [
      '2017-01-20 15:53:57,546 INFO  [org.mobicents.protocols.sctp.AssociationHandler] (Thread-17) New association setup for Association=asconecta2 with 10 outbound streams, and 17 inbound streams.',
      '2017-01-20 15:53:57,700 WARN  [org.mobicents.protocols.sctp.AssociationHandler] (Thread-17) Peer Address changed to=/10.201.112.139:2905 for Association=asconecta2',
      '2017-01-20 15:54:57,546 INFO  got sun.nio.ch.sctp.AssociationChange@1b2c6ec2 [Association:sun.nio.ch.sctp.AssociationImpl@4edde6e5[associationID:3, maxIn:10, maxOut:11], Event: COMM_LOST]',
      '2017-01-20 15:54:58,546 INFO  got sun.nio.ch.sctp.AssociationChange@1b2c6ec2 [Association:null, Event: CANT_START]',
      '2017-01-20 15:54:58,600 INFO  sun.nio.ch.sctp.PeerAddrChange@6d06d69c [Address: /10.0.0.2:2905, Association:sun.nio.ch.sctp.AssociationImpl@4edde6e5[associationID:3, maxIn:10, maxOut:11], Event: ADDR_MADE_PRIMARY]',
      '2017-01-20 15:54:58,700 INFO  sun.nio.ch.sctp.SendFailed@6d06d69c [Association:sun.nio.ch.sctp.AssociationImpl@4e[associationID:3, maxIn:1, maxOut:1], Address: /10.0.0.2:2905, buffer: java.nio.HeapByteBuffer[pos=0 lim=5 cap=5], errorCode: 0, streamNumber: 1]',
      '2017-01-20 15:54:58,800 INFO  sun.nio.ch.sctp.PeerAddrChange@6d06d69c [Address: /[fd00:0:0:0:0:0:0:2%eth0]:2905, Association:sun.nio.ch.sctp.AssociationImpl@4e[associationID:3, maxIn:1, maxOut:1], Event: ADDR_CONFIRMED]',
      '2017-01-20 15:54:59,000 INFO  [org.mobicents.protocols.sctp.AssociationHandler] (Thread-17) Association=asconecta2 SHUTDOWN',
      '2017-01-20 15:54:59,100 INFO  [org.mobicents.protocols.sctp.AssociationHandler] (Thread-17) Shutdown for Association=asconecta2',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_UP', sac_outbound_streams: 10, sac_inbound_streams: 17 }, { time: 1484927637546000 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: '10.201.112.139' }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST', sac_inbound_streams: 10, sac_outbound_streams: 11 }, { association: 3 }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_CANT_STR_ASSOC' }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: '10.0.0.2', spc_state: 'SCTP_ADDR_MADE_PRIM' }, { association: 3 }],
      ['SCTP_SEND_FAILED', { ssf_error: 0, ssf_info: { sinfo_stream: 1 } }, { association: 3 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: 'fd00::2', spc_state: 'SCTP_ADDR_CONFIRMED' }, { association: 3 }],
      ['SCTP_SHUTDOWN_EVENT', {}],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_SHUTDOWN_COMP' }],
    ],
  },
  {
    format: 'erlang',
    clock: 'none',
    lines: [
      '{error,{{127,0,0,1},49542,[],#sctp_paddr_change{addr = {{127,0,0,1},49542},state = addr_added,error = 0,assoc_id = 0}}}',
      'Shell got {sctp,#Port<0.463>,{10,0,0,41},3434,{[],{sctp_assoc_change,cant_assoc,0,0,0,0}}}',
      '{error,#sctp_assoc_change{state = comm_up,error = 0,outbound_streams = 10,inbound_streams = 5,assoc_id = 7}}',
      '{sctp,#Port<0.463>,{10,0,0,41},3434,{[],{sctp_shutdown_event,7}}}',
      '{sctp_error,#Port<0.463>,{10,0,0,41},3434,{[],{sctp_send_failed,true,3072,{sctp_sndrcvinfo,3,0,[unordered,eof],46,9,0,17,0,7},7,<<104,105>>}}}',
      '{sctp_error,#Port<0.463>,{10,0,0,41},3434,{[],#sctp_send_failed{flags = false,error = 0,info = #sctp_sndrcvinfo{stream = 1,ssn = 0,flags = [],ppid = 0,context = 0,timetolive = 0,tsn = 0,cumtsn = 0,assoc_id = 7},assoc_id = 7,data = <<104,105>>}}}',
      '{sctp_error,#Port<0.463>,{64768,0,0,0,0,0,0,2},3434,{[],{sctp_remote_error,1,7,[1]}}}',
      '{sctp_error,#Port<0.463>,{10,0,0,41},3434,{[],{sctp_pdapi_event,partial_delivery_aborted,7}}}',
      '{sctp,#Port<0.463>,{10,0,0,41},3434,{[],{sctp_adaptation_event,520093696,7}}}',
    ],
    expected: [
      [
        'SCTP_PEER_ADDR_CHANGE',
        { spc_aaddr: '127.0.0.1', spc_state: 'SCTP_ADDR_ADDED', spc_error: 0 },
        { association: 0, peer: { address: '127.0.0.1', port: 49542 } },
      ],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_CANT_STR_ASSOC', sac_error: 0, sac_outbound_streams: 0, sac_inbound_streams: 0 }],
      [
        'SCTP_ASSOC_CHANGE',
        { sac_state: 'SCTP_COMM_UP', sac_error: 0, sac_outbound_streams: 10, sac_inbound_streams: 5 },
        { association: 7 },
      ],
      ['SCTP_SHUTDOWN_EVENT', {}, { association: 7, peer: { address: '10.0.0.41', port: 3434 } }],
      [
        'SCTP_SEND_FAILED',
        { ssf_flags_name: 'SCTP_DATA_SENT', ssf_error: 3072, ssf_info: { sinfo_stream: 3, sinfo_ppid: 46, sinfo_context: 9 } },
        { association: 7 },
      ],
      [
        'SCTP_SEND_FAILED',
        { ssf_flags_name: 'SCTP_DATA_UNSENT', ssf_error: 0, ssf_info: { sinfo_stream: 1, sinfo_ppid: 0, sinfo_context: 0 } },
        { association: 7 },
      ],
      ['SCTP_REMOTE_ERROR', { sre_error: 1 }, { association: 7, peer: { address: 'fd00::2', port: 3434 } }],
      ['SCTP_PARTIAL_DELIVERY_EVENT', { pdapi_indication: 'SCTP_PARTIAL_DELIVERY_ABORTED' }, { association: 7 }],
      ['SCTP_ADAPTATION_INDICATION', {}, { association: 7 }],
    ],
  },
  {
    format: 'pysctp',
    clock: 'none',
    lines: [
      "{'type': 32769, 'flags': 0, 'state': 1, 'error': 0, 'outbound_streams': 10, 'inbound_streams': 9, 'assoc_id': 5}",
      "{'type': 32770, 'flags': 0, 'addr': ('10.0.0.2', 3868), 'state': 1, 'error': 0, 'assoc_id': 5}",
      "{'type': 32773, 'flags': 0, 'assoc_id': 5}",
      "{'type': 32771, 'flags': 1, 'length': 50, 'error': 3072, 'assoc_id': 5, 'data': 'ab', 'info': <sctp.sndrcvinfo object at 0x7f1c>}",
      "{'type': 32772, 'flags': 0, 'length': 20, 'error': 256, 'assoc_id': 5, 'data': ''}",
      "{'type': 32775, 'flags': 0, 'length': 16, 'adaptation_ind': 31, 'assoc_id': 5}",
      "{'type': 32774, 'flags': 0, 'length': 24, 'indication': 0, 'assoc_id': 5}",
    ],
    expected: [
      [
        'SCTP_ASSOC_CHANGE',
        { sac_state: 'SCTP_COMM_LOST', sac_error: 0, sac_outbound_streams: 10, sac_inbound_streams: 9 },
        { association: 5 },
      ],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: '10.0.0.2', spc_state: 'SCTP_ADDR_UNREACHABLE', spc_error: 0 }, { association: 5 }],
      ['SCTP_SHUTDOWN_EVENT', {}, { association: 5 }],
      ['SCTP_SEND_FAILED', { ssf_flags_name: 'SCTP_DATA_SENT', ssf_error: 3072 }, { association: 5 }],
      ['SCTP_REMOTE_ERROR', { sre_error: 1 }, { association: 5 }],
      ['SCTP_ADAPTATION_INDICATION', { sai_adaptation_ind: 31 }, { association: 5 }],
      ['SCTP_PARTIAL_DELIVERY_EVENT', { pdapi_indication: 'SCTP_PARTIAL_DELIVERY_ABORTED' }, { association: 5 }],
    ],
  },
];

/** One line of a kind that others print nearly so: it alone must show whose it is. */
const ALONE: readonly (readonly [format: string, line: string])[] = [
  ['srsran', '2025-01-02T03:04:06.123556 [SCTP-GW ] [W] N2: Unhandled notification type 32777'],
  ['magma', 'W0315 10:11:15.000001  1234 sctp_connection.cpp:182] Unhandled notification type 32777'],
  ['free5gc', '2024-03-07T08:37:36.350120Z [DEBU][AMF][Ngap] SCTP_ASSOC_CHANGE notification'],
  ['freediameter', '19:52:07   DBG   Received SCTP_ASSOC_CHANGE notification'],
  ['open5gs', '01/24 14:14:31.302: [amf] ERROR: Discarding event with unknown flags:0x8080 type:0x8009 (../src/amf/ngap-sctp.c:232)'],
  ['oai', '[SCTP]   E SCTP_ASSOC_CHANGE to SCTP_COMM_LOST'],
  ['java', '15:54:59,100 Shutdown for Association=asconecta2'],
  ['stevens', 'Unknown notification event type=8009h'],
];

test.each(ALONE)('a line of %s by itself: %s', (format, line) => {
  expect(recogniseLog([line])?.name).toBe(format);
});

test('every format has its example, but for those with tests of their own', () => {
  const without = LOG_FORMATS.map(({ name }) => name).filter((name) => !EXAMPLES.some(({ format }) => format === name));
  expect(without).toEqual(['native', 'strace']);
});

test.each(EXAMPLES.map((example) => [example.format, example] as const))(
  '%s, among a thousand lines of something else',
  (format, { lines }) => {
    const noise = Array.from({ length: 1000 }, (_, i) => `19:26:09.513096 worker ${i}: handled a request of 10.0.0.${i % 256} in ${i} ms`);
    expect(recogniseLog([...noise.slice(500), ...lines, ...noise.slice(0, 500)])?.name).toBe(format);
  },
);

describe.each(EXAMPLES.map((example) => [example.format, example] as const))('%s', (format, { lines, expected, clock, unknown = 0 }) => {
  const { notifications, summary } = readLog(lines.join('\n'));

  test('is recognised, and every line is understood or counted', () => {
    expect(summary).toMatchObject({ format, clock, lines: lines.length, unknownLines: unknown });
    expect(summary.samples.length).toBe(unknown);
  });

  test('its notifications', () => {
    expect(notifications.map(({ type, members }) => [type, members])).toEqual(expected.map(([type, members]) => [type, members]));
    expected.forEach(([, , place], i) => {
      expect(notifications[i]).toMatchObject(place ?? {});
    });
  });
});
