import { describe, expect, test } from '@jest/globals';
import { main } from '../../../src/cli/main.js';
import { fixtureLines } from '../../helper/fixture.js';
import { fakeSurroundings } from '../../helper/surroundings.js';

async function decode(args: string[], input?: string) {
  const surroundings = fakeSurroundings(input);
  const status = await main(['decode', ...args], surroundings);
  return { status, output: surroundings.output(), errors: surroundings.errors() };
}

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
