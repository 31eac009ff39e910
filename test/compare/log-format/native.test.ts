import { describe, expect, test } from '@jest/globals';
import { readLog } from '../../helper/app-log.js';

/** Lines of recorded runs, on Linux 6.1 and usrsctp. */
const LINUX = [
  '{"time":1795290214.256413,"event":"call","call":"socket","socket":"s","domain":"AF_INET","type":"SOCK_SEQPACKET","result":4}',
  '{"time":1795290214.268991,"event":"call","call":"bind","socket":"s","address":"10.1.0.1","port":5001,"result":0}',
  '{"time":1795290315.887870,"event":"call","call":"connectx","socket":"s","addresses":"10.1.0.2,10.2.0.2","port":6010,"result":-1,"errno":"EINPROGRESS"}',
  '{"time":1795290214.311307,"event":"notification","sn_type":"SCTP_ASSOC_CHANGE","sn_type_value":32769,"sn_flags":0,"sn_length":20,"sac_state":"SCTP_COMM_UP","sac_error":0,"sac_outbound_streams":10,"sac_inbound_streams":10,"sac_assoc_id":3,"sac_info":"","socket":"s","msg_flags":32896,"raw":"0180000014000000000000000a000a0003000000"}',
  '{"time":1795290214.634840,"event":"call","call":"sendmsg","socket":"s","api":"SCTP_SNDRCV","stream":0,"ppid":1000,"context":4,"flags":["SCTP_UNORDERED"],"timetolive":0,"length":1500,"data_sha1":"42197c389a31236aa3fbe09e91d9294ca6f2de08","assoc_id":3,"result":1500}',
  '{"time":1795290214.649361,"event":"message","stream":2,"ssn":1,"ppid":101,"tsn":1416462733,"cumtsn":0,"context":0,"rcv_flags":0,"unordered":false,"assoc_id":3,"length":50,"eor":true,"from":"10.1.0.2","from_port":6010,"socket":"s","msg_flags":128}',
  '{"time":1795291278.124821,"event":"note","socket":"s","text":"application stops reading"}',
];

test('a log of Linux, line by line', () => {
  const { events, summary } = readLog(LINUX.join('\n'));
  expect(summary).toMatchObject({ format: 'native', clock: 'epoch', lines: 7, events: 7, unknownLines: 0 });
  expect(events).toEqual([
    { kind: 'call', line: 1, time: 1795290214256413, socket: 's', call: 'socket', type: 'SOCK_SEQPACKET', result: 4 },
    {
      kind: 'call',
      line: 2,
      time: 1795290214268991,
      socket: 's',
      call: 'bind',
      result: 0,
      addresses: [{ address: '10.1.0.1', port: 5001 }],
    },
    {
      kind: 'call',
      line: 3,
      time: 1795290315887870,
      socket: 's',
      call: 'connectx',
      result: -1,
      errno: 'EINPROGRESS',
      addresses: [
        { address: '10.1.0.2', port: 6010 },
        { address: '10.2.0.2', port: 6010 },
      ],
    },
    {
      kind: 'notification',
      line: 4,
      time: 1795290214311307,
      socket: 's',
      association: 3,
      type: 'SCTP_ASSOC_CHANGE',
      members: { sac_state: 'SCTP_COMM_UP', sac_error: 0, sac_outbound_streams: 10, sac_inbound_streams: 10, sac_info: '' },
      raw: '0180000014000000000000000a000a0003000000',
    },
    {
      kind: 'call',
      line: 5,
      time: 1795290214634840,
      socket: 's',
      association: 3,
      call: 'sendmsg',
      stream: 0,
      ppid: 1000,
      context: 4,
      flags: ['SCTP_UNORDERED'],
      timetolive: 0,
      length: 1500,
      result: 1500,
    },
    {
      kind: 'message',
      line: 6,
      time: 1795290214649361,
      socket: 's',
      association: 3,
      peer: { address: '10.1.0.2', port: 6010 },
      stream: 2,
      ssn: 1,
      ppid: 101,
      tsn: 1416462733,
      length: 50,
      complete: true,
    },
    { kind: 'remark', line: 7, time: 1795291278124821, socket: 's', text: 'application stops reading', reading: false },
  ]);
});

describe('notifications', () => {
  test('raw bytes alone are enough', () => {
    const { notifications } = readLog('{"time":1,"event":"notification","raw":"0100000014000000020000000a000a0003000000"}');
    expect(notifications).toMatchObject([
      { type: 'SCTP_ASSOC_CHANGE', association: 3, members: { sac_state: 'SCTP_COMM_LOST', sac_outbound_streams: 10 } },
    ]);
  });

  test('a name alone is enough, in whatever spelling', () => {
    const { notifications } = readLog(
      '{"time":1,"event":"notification","sn_type":"SCTP_SHUTDOWN_EVENT"}\n{"event":"notification","sn_type":"shutdown"}',
    );
    expect(notifications.map(({ type, members }) => [type, members])).toEqual([
      ['SCTP_SHUTDOWN_EVENT', {}],
      ['SCTP_SHUTDOWN_EVENT', {}],
    ]);
  });

  test('bare numbers keep their number until the stack is known', () => {
    const line = '{"time":1,"event":"notification","sn_type":"SCTP_ASSOC_CHANGE","sac_state":3}';
    expect(readLog(line).notifications[0]?.members).toEqual({ sac_state: 3 });
    expect(readLog(line, { abi: 'linux' }).notifications[0]?.members).toEqual({ sac_state: 'SCTP_SHUTDOWN_COMP' });
    expect(readLog(line, { abi: 'freebsd' }).notifications[0]?.members).toEqual({ sac_state: 'SCTP_RESTART' });
  });

  test('structs within structs, and flags by number', () => {
    const line =
      '{"time":1,"event":"notification","sn_type":"SCTP_SEND_FAILED","ssf_flags":1,"ssf_error":3072,"ssf_info":{"sinfo_stream":2,"sinfo_ppid":46,"deeper":{"x":1}},"ssf_data":"0A0B"}';
    expect(readLog(line, { abi: 'linux' }).notifications[0]?.members).toEqual({
      ssf_flags_name: 'SCTP_DATA_SENT',
      ssf_error: 3072,
      ssf_info: { sinfo_stream: 2, sinfo_ppid: 46 },
      ssf_data: '0a0b',
    });
  });
});

describe('times', () => {
  test.each([
    ['1795290214.256413', 1795290214256413, 'epoch'],
    ['1795290214256', 1795290214256000, 'epoch'],
    ['"2026-11-21T19:43:34.256413Z"', 1795290214256413, 'epoch'],
    ['"2026-11-21T20:43:34.256413+01:00"', 1795290214256413, 'epoch'],
    ['"2026-11-21 19:43:34,256"', 1795290214256000, 'unknown-offset'],
    ['"yesterday"', undefined, 'none'],
  ])('%s', (text, time, clock) => {
    const { remarks, summary } = readLog(`{"time":${text},"event":"note","text":"x"}`);
    expect([remarks[0]?.time, summary.clock]).toEqual([time, clock]);
  });
});

test('what it does not know is counted and shown', () => {
  const lines = ['{"event":"weather"}', '[1]', '{"broken', '{"event":"notification","sn_type":"SCTP_TEA_BREAK"}', '\u001b[2Jboo'];
  const { summary } = readLog([...LINUX, ...lines].join('\r\n'));
  expect(summary).toMatchObject({ events: 7, unknownLines: 5 });
  expect(summary.samples.map(({ text }) => text)).toEqual([...lines.slice(0, 4), '?[2Jboo']);
});

test('hostile lines do not break it', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const lines = [
    `{"event":"note","text":${deep}}`,
    `{"event":"notification","sn_type":"SCTP_ASSOC_CHANGE","sac_state":${deep},"sac_info":"zz"}`,
    '{"event":"call","call":{},"socket":{}}',
    '{"event":"call","call":"x","newsock":[],"addresses":[1,{}],"flags":[{}],"result":"x"}',
    '{"time":{},"event":"message","__proto__":{"a":1},"length":"9"}',
    `{"event":"notification","raw":"${'00'.repeat(1000)}"}`,
  ];
  const { events } = readLog([...LINUX, ...lines].join('\n'));
  expect(events.length).toBeGreaterThanOrEqual(7);
});
