/** `annotate --format packetdrill`. Every script of the recorded cases went through packetdrill's own parser (--dry_run) when this was written; here, what is in them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli/main.js';
import { recvmsgText } from '../../src/cli/packetdrill/notification-text.js';
import { LINUX } from '../../src/notification/abi/linux.js';
import type { Notification } from '../../src/notification/notification.js';
import { SAMPLES } from '../helper/samples.js';
import { fakeSurroundings } from '../helper/surroundings.js';

async function script(sample: string, ...more: string[]): Promise<{ status: number; text: string; errors: string }> {
  const surroundings = fakeSurroundings();
  const status = await main(['annotate', join(SAMPLES, sample), '--format', 'packetdrill', '-o', '-', ...more], surroundings);
  return { status, text: surroundings.output(), errors: surroundings.errors() };
}

/** Lines without their times; of recvmsg the struct's type and its length. */
function steps(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('+'))
    .map((line) => line.replace(/^\+[\d.]+ /, '').replace(/^recvmsg\((\d).*?_type=(\w+).*\) = (\d+)$/, 'recvmsg $1 $2 $3'));
}

test('the end that connects', async () => {
  const { text } = await script('shutdown.pcap', '--stack', 'linux@6.1');
  expect(text).toMatch(
    /^\/\/ association 1 of shutdown\.pcap, for the kernel of 10\.1\.0\.1:5001, expected to be linux@6\.1 \(stated by the user\)\n/,
  );
  expect(steps(text).slice(0, 12)).toEqual([
    'socket(..., SOCK_STREAM, IPPROTO_SCTP) = 3',
    'setsockopt(3, IPPROTO_SCTP, SCTP_EVENT, {se_assoc_id=0, se_type=SCTP_ASSOC_CHANGE, se_on=1}, 8) = 0',
    'setsockopt(3, IPPROTO_SCTP, SCTP_EVENT, {se_assoc_id=0, se_type=SCTP_AUTHENTICATION_EVENT, se_on=1}, 8) = 0',
    'setsockopt(3, IPPROTO_SCTP, SCTP_EVENT, {se_assoc_id=0, se_type=SCTP_SHUTDOWN_EVENT, se_on=1}, 8) = 0',
    'fcntl(3, F_GETFL) = 0x2 (flags O_RDWR)',
    'fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0',
    'connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)',
    '> sctp: INIT[flgs=0, tag=3767533306, a_rwnd=..., os=..., is=..., tsn=4278007215, ...]',
    '< sctp: INIT_ACK[flgs=0, tag=2288953138, a_rwnd=106496, os=10, is=10, tsn=228551889, STATE_COOKIE[len=4, val=...], PARAMETER[type=0x8000, len=4, val=[]], PARAMETER[type=0xc000, len=4, val=[]]]',
    '> sctp: COOKIE_ECHO[flgs=0, len=4, val=...]',
    '< sctp: COOKIE_ACK[flgs=0]',
    'recvmsg 3 SCTP_ASSOC_CHANGE 20',
  ]);
  expect(steps(text).slice(-5)).toEqual([
    '< sctp: SHUTDOWN[flgs=0, cum_tsn=4278007217]',
    'recvmsg 3 SCTP_SHUTDOWN_EVENT 12',
    '> sctp: SHUTDOWN_ACK[flgs=0]',
    '< sctp: SHUTDOWN_COMPLETE[flgs=0]',
    'recvmsg 3 SCTP_ASSOC_CHANGE 20',
  ]);
  expect(text).toMatch(
    /\/\/ certain: COOKIE-ACK in frame 4 completes .*\n\+[\d.]+ recvmsg\(3, .*sac_state=SCTP_COMM_UP, sac_error=0, sac_outbound_streams=10,/,
  );
});

test('the end that is called: it listens, accepts, and shuts down', async () => {
  const { text } = await script('shutdown.pcap', '--endpoint', '10.1.0.2', '--stack', 'linux@6.1');
  const lines = steps(text);
  expect(lines).toContain('listen(3, 1) = 0');
  expect(lines.slice(lines.indexOf('> sctp: COOKIE_ACK[flgs=0]')).slice(0, 3)).toEqual([
    '> sctp: COOKIE_ACK[flgs=0]',
    'accept(3, ..., ...) = 4',
    'recvmsg 4 SCTP_ASSOC_CHANGE 20',
  ]);
  expect(lines).toContain('< sctp: COOKIE_ECHO[flgs=0, len=..., val=...]');
  expect(lines[lines.indexOf('> sctp: SHUTDOWN[flgs=0, cum_tsn=4278007217]') - 1]).toBe('shutdown(4, SHUT_WR) = 0');
  expect(lines).toContain('recv(4, ..., 500, 0) = 500');
});

test('a message in fragments is one send; what failed is expected in the form of its stack', async () => {
  const linux = await script('lost-messages.pcap', '--stack', 'linux@6.1');
  expect(steps(linux.text).filter((line) => line.startsWith('sctp_sendmsg')).length).toBeGreaterThan(1);
  expect(linux.text).toMatch(
    /recvmsg\(3, .*ssf_type=SCTP_SEND_FAILED, ssf_flags=SCTP_DATA_SENT, ssf_length=1500, ssf_error=3072, ssf_info=\{sinfo_stream=3,/,
  );
  const freebsd = await script('retransmission-limit.pcap', '--stack', 'usrsctp');
  expect(freebsd.text).toMatch(
    /ssfe_flags=SCTP_DATA_SENT, ssfe_length=132, ssfe_error=0, ssfe_info=\{snd_sid=0, snd_flags=3, snd_ppid=htonl\(46\),/,
  );
  expect(freebsd.text).toMatch(/sac_info=\[0x01,0x02,0x03,0x04,0x05\]/);
});

test('an abort of the application, and what is told of it', async () => {
  const { text } = await script('abort-by-peer.pcap', '--stack', 'usrsctp');
  const lines = steps(text);
  const abort = lines.findIndex((line) => line.startsWith('> sctp: ABORT[flgs=0, CAUSE[code=12,'));
  expect(lines[abort - 1]).toMatch(/^sctp_sendmsg\(3, NULL, 0, NULL, 0, htonl\(0\), SCTP_ABORT, /);
  expect(lines[abort + 1]).toMatch(/^recvmsg 3 SCTP_ASSOC_CHANGE 20$/);
});

test('packets of other paths are counted', async () => {
  const { text } = await script('multihoming-failover.pcapng');
  expect(text).toMatch(/\n\/\/ \d+ packets between other addresses are not in it: packetdrill knows one path\n/);
});

describe('what cannot be', () => {
  test.each<[string, string[], RegExp]>([
    ['restart.pcap', [], /there are 2 associations: --association N says which is meant/],
    ['shutdown.pcap', ['--association', '7'], /--association 7: there is none/],
    ['shutdown.pcap', ['--endpoint', '10.9.9.9'], /--endpoint 10\.9\.9\.9: association 1 is between 10\.1\.0\.1:5001 and 10\.1\.0\.2:6010/],
    ['shutdown.pcap', ['--format', 'tea'], /--format tea: known are pcapng, packetdrill/],
    ['shutdown.pcap', ['--stack', 'dcsctp'], /has no socket API|--stack/],
  ])('%s %j', async (sample, more, message) => {
    const { status, errors } = await script(sample, ...more);
    expect(errors).toMatch(message);
    expect(status).toBe(2);
  });
});

test('every sample makes a script whose steps are of known forms', async () => {
  const index = JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as { name: string }[];
  for (const { name } of index) {
    const file = name === 'multihoming-failover' ? `${name}.pcapng` : `${name}.pcap`;
    for (const endpoint of [[], ['--endpoint', '10.1.0.2']]) {
      const { text, status } = await script(file, '--association', '1', '--subscribe', 'all', ...endpoint);
      expect(status).toBe(0);
      for (const line of text.split('\n').filter(Boolean))
        expect(line).toMatch(/^(\/\/ |\+[\d.]+ ([<>] sctp: [A-Z_]+\[|\w+\(\d?.*\) = (-1 EINPROGRESS|0x2|\d+)))/);
    }
  }
});

test('a member that is not claimed is left open, the PPID included, of which packetdrill wants htonl() otherwise', () => {
  const body = { sn_type: 'SCTP_SEND_FAILED_EVENT', ssfe_flags_name: 'SCTP_DATA_UNSENT', ssfe_error: 0, ssfe_info: { snd_sid: 3 } };
  expect(recvmsgText({ body } as unknown as Notification, 4, LINUX)).toMatch(
    /^recvmsg\(4, .*ssfe_info=\{snd_sid=3, snd_flags=\.\.\., snd_ppid=\.\.\., snd_context=\.\.\., snd_assoc_id=\.\.\.\}/,
  );
});
