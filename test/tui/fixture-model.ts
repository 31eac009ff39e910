/**
 * Models for tests, written as a person would draw them:
 *
 *     0.000 > INIT            seconds, direction (> from endpoint 0), chunks separated by ', '
 *     1.200 < SACK 17 | a2 b1 addresses may be named: endpoint 0 has a1 a2, endpoint 1 has b1 b2
 */

import { chunkName } from '../../src/dissect/chunk/registry.js';
import type { Notification, NotificationBody } from '../../src/notification/notification.js';
import type { AssociationReport, Diagnosis, EndpointReport, Outcome } from '../../src/reconstruct/model.js';
import type { AssociationRow, CaptureModel, NotificationCounts, ReadingProgress, SaveResult, Selection } from '../../src/tui/model.js';
import type { PacketField, ReadPacket } from '../../src/tui/read-packet.js';
import { ChunkSet, chunkBit } from '../../src/tui/session/chunk-set.js';
import type { ComparisonIndex } from '../../src/tui/session/comparison-index.js';
import { countNotification, noCounts } from '../../src/tui/session/notification-counts.js';
import { PacketIndex } from '../../src/tui/session/packet-index.js';
import { TransferSeries } from '../../src/tui/session/transfer-series.js';

/** 2025-11-21 19:15:02 UTC, in microseconds. */
export const START = 1_763_752_502_000_000;

const ADDRESSES: Readonly<Record<string, string>> = { a1: '10.1.0.1', a2: '10.2.0.1', b1: '10.1.0.2', b2: '10.2.0.2' };
const ADDRESS_NAMES = Object.keys(ADDRESSES);

export interface FixtureAssociation {
  readonly packets: string;
  readonly told?: readonly Told[];
  readonly outcome?: Outcome;
  readonly endedBy?: 0 | 1;
  readonly outcomeWhy?: string;
  /** Still being read: no report yet. */
  readonly unreported?: true;
}

/** A notification: the endpoint told, the association's packet (from 1) that it rests on (none for a time-out), and what differs from a certain one. */
export type Told = { endpoint: 0 | 1; frame?: number; at?: number; body: NotificationBody } & Partial<
  Pick<Notification, 'certainty' | 'why' | 'assumptions'>
>;

function typeNumber(chunk: string): number {
  const name = chunk.split(' ')[0] ?? '';
  return Array.from({ length: 256 }, (_, type) => type).find((type) => chunkName(type) === name) ?? 255;
}

export class FixtureModel implements CaptureModel {
  readonly name = 'fixture.pcap';
  readonly index = new PacketIndex();
  readonly associations: AssociationRow[] = [];
  readonly diagnoses: Diagnosis[] = [];
  readonly problems: string[] = [];
  progress: ReadingProgress;
  compares = false;
  comparison: ComparisonIndex | undefined;
  version = 1;
  readonly #chunks: string[][] = [];
  readonly #notifications = new Map<number, [Notification[], Notification[]]>();
  readonly #listeners = new Set<() => void>();

  constructor(associations: readonly FixtureAssociation[]) {
    for (const [number, association] of associations.entries()) this.#add(number + 1, association);
    this.progress = { fraction: 1, frames: this.index.count, packets: this.index.count, ended: true, failure: undefined };
  }

  association(id: number): AssociationRow | undefined {
    return this.associations[id - 1];
  }

  packetsOf = (association: number): Uint32Array =>
    Uint32Array.from(
      Array.from({ length: this.index.count }, (_, packet) => packet).filter((packet) => this.index.association(packet) === association),
    );

  notificationsOf(association: number, endpoint: 0 | 1): readonly Notification[] {
    return this.#notifications.get(association)?.[endpoint] ?? [];
  }

  address(id: number): string {
    return ADDRESSES[ADDRESS_NAMES[id] ?? ''] ?? '?';
  }

  retelling(): undefined {}

  series(): TransferSeries {
    return new TransferSeries({ index: this.index, packets: new Uint32Array(0), bytes: () => undefined });
  }

  keep(): void {}

  readonly saved: [Selection, string, boolean][] = [];
  result: SaveResult = { written: 'everything' };

  async save(selection: Selection, path: string, overwrite: boolean): Promise<SaveResult> {
    this.saved.push([selection, path, overwrite]);
    return this.result;
  }

  read(packet: number): ReadPacket | undefined {
    const chunks = this.#chunks[packet];
    if (chunks === undefined) return undefined;
    return {
      chunks,
      labels: chunks,
      bytes: Uint8Array.from({ length: 12 + chunks.length * 20 }, (_, at) => (at * 7) & 0xff),
      fields: fieldsOf(chunks),
    };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something changed. */
  changed(): void {
    this.version++;
    for (const listener of this.#listeners) listener();
  }

  #add(id: number, fixture: FixtureAssociation): void {
    const first = this.index.count;
    const packets: [number, number] = [0, 0];
    const used: [Set<string>, Set<string>] = [new Set(), new Set()];
    for (const text of fixture.packets.trim().split('\n')) {
      const [, seconds = '0', arrow = '>', rest = '', from, to] = /^\s*([\d.]+) ([<>]) (.*?)(?: \| (\w+) (\w+))?$/.exec(text) ?? [];
      const direction = arrow === '>' ? 0 : 1;
      const ends = direction === 0 ? [from ?? 'a1', to ?? 'b1'] : [from ?? 'b1', to ?? 'a1'];
      const again = rest.startsWith('again: ');
      const chunks = rest.replace('again: ', '').split(', ');
      used[direction].add(ends[0]!);
      packets[direction]++;
      this.#chunks.push(chunks);
      this.index.add({
        frame: this.index.count + 1,
        time: START + Math.round(Number(seconds) * 1e6),
        file: 0,
        position: 0,
        start: 0,
        association: id,
        direction,
        source: ADDRESS_NAMES.indexOf(ends[0]!),
        destination: ADDRESS_NAMES.indexOf(ends[1]!),
        chunks: chunks.reduce((set, chunk) => set | chunkBit(typeNumber(chunk)), again ? ChunkSet.retransmission : 0),
        length: 12 + chunks.length * 20,
      });
    }
    const counts: [NotificationCounts, NotificationCounts] = [noCounts(), noCounts()];
    this.#notifications.set(id, this.#tell(id, first, fixture.told ?? [], counts));
    const names: [string, string] = ['10.1.0.1:5001', '10.1.0.2:5002'];
    const last = this.index.count - 1;
    const row = {
      id,
      names,
      start: this.index.time(first),
      end: this.index.time(last),
      packets,
      bytes: [100, 200] as const,
      notifications: counts,
      traffic: () => [1, 0, 3, 6],
    };
    this.associations.push({ ...row, report: fixture.unreported ? undefined : this.#report(id, fixture, first, last, packets, used) });
  }

  #tell(
    association: number,
    first: number,
    told: readonly Told[],
    counts: readonly [NotificationCounts, NotificationCounts],
  ): [Notification[], Notification[]] {
    const lists: [Notification[], Notification[]] = [[], []];
    for (const { endpoint, frame, at, body, certainty = 'certain', why = 'because of that', assumptions = [] } of told) {
      const time = at === undefined ? this.index.time(first + (frame ?? 1) - 1) : START + at * 1e6;
      const notification: Notification = {
        id: `${association}.${endpoint}.${lists[endpoint].length}`,
        association,
        endpoint,
        endpointName: endpoint === 0 ? '10.1.0.1:5001' : '10.1.0.2:5002',
        time,
        earliest: at === undefined ? time : time - 1e6,
        latest: at === undefined ? time : time + 1e6,
        certainty,
        body,
        frames: frame === undefined ? [] : [first + frame],
        why,
        rule: 'a-rule',
        profile: 'linux@6.1',
        assumptions,
      };
      lists[endpoint].push(notification);
      countNotification(counts[endpoint], notification);
    }
    return lists;
  }

  #report(
    id: number,
    fixture: FixtureAssociation,
    first: number,
    last: number,
    packets: [number, number],
    used: [Set<string>, Set<string>],
  ): AssociationReport {
    const endpoint = (side: 0 | 1): EndpointReport => ({
      name: side === 0 ? '10.1.0.1:5001' : '10.1.0.2:5002',
      port: 5001 + side,
      addresses: [...used[side]].map((name) => ADDRESSES[name] ?? name),
      state: 'CLOSED',
      tag: 0x1000 + side,
      stack: { name: 'linux', version: '6.1', score: 0.9, why: 'its INIT' },
      outboundStreams: 10,
      inboundStreams: 10,
      packets: packets[side],
      dataChunks: packets[side],
      retransmissions: side,
      bytes: 1000,
      window: { first: 106_496, last: 512 },
      tsns: { first: 1001, last: 1005, acknowledged: 1003 },
      paths: [
        {
          address: side === 0 ? '10.1.0.2' : '10.1.0.1',
          state: 'active',
          roundTrip: { samples: 3, least: 200, mean: 300, most: 400 },
          retransmissions: 1,
        },
      ],
      extensions: ['PR-SCTP', 'AUTH'],
    });
    return {
      id,
      endpoints: [endpoint(0), endpoint(1)],
      setup: 'complete',
      outcome: fixture.outcome ?? 'shutdown',
      outcomeWhy: fixture.outcomeWhy ?? 'it was shut down in good order',
      ...(fixture.endedBy === undefined ? {} : { endedBy: fixture.endedBy }),
      start: this.index.time(first),
      end: this.index.time(last),
      firstFrame: first + 1,
      lastFrame: last + 1,
      packets: packets[0] + packets[1],
      history: '',
      completeness: 0,
    };
  }
}

function fieldsOf(chunks: readonly string[]): PacketField[] {
  const header: PacketField[] = [
    { depth: 0, label: 'Common header', value: '', start: 0, end: 12 },
    { depth: 1, label: 'Source Port Number', value: '5001', start: 0, end: 2 },
    { depth: 1, label: 'Verification Tag', value: '0x00001001', start: 4, end: 8 },
  ];
  return [
    ...header,
    ...chunks.flatMap((chunk, number) => {
      const start = 12 + number * 20;
      return [
        { depth: 0, label: chunk.split(' ')[0] ?? '', value: chunk, start, end: start + 20 },
        { depth: 1, label: 'Chunk Length', value: '20', start: start + 2, end: start + 4 },
      ];
    }),
  ];
}

/** An association that is set up, moves data, loses two messages and is aborted by endpoint 1. */
export const ABORTED: FixtureAssociation = {
  packets: `
    0.000000 > INIT
    0.000200 < INIT-ACK
    0.000400 > COOKIE-ECHO
    0.000600 < COOKIE-ACK
    0.100000 > DATA 1001
    0.100200 < SACK 1001
    0.200000 > DATA 1002
    0.200100 > DATA 1003
    0.200300 < SACK 1003
    0.300000 > DATA 1004
    0.301000 > DATA 1005
    1.301000 > again: DATA 1004
    1.302000 < ABORT 12
  `,
  told: [
    {
      endpoint: 0,
      frame: 4,
      body: { sn_type: 'SCTP_ASSOC_CHANGE', sac_state: 'SCTP_COMM_UP', sac_error: 0, sac_outbound_streams: 10, sac_inbound_streams: 10 },
    },
    { endpoint: 1, frame: 3, certainty: 'likely', body: { sn_type: 'SCTP_ASSOC_CHANGE', sac_state: 'SCTP_COMM_UP', sac_error: 0 } },
    {
      endpoint: 0,
      frame: 13,
      body: {
        sn_type: 'SCTP_ASSOC_CHANGE',
        sac_state: 'SCTP_COMM_LOST',
        sac_error: 3072,
        sac_error_cause: { code: 12, name: 'User-Initiated Abort' },
      },
      why: 'the ABORT in frame 13 ended the association',
    },
    {
      endpoint: 0,
      frame: 13,
      body: {
        sn_type: 'SCTP_SEND_FAILED',
        ssf_flags_name: 'SCTP_DATA_SENT',
        ssf_info: { sinfo_stream: 3, sinfo_ppid: 46, sinfo_tsn: 1004 },
      },
    },
    {
      endpoint: 0,
      frame: 13,
      certainty: 'possible',
      body: { sn_type: 'SCTP_SEND_FAILED', ssf_flags_name: 'SCTP_DATA_UNSENT', ssf_info: { sinfo_stream: 3, sinfo_ppid: 46 } },
    },
  ],
  outcome: 'aborted',
  endedBy: 1,
  outcomeWhy: '10.1.0.2:5002 sent an ABORT with cause 12 (User-Initiated Abort) in frame 13',
};

/** A peer that falls silent: its address fails after a time-out, and comes back. */
export const SILENT: FixtureAssociation = {
  packets: `
    0.000 > INIT
    0.001 < INIT-ACK
    0.002 > COOKIE-ECHO
    0.003 < COOKIE-ACK
    1.000 > HEARTBEAT | a1 b1
    1.001 < HEARTBEAT-ACK | b1 a1
    1.002 > HEARTBEAT | a2 b2
    1.003 < HEARTBEAT-ACK | b2 a2
    2.000 > DATA 7
    5.000 > again: DATA 7 | a2 b2
    5.001 < SACK 7 | b2 a2
  `,
  told: [
    {
      endpoint: 0,
      at: 3.5,
      certainty: 'likely',
      body: { sn_type: 'SCTP_PEER_ADDR_CHANGE', spc_state: 'SCTP_ADDR_UNREACHABLE', spc_aaddr: '10.1.0.2' },
    },
    { endpoint: 0, frame: 11, body: { sn_type: 'SCTP_SENDER_DRY_EVENT' } },
  ],
  outcome: 'open',
  outcomeWhy: 'nothing ended it while the capture ran',
};
