import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ladderHead } from '../../../src/tui/presentation/ladder.js';
import { columnOf, type LadderLayoutInput, ladderLayout } from '../../../src/tui/presentation/ladder-layout.js';
import { UNICODE } from '../../../src/tui/text/glyphs.js';
import { lineWidth, plainText } from '../../../src/tui/text/line.js';

const PLAIN: LadderLayoutInput = {
  width: 80,
  addresses: [['10.1.0.1'], ['10.1.0.2']],
  names: ['10.1.0.1:5001', '10.1.0.2:5002'],
  fold: false,
  lastFrame: 99,
  timeWidth: 10,
  wanted: [0, 0],
};
const MULTIHOMED: LadderLayoutInput = {
  ...PLAIN,
  addresses: [
    ['10.1.0.1', '10.2.0.1'],
    ['10.1.0.2', '10.2.0.2'],
  ],
};

describe('layout of a ladder', () => {
  test('margins take what they want, the lifelines the rest', () => {
    const layout = ladderLayout({ ...PLAIN, wanted: [20, 14] });
    expect(layout.margins).toEqual([20, 14]);
    expect(layout.columns.map(({ x }) => x)).toEqual([38, 65]);
  });

  test('where both margins want too much, the smaller wish is granted first', () => {
    expect(ladderLayout({ ...PLAIN, width: 70, wanted: [40, 13] }).margins).toEqual([15, 13]);
    expect(ladderLayout({ ...PLAIN, width: 70, wanted: [40, 40] }).margins).toEqual([14, 14]);
  });

  test('addresses have a column each where there is room and it is wanted', () => {
    expect(ladderLayout({ ...MULTIHOMED, width: 120 }).columns.map(({ label }) => label)).toEqual([
      '10.1.0.1',
      '10.2.0.1',
      '10.1.0.2',
      '10.2.0.2',
    ]);
    expect(ladderLayout({ ...MULTIHOMED, width: 120, fold: true })).toMatchObject({
      folded: true,
      columns: [{ label: '10.1.0.1:5001 +1' }, { label: '10.1.0.2:5002 +1' }],
    });
    expect(ladderLayout({ ...MULTIHOMED, width: 80 }).folded).toBe(true);
  });

  test('an address finds its lifeline, an unknown one its endpoint’s first', () => {
    const layout = ladderLayout({ ...MULTIHOMED, width: 140 });
    expect(columnOf(layout, 1, '10.2.0.2')).toBe(layout.columns[3]?.x);
    expect(columnOf(layout, 1, '10.9.9.9')).toBe(layout.columns[2]?.x);
  });

  test('an address that does not fit under its head loses its port first, then its beginning', () => {
    expect(plainText(ladderHead(ladderLayout({ ...PLAIN, width: 64, wanted: [30, 30] }), 'time', UNICODE))).toContain(
      '10.1.0.1        10.1.0.2 ',
    );
    const names = ['[2001:db8:aaaa:bbbb::1]:5001', '[2001:db8:aaaa:bbbb::2]:5002'] as const;
    expect(plainText(ladderHead(ladderLayout({ ...PLAIN, names }), 'time', UNICODE))).toContain('…');
  });

  test('whatever is asked for, everything is in order and fits', () => {
    const addresses = fc.array(fc.ipV4(), { minLength: 1, maxLength: 6 });
    const input = fc.record({
      width: fc.integer({ min: 60, max: 300 }),
      addresses: fc.tuple(addresses, addresses),
      fold: fc.boolean(),
      lastFrame: fc.nat(99_999_999),
      timeWidth: fc.constantFrom(10, 15),
      wanted: fc.tuple(fc.nat(60), fc.nat(60)),
    });
    fc.assert(
      fc.property(input, (asked) => {
        const layout = ladderLayout({ ...PLAIN, ...asked });
        const places = layout.columns.map(({ x }) => x);
        expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
        expect(places[0]).toBe(1 + layout.frame + 1 + layout.time + 1 + layout.margins[0]);
        expect(places.at(-1)! + 1 + layout.margins[1]).toBe(asked.width);
        expect(Math.min(...places.slice(1).map((x, index) => x - places[index]!))).toBeGreaterThanOrEqual(10);
        expect(lineWidth(ladderHead(layout, 'time', UNICODE))).toBe(asked.width);
      }),
    );
  });
});
