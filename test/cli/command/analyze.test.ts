import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { main } from '../../../src/cli/main.js';
import { crc32c } from '../../../src/dissect/crc32c.js';
import { block, concat, hex, interfaceDescription, option, pcap, sectionHeader, words } from '../../helper/capture-bytes.js';
import { ethernet, ipv4, ipv6, sctpPacket, udp as udpPacket } from '../../helper/packet-bytes.js';
import { SAMPLES } from '../../helper/samples.js';
import { fakeSurroundings } from '../../helper/surroundings.js';

async function analyze(...args: string[]) {
  const surroundings = fakeSurroundings();
  const status = await main(['analyze', ...args], surroundings);
  return { status, output: surroundings.output(), errors: surroundings.errors() };
}

async function lines(...args: string[]): Promise<Record<string, unknown>[]> {
  const { output } = await analyze(...args, '--format', 'ndjson');
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const sample = (name: string) => join(SAMPLES, name);
const ABORT = sample('abort-by-peer.pcap');
const LOST = sample('lost-messages.pcap');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sctpscope-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function captured(name: string, frames: Uint8Array[]): string {
  const path = join(folder, name);
  writeFileSync(path, pcap(frames.map((bytes, index) => ({ bytes, seconds: index }))));
  return path;
}

const udp = (payload: string) => {
  const bytes = hex(payload);
  return ethernet(0x0800, ipv4(17, hex(`c000c001${(bytes.length + 8).toString(16).padStart(4, '0')}0000${payload}`)));
};

const kinds = (found: Record<string, unknown>[]) =>
  found.map(({ kind, sn_type, sac_state }) => [kind, sac_state ?? sn_type].filter(Boolean).join(' '));

describe('a filter', () => {
  test('leaves the notifications that match, and their association', async () => {
    const found = await lines(ABORT, '--filter', 'notification == COMM_LOST');
    expect(kinds(found)).toEqual(['notification SCTP_COMM_LOST', 'notification SCTP_COMM_LOST', 'association']);
  });

  test('asks packets for what only they tell', async () => {
    const all = await lines(ABORT);
    const withAbort = await lines(ABORT, '-Y', 'chunk == ABORT and frame == 9 or tsn == 1');
    expect(kinds(withAbort)).toContain('association');
    expect(await lines(ABORT, '-Y', 'not chunk == ABORT')).toEqual([]);
    const byOutcome = await lines(ABORT, '-Y', 'outcome == aborted and not chunk == SHUTDOWN');
    expect(byOutcome.map((line) => line['id'])).toEqual(all.map((line) => line['id']));
  });

  test('says in the text how much it hides', async () => {
    const { output } = await analyze(ABORT, '--filter', 'host == 10.1.0.2');
    expect(output).toContain('nothing that matches the filter\n    (2 more not shown: the filter)\n');
  });

  test('that makes no sense is pointed at', async () => {
    const { status, errors } = await analyze(ABORT, '--filter', 'chunk == ABRT');
    expect([status, errors]).toEqual([
      2,
      "sctpscope: --filter: chunk wants a chunk type, or its number, 'ABRT' is none; perhaps ABORT?\n  chunk == ABRT\n           ^^^^\n",
    ]);
  });
});

describe('the input', () => {
  test('is given with -r too, and read with pcap-parser where that is wanted', async () => {
    const own = await analyze(LOST);
    expect(await analyze('-r', LOST, '--reader', 'pcap-parser')).toEqual(own);
    expect(own.status).toBe(0);
  });

  test('of two files is one capture', async () => {
    const found = await lines(sample('shutdown.pcap'), ABORT);
    expect(found.filter(({ kind }) => kind === 'association').map(({ outcome }) => outcome)).toEqual(['shutdown', 'aborted']);
  });

  test.each([
    [[], 2, /analyze needs a capture file: .*tcpdump/],
    [['-', '-'], 2, /once only/],
    [[LOST, '--reader', 'mine'], 2, /known are own, pcap-parser/],
    [['nowhere.pcap'], 3, /no such file/],
    [['package.json'], 3, /text without SCTP packets/],
  ])('%j ends with status %d', async (args, status, message) => {
    const ended = await analyze(...args);
    expect([ended.status, ended.output]).toEqual([status, '']);
    expect(ended.errors).toMatch(message);
  });
});

test("--no-payload keeps users' data out", async () => {
  const held = (found: Record<string, unknown>[]) =>
    found.filter((line) => ['ssf_data', 'sac_info', 'sre_data'].some((name) => name in line));
  const plain = await lines(LOST);
  const without = await lines(LOST, '--no-payload');
  expect(held(plain).length).toBeGreaterThan(0);
  expect(held(without)).toEqual([]);
  expect(without.map(({ id }) => id)).toEqual(plain.map(({ id }) => id));
});

describe('what is beside SCTP is told once', () => {
  const dtls = udp('16fefd0000000000000001 0004 01000000'.replaceAll(' ', ''));

  test('DTLS with advice, also where there is nothing else', async () => {
    const path = captured('dtls.pcap', [dtls, dtls, dtls]);
    const found = await lines(path);
    expect(found).toEqual([
      expect.objectContaining({ kind: 'diagnosis', rule: 'DTLS', frame: 1, text: expect.stringMatching(/^3 DTLS packets\. .*MOZ_LOG/) }),
    ]);
    expect((await analyze(path)).errors).toMatch(/^sctpscope: no SCTP packet in 3 frames\. SCTP inside DTLS/);
  });

  test('packets captured twice, packets too short, ICMP errors by what they say', async () => {
    const init = sctpPacket({ chunks: '01000014 00000001 00001000 00010001 00000001' });
    const frame = ethernet(0x0800, ipv4(132, init));
    const short = ethernet(0x0800, ipv4(132, hex('13891772')));
    const unreachable = ethernet(0x0800, ipv4(1, new Uint8Array([3, 2, 0, 0, 0, 0, 0, 0, ...ipv4(132, init)])));
    const found = await lines(captured('beside.pcap', [frame, short, unreachable, short, unreachable, unreachable]));
    const told = found
      .filter(({ kind, association }) => kind === 'diagnosis' && association === 0)
      .map(({ rule, frame, text }) => [rule, frame, text]);
    expect(told).toEqual([
      ['too short for SCTP', 2, '2 packets of protocol SCTP have no whole common header; nothing can be said of them'],
      ['ICMP error', 3, expect.stringMatching(/reports ICMP protocol unreachable for packets .* \(3 times\)$/)],
    ]);
  });
});

describe('a limit that is reached is said', () => {
  const told = async (path: string) =>
    (await lines(path)).filter(({ association }) => association === 0).map(({ rule, frame, text }) => [rule, frame, text]);

  test('layers one in another without end', async () => {
    const extension = hex('3c00000000000000');
    const nested = ethernet(0x86dd, ipv6(60, concat(...new Array<Uint8Array>(100).fill(extension))));
    expect(await told(captured('deep.pcap', [nested]))).toEqual([
      ['too many layers', 1, '1 frame has more than 40 layers one in another: not looked into to the end'],
    ]);
  });

  test('pairs of UDP ports', async () => {
    const packet = sctpPacket({ chunks: '0b000004' });
    const view = new DataView(packet.buffer);
    view.setUint32(8, crc32c(view, 0, packet.length), true);
    const frames = (count: number) =>
      Array.from({ length: count }, (_, at) => ethernet(0x0800, ipv4(17, udpPacket(20_000 + at, 30_000, packet))));
    expect(await told(captured('ports.pcap', frames(4096)))).not.toContainEqual(expect.arrayContaining(['too many UDP ports']));
    expect(await told(captured('more-ports.pcap', frames(4098)))).toContainEqual([
      'too many UDP ports',
      0,
      'SCTP over UDP between more than 4096 pairs of ports: 2 packets between further ones had a right checksum; those that do not are not recognised there',
    ]);
  });
});

test('frames that were dropped while capturing are told', async () => {
  const path = join(folder, 'dropped.pcapng');
  const statistics = block(5, concat(words(true, 0, 0, 0), option(5, hex('0700000000000000'))));
  writeFileSync(path, concat(sectionHeader(), interfaceDescription(1, 0, [option(2, new TextEncoder().encode('eth7'))]), statistics));
  const { errors } = await analyze(path);
  expect(errors).toContain('while capturing on eth7, 7 frames were dropped');
});
