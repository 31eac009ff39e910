/** What the summary of an association says of windows, TSNs and paths. */
import { expect, test } from '@jest/globals';
import type { EndpointReport } from '../../src/reconstruct/model.js';
import { ESTABLISHED, hear } from '../helper/scenario.js';

function endpoints(script: string): readonly [EndpointReport, EndpointReport] {
  const { associations } = hear('linux', script);
  expect(associations).toHaveLength(1);
  return associations[0]!.endpoints;
}

/** The scenario's set-up itself is answered by no DATA. */
const STORY = (after: string) => `${ESTABLISHED}\n${after}`;

test('round trips of DATA, as they were answered', () => {
  const [a, b] = endpoints(
    STORY(`
    A > B DATA[tsn=1000]
    +0.030 B > A SACK[cum=1000]
    A > B DATA[tsn=1001]
    +0.050 B > A SACK[cum=1001]`),
  );
  expect(a.paths).toEqual([
    { address: '10.1.0.2', state: 'active', roundTrip: { samples: 2, least: 30_000, mean: 40_000, most: 50_000 }, retransmissions: 0 },
  ]);
  expect(b.paths).toEqual([]);
  expect(a.tsns).toEqual({ first: 1000, last: 1001, acknowledged: 1001 });
  expect(b.tsns).toEqual({ first: 2000 });
});

test('what was sent twice is no round trip (RFC 9260 section 6.3.1, Karn), but a retransmission of the path it was lost on', () => {
  const [a] = endpoints(
    STORY(`
    A > B DATA[tsn=1000]
    +1 A > B2 DATA[tsn=1000]
    +0.030 B > A SACK[cum=1000]`),
  );
  expect(a.paths.map(({ address, roundTrip, retransmissions }) => [address, roundTrip, retransmissions])).toEqual([
    ['10.1.0.2', undefined, 1],
  ]);
});

test('what was acknowledged is known after the end too', () => {
  const [a] = endpoints(
    STORY(`
    A > B DATA[tsn=1000]
    B > A SACK[cum=1000]
    A > B DATA[tsn=1001]
    A > B ABORT
    +60`),
  );
  expect(a.tsns).toEqual({ first: 1000, last: 1001, acknowledged: 1000 });
});

test('a HEARTBEAT measures the path it went, by what it holds', () => {
  const [a] = endpoints(
    STORY(`
    A > B HEARTBEAT
    +0.020 B > A HEARTBEAT_ACK`),
  );
  expect(a.paths[0]?.roundTrip).toEqual({ samples: 1, least: 20_000, mean: 20_000, most: 20_000 });
});

test('the window: at the set-up, and last', () => {
  const [, b] = endpoints(
    STORY(`
    A > B DATA[tsn=1000]
    B > A SACK[cum=1000 rwnd=700]`),
  );
  expect(b.window.last).toBe(700);
  expect(b.window.first).toBeGreaterThan(700);
});
