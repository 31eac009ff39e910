import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { main } from '../../../src/cli/main.js';
import { fixtureLines } from '../../helper/fixture.js';
import { SAMPLES } from '../../helper/samples.js';
import { fakeSurroundings } from '../../helper/surroundings.js';

const COMM_UP = '0180000014000000000000000100010029010000';

async function decode(args: string[], input?: string) {
  const surroundings = fakeSurroundings(input);
  const status = await main(['decode', ...args], surroundings);
  return { status, output: surroundings.output(), errors: surroundings.errors() };
}

test('bytes of another struct: which may be meant is said', async () => {
  const { output } = await decode(['0000000003800100']);
  expect(output).toMatch(
    /^not a notification .*\nodd: .*\nmind: so many bytes has struct .*sctp_event\b.*: --struct \w+ or another reads them so\n$/,
  );
  expect((await decode(['000000000380'])).output).not.toMatch(/mind/);
});

test('a big-endian host reads a cause in network order as it is', async () => {
  const { output } = await decode(['8001000000000014', '0001000c000a000a00000007']);
  expect(output).toMatch(/big-endian, guessed[^\n]*everything fits/);
  expect(output).toMatch(/sac_error +12 \(cause 12, User-Initiated Abort\)/);
  expect(output).not.toMatch(/odd:/);
});

describe('a line of strace', () => {
  const events = (length: number, end: string): string =>
    `456 1795292090.449 setsockopt(4, SOL_SCTP, SCTP_EVENTS, "${'\\1'.repeat(6)}${'\\0'.repeat(length - 6)}", ${length}) = ${end}`;

  test('the subscription that failed: on which kernels it does', async () => {
    const { status, output } = await decode([events(14, '-1 EINVAL (Invalid argument)')]);
    expect(status).toBe(0);
    expect(output).toMatch(/^the call failed with EINVAL, as it does on these kernels only:\nstruct sctp_event_subscribe, 14 bytes\n/);
    expect(output).toMatch(/\nLinux 5\.0 to 5\.4: EINVAL: its struct has 13 bytes, 14 are more/);
    expect(output).not.toMatch(/Linux 5\.5 and later.*:/);
  });

  test('and one that did not, beside the kernel in question', async () => {
    expect((await decode([events(14, '0')])).output).toMatch(
      /succeeded, as it does[\s\S]*\nLinux 5\.5 and later[^\n]*: success[\s\S]*\nFreeBSD/,
    );
    const { output } = await decode(['--kernel', '3.10', '--events', events(10, '0')]);
    expect(output).toMatch(
      /\nLinux 3\.1 to 4\.10, RHEL 7 \(3\.10\): success: its struct has 10 bytes\n +subscribed: sctp_data_io_event, SCTP_ASSOC_CHANGE, /,
    );
  });

  test('what getsockopt returned tells the kernel', async () => {
    const { output } = await decode(['getsockopt(4, SOL_SCTP, SCTP_EVENTS, "\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0", [256 => 11]) = 0']);
    expect(output.match(/^\S.*: success/gm)).toEqual(['Linux 4.11: success', 'FreeBSD and usrsctp: success']);
  });

  test('a whole trace: options and notifications, and nothing of the rest', async () => {
    const { status, output, errors } = await decode(['-'], readFileSync(join(SAMPLES, 'strace-log.a.strace'), 'utf8'));
    expect([status, errors]).toEqual([0, '']);
    expect(output).toMatch(/^SCTP_RTOINFO: struct sctp_rtoinfo /m);
    expect(output.match(/^SCTP_\w+ \(Linux/gm)?.length).toBe(5);
    expect(output).not.toMatch(/not a notification/);
  });

  test('in which there is nothing', async () => {
    const { status, errors } = await decode(['connect(3, {sa_family=AF_INET, sin_port=htons(1), sin_addr=inet_addr("10.0.0.1")}, 16) = 0']);
    expect([status, errors]).toEqual([2, expect.stringMatching(/in this call there is nothing to decode/)]);
  });
});

test('by length only', async () => {
  const { status, output } = await decode(['--optlen', '14', '--kernel', '3.10']);
  expect(status).toBe(0);
  expect(output).toMatch(/\nLinux 3\.1 to 4\.10, RHEL 7 \(3\.10\): EINVAL: its struct has 10 bytes, 14 are more, and are refused\ndo: /);
  expect((await decode(['--optlen', '8', '--kernel', '6.1'])).output).not.toMatch(/subscribed/);
});

test.each([64, 76])('base64 over several lines, as base64 and openssl wrap it at %i', async (width) => {
  const failed = `038001005f000000${'00'.repeat(40)}${'abcdef'.repeat(15)}3130`;
  const text = Buffer.from(failed, 'hex').toString('base64');
  const lines = text.match(new RegExp(`.{1,${width}}`, 'g'))!;
  const { status, output, errors } = await decode(['-'], `${lines.join('\n')}\n${COMM_UP}\n`);
  expect([status, errors, lines.length]).toEqual([0, '', 2]);
  expect(output).toMatch(/ssf_data +(abcdef)+.*\(47 bytes\)/);
  expect(output).toMatch(/SCTP_COMM_UP/);
});

describe('a notification', () => {
  test('in words, with offsets and sizes', async () => {
    const { status, output } = await decode(['--abi', 'linux', '0180000014000000', '0100000c0a000a0007000000']);
    expect(status).toBe(0);
    expect(output.split('\n')).toEqual([
      'SCTP_ASSOC_CHANGE (Linux, little-endian)',
      '    0    2  sac_type                   0x8001 (SCTP_ASSOC_CHANGE)',
      '    2    2  sac_flags                  0',
      '    4    4  sac_length                 20',
      '    8    2  sac_state                  1 (SCTP_COMM_LOST)',
      '   10    2  sac_error                  3072 (cause 12, User-Initiated Abort)',
      '   12    2  sac_outbound_streams       10',
      '   14    2  sac_inbound_streams        10',
      '   16    4  sac_assoc_id               7',
      '   20    0  sac_info',
      '',
    ]);
  });

  test('of the wrong stack: says so', async () => {
    const { output } = await decode(['--abi', 'linux', '0100000014000000040000000000000003000000']);
    expect(output).toMatch(/odd: Linux has no notification of type 1 .*SCTP_ASSOC_CHANGE on usrsctp/);
  });

  test('features in the sac_info of the FreeBSD family', async () => {
    const { output } = await decode(['0100000019000000010000000a000a00030000000102030405']);
    expect(output).toMatch(/sac_info +0102030405 \(PR-SCTP, AUTH, ASCONF, MULTIBUF, RE-CONFIG\)/);
  });

  test('for programs', async () => {
    const { output } = await decode(['--format', 'ndjson', '0180000014000000 0100000c0a000a0007000000']);
    expect(JSON.parse(output)).toMatchObject({
      kind: 'decoded',
      abi: 'linux',
      sn_type: 'SCTP_ASSOC_CHANGE',
      sac_error_cause: { code: 12 },
      assoc_id: 7,
    });
  });

  test('a buffer a line', async () => {
    const rows = fixtureLines<{ raw: string; told: { sn_type: string } }>('notifications.ndjson');
    const { status, output, errors } = await decode(['--format', 'ndjson', '-'], `${rows.map(({ raw }) => raw).join('\r\n')}\n\nnot hex\n`);
    expect(status).toBe(0);
    const types = output
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { sn_type: string }).sn_type);
    expect(types).toEqual(rows.map(({ told }) => told.sn_type));
    expect(errors).toBe(`sctpscope: 1 of ${rows.length + 1} lines are not bytes in hex\n`);
  });

  test('nothing on its input that is bytes', async () => {
    expect((await decode(['-'], 'hello\n')).status).toBe(3);
    const { status, errors } = await decode(['-'], '');
    expect([status, errors]).toEqual([3, 'sctpscope: standard input is empty: give a buffer in hex a line\n']);
  });

  const types = (output: string) => [...output.matchAll(/^(SCTP_\w+) \(/gm)].map(([, type]) => type);
  const [UP, SHUTDOWN] = ['0180000014000000000000000100010029010000', '058000000c00000029010000'];

  test('several in one buffer; what is none stays with the last', async () => {
    expect(types((await decode([`${UP}${SHUTDOWN}${UP}`])).output)).toEqual([
      'SCTP_ASSOC_CHANGE',
      'SCTP_SHUTDOWN_EVENT',
      'SCTP_ASSOC_CHANGE',
    ]);
    const { output } = await decode([`${SHUTDOWN}${SHUTDOWN}deadbeef`]);
    expect(types(output)).toEqual(['SCTP_SHUTDOWN_EVENT', 'SCTP_SHUTDOWN_EVENT']);
    expect(output).toMatch(/odd: 4 bytes more than its length of 12 says/);
  });

  test('dumps among other lines', async () => {
    const dump =
      '00000000  01 80 00 00 14 00 00 00  00 00 00 00 01 00 01 00  |................|\n00000010  29 01 00 00  |)...|\n00000014\n';
    const { output, errors } = await decode(['-'], `${dump}${dump}${SHUTDOWN}\nAYAAABQAAAAAAAAAAQABACkBAAA=\n`);
    expect(types(output)).toEqual(['SCTP_ASSOC_CHANGE', 'SCTP_ASSOC_CHANGE', 'SCTP_SHUTDOWN_EVENT', 'SCTP_ASSOC_CHANGE']);
    expect(errors).toBe('');
  });

  test.each([
    ['xxd -p', (hex: string) => hex.replace(/.{24}/g, '$&\n')],
    ['xxd -i', (hex: string) => hex.replace(/../g, '0x$&, ').replace(/.{72}/g, '  $&\n')],
    ['a C array', (hex: string) => `unsigned char packet_bytes[] = {\n${hex.replace(/../g, '0x$&, ').replace(/.{72}/g, '  $&\n')}\n};\n`],
    ['od -A n', (hex: string) => hex.replace(/../g, ' $&').replace(/.{24}/g, '$&\n')],
    ['od -A x', (hex: string) => `000000${hex.replace(/../g, ' $&').replace(/(.{48})/, '$1\n000010')}\n000014`],
    ['gdb', (hex: string) => hex.replace(/../g, '\t0x$&').replace(/(.{40})(.{40})/, '0x7f10 <b>:$1\n0x7f18 <b+8>:$2\n0x7f20 <b+16>:')],
  ])('over several lines, as %s prints it', async (_, print) => {
    const { output, errors } = await decode(['-'], `${print(COMM_UP)}\n${SHUTDOWN}\n`);
    expect(types(output)).toEqual(['SCTP_ASSOC_CHANGE', 'SCTP_SHUTDOWN_EVENT']);
    expect(output).not.toContain('odd');
    expect(errors).toBe('');
  });

  test('cut short, a buffer a line: they are not put together', async () => {
    const { output } = await decode(['-'], `${COMM_UP.slice(0, 24)}\n${SHUTDOWN}\n${COMM_UP.slice(0, 24)}\n`);
    expect(types(output)).toEqual(['SCTP_ASSOC_CHANGE', 'SCTP_SHUTDOWN_EVENT', 'SCTP_ASSOC_CHANGE']);
  });

  test('where another stack fits as well, it is said what it would be there', async () => {
    expect((await decode(['0100000014000000010000000100010029010000'])).output).toMatch(
      /SCTP_ASSOC_CHANGE on usrsctp and FreeBSD in little-endian order; .*; it may as well be Solaris's with sac_state SCTP_COMM_LOST\)/,
    );
    expect((await decode(['090000000c00000005000000'])).output).toMatch(/it may as well be Solaris's SCTP_SENDER_DRY_EVENT\)/);
  });

  test('what usrsctp.h makes of its partial delivery event', async () => {
    const { output } = await decode(['--abi', 'usrsctp', '0700000014000000010000000300070005000000']);
    expect(output).toMatch(/pdapi_stream +3\n.*pdapi_seq +7\n/);
    expect(output).toMatch(/mind: usrsctp\.h declares this struct otherwise/);
    expect((await decode(['--abi', 'freebsd', '0700000014000000010000000300070005000000'])).output).not.toContain('mind');
  });

  test('Linux has no features in sac_info', async () => {
    expect((await decode(['018000001500000000000000010001002901000001'])).output).toMatch(/sac_info +01 \(Linux leaves it empty\)/);
  });
});

describe('a subscription', () => {
  test('newer headers on RHEL 5', async () => {
    const { status, output } = await decode(['--events', '010101010101010100', '--kernel', '2.6.18']);
    expect(status).toBe(0);
    expect(output).toMatch(/RHEL 5 \(2\.6\.18\): EINVAL: its struct has 8 bytes, 9 are more, and are refused/);
    expect(output).toMatch(/do: pass 8 as the length/);
  });

  test('recognised without an option, for programs', async () => {
    const { output } = await decode(['--format', 'ndjson', '--kernel', '6.1', '0100000001000000']);
    expect(JSON.parse(output)).toMatchObject({
      kind: 'subscription',
      result: 'success',
      members: ['sctp_data_io_event', 'sctp_peer_error_event'],
    });
  });

  test('a length other than the bytes', async () => {
    const { output } = await decode(['--events', '0101', '--optlen', '18', '--kernel', '6.1']);
    expect(output).toMatch(/EINVAL: its struct has 14 bytes, 18 are more/);
    expect(output).toMatch(/do: pass no more than the last member that is used needs; every Linux kernel takes 8/);
    expect((await decode(['--events', '01', '--optlen', '99999', '--kernel', '6.1'])).output.split('\n').length).toBeLessThan(40);
  });

  test.each([
    ['rhel9', 'Linux 5.5 and later, RHEL 9 and 10: success'],
    ['el8', 'RHEL 8 (4.18): success'],
    ['5.4.0-42-generic', 'Linux 5.0 to 5.4: EINVAL'],
    ['freebsd', 'FreeBSD and usrsctp: success'],
  ])('14 bytes on %s', async (kernel, expected) => {
    expect((await decode(['--events', '01'.repeat(14), '--kernel', kernel])).output).toContain(expected);
  });

  test('what to do where less is refused', async () => {
    const { output } = await decode(['--events', '0100000001010000', '--kernel', 'freebsd']);
    expect(output).toMatch(/do: less than 11 bytes are refused by FreeBSD and usrsctp: pass 11 there/);
    expect((await decode(['--events', '01', '--kernel', 'tea'])).errors).toMatch(/--kernel tea: give what uname -r prints there, such as/);
  });
});

describe('other structs', () => {
  test('sctp_event: which notification it asks for', async () => {
    const { output } = await decode(['--struct', 'sctp_event', '0000000009800100']);
    expect(output.split('\n').slice(0, 4)).toEqual([
      'struct sctp_event (Linux, little-endian)',
      '    0    4  se_assoc_id                0',
      '    4    2  se_type                    32777 (SCTP_SENDER_DRY_EVENT)',
      '    6    1  se_on                      1',
    ]);
  });

  test.each([
    ['linux', `0200${'00'.repeat(2)}0100${'00'.repeat(2)}0000002e${'00'.repeat(20)}`, /sinfo_flags +1 \(SCTP_UNORDERED\)/],
    ['usrsctp', `0200${'00'.repeat(2)}0004${'00'.repeat(2)}0000002e${'00'.repeat(116)}`, /sinfo_flags +1024 \(SCTP_UNORDERED\)/],
  ])('sctp_sndrcvinfo of %s', async (abi, hex, flags) => {
    const { output } = await decode(['--abi', abi, '--struct', 'sctp_sndrcvinfo', hex]);
    expect(output).toMatch(flags);
    expect(output).toMatch(/sinfo_stream +2\n/);
    expect(output).toMatch(/sinfo_ppid +46\n/);
    expect(output).not.toContain('odd');
  });

  test('for programs; a wrong length; a struct nobody has', async () => {
    expect(JSON.parse((await decode(['-T', 'ndjson', '--struct', 'sctp_sndinfo', '01'.repeat(16)])).output)).toMatchObject({
      kind: 'struct',
      struct: 'sctp_sndinfo',
    });
    expect((await decode(['--struct', 'sctp_rcvinfo', '0102'])).output).toMatch(/odd: struct sctp_rcvinfo has 28 bytes, 2 are here/);
    expect((await decode(['--struct', 'sctp_tea', '01'])).errors).toMatch(/--struct sctp_tea: known are sctp_sndrcvinfo/);
  });
});

describe('wrong usage', () => {
  test.each([
    [[]],
    [['zz']],
    [['\x1b[31m']],
    [['--abi', 'plan9', '00']],
    [['--byte-order', 'middle', '00']],
    [['--kernel', 'vms', '--events', '01']],
    [['--optlen', 'x', '--events', '01']],
    [['--format', 'xml', '01']],
  ])('%j', async (args) => {
    const { status, errors } = await decode(args);
    expect(status).toBe(2);
    expect(errors).toMatch(/^sctpscope: .+\n$/);
    expect(errors).not.toContain('\x1b');
  });
});
