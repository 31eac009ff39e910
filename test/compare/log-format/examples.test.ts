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
      '^^^ assoc_change: state=1, error=0, instr=10 outstr=5',
      '^^^ intf_change: 10.10.10.10 state=1, error=0',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST' }, { association: 2 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_state: 'SCTP_ADDR_UNREACHABLE', spc_aaddr: '10.0.0.2' }, { association: 26 }],
      ['SCTP_SHUTDOWN_EVENT', {}, { association: 2 }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 1, sac_error: 0, sac_inbound_streams: 10, sac_outbound_streams: 5 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: '10.10.10.10', spc_state: 1, spc_error: 0 }],
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
      '09/24 13:56:43.100: [amf] INFO: something else',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST', sac_inbound_streams: 10, sac_outbound_streams: 30 }],
      ['SCTP_SHUTDOWN_EVENT', {}],
      ['SCTP_SEND_FAILED', { ssf_error: 3072 }],
    ],
    unknown: 1,
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
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST' }, { time: 1709800656350120 }],
      ['SCTP_SHUTDOWN_EVENT', {}],
      ['SCTP_PEER_ADDR_CHANGE', {}],
    ],
  },
  {
    format: 'srsran',
    clock: 'unknown-offset',
    lines: [
      '2025-01-02T03:04:05.123456 [SCTP-GW ] [D] N2: Rx SCTP_ASSOC_CHANGE: state=SCTP_COMM_LOST error=0 outbound_streams=10 inbound_streams=9 assoc=5',
      '2025-01-02T03:04:05.123556 [SCTP-GW ] [D] N2: Rx SCTP_SHUTDOWN_EVENT: assoc=5',
    ],
    expected: [
      [
        'SCTP_ASSOC_CHANGE',
        { sac_state: 'SCTP_COMM_LOST', sac_error: 0, sac_outbound_streams: 10, sac_inbound_streams: 9 },
        { association: 5 },
      ],
      ['SCTP_SHUTDOWN_EVENT', {}, { association: 5 }],
    ],
  },
  {
    format: 'oai',
    clock: 'none',
    lines: [
      '[SCTP] Received notification for sd 12, type 32769',
      '[SCTP] Client association changed: 0',
      '[SCTP] Comm up notified for sd 12, assigned assoc_id 5',
    ],
    expected: [['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_UP' }, { socket: '12', association: 5 }]],
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
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST' }, { time: 1795290214256000 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_state: 'SCTP_ADDR_UNREACHABLE', spc_aaddr: '10.0.0.2' }],
      ['SCTP_REMOTE_ERROR', {}],
    ],
  },
  {
    format: 'kamailio',
    clock: 'unknown-offset',
    lines: [
      'Nov 21 19:43:34 host kamailio[12]: DEBUG: SCTP_ASSOC_CHANGE from 10.0.0.2:5060 on 10.0.0.1:5060: communication lost',
      'Nov 21 19:43:35 host kamailio[12]: DEBUG: SCTP_SEND_FAILED from 10.0.0.2:5060 on 10.0.0.1:5060: 0',
      'Nov 21 19:43:35 host kamailio[12]: DEBUG: SCTP_SHUTDOWN_EVENT from 10.0.0.2:5060 on 10.0.0.1:5060',
      'Nov 21 19:43:36 host kamailio[12]: DEBUG: SCTP_SENDER_DRY_EVENT from 10.0.0.2:5060',
    ],
    expected: [
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
    format: 'java',
    clock: 'unknown-offset',
    lines: [
      '2017-01-20 15:53:57,546 INFO  [org.mobicents.protocols.sctp.AssociationHandler] (Thread-17) New association setup for Association=asconecta2 with 10 outbound streams, and 17 inbound streams.',
      '2017-01-20 15:53:57,700 WARN  [org.mobicents.protocols.sctp.AssociationHandler] (Thread-17) Peer Address changed to=/10.201.112.139:2905 for Association=asconecta2',
      '2017-01-20 15:54:57,546 INFO  got sun.nio.ch.sctp.AssociationChange@1b2c6ec2 [Association:sun.nio.ch.sctp.AssociationImpl@4edde6e5[associationID:3, maxIn:10, maxOut:11], Event: COMM_LOST]',
      '2017-01-20 15:54:58,546 INFO  got sun.nio.ch.sctp.AssociationChange@1b2c6ec2 [Association:null, Event: CANT_START]',
      '2017-01-20 15:54:58,600 INFO  sun.nio.ch.sctp.PeerAddrChange@6d06d69c [Address: /10.0.0.2:2905, Association:sun.nio.ch.sctp.AssociationImpl@4edde6e5[associationID:3, maxIn:10, maxOut:11], Event: ADDR_MADE_PRIMARY]',
      '2017-01-20 15:54:58,700 INFO  sun.nio.ch.sctp.SendFailed@6d06d69c [Association:sun.nio.ch.sctp.AssociationImpl@4e[associationID:3, maxIn:1, maxOut:1], Address: /10.0.0.2:2905, buffer: java.nio.HeapByteBuffer[pos=0 lim=5 cap=5], errorCode: 0, streamNumber: 1]',
    ],
    expected: [
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_UP', sac_outbound_streams: 10, sac_inbound_streams: 17 }, { time: 1484927637546000 }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: '10.201.112.139' }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_COMM_LOST', sac_inbound_streams: 10, sac_outbound_streams: 11 }, { association: 3 }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_CANT_STR_ASSOC' }],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: '10.0.0.2', spc_state: 'SCTP_ADDR_MADE_PRIM' }, { association: 3 }],
      ['SCTP_SEND_FAILED', { ssf_error: 0, ssf_info: { sinfo_stream: 1 } }, { association: 3 }],
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
    ],
    expected: [
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: '127.0.0.1', spc_state: 'SCTP_ADDR_ADDED', spc_error: 0 }, { association: 0 }],
      ['SCTP_ASSOC_CHANGE', { sac_state: 'SCTP_CANT_STR_ASSOC', sac_error: 0, sac_outbound_streams: 0, sac_inbound_streams: 0 }],
      [
        'SCTP_ASSOC_CHANGE',
        { sac_state: 'SCTP_COMM_UP', sac_error: 0, sac_outbound_streams: 10, sac_inbound_streams: 5 },
        { association: 7 },
      ],
      ['SCTP_SHUTDOWN_EVENT', {}, { association: 7 }],
    ],
  },
  {
    format: 'pysctp',
    clock: 'none',
    lines: [
      "{'type': 32769, 'flags': 0, 'state': 1, 'error': 0, 'outbound_streams': 10, 'inbound_streams': 9, 'assoc_id': 5}",
      "{'type': 32770, 'flags': 0, 'addr': ('10.0.0.2', 3868), 'state': 1, 'error': 0, 'assoc_id': 5}",
      "{'type': 32773, 'flags': 0, 'assoc_id': 5}",
    ],
    expected: [
      [
        'SCTP_ASSOC_CHANGE',
        { sac_state: 'SCTP_COMM_LOST', sac_error: 0, sac_outbound_streams: 10, sac_inbound_streams: 9 },
        { association: 5 },
      ],
      ['SCTP_PEER_ADDR_CHANGE', { spc_aaddr: '10.0.0.2', spc_state: 'SCTP_ADDR_UNREACHABLE', spc_error: 0 }, { association: 5 }],
      ['SCTP_SHUTDOWN_EVENT', {}, { association: 5 }],
    ],
  },
];

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
