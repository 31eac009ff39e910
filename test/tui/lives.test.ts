/** The list's finer points: several lives of the same two peers in a row, and traffic over time. */
import { describe, expect, test } from '@jest/globals';
import type { AssociationRow } from '../../src/tui/model.js';
import { sparkline } from '../../src/tui/presentation/association-list.js';
import { Chains, type ListedRow } from '../../src/tui/presentation/lives.js';
import { Traffic } from '../../src/tui/session/traffic.js';
import { ASCII, UNICODE } from '../../src/tui/text/glyphs.js';
import { ABORTED, type FixtureAssociation, FixtureModel } from './fixture-model.js';
import { Player } from './picture.js';

/** An association from a second on. */
function life(second: number): FixtureAssociation {
  return { packets: `${second}.0 > INIT\n${second}.1 < ABORT 12`, told: [], outcome: 'aborted', endedBy: 1, outcomeWhy: 'refused' };
}

/** The rows of the list, every chain closed. */
function chained(rows: readonly AssociationRow[]): readonly ListedRow[] {
  const chains = new Chains();
  chains.take(rows);
  return chains.grouped(() => false).rows;
}

describe('lives of the same two peers', () => {
  const flapping = (): FixtureModel => new FixtureModel([life(1), life(2), life(3), life(4)]);
  const rows = (player: Player): string[] =>
    player
      .screen()
      .split('\n')
      .slice(2)
      .filter((row) => row.includes(' ─ '));

  test('are one row, which opens and closes', () => {
    const player = new Player(flapping());
    expect(rows(player)).toHaveLength(1);
    expect(rows(player)[0]).toMatch(/^▌ +1 ┊ 10\.1\.0\.1:5001 ─ 10\.1\.0\.2:50\S* +4 lives, aborted +0 │ 0 +8 +3\.10 s/);
    expect(rows(player.press('enter'))).toHaveLength(5);
    expect(rows(player)[1]).toMatch(/^ +1 └ 10\.1\.0\.1/);
    expect(player.misfits()).toEqual([]);
    expect(rows(player.press('space'))).toHaveLength(1);
    expect(rows(player.press('f'))).toHaveLength(5);
    expect(rows(player.press('f'))).toHaveLength(1);
  });

  test('a life opens as its ladder; what is asked of them all is answered of the last, and all are saved', async () => {
    const model = flapping();
    const player = new Player(model).press('enter', 'j', 'j', 'enter');
    expect(player.screen()).toContain('association 2');
    player.press('q', 'g', 'w', 'enter');
    expect(model.saved.map(([{ associations }]) => associations)).toEqual([[1, 2, 3, 4]]);
    expect(player.press('g', 'e').screen()).toContain('association 4');
  });

  test('sorted otherwise each stands alone', () => {
    expect(rows(new Player(flapping()).press('>'))).toHaveLength(4);
  });

  test('two are not many, and those at the same time are others', () => {
    expect(rows(new Player(new FixtureModel([life(1), life(2)])))).toHaveLength(2);
    expect(rows(new Player(new FixtureModel([ABORTED, ABORTED, ABORTED])))).toHaveLength(3);
    expect(new Player(new FixtureModel([life(1)])).press('space').screen()).toContain('three or more associations');
  });

  test('the second of two stands below the first', () => {
    const [first, second] = rows(new Player(new FixtureModel([life(1), life(2)])));
    expect(first).toContain(' 1 10.1.0.1:5001 ─');
    expect(second).toContain(' 2 └ 10.1.0.1:5001 ─');
  });

  test('names have the room of columns that matter less', () => {
    const model = new FixtureModel([life(1)]);
    const names = ['10.230.101.150:38412', '10.231.219.157:38421'];
    Object.assign(model.associations[0]!, { names });
    expect(rows(new Player(model, 120, 24))[0]).toContain(names.join(' ─ '));
    expect(rows(new Player(model, 80, 24))[0]).toContain('10.230.101.150:38412 ─ 1');
  });

  test('what each is told stands in the row where there is room for it, paths too', () => {
    const [row] = rows(new Player(new FixtureModel([ABORTED]), 300, 24));
    expect(row).toMatch(/ 1> <1 COMM_UP, COMM_LOST, SEND_FAILED SENT, SEND_FAILED UNSENT │ COMM_UP$/);
  });

  test('one that calls again from another port is the same', () => {
    const model = flapping();
    const called = model.associations.map((row, number) => ({
      ...row,
      names: [`10.1.0.1:${40_000 + number}`, '10.1.0.2:3868'] as [string, string],
    }));
    expect(chained(called)).toHaveLength(1);
    const others = called.map((row, number) => ({ ...row, names: [`10.1.0.${number}:40000`, '10.1.0.9:3868'] as [string, string] }));
    expect(chained(others)).toHaveLength(4);
  });

  test('taken as they come they are the same as all at once; others than those taken before are not taken', () => {
    const { associations } = flapping();
    const chains = new Chains();
    const lives: number[] = [];
    for (let count = 1; count <= associations.length; count++) {
      expect(chains.take(associations.slice(0, count))).toBe(true);
      lives.push(chains.grouped(() => false).rows.length);
    }
    expect(lives).toEqual([1, 2, 1, 1]);
    expect(chains.take(associations.slice(1))).toBe(false);
  });

  test('when the capture has been read it counts when each has really ended', () => {
    const model = flapping();
    model.progress = { ...model.progress, ended: false };
    const player = new Player(model);
    expect(rows(player)).toHaveLength(1);
    // A late packet of the first one.
    Object.assign(model.associations[0]!, { end: model.associations[1]!.start + 1 });
    model.progress = { ...model.progress, ended: true };
    model.changed();
    expect(rows(player)).toHaveLength(4);
  });
});

describe('traffic over time', () => {
  test('from the first packet to the last, however long that is', () => {
    for (const length of [1, 1000, 31_999, 32_000, 1e6, 1e9, 1e13]) {
      const traffic = new Traffic(5);
      for (let packet = 0; packet < 100; packet++) traffic.add(5 + (length * packet) / 100);
      const over = traffic.over(16);
      expect(over.reduce((sum, count) => sum + count)).toBe(100);
      expect(over.length).toBeLessThanOrEqual(16);
      expect(over.at(-1)).toBeGreaterThan(0);
    }
  });

  test('times that make no sense are passed over', () => {
    const traffic = new Traffic(0);
    for (const time of [Number.NaN, Number.POSITIVE_INFINITY, -5, 0]) traffic.add(time);
    expect(traffic.over(4)).toEqual([2]);
  });

  test('as a line of characters', () => {
    expect(sparkline([0, 1, 50, 100], UNICODE)).toBe(' ▁▄█');
    expect(sparkline([0, 1, 50, 100], ASCII)).toBe(' .=@');
    expect(sparkline([0, 0], UNICODE)).toBe('  ');
  });
});
