/** Where the capture was taken: a host that answers at once, while the other is far away, receives whatever passes. */
import { expect, test } from '@jest/globals';
import { Host } from '../../src/reconstruct/host.js';
import { type Distance, isAt, Lag } from '../../src/reconstruct/vantage.js';
import { ESTABLISHED } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const DRY = 'SCTP_SENDER_DRY_EVENT';
const options = { subscription: new Set(['SCTP_SENDER_DRY_EVENT', 'SCTP_REMOTE_ERROR'] as const) };
/** A answers in 0.1 ms, B in 40 ms. */
const AT_A = `
      A > B INIT
      +0.04 B > A INIT_ACK
      +0.0001 A > B COOKIE_ECHO
      +0.04 B > A COOKIE_ACK
      +0.0001 A > B HEARTBEAT[info=1]
      +0.04 B > A HEARTBEAT_ACK[info=1]
      +1
      ---`;

tellsEach([
  {
    happens: 'at A: the SACK has arrived, and nothing that had waited follows for long',
    packets: `${AT_A}
      A > B DATA[tsn=1000]
      +0.04 B > A SACK[cum=1000]
      +1`,
    linux: { A: [`${DRY}, certain`] },
    usrsctp: { A: [`${DRY}, certain`] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'at A: what follows soon may have waited',
    packets: `${AT_A}
      A > B DATA[tsn=1000]
      +0.04 B > A SACK[cum=1000]
      +0.0012 A > B DATA[tsn=1001]`,
    linux: { A: [`${DRY}, likely`] },
    usrsctp: { A: [`${DRY}, likely`] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'nowhere in particular: both answer alike',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      +0.04 B > A SACK[cum=1000]`,
    linux: { A: [`${DRY}, likely`] },
    usrsctp: { A: [`${DRY}, likely`] },
    associations: ['complete, open'],
    options,
  },
]);

/** A host whose shortest answer, of so many, took so many microseconds. */
function host(shortest: number, samples: number, more: Partial<Distance> = {}): Distance {
  return { isHere: false, shortest, samples, heartbeats: answers(Number.POSITIVE_INFINITY, 0), astray: 0, ...more };
}

function hears(shortest: number, samples: number): Partial<Distance> {
  return { heartbeats: answers(shortest, samples) };
}

/** So many answers, the shortest of which took so many microseconds. */
function answers(shortest: number, samples: number): Distance['heartbeats'] {
  return { shortest, samples };
}

test.each([
  ['a host that answers at once, the other one far away', host(80, 1), host(20_000, 3), true],
  ['the far one of the two', host(20_000, 3), host(80, 1), false],
  ['too few answers to know that the other one is far', host(80, 1), host(20_000, 2), false],
  ['a loss between here and there', host(80, 1, { astray: 1 }), host(20_000, 3), false],
  ['two hosts of one link', host(80, 1), host(100, 3), false],
  ['two hosts of one link, packets lost beyond it', host(80, 1), host(150, 2, { astray: 2 }), true],
  ['both far away', host(900, 1), host(20_000, 3), false],
  ['one link, by answers to HEARTBEATs, though others came sooner', host(120, 9, hears(120, 4)), host(60, 20, hears(320, 4)), true],
  ['the far one of the two', host(60, 20, hears(320, 4)), host(120, 9, hears(120, 4)), false],
  ['answers to HEARTBEATs alike, whatever the others say', host(80, 9, hears(300, 4)), host(400, 9, hears(320, 4)), false],
  ['one answer to a HEARTBEAT from each, too much alike', host(150, 3, hears(150, 1)), host(100, 9, hears(330, 1)), false],
  ['one answer to a HEARTBEAT from each, far apart', host(150, 3, hears(150, 1)), host(100, 9, hears(900, 1)), true],
  ['the machine that captured', host(Number.POSITIVE_INFINITY, 0, { isHere: true }), host(80, 9), true],
  ['an endpoint whose peer is the machine that captured', host(56, 9), host(150, 9, { isHere: true }), false],
  ['a machine that does not hear all that it captures', host(80, 9, { isHere: true, astray: 1 }), host(80, 9), false],
])('%s', (_, own, other, at) => {
  expect(isAt(own, other)).toBe(at);
});

test('answers of the set-up tell how far away an endpoint is until two others do that were not delayed on purpose', () => {
  const lag = new Lag(new Host());
  lag.sampleEarly(400);
  lag.sampleEarly(100);
  expect(lag.estimate).toBe(100);
  lag.sample(200_000);
  lag.sample(12_000);
  expect(lag.estimate).toBe(400);
  lag.sample(11_000);
  expect(lag.estimate).toBe(11_000);
  expect(lag.least).toBe(11_000);
  expect(lag.shortest).toBe(100);
});

test('of many answers the last eight count', () => {
  const lag = new Lag(new Host());
  lag.sampleEarly(1);
  for (let answer = 1; answer <= 12; answer++) lag.sample(answer * 100_000);
  expect(lag.least).toBe(500_000);
  expect(lag.longest).toBe(1_200_000);
  expect(lag.samples).toBe(13);
});
