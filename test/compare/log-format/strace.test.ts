import { describe, expect, test } from '@jest/globals';
import { parseCall } from '../../../src/compare/log-format/strace-syntax.js';
import { readLog } from '../../helper/app-log.js';

/** Lines of strace 6.1 -f -ttt -xx on a recorded run. */
const RECORDED = [
  '456   1795292090.443618 socket(AF_INET, SOCK_SEQPACKET|SOCK_NONBLOCK, IPPROTO_SCTP) = 4',
  '456   1795292090.449472 setsockopt(4, SOL_SCTP, SCTP_EVENT, "\\x00\\x00\\x00\\x00\\x01\\x80\\x01\\x00", 8) = 0',
  '456   1795292090.461954 setsockopt(4, SOL_SCTP, SCTP_RECVRCVINFO, [1], 4) = 0',
  '456   1795292090.472742 bind(4, {sa_family=AF_INET, sin_port=htons(5001), sin_addr=inet_addr("\\x31\\x30\\x2e\\x31\\x2e\\x30\\x2e\\x31")}, 16) = 0',
  '456   1795292090.480913 connect(4, {sa_family=AF_INET, sin_port=htons(6010), sin_addr=inet_addr("\\x31\\x30\\x2e\\x31\\x2e\\x30\\x2e\\x32")}, 16) = -1 EINPROGRESS (Operation now in progress)',
  '456   1795292090.487501 recvmsg(4, {msg_name={sa_family=AF_INET, sin_port=htons(6010), sin_addr=inet_addr("\\x31\\x30\\x2e\\x31\\x2e\\x30\\x2e\\x32")}, msg_namelen=128 => 16, msg_iov=[{iov_base="\\x01\\x80\\x00\\x00\\x14\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x0a\\x00\\x0a\\x00\\x05\\x00\\x00\\x00", iov_len=1048576}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_EOR|MSG_MORE}, MSG_DONTWAIT) = 20',
  '456   1795292090.491942 recvmsg(4, {msg_namelen=128}, MSG_DONTWAIT) = -1 EAGAIN (Resource temporarily unavailable)',
  '456   1795292091.293075 sendmsg(4, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="\\x3c\\x30", iov_len=2}], msg_iovlen=1, msg_control=[{cmsg_len=48, cmsg_level=SOL_SCTP, cmsg_type=0x1}], msg_controllen=48, msg_flags=0}, MSG_DONTWAIT|MSG_NOSIGNAL) = 2',
  '456   1795292091.305876 recvmsg(4, {msg_name={sa_family=AF_INET, sin_port=htons(6010), sin_addr=inet_addr("\\x31\\x30\\x2e\\x31\\x2e\\x30\\x2e\\x32")}, msg_namelen=128 => 16, msg_iov=[{iov_base="\\x3c\\x30\\x3a\\x39", iov_len=1048576}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_EOR}, MSG_DONTWAIT) = 4',
  '456   1795292092.065957 shutdown(4, SHUT_WR) = 0',
  '456   1795292092.116883 close(4) = 0',
  '456   1795292093.024677 +++ exited with 0 +++',
];

test('a recorded run', () => {
  const { events, summary } = readLog(RECORDED.join('\n'));
  expect(summary).toMatchObject({ format: 'strace', clock: 'epoch', unknownLines: 0 });
  const peer = { address: '10.1.0.2', port: 6010 };
  expect(events).toEqual([
    { kind: 'call', line: 1, time: 1795292090443618, call: 'socket', socket: '4', type: 'SOCK_SEQPACKET|SOCK_NONBLOCK', result: 4 },
    {
      kind: 'call',
      line: 2,
      time: 1795292090449472,
      call: 'setsockopt',
      socket: '4',
      option: 'SCTP_EVENT',
      optlen: 8,
      raw: '0000000001800100',
      result: 0,
    },
    {
      kind: 'call',
      line: 3,
      time: 1795292090461954,
      call: 'setsockopt',
      socket: '4',
      option: 'SCTP_RECVRCVINFO',
      optlen: 4,
      raw: '01000000',
      result: 0,
    },
    {
      kind: 'call',
      line: 4,
      time: 1795292090472742,
      call: 'bind',
      socket: '4',
      result: 0,
      addresses: [{ address: '10.1.0.1', port: 5001 }],
    },
    { kind: 'call', line: 5, time: 1795292090480913, call: 'connect', socket: '4', result: -1, errno: 'EINPROGRESS', addresses: [peer] },
    {
      kind: 'notification',
      line: 6,
      time: 1795292090487501,
      socket: '4',
      peer,
      association: 5,
      type: 'SCTP_ASSOC_CHANGE',
      members: { sac_state: 'SCTP_COMM_UP', sac_error: 0, sac_outbound_streams: 10, sac_inbound_streams: 10, sac_info: '' },
      raw: '0180000014000000000000000a000a0005000000',
    },
    { kind: 'call', line: 8, time: 1795292091293075, call: 'sendmsg', socket: '4', result: 2, length: 2, data: '3c30' },
    { kind: 'message', line: 9, time: 1795292091305876, socket: '4', peer, length: 4, complete: true },
    { kind: 'call', line: 10, time: 1795292092065957, call: 'shutdown', socket: '4', result: 0, how: 'SHUT_WR' },
    { kind: 'call', line: 11, time: 1795292092116883, call: 'close', socket: '4', result: 0 },
  ]);
});

function notifications(...lines: string[]) {
  return readLog(lines.join('\n'), { format: 'strace' }).notifications;
}

describe('notifications, however strace was called', () => {
  test('plain escapes and times of day', () => {
    const [event] = notifications(
      '19:26:09.513096 recvmsg(3, {msg_name=0x7ffc, msg_iov=[{iov_base="\\1\\200\\0\\0\\24\\0\\0\\0\\1\\0\\0\\f\\n\\0\\n\\0\\7\\0\\0\\0", iov_len=256}], msg_iovlen=1, msg_flags=MSG_EOR|MSG_MORE}, 0) = 20',
    );
    expect(event).toMatchObject({ time: 69969513096, association: 7, members: { sac_state: 'SCTP_COMM_LOST', sac_error: 3072 } });
  });

  test('calls that another thread interrupts', () => {
    const [event] = notifications(
      '[pid   101] 1795292090.1 recvmsg(3,  <unfinished ...>',
      '[pid   102] 1795292090.2 write(1, "x", 1) = 1',
      '[pid   101] 1795292090.300000 <... recvmsg resumed>{msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="\\x05\\x80\\x00\\x00\\x0c\\x00\\x00\\x00\\x05\\x00\\x00\\x00", iov_len=64}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_EOR|MSG_MORE}, 0) = 12',
    );
    expect(event).toMatchObject({ line: 1, time: 1795292090300000, type: 'SCTP_SHUTDOWN_EVENT', association: 5 });
  });

  test('cut by strace: as far as it goes', () => {
    const [event] = notifications(
      '1795292090.487501 recvmsg(4, {msg_namelen=0, msg_iov=[{iov_base="\\x02\\x80\\x00\\x00\\x94\\x00\\x00\\x00\\x02\\x00\\x17\\x7a\\x0a\\x01\\x00\\x02\\x00\\x00\\x00\\x00"..., iov_len=4096}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_EOR|MSG_MORE}, 0) = 148',
    );
    expect(event).toMatchObject({ type: 'SCTP_PEER_ADDR_CHANGE' });
    expect(event?.members).not.toHaveProperty('spc_state');
  });

  test('read in pieces, the buffer being too small', () => {
    const events = notifications(
      '1795292090.1 recvmsg(4, {msg_namelen=0, msg_iov=[{iov_base="\\x01\\x80\\x00\\x00\\x18\\x00\\x00\\x00\\x01\\x00\\x00\\x0c\\x00\\x00\\x00\\x00", iov_len=16}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_MORE}, 0) = 16',
      '1795292090.2 recvmsg(4, {msg_namelen=0, msg_iov=[{iov_base="\\x05\\x00\\x00\\x00\\x00\\x0c\\x00\\x04", iov_len=16}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_EOR|MSG_MORE}, 0) = 8',
    );
    expect(events).toMatchObject([{ association: 5, members: { sac_state: 'SCTP_COMM_LOST', sac_info: '000c0004' } }]);
  });

  test('read() of a one-to-one socket, with -yy', () => {
    const [event] = notifications(
      '1795292090.1 read(3<SCTP:[10.1.0.1:5001->10.1.0.2:6010]>, "\\x05\\x80\\x00\\x00\\x0c\\x00\\x00\\x00\\x05\\x00\\x00\\x00", 4096) = 12',
    );
    expect(event).toMatchObject({ socket: '3', type: 'SCTP_SHUTDOWN_EVENT' });
  });

  test('a message is none, even where it looks like one', () => {
    const { messages, notifications: none } = readLog(
      [
        '1795292090.0 socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP) = 4',
        '1795292090.1 recvmsg(4, {msg_namelen=0, msg_iov=[{iov_base="\\x05\\x80\\x00\\x00\\x0c\\x00\\x00\\x00\\x05\\x00\\x00\\x00", iov_len=64}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_EOR}, 0) = 12',
      ].join('\n'),
    );
    expect([messages.length, none.length]).toEqual([1, 0]);
  });
});

describe('calls', () => {
  function calls(...lines: string[]) {
    return readLog(['socket(AF_INET6, SOCK_STREAM, IPPROTO_SCTP) = 3', ...lines].join('\n'), { format: 'strace' }).calls.slice(1);
  }

  test('options by number, where strace knows no names', () => {
    expect(
      calls('setsockopt(3, 0x84 /* SOL_??? */, 0xb /* SO_??? */, "\\1\\1\\1\\1\\1\\1\\1\\1\\1", 9) = -1 EINVAL (Invalid argument)'),
    ).toMatchObject([{ option: 'SCTP_EVENTS', optlen: 9, raw: '010101010101010101', result: -1, errno: 'EINVAL' }]);
  });

  test('accept, IPv6, close, and file descriptors of others', () => {
    const list = calls(
      'accept4(3, {sa_family=AF_INET6, sin6_port=htons(5034), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "fd00::1", &sin6_addr), sin6_scope_id=0}, [28], 0) = 5',
      'setsockopt(5, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0',
      'close(9) = 0',
      'close(5) = 0',
    );
    expect(list).toMatchObject([
      { call: 'accept', socket: '3', newSocket: '5', peer: { address: 'fd00::1', port: 5034 } },
      { option: 'SO_LINGER', raw: '0100000000000000' },
      { call: 'close', socket: '5' },
    ]);
  });

  test('sctp_connectx and sctp_bindx are options', () => {
    const list = calls(
      'setsockopt(3, SOL_SCTP, SCTP_SOCKOPT_BINDX_ADD, "\\2\\0\\23\\211\\n\\2\\0\\1\\0\\0\\0\\0\\0\\0\\0\\0", 16) = 0',
      'getsockopt(3, SOL_SCTP, SCTP_SOCKOPT_CONNECTX3, "\\2\\0\\23\\211\\n\\1\\0\\2\\0\\0\\0\\0\\0\\0\\0\\0", [16]) = -1 EINPROGRESS (Operation now in progress)',
    );
    expect(list).toMatchObject([
      { call: 'bindx', addresses: [{ address: '10.2.0.1', port: 5001 }] },
      { call: 'connectx', addresses: [{ address: '10.1.0.2', port: 5001 }], errno: 'EINPROGRESS' },
    ]);
  });
});

test('the notation: nested structures, words with brackets, cut strings', () => {
  expect(
    parseCall('f({a={b=[1, {c="x\\"y"...}], 0x7f}, d=htons(5)|MSG_A}, ~[RT_1 RTMIN], NULL) = ? ERESTARTSYS (To be restarted)'),
  ).toMatchObject({
    name: 'f',
    result: undefined,
    errno: 'ERESTARTSYS',
    args: [{ kind: 'struct' }, { kind: 'word', text: '~[RT_1 RTMIN]' }, { kind: 'word', text: 'NULL' }],
  });
  expect(parseCall(`f(${'{a='.repeat(100_000)}`)).toBeUndefined();
});

test('attached late, the socket never seen to be made, a member that is odd: the flag and the length are enough', () => {
  const line =
    '19:26:09.513096 recvmsg(3, {msg_name={sa_family=AF_INET, sin_port=htons(7), sin_addr=inet_addr("10.0.0.2")}, msg_namelen=16, msg_iov=[{iov_base="\\1\\200\\0\\0\\24\\0\\0\\0\\1\\0\\f\\0\\n\\0\\n\\0\\7\\0\\0\\0", iov_len=256}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_EOR|MSG_MORE}, 0) = 20';
  const { notifications } = readLog(`${line}\n`);
  expect(notifications).toMatchObject([
    { type: 'SCTP_ASSOC_CHANGE', association: 7, members: { sac_state: 'SCTP_COMM_LOST', sac_error: 12 } },
  ]);
});
