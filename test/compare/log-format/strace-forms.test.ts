/** Forms of a trace as strace 6.1 printed them of a program on Linux 6.1: a server that forks, threads, calls of several messages, each way of telling time. */
import { describe, expect, test } from '@jest/globals';
import { readLog } from '../../helper/app-log.js';

const COMM_UP = '\\1\\200\\0\\0\\24\\0\\0\\0\\0\\0\\0\\0\\n\\0\\n\\0\\4\\0\\0\\0';
const NO_AUTH = '\\10\\200\\0\\0\\24\\0\\0\\0\\0\\0\\0\\0\\2\\0\\0\\0\\4\\0\\0\\0';
const told = (descriptor: string, bytes: string, length = 20, end = '') =>
  `recvmsg(${descriptor}, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="${bytes}", iov_len=8892}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_EOR|MSG_MORE}, 0) = ${length}${end}`;

function read(...lines: string[]) {
  return readLog(lines.join('\n'), { format: 'strace' });
}

/** What each call was made on. */
function places(...lines: string[]) {
  return read(...lines).calls.map(({ call, socket, newSocket }) => [call, socket, ...(newSocket === undefined ? [] : [newSocket])]);
}

describe('whose descriptor', () => {
  test('a child has copies of its own from the fork on', () => {
    const list = places(
      '123   1795334071.739982 socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP) = 3',
      '123   1795334071.795915 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x32a2e690) = 124',
      '124   1795334071.824178 close(3)        = 0',
      '123   1795334071.831588 accept(3, NULL, NULL <unfinished ...>',
      '124   1795334072.033306 socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP) = 3',
      '124   1795334072.035328 connect(3, {sa_family=AF_INET, sin_port=htons(7010), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
      '123   1795334072.178574 <... accept resumed>) = 4',
      '124   1795334073.836526 close(3)        = 0',
      '123   1795334073.817215 close(4)        = 0',
    );
    expect(list).toEqual([
      ['socket', '3'],
      ['socket', '3 of 124'],
      ['connect', '3 of 124'],
      ['accept', '3', '4'],
      ['close', '3 of 124'],
      ['close', '4'],
    ]);
  });

  test('a child that shows itself before the fork returns', () => {
    const list = places(
      '1 socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP) = 3',
      '1 fork( <unfinished ...>',
      '2 socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP) = 4',
      '1 <... fork resumed>) = 2',
      '1 listen(4, 5) = -1 EBADF (Bad file descriptor)',
      '2 listen(3, 5) = 0',
    );
    expect(list).toEqual([
      ['socket', '3'],
      ['socket', '4 of 2'],
      ['listen', '3'],
    ]);
  });

  test('threads share, and processes that were never seen to be forked are taken for threads', () => {
    const list = places(
      '131   socket(AF_INET, SOCK_SEQPACKET, IPPROTO_SCTP) = 3',
      '131   clone3({flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD, child_tid=0x7f4c, exit_signal=0} => {parent_tid=[132]}, 88) = 132',
      '132   listen(3, 5) = 0',
      '777   listen(3, 5) = 0',
    );
    expect(list).toEqual([
      ['socket', '3'],
      ['listen', '3'],
      ['listen', '3'],
    ]);
  });

  test('a duplicate keeps the socket open; the last process to end closes it', () => {
    const list = places(
      '1 socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP) = 3',
      '1 dup2(3, 0) = 0',
      '1 close(3) = 0',
      '1 listen(0, 5) = 0',
      '1 fork() = 2',
      '1 +++ exited with 0 +++',
      '2 +++ killed by SIGKILL +++',
    );
    expect(list).toEqual([
      ['socket', '3'],
      ['listen', '3'],
      ['close', '3'],
    ]);
  });

  test('peeloff makes a socket of its own', () => {
    const { calls } = read(
      '163   1795334103.1 socket(AF_INET, SOCK_SEQPACKET, IPPROTO_SCTP) = 4<socket:[10116]>',
      '163   1795334103.781178 getsockopt(4<socket:[10116]>, SOL_SCTP, SCTP_SOCKOPT_PEELOFF, "\\r\\0\\0\\0\\5\\0\\0\\0", [8]) = 5 <0.008717>',
      '163   1795334104.617143 close(5<socket:[10121]>) = 0 <0.000995>',
    );
    expect(calls.slice(1)).toMatchObject([
      { call: 'peeloff', socket: '4', newSocket: '5', association: 13 },
      { call: 'close', socket: '5' },
    ]);
  });
});

describe('several messages in one call', () => {
  test('recvmmsg', () => {
    const [line] = [
      `1795334072.179432 recvmmsg(4, [{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="${COMM_UP}", iov_len=3000}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_EOR|MSG_MORE}, msg_len=20}, {msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="${NO_AUTH}", iov_len=3000}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_EOR|MSG_MORE}, msg_len=20}, {msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="hi", iov_len=3000}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_EOR}, msg_len=2}], 4, MSG_WAITFORONE, NULL) = 3`,
    ];
    const { notifications, messages } = read(line!);
    expect(notifications).toMatchObject([
      { type: 'SCTP_ASSOC_CHANGE', association: 4 },
      { type: 'SCTP_AUTHENTICATION_EVENT', association: 4 },
    ]);
    expect(messages).toMatchObject([{ length: 2 }]);
  });

  test('sendmmsg: as many as the result says', () => {
    const message = (text: string, length: number) =>
      `{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="${text}", iov_len=${length}}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len=${length}}`;
    const { calls } = read(
      'socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP) = 4',
      `sendmmsg(4, [${message('hello', 5)}, ${message('goodbye', 7)}, ${message('never', 5)}], 3, 0) = 2`,
    );
    expect(calls.slice(1)).toMatchObject([
      { call: 'sendmsg', length: 5, result: 5, data: '68656c6c6f' },
      { call: 'sendmsg', length: 7, result: 7 },
    ]);
  });

  test('a message in several buffers', () => {
    const { notifications } = read(
      '1795334072.4 recvmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="\\x01\\x80\\x00\\x00\\x14\\x00\\x00\\x00", iov_len=8}, {iov_base="\\x00\\x00\\x00\\x00\\x0a\\x00\\x0a\\x00\\x03\\x00\\x00\\x00", iov_len=100}, {iov_base="", iov_len=8892}], msg_iovlen=3, msg_controllen=0, msg_flags=MSG_EOR|MSG_MORE}, 0) = 20',
    );
    expect(notifications).toMatchObject([{ type: 'SCTP_ASSOC_CHANGE', association: 3, raw: '0180000014000000000000000a000a0003000000' }]);
  });
});

describe('when a read returned', () => {
  const times = (...lines: string[]) => read(...lines).notifications.map(({ time }) => time);

  test('with -T: when it began, and what it took', () => {
    expect(times(`1795334098.000000 ${told('3', COMM_UP, 20, ' <1.400000>')}`)).toEqual([1795334099400000]);
  });

  test('interrupted: when it was resumed, while other calls count from their beginning', () => {
    const whole = told('3', COMM_UP);
    const { notifications, calls } = read(
      '7 1795334098.000000 socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP) = 3',
      '7 1795334098.100000 close(4 <unfinished ...>',
      `8 1795334098.200000 ${whole.slice(0, 'recvmsg(3, '.length)} <unfinished ...>`,
      '7 1795334098.300000 <... close resumed>) = 0',
      '7 1795334098.310000 connect(3, {sa_family=AF_INET, sin_port=htons(7), sin_addr=inet_addr("10.0.0.2")}, 16 <unfinished ...>',
      `8 1795334098.400000 <... recvmsg resumed>${whole.slice('recvmsg(3, '.length)}`,
      '7 1795334098.500000 <... connect resumed>) = 0',
    );
    expect(notifications.map(({ time }) => time)).toEqual([1795334098400000]);
    expect(calls.map(({ call, time }) => [call, time])).toEqual([
      ['socket', 1795334098000000],
      ['connect', 1795334098310000],
    ]);
  });

  test('without either: just before the next line of its thread, where the trace shows all', () => {
    const lines = [`7 19:00:01.000000 ${told('3', COMM_UP)}`, '8 19:00:02.000000 getpid() = 8', '7 19:00:03.500000 close(3) = 0'];
    const [hour, second] = [68_400e6, 1e6];
    expect(times('7 19:00:00.000000 brk(NULL) = 0x1000', ...lines)).toEqual([hour + 3.5 * second]);
    expect(times(...lines)).toEqual([hour + second]);
    expect(times('7 19:00:00.000000 brk(NULL) = 0x1000', lines[0]!)).toEqual([hour + second]);
  });

  test('with -r: the sum of all before', () => {
    expect(times('7      0.000000 getpid() = 7', '7      1.250000 getpid() = 7', `8      0.250000 ${told('3', COMM_UP)}`)).toEqual([1.5e6]);
  });
});

describe('strings that strace cut', () => {
  const CUT = '\\2\\200\\0\\0\\224\\0\\0\\0\\2\\0\\27z\\n\\1\\0\\2\\0\\0\\0\\0"...';

  test('are said, with what to do', () => {
    const { notifications, summary } = read(
      `recvmsg(4, {msg_namelen=0, msg_iov=[{iov_base="${CUT}, iov_len=4096}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_EOR|MSG_MORE}, 0) = 148`,
      `read(4, "${CUT}, 4096) = 148`,
    );
    expect(notifications.map(({ type }) => type)).toEqual(['SCTP_PEER_ADDR_CHANGE', 'SCTP_PEER_ADDR_CHANGE']);
    expect(summary.problems).toEqual(['strace shows only the beginning of 2 notifications: call it with -s 65535']);
  });

  test('a message of another length is none, where the call does not show the flag', () => {
    const { notifications, messages } = read('socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP) = 4', `read(4, "${CUT}, 4096) = 900`);
    expect([notifications.length, messages.length]).toEqual([0, 1]);
  });
});

describe('what stands before a call', () => {
  const SHUTDOWN = told('3', '\\5\\200\\0\\0\\f\\0\\0\\0\\1\\0\\0\\0', 12);

  test.each([
    ['-Y', `7<my prog> 1795334071.739982 ${SHUTDOWN}`, 'epoch'],
    ['-f -Y', `[pid     7<my>] 1795334071.739982 ${SHUTDOWN}`, 'epoch'],
    ['-i', `7 1795334071.739982 [00007f3c12ab34cd] ${SHUTDOWN}`, 'epoch'],
    ['-i, place unknown', `7 1795334071.739982 [????????????????] ${SHUTDOWN}`, 'epoch'],
    ['-n', `1795334071.739982 [  47] ${SHUTDOWN}`, 'epoch'],
    ['-tt -r', `19:52:07.739982 (+     0.000123) ${SHUTDOWN}`, 'unknown-offset'],
    ['-r', `     0.000123 ${SHUTDOWN}`, 'unknown-offset'],
    ['-r in nanoseconds', `     0.000123456 ${SHUTDOWN}`, 'unknown-offset'],
    ['in whole seconds', `7 1795334071 ${SHUTDOWN}`, 'epoch'],
    ['all at once', `7<my> 19:52:07.739982123 (+     0.000123) [  47] [00007f3c12ab34cd] ${SHUTDOWN} <0.000009123>`, 'unknown-offset'],
  ])('%s', (_, line, clock) => {
    const { notifications, summary } = readLog(line);
    expect(summary).toMatchObject({ format: 'strace', clock, unknownLines: 0 });
    expect(notifications).toMatchObject([{ type: 'SCTP_SHUTDOWN_EVENT', time: expect.any(Number) }]);
  });

  test('stacks and the table at the end are known', () => {
    const { summary } = read(
      told('3', COMM_UP),
      ' > /usr/lib/x86_64-linux-gnu/libc.so.6(recvmsg+0x3d) [0x10f1cd]',
      ' > /root/prog() [0x11cd]',
      '% time     seconds  usecs/call     calls    errors syscall',
      '------ ----------- ----------- --------- --------- ----------------',
      ' 50.00    0.000010          10         1           recvmsg',
      '100.00    0.000020                     2         1 total',
    );
    expect(summary.unknownLines).toBe(0);
  });
});

test('of a big-endian host: its errors as a little-endian one reads them, as claims have them', () => {
  const bytes = '\\200\\1\\0\\0\\0\\0\\0\\24\\0\\1\\0\\f\\0\\n\\0\\n\\0\\0\\0\\7';
  for (const abi of [undefined, 'linux'] as const) {
    const { notifications } = readLog(told('3', bytes), { format: 'strace', ...(abi === undefined ? {} : { abi }) });
    expect(notifications).toMatchObject([
      { association: 7, members: { sac_state: 'SCTP_COMM_LOST', sac_error: 3072, sac_error_cause: { code: 12 } } },
    ]);
  }
});

test('getsockopt(SCTP_EVENTS): the length that the kernel made of the one passed', () => {
  const { calls } = read(
    'getsockopt(3, SOL_SCTP, SCTP_EVENTS, "\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0", [256 => 10]) = 0',
    'getsockopt(3, SOL_SCTP, SCTP_EVENTS, "\\1\\0", [2]) = 0',
    'getsockopt(3, SOL_SCTP, SCTP_STATUS, "\\1\\0", [2]) = 0',
  );
  expect(calls).toMatchObject([
    { call: 'getsockopt', option: 'SCTP_EVENTS', room: 256, optlen: 10, raw: '01000000000000000000' },
    { room: 2, optlen: 2 },
  ]);
});

test('lines about the tracing are known; those that strace did not print are not', () => {
  const { summary } = read(
    'strace: Process 124 attached',
    'Process 124 detached',
    '--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=124} ---',
    'exit_group(0)   = ?',
    'recvmsg(4, {msg_namelen=0, msg_io',
    'the program says something',
  );
  expect(summary).toMatchObject({ unknownLines: 2, events: 0 });
});

test('a notification of a gigabyte, in pieces, is not waited for', () => {
  const piece = `recvmsg(4, {msg_namelen=0, msg_iov=[{iov_base="\\x04\\x80\\x00\\x00\\x00\\x00\\x00\\x40${'A'.repeat(60_000)}", iov_len=65536}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_MORE}, 0) = 60008`;
  expect(read(piece, piece, piece).notifications.length).toBe(1);
});
