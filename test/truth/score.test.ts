/** The library against recorded truth: what was inferred from the capture taken at A against what both stacks told their applications. */
import { expect, test } from '@jest/globals';
import { infer } from '../helper/infer.js';
import { f1, Scorer } from '../helper/score.js';
import { truthCases } from '../helper/truth.js';

/**
 * F1 that no type may fall below, a little under what was measured on 2026-11-22, in this order: 99.0 % of all; 100, 99.7, 100, 100, 100, 96.0, 95.2, 98.6, 99.5,
 * 100, 100, 100 %. Measured by `npm run score -- --cases test/truth`, whose scorer gives the same figures as this file.
 */
const FLOOR = 0.985;
const FLOORS: Readonly<Record<string, number>> = {
  ADAPTATION_INDICATION: 1,
  ASSOC_CHANGE: 0.995,
  ASSOC_RESET_EVENT: 1,
  AUTHENTICATION_EVENT: 0.99,
  PARTIAL_DELIVERY_EVENT: 1,
  PEER_ADDR_CHANGE: 0.955,
  REMOTE_ERROR: 0.95,
  SENDER_DRY_EVENT: 0.98,
  'SEND_FAILED SENT': 0.99,
  SHUTDOWN_EVENT: 1,
  STREAM_CHANGE_EVENT: 1,
  STREAM_RESET_EVENT: 1,
};

const scorer = new Scorer();
for (const recorded of truthCases) scorer.add(recorded, await infer(recorded));
const { total, byType, faults } = scorer.score;

test('there is truth of every type', () => {
  expect(truthCases.length).toBeGreaterThan(100);
  expect([...byType.keys()].sort()).toEqual(Object.keys(FLOORS).sort());
});

test('no claim that is said to be certain is wrong', () => {
  expect(faults.filter(({ certain }) => certain)).toEqual([]);
});

test.each(Object.entries(FLOORS))('%s: not below the floor', (type, floor) => {
  const reached = f1(byType.get(type)!);
  if (reached >= floor) return;
  const found = faults.filter(({ kind }) => kind === type).map(({ text }) => text);
  throw new Error(`F1 ${reached.toFixed(3)} is below ${floor}\n${found.join('\n')}`);
});

test('all types together: not below the floor', () => {
  expect(f1(total)).toBeGreaterThanOrEqual(FLOOR);
});
