/** Named findings: each told once per association and endpoint, with a count and its first frame. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Checksum, SctpPacket } from '../../src/dissect/packet.js';
import { openCapture, reconstruct } from '../../src/index.js';
import { Association, type Endpoint } from '../../src/reconstruct/association.js';
import { diagnoseSack } from '../../src/reconstruct/diagnosis/acknowledgement.js';
import { diagnosePacket } from '../../src/reconstruct/diagnosis/capturing.js';
import { diagnoseRetransmission } from '../../src/reconstruct/diagnosis/retransmission.js';
import { DIAGNOSES } from '../../src/reconstruct/diagnosis/rules.js';
import { Strangers } from '../../src/reconstruct/diagnosis/stranger.js';
import { diagnosesOf } from '../../src/reconstruct/diagnosis/summary.js';
import { addToHistory, HISTORY, HISTORY_LIMIT } from '../../src/reconstruct/history.js';
import type { InitOffer } from '../../src/reconstruct/init-offer.js';
import type { AssociationReport, Diagnosis } from '../../src/reconstruct/model.js';
import { Fragment } from '../../src/reconstruct/sent-chunk.js';
import { SAMPLES } from '../helper/samples.js';

const SECOND = 1e6;

function association(made = new Association(7, 1, 5001, 2, 5002, 1, 0)): Association {
  for (const endpoint of made.endpoints) {
    endpoint.up = true;
    endpoint.outbound.start(100);
  }
  made.setup = 'complete';
  return made;
}

function packetAt(frame: number, time: number): SctpPacket {
  return Object.assign(new SctpPacket(), { frame, time, checksum: Checksum.right });
}

/** `tsn` is sent with ten bytes of data. */
function send(endpoint: Endpoint, tsn: number, frame: number, time: number): void {
  const chunk = Object.assign(new Fragment(), { tsn, flags: 3, length: 10, complete: true });
  const again = endpoint.outbound.sent(chunk, { destination: 2, frame, time });
  if (again) diagnoseRetransmission(endpoint, packetAt(frame, time));
}

/** The peer of `endpoint` acknowledges up to `cumulative`, and beyond it `gap` as offsets. */
function acknowledge(endpoint: Endpoint, cumulative: number, frame: number, time: number, gap?: [number, number]): void {
  const { outbound } = endpoint;
  outbound.acknowledge(cumulative, frame, time);
  if (gap) outbound.acknowledgeGap(cumulative + gap[0], cumulative + gap[1], time, 100);
  diagnoseSack(endpoint.peer, endpoint, packetAt(frame, time), cumulative, gap ? 1 : 0);
}

function told(made: Association): string[] {
  return diagnosesOf(made, ({ side }) => 'AB'[side]!).map(({ rule, frame, association: id, text }) => {
    expect(id).toBe(7);
    return `${rule} in frame ${frame}: ${text.split(' (')[0]}`;
  });
}

describe('at the endpoints', () => {
  test('retransmissions, fast and by time-out, are counted apart', () => {
    const made = association();
    const [a] = made.endpoints;
    send(a, 100, 1, 0);
    send(a, 101, 2, 0);
    send(a, 100, 3, 0.02 * SECOND);
    send(a, 100, 4, 1.02 * SECOND);
    send(a, 101, 5, 3 * SECOND);
    expect(told(made)).toEqual([
      'fast retransmission in frame 3: A sent a DATA chunk again at once, because gap reports showed it missing',
      'retransmission by time-out in frame 4: A sent 2 DATA chunks again after the retransmission timer had run out; the longest wait was 3.00 s',
    ]);
  });

  test('a chunk sent again that was acknowledged is spurious', () => {
    const made = association();
    const [a] = made.endpoints;
    send(a, 100, 1, 0);
    acknowledge(a, 100, 2, 1000);
    send(a, 100, 3, SECOND);
    expect(told(made)).toEqual([expect.stringMatching(/^spurious retransmission in frame 3: /)]);
  });

  test('zero window, each time', () => {
    const made = association();
    const [a, b] = made.endpoints;
    b.advertisedWindow = 0;
    send(a, 100, 1, 0);
    acknowledge(a, 100, 2, 1000);
    acknowledge(a, 100, 3, 2000);
    expect(told(made)).toEqual(['zero window in frame 2: B advertised a receiver window of 0 2 times: its application reads too slowly']);
  });

  test('a stall: outstanding for ten seconds, told at the end too', () => {
    const stalled = association();
    send(stalled.endpoints[0], 100, 1, 0);
    Object.assign(stalled, { end: 11 * SECOND, lastFrame: 9 });
    expect(told(stalled)).toEqual([expect.stringMatching(/^stall in frame 9: A was up .* for 11 s$/)]);
    const waiting = association();
    send(waiting.endpoints[0], 100, 1, 0);
    waiting.end = 9 * SECOND;
    expect(told(waiting)).toEqual([]);
  });

  test('no stall where the capture has no SACK at all', () => {
    const made = association();
    made.setup = 'seen-from-middle';
    send(made.endpoints[0], 100, 1, 0);
    made.end = 60 * SECOND;
    expect(told(made)).toEqual([]);
  });

  test('reneging: what was acknowledged beyond a gap stays away', () => {
    const made = association();
    const [a] = made.endpoints;
    for (const tsn of [100, 101, 102]) send(a, tsn, 1, 0);
    acknowledge(a, 100, 2, 1000, [2, 2]);
    for (const frame of [3, 4, 5]) acknowledge(a, 100, frame, frame * 0.3 * SECOND);
    expect(told(made)).toEqual([expect.stringMatching(/^reneging in frame 5: B took back /)]);
  });

  test('no reneging: a SACK that was overtaken', () => {
    const made = association();
    const [a] = made.endpoints;
    for (const tsn of [100, 101, 102]) send(a, tsn, 1, 0);
    acknowledge(a, 100, 2, 1000, [2, 2]);
    for (const frame of [3, 4, 5]) acknowledge(a, 100, frame, 1000 + frame);
    acknowledge(a, 100, 6, SECOND, [2, 2]);
    expect(told(made)).toEqual([]);
  });

  test('of a socket that is associated with itself no packet tells which end sent it: no gap', () => {
    const made = association(new Association(7, 1, 5001, 1, 5001, 1, 0));
    acknowledge(made.endpoints[0], 101, 3, 20_000);
    expect(told(made)).toEqual([]);
  });

  test('a gap in the capture: in the middle and at the end of what was seen', () => {
    const made = association();
    const [a] = made.endpoints;
    send(a, 100, 1, 0);
    send(a, 102, 2, 0);
    acknowledge(a, 104, 3, 1000);
    expect(told(made)).toEqual([
      'gap in the capture in frame 3: A had 3 TSNs acknowledged that this capture does not hold: packets are missing from it',
    ]);
  });

  test('no gap: what the sender gave up', () => {
    const made = association();
    const [a] = made.endpoints;
    send(a, 100, 1, 0);
    a.outbound.abandon(102, 0);
    acknowledge(a, 102, 2, 1000);
    expect(told(made)).toEqual([]);
  });

  test('checksums: wrong now and then, or left to the hardware', () => {
    const wrong = Object.assign(packetAt(4, 0), { checksum: Checksum.wrong });
    const damaged = association();
    damaged.endpoints[0].rightChecksums = 1;
    for (let i = 0; i < 3; i++) diagnosePacket(damaged.endpoints[0], wrong);
    expect(told(damaged)).toEqual(['wrong checksum in frame 4: 3 packets of A arrived here with a wrong CRC32c']);
    const bent = association();
    diagnosePacket(bent.endpoints[0], Object.assign(packetAt(4, 0), { isHeaderDamaged: true }));
    expect(told(bent)).toEqual(['damaged IP header in frame 4: a packet of A had a damaged IP header, so that no host takes it in']);
    const offloaded = association();
    for (let i = 0; i < 3; i++) diagnosePacket(offloaded.endpoints[0], wrong);
    expect(told(offloaded)).toEqual([expect.stringMatching(/^checksum offload in frame 4: none of 3 packets of A has a right CRC32c: /)]);
  });

  test('a checksum of 0 is agreed upon, left to the hardware, or neither', () => {
    const zero = Object.assign(packetAt(4, 0), { checksum: Checksum.zero });
    const offloaded = association();
    diagnosePacket(offloaded.endpoints[0], zero);
    expect(told(offloaded)).toEqual([expect.stringMatching(/^checksum offload in frame 4: no packet of A has a right CRC32c: /)]);
    const agreed = association();
    agreed.endpoints[1].offer = { parameters: [0x8001] } as unknown as InitOffer;
    diagnosePacket(agreed.endpoints[0], zero);
    expect(told(agreed)).toEqual(['zero checksum in frame 4: a packet of A has 0 for a checksum, as its peer has declared acceptable']);
    const mixed = association();
    mixed.endpoints[0].rightChecksums = 1;
    diagnosePacket(mixed.endpoints[0], zero);
    expect(told(mixed)).toEqual([expect.stringMatching(/^zero checksum not agreed in frame 4: /)]);
  });

  test('wrong checksums and those of 0 are left to the hardware alike', () => {
    const made = association();
    for (const checksum of [Checksum.zero, Checksum.wrong, Checksum.wrong, Checksum.wrong])
      diagnosePacket(made.endpoints[0], Object.assign(packetAt(4, 0), { checksum }));
    expect(told(made)).toEqual([expect.stringMatching(/^checksum offload in frame 4: none of 4 packets of A has a right CRC32c: /)]);
  });

  test('Adler-32', () => {
    const made = association();
    diagnosePacket(made.endpoints[0], Object.assign(packetAt(4, 0), { checksum: Checksum.adler32 }));
    expect(told(made)).toEqual(['Adler-32 in frame 4: a packet of A carries the Adler-32 of RFC 2960, which no stack of today accepts']);
  });

  test('truncated', () => {
    const made = association();
    diagnosePacket(made.endpoints[1], Object.assign(packetAt(2, 0), { end: 96, wireEnd: 400 }));
    expect(told(made)).toEqual([expect.stringMatching(/^truncated by snap length in frame 2: a packet of B was not captured whole/)]);
  });
});

test('strangers: the first of a pair at once, the rest as a count', () => {
  const diagnoses: Diagnosis[] = [];
  const addresses = { text: (address: number) => `10.1.0.${address}`, read: () => 0, sharedPrefix: () => 0 };
  const nothing = () => undefined;
  const strangers = new Strangers({ notification: nothing, association: nothing, diagnosis: (each) => diagnoses.push(each) }, addresses);
  const packet = (source: number, frame: number) =>
    Object.assign(packetAt(frame, 0), { source, sourcePort: 1, destination: 9, destinationPort: 2, verificationTag: 5 });
  for (const frame of [1, 2, 3]) strangers.met(packet(1, frame), 0, false);
  strangers.met(packet(1, 4), 6, true);
  expect(diagnoses.map(({ rule, frame }) => `${rule} ${frame}`)).toEqual(['out of the blue 1', 'wrong verification tag 4']);
  strangers.finish();
  expect(diagnoses).toHaveLength(3);
  expect(diagnoses[2]).toMatchObject({
    rule: 'out of the blue',
    frame: 2,
    text: expect.stringContaining('2 more packets from 10.1.0.1:1 to 10.1.0.9:2'),
  });
});

test('every rule names its section', () => {
  for (const { section } of Object.values(DIAGNOSES)) expect(section).toMatch(/^(RFC \d+ section )?\d(\.\d+)*$/);
});

async function read(sample: string): Promise<{ reports: AssociationReport[]; diagnoses: Diagnosis[] }> {
  const reports: AssociationReport[] = [];
  const diagnoses: Diagnosis[] = [];
  for await (const settled of reconstruct(await openCapture([join(SAMPLES, sample)]))) {
    if (settled.kind === 'association') reports.push(settled.association);
    else if (settled.kind === 'diagnosis') diagnoses.push(settled.diagnosis);
  }
  return { reports, diagnoses };
}

test.each([
  ['no-answer.pcap', 'INIT retransmitted'],
  ['init-collision.pcap', 'collision'],
  ['restart.pcap', 'restart'],
  ['retransmission-limit.pcap', 'retransmission by time-out'],
  ['multihoming-failover.pcapng', 'heartbeat unanswered'],
  ['blind-abort.pcap', 'wrong verification tag'],
])('%s: %s, once per endpoint', async (sample, rule) => {
  const { diagnoses } = await read(sample);
  const of = diagnoses.filter((each) => each.rule === rule);
  expect(of.length).toBeGreaterThan(0);
  expect(of.length).toBeLessThanOrEqual(rule === 'wrong verification tag' ? 4 : 2);
  for (const { frame } of of) expect(frame).toBeGreaterThan(0);
});

describe('history', () => {
  test('of a whole association', async () => {
    const [report] = (await read('shutdown.pcap')).reports;
    expect(report?.history).toMatch(/^InCk[DdAaHhBb]+(STU|StU|sTu|Stu)$/);
    expect(report?.completeness).toBe(511);
  });

  test('traffic is written once until something else happens', () => {
    const made = association();
    const [a, b] = made.endpoints;
    for (const [endpoint, type] of [
      [a, 0],
      [a, 0],
      [b, 3],
      [a, 64],
      [b, 130],
      [a, 0],
      [b, 200],
    ] as const)
      addToHistory(endpoint, type);
    expect(made.history).toBe('DagD');
    expect(made.completeness).toBe(16 + 32);
  });

  test('is bounded', () => {
    const made = association();
    for (let i = 0; i < 1000; i++) addToHistory(made.endpoints[0], 1);
    expect(made.history).toBe(`${'I'.repeat(HISTORY_LIMIT)}…`);
  });

  test('letters, chunk types and bits are used once', () => {
    const once = (values: readonly unknown[]) => expect(new Set(values).size).toBe(values.length);
    once(HISTORY.map(({ letter }) => letter));
    once(HISTORY.flatMap(({ chunks }) => [...chunks]));
    once(HISTORY.map(({ bit }) => bit).filter((bit) => bit > 0));
  });
});
