/** The library against recorded truth, with the captures of both ends: what arrived is known. */
import { expect, test } from '@jest/globals';
import { inferFromBoth } from '../helper/infer.js';
import { f1, Scorer } from '../helper/score.js';
import { type TruthCase, truthCases } from '../helper/truth.js';

/** F1 that no type may fall below, a little under what was measured on 2026-11-22: 99.9 % of all; 98.6 % of SCTP_PEER_ADDR_CHANGE, 100 % of every other type. */
const FLOOR = 0.995;
const FLOORS: Readonly<Record<string, number>> = {
  ASSOC_CHANGE: 0.995,
  ASSOC_RESET_EVENT: 1,
  AUTHENTICATION_EVENT: 0.99,
  PARTIAL_DELIVERY_EVENT: 0.99,
  PEER_ADDR_CHANGE: 0.975,
  REMOTE_ERROR: 1,
  SENDER_DRY_EVENT: 0.99,
  'SEND_FAILED SENT': 0.995,
  SHUTDOWN_EVENT: 0.99,
  STREAM_CHANGE_EVENT: 1,
  STREAM_RESET_EVENT: 1,
};

const cases = truthCases.filter((recorded): recorded is TruthCase & { captureAtB: string } => recorded.captureAtB !== undefined);
const scorer = new Scorer();
for (const recorded of cases) scorer.add(recorded, await inferFromBoth(recorded));
const { total, byType, faults } = scorer.score;

test('there are captures of both ends', () => {
  expect(cases.length).toBeGreaterThan(50);
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
