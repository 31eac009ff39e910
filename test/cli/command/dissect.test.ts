import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { main } from '../../../src/cli/main.js';
import { hex, pcap } from '../../helper/capture-bytes.js';
import { ethernet, ipv4, sctpPacket } from '../../helper/packet-bytes.js';
import { SAMPLES } from '../../helper/samples.js';
import { fakeSurroundings } from '../../helper/surroundings.js';

async function dissect(...args: string[]) {
  const surroundings = fakeSurroundings();
  const status = await main(['dissect', ...args], surroundings);
  return { status, lines: surroundings.output().split('\n').slice(0, -1), errors: surroundings.errors() };
}

const SHUTDOWN = join(SAMPLES, 'shutdown.pcap');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sctpscope-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A capture of these frames, in a file. */
function captured(name: string, frames: Uint8Array[], originalLength?: number): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    pcap(frames.map((bytes, index) => ({ bytes, seconds: index, ...(originalLength !== undefined && { originalLength }) }))),
  );
  return path;
}

const sctp = (chunks: string) => ethernet(0x0800, ipv4(132, sctpPacket({ chunks })));

/** DATA with a Diameter DWR of which 24 bytes are there, the last four of them 'top!'. */
const DATA = `00030028 00000001 00020003 0000002e 01000018 80000118 00000000 00000000 00000000 ${Buffer.from('top!').toString('hex')}`;

describe('a line a packet', () => {
  test('a recorded association from its beginning', async () => {
    const { status, lines, errors } = await dissect(SHUTDOWN);
    expect([status, errors, lines.length]).toEqual([0, '', 19]);
    expect(lines.slice(0, 6)).toEqual([
      '    1    0.000000 10.1.0.1:5001 > 10.1.0.2:6010 INIT tag 0xe08ffefa a_rwnd 106496 streams 10/10 TSN 4278007215',
      '    2    0.000469 10.1.0.2:6010 > 10.1.0.1:5001 INIT-ACK tag 0x886ea732 a_rwnd 106496 streams 10/10 TSN 228551889',
      '    3    0.000599 10.1.0.1:5001 > 10.1.0.2:6010 COOKIE-ECHO 228 bytes',
      '    4    0.000851 10.1.0.2:6010 > 10.1.0.1:5001 COOKIE-ACK',
      '    5    0.311114 10.1.0.1:5001 > 10.1.0.2:6010 DATA (B/E) TSN 4278007215 stream 0 ssn 0 ppid 200 500 bytes',
      '    6    0.311589 10.1.0.2:6010 > 10.1.0.1:5001 SACK cum 4278007215 a_rwnd 105996',
    ]);
  });

  test('chunks are separated, what is wrong stands behind', async () => {
    const { lines } = await dissect(captured('wrong.pcap', [sctp('0b000004 07000004')]));
    expect(lines).toEqual([
      '    1    0.000000 10.1.0.1:5001 > 10.1.0.2:5002 COOKIE-ACK; SHUTDOWN [too short] [checksum zero; chunk length smaller than the fixed part of its type]',
    ]);
  });

  test('a packet of very many chunks is one line still', async () => {
    const { lines } = await dissect(captured('many.pcap', [sctp('84000004'.repeat(300))]));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/PAD 0 bytes; …/);
  });

  test('cut by the snap length', async () => {
    const frame = sctp(DATA);
    const { lines } = await dissect(captured('cut.pcap', [frame.subarray(0, frame.length - 4)], frame.length));
    expect(lines[0]).toMatch(/ppid 46 Diameter DWR 24 bytes \[incomplete\] \[cut by the snap length of the capture\]$/);
  });

  test('an ICMP error tells whose packet it is about', async () => {
    const quoted = ipv4(132, hex('1389 138a 01020304'));
    const path = captured('icmp.pcap', [
      ethernet(0x0800, ipv4(1, Buffer.concat([hex('03020000 00000000'), quoted]), { source: '0a010009' })),
    ]);
    const text = await dissect(path);
    expect(text.lines).toEqual(['    1    0.000000 10.1.0.9: ICMP protocol unreachable, about 10.1.0.1:5001 > 10.1.0.2:5002']);
    const json = await dissect(path, '-T', 'ndjson');
    expect(json.lines.map((line) => JSON.parse(line))).toEqual([
      {
        kind: 'icmp',
        frame: 1,
        time: 0,
        reporter: '10.1.0.9',
        type: 3,
        code: 2,
        name: 'ICMP protocol unreachable',
        source: '10.1.0.1:5001',
        destination: '10.1.0.2:5002',
        verificationTag: 0x01020304,
      },
    ]);
  });

  test('--count stops', async () => {
    expect((await dissect('-c', '2', SHUTDOWN)).lines).toHaveLength(2);
  });

  test('-r is the same as an operand', async () => {
    expect(await dissect('-r', SHUTDOWN)).toEqual(await dissect(SHUTDOWN));
  });
});

describe('the tree and the bytes', () => {
  test('-V', async () => {
    const { lines } = await dissect('-V', captured('tree.pcap', [sctp('07000004')]));
    expect(lines).toEqual([
      '    1    0.000000 10.1.0.1:5001 > 10.1.0.2:5002 SHUTDOWN [too short] [checksum zero; chunk length smaller than the fixed part of its type]',
      '  SCTP: 5001 > 5002',
      '    Source Port Number: 5001',
      '    Destination Port Number: 5002',
      '    Verification Tag: 0x01020304',
      '    Checksum: 0x00000000 (zero)',
      '    SHUTDOWN: [too short]',
      '      !! chunk length smaller than the fixed part of its type: 8 bytes needed, 4 there according to the chunk length, at byte 12 (RFC 9260 section 3.2)',
      '      Chunk Type: 7 (SHUTDOWN)',
      '      Chunk Flags: 0x00',
      '      Chunk Length: 4',
      '',
    ]);
  });

  test('-x', async () => {
    const { lines } = await dissect('-x', captured('bytes.pcap', [sctp('0b000004')]));
    expect(lines.slice(1)).toEqual(['  0000  13 89 13 8a 01 02 03 04 00 00 00 00 0b 00 00 04  ................', '']);
  });
});

describe('NDJSON', () => {
  test('fields under the names of the RFC', async () => {
    const { lines } = await dissect(
      '--format',
      'ndjson',
      captured('fields.pcap', [sctp('03000018 00000064 00000200 00010001 00020003 00000063')]),
    );
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        kind: 'packet',
        frame: 1,
        time: 0,
        source: '10.1.0.1:5001',
        destination: '10.1.0.2:5002',
        verificationTag: 0x01020304,
        checksum: 'zero',
        length: 36,
        chunks: [
          {
            type: 3,
            name: 'SACK',
            offset: 12,
            flags: 0,
            length: 24,
            summary: 'cum 100 a_rwnd 512 gaps 2-3 duplicates 1',
            cumulativeTsnAck: 100,
            advertisedReceiverWindowCredit: 512,
            numberOfGapAckBlocks: 1,
            numberOfDuplicateTsns: 1,
            gapAckBlocks: [{ gapAckBlockStart: 2, gapAckBlockEnd: 3 }],
            duplicateTsns: [99],
          },
        ],
        malformations: [],
      },
    ]);
  });

  test('parameters, causes and quoted chunks are within what holds them', async () => {
    const chunks = '09000020 0006000c f0050008 0badcafe 000c0007 62796500 00030008 000003e8';
    const { lines } = await dissect('-T', 'ndjson', captured('nested.pcap', [sctp(chunks)]));
    const [chunk] = JSON.parse(lines[0]!).chunks;
    expect(chunk.causes.map((cause: { type: number; name: string }) => [cause.type, cause.name])).toEqual([
      [6, 'Unrecognized Chunk Type'],
      [12, 'User-Initiated Abort'],
      [3, 'Stale Cookie'],
    ]);
    expect(chunk.causes[0].chunks).toEqual([
      {
        type: 240,
        name: 'chunk type 240',
        offset: 20,
        flags: 5,
        length: 8,
        summary: '4 bytes: skip the chunk, report in an ERROR',
        chunkValueLength: 4,
        chunkValue: '0badcafe',
      },
    ]);
    expect(chunk.causes[1].upperLayerAbortReason).toBe('"bye"');
    expect(chunk.causes[2].measureOfStaleness).toBe(1000);
  });

  test('malformations have their place and their rule', async () => {
    const { lines } = await dissect('-T', 'ndjson', captured('malformed.pcap', [sctp('07000004')]));
    expect(JSON.parse(lines[0]!).malformations).toEqual([
      {
        rule: 'chunk-shorter-than-header',
        frame: 1,
        offset: 12,
        required: 8,
        available: 4,
        lengthFrom: 'chunk length',
        text: 'chunk length smaller than the fixed part of its type: 8 bytes needed, 4 there according to the chunk length, at byte 12 (RFC 9260 section 3.2)',
      },
    ]);
  });

  test('of several files, where each packet is from', async () => {
    const { lines } = await dissect('-T', 'ndjson', '-c', '3', join(SAMPLES, 'both-ends.pcap'), join(SAMPLES, 'both-ends-b.pcap'));
    const packets = lines.map((line) => JSON.parse(line));
    expect(packets.map(({ frame }) => frame)).toEqual([1, 2, 3]);
    expect(packets.map((packet) => [packet.in.file.endsWith('both-ends-b.pcap'), packet.in.frame])).toEqual([
      [false, 1],
      [true, 1],
      [true, 2],
    ]);
  });
});

describe('--no-payload', () => {
  test('text says how much there is, with and without it', async () => {
    const path = captured('payload.pcap', [sctp(DATA)]);
    for (const args of [[], ['-V']]) {
      expect((await dissect(...args, path)).lines.join('\n')).not.toContain('top!');
      expect((await dissect(...args, path)).lines.join('\n')).toContain('24 bytes');
    }
    expect((await dissect('-x', path)).lines.join('\n')).toContain('top!');
    const hidden = (await dissect('-x', '--no-payload', path)).lines;
    expect(hidden.join('\n')).not.toContain('top!');
    expect(hidden.at(-2)).toMatch(/^ {2}0030 {2}\.\. \.\. \.\. \.\. /);
  });

  test('NDJSON', async () => {
    const path = captured('payload-json.pcap', [sctp(DATA)]);
    const secret = Buffer.from('top!').toString('hex');
    const shown = JSON.parse((await dissect('-T', 'ndjson', '-x', path)).lines[0]!);
    expect([shown.chunks[0].userData.endsWith(secret), shown.bytes.endsWith(secret)]).toEqual([true, true]);
    const { lines } = await dissect('-T', 'ndjson', '-x', '--no-payload', path);
    expect(lines[0]).not.toContain(secret);
    expect(JSON.parse(lines[0]!).chunks[0].userDataLength).toBe(24);
  });

  test('what cannot be dissected may be payload too', async () => {
    const secret = Buffer.from('top!').toString('hex');
    const { lines } = await dissect('-T', 'ndjson', '-x', '--no-payload', captured('undissected.pcap', [sctp(`00030003 ${secret}`)]));
    expect(lines[0]).not.toContain(secret);
  });
});

describe('what makes no sense', () => {
  test.each([
    ['no file', [], 'dissect needs a capture file'],
    ['a format that does not exist', ['-T', 'xml', SHUTDOWN], '--format xml: known are text, ndjson'],
    ['a count of nothing', ['-c', '0', SHUTDOWN], '--count 0: a number of packets, at least 1'],
    ['a count that is no number', ['-c', 'few', SHUTDOWN], '--count few'],
    ['a port that is none', ['--udp-port', '70000', SHUTDOWN], '--udp-port 70000'],
  ])('%s', async (_, args, message) => {
    const { status, errors } = await dissect(...args);
    expect(status).toBe(2);
    expect(errors).toContain(message);
  });

  test('a capture without SCTP is said', async () => {
    const { status, errors } = await dissect(captured('other.pcap', [ethernet(0x0800, ipv4(6, hex('00'.repeat(20))))]));
    expect([status, errors]).toEqual([0, 'sctpscope: no SCTP packet in 1 frames\n']);
  });
});
