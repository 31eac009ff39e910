/** Floors below which the scores may not fall. */
import { expect, test } from '@jest/globals';
import { f1, type Scorer } from './score.js';

export interface Floors {
  all: number;
  /** By type, as the scorer names them: all that occur. */
  byType: Readonly<Record<string, number>>;
}

export function holdsFloors(scorer: Scorer, floors: Floors): void {
  const { total, byType, faults } = scorer.score;

  test('every type occurs', () => {
    expect([...byType.keys()].sort()).toEqual(Object.keys(floors.byType).sort());
  });

  test('no claim that is said to be certain is wrong', () => {
    expect(faults.filter(({ certain }) => certain)).toEqual([]);
  });

  test.each(Object.entries(floors.byType))('%s: not below the floor', (type, floor) => {
    const reached = f1(byType.get(type)!);
    if (reached >= floor) return;
    const found = faults.filter(({ kind }) => kind === type).map(({ text }) => text);
    throw new Error(`F1 ${reached.toFixed(3)} is below ${floor}\n${found.join('\n')}`);
  });

  test('all types together: not below the floor', () => {
    expect(f1(total)).toBeGreaterThanOrEqual(floors.all);
  });
}
