import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NotificationBody } from '../../../src/notification/notification.js';
import { type LadderInput, LadderRows, RowKind } from '../../../src/tui/presentation/ladder-rows.js';
import { ABORTED, type FixtureAssociation, FixtureModel, SILENT, type Told } from '../fixture-model.js';

const DRY: NotificationBody = { sn_type: 'SCTP_SENDER_DRY_EVENT' };
const DOWN: NotificationBody = { sn_type: 'SCTP_SHUTDOWN_EVENT' };

function rowsOf(association: FixtureAssociation, changes: Partial<LadderInput> = {}): LadderRows {
  const model = new FixtureModel([association]);
  const notifications = [model.notificationsOf(1, 0), model.notificationsOf(1, 1)] as const;
  return new LadderRows({ index: model.index, packets: model.packetsOf(1), notifications, folding: true, toggled: [], ...changes });
}

/** 'packet 0', 'run 4+8 <0', 'gap 7 0>': kind, position, packets; what the left and the right margin hold. */
function spelled(rows: LadderRows): string[] {
  const names = Object.keys(RowKind);
  return Array.from({ length: rows.length }, (_, row) => {
    const count = rows.count(row) > 1 ? `+${rows.count(row)}` : '';
    const notes = ([0, 1] as const).map((endpoint) => {
      const many = rows.notifications(row, endpoint);
      return rows.notification(row, endpoint) < 0
        ? ''
        : ` ${'<>'[endpoint]}${rows.notification(row, endpoint)}${many > 1 ? `x${many}` : ''}`;
    });
    return `${names[rows.kind(row)]} ${rows.position(row)}${count}${notes.join('')}`;
  });
}

describe('rows of a ladder', () => {
  test('runs fold, notifications hang on their packets, more than one below each other', () => {
    expect(spelled(rowsOf(ABORTED))).toEqual([
      'packet 0',
      'packet 1',
      'packet 2 >0',
      'packet 3 <0',
      'run 4+8',
      'packet 12 <1',
      'more 12 <2',
      'more 12 <3',
    ]);
  });

  test('a time-out is a pause after the last packet before it', () => {
    expect(spelled(rowsOf(SILENT))).toEqual([
      'packet 0',
      'packet 1',
      'packet 2',
      'packet 3',
      'run 4+4',
      'packet 8',
      'gap 8 <0',
      'packet 9',
      'packet 10 <1',
    ]);
  });

  test('a run counts both directions and what was sent again', () => {
    const rows = rowsOf(ABORTED);
    expect([rows.countForward(4), rows.count(4) - rows.countForward(4), rows.countAgain(4)]).toEqual([6, 2, 1]);
  });

  test('a toggled run is open, and closed where nothing folds', () => {
    expect(rowsOf(ABORTED, { toggled: [4] })).toHaveLength(15);
    expect(rowsOf(ABORTED, { folding: false })).toHaveLength(15);
    expect(rowsOf(ABORTED, { folding: false, toggled: [4] })).toHaveLength(8);
  });

  test('SENDER_DRY folds with its packets, anything else does not', () => {
    const packets = Array.from({ length: 6 }, (_, number) => `0.${number} > DATA ${number}`).join('\n');
    const told: Told[] = [2, 3, 5].map((frame) => ({ endpoint: 0, frame, body: DRY }));
    expect(spelled(rowsOf({ packets, told }))).toEqual(['run 0+6 <0x3']);
    expect(spelled(rowsOf({ packets, told: [...told, { endpoint: 1, frame: 4, body: DOWN }] }))).toEqual([
      'run 0+3 <0x2',
      'packet 3 >0',
      'packet 4 <2',
      'packet 5',
    ]);
  });

  test('hidden notifications leave their packets', () => {
    expect(spelled(rowsOf(ABORTED, { hides: ({ endpoint }) => endpoint === 0 })).slice(3)).toEqual(['packet 3', 'run 4+8', 'packet 12']);
  });

  test('an empty ladder has no rows', () => {
    const rows = rowsOf(ABORTED, { packets: new Uint32Array(0), notifications: [[], []] });
    expect([rows.length, rows.packet(0), rows.runOf(0), rows.notification(0, 0)]).toEqual([0, -1, -1, -1]);
  });

  test('every packet and every notification is in one row, however it is folded', () => {
    const packet = fc.record({
      direction: fc.constantFrom('>', '<'),
      chunk: fc.constantFrom('DATA', 'SACK', 'HEARTBEAT', 'INIT', 'again: DATA'),
    });
    const note = fc.record({
      endpoint: fc.constantFrom(0 as const, 1 as const),
      at: fc.nat(40),
      body: fc.constantFrom(DRY, DOWN),
      timed: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(packet, { minLength: 1, maxLength: 30 }),
        fc.array(note, { maxLength: 12 }),
        fc.boolean(),
        fc.array(fc.nat(30)),
        (packets, notes, folding, toggled) => {
          const told = notes
            .toSorted((a, b) => a.at - b.at)
            .map(
              ({ endpoint, at, body, timed }): Told =>
                timed ? { endpoint, at: at / 10 + 0.05, body } : { endpoint, frame: (at % packets.length) + 1, body },
            );
          const rows = rowsOf(
            {
              packets: packets.map(({ direction, chunk }, number) => `${(number / 10).toFixed(1)} ${direction} ${chunk}`).join('\n'),
              told,
            },
            { folding, toggled },
          );
          const seen: number[] = [];
          const heard: [number, number] = [0, 0];
          for (let row = 0; row < rows.length; row++) {
            if (rows.kind(row) === RowKind.packet || rows.kind(row) === RowKind.run)
              for (let at = 0; at < rows.count(row); at++) seen.push(rows.position(row) + at);
            for (const endpoint of [0, 1] as const) heard[endpoint] += rows.notifications(row, endpoint);
          }
          expect(seen).toEqual([...packets.keys()]);
          expect(heard).toEqual([0, 1].map((endpoint) => told.filter((one) => one.endpoint === endpoint).length));
          for (const position of packets.keys()) {
            const row = rows.rowOf(rows.packets[position]!);
            expect(rows.position(row)).toBeLessThanOrEqual(position);
            expect(rows.position(row) + rows.count(row)).toBeGreaterThan(position);
          }
        },
      ),
    );
  });
});
