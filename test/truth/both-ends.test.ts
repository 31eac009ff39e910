/** The library against recorded truth, with the captures of both ends: what arrived is known. */
import { expect, test } from '@jest/globals';
import { inferFromBoth } from '../helper/infer.js';
import { Scorer } from '../helper/score.js';
import { type Floors, holdsFloors } from '../helper/score-floors.js';
import { type TruthCase, truthCases } from '../helper/truth.js';

/** F1 that no type may fall below, a little under what was measured on 2026-11-22: 99.9 % of all; 98.6 % of SCTP_PEER_ADDR_CHANGE, 100 % of every other type. */
const FLOORS: Floors = {
  all: 0.995,
  byType: {
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
  },
};

const cases = truthCases.filter((recorded): recorded is TruthCase & { captureAtB: string } => recorded.captureAtB !== undefined);
const scorer = new Scorer();
for (const recorded of cases) scorer.add(recorded, await inferFromBoth(recorded));

test('there are captures of both ends', () => {
  expect(cases.length).toBeGreaterThan(50);
});

holdsFloors(scorer, FLOORS);
