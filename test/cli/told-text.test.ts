/** What is held of notifications until their association is printed has an end, and says how many are not shown. */
import { expect, test } from '@jest/globals';
import { ToldText } from '../../src/cli/format/told-text.js';
import type { Notification } from '../../src/notification/notification.js';

function notification(association: number, endpoint: 0 | 1, state: 'SCTP_COMM_UP' | 'SCTP_RESTART'): Notification {
  return {
    id: '1.0.1',
    association,
    endpoint,
    endpointName: '10.1.0.1:5001',
    time: 1_700_000_000e6,
    earliest: 0,
    latest: 0,
    certainty: 'likely',
    body: { sn_type: 'SCTP_ASSOC_CHANGE', sac_state: state },
    frames: [3, 4],
    why: 'COOKIE-ACK in frame 4',
    rule: 'up',
    profile: 'linux@6.1',
    assumptions: ['that it arrived', 'nothing else'],
  };
}

test('equal ones in a row are one, of each endpoint for itself', () => {
  const told = new ToldText();
  for (const endpoint of [0, 1, 0, 1] as const) told.add(notification(7, endpoint, 'SCTP_COMM_UP'));
  told.add(notification(7, 1, 'SCTP_RESTART'));
  told.add(notification(7, 1, 'SCTP_COMM_UP'));
  const [one, other] = told.take(7);
  expect(one.groups).toEqual([
    {
      certainty: 'likely',
      head: '22:13:20.000000  SCTP_ASSOC_CHANGE SCTP_COMM_UP',
      rest: '        likely; frame 3, 4; COOKIE-ACK in frame 4\n        assuming that that it arrived\n        assuming that nothing else',
      count: 2,
    },
  ]);
  expect(other.groups.map(({ count }) => count)).toEqual([2, 1, 1]);
  expect(told.take(7)).toEqual([
    { groups: [], key: '', leftOut: 0 },
    { groups: [], key: '', leftOut: 0 },
  ]);
});

test('beyond the limit they are counted, until there is room again', () => {
  const told = new ToldText(500);
  for (let at = 0; at < 10; at++) told.add(notification(7, 0, at % 2 === 0 ? 'SCTP_COMM_UP' : 'SCTP_RESTART'));
  told.add(notification(8, 1, 'SCTP_COMM_UP'));
  const [one] = told.take(7);
  expect([one.groups.length, one.leftOut]).toEqual([2, 8]);
  expect(told.take(8)[1]).toEqual({ groups: [], key: '', leftOut: 1 });
  told.add(notification(9, 0, 'SCTP_COMM_UP'));
  expect(told.take(9)[0].groups).toHaveLength(1);
});
