/** Where the capture was taken: a host that answers at once, while the other is far away, receives whatever passes. */
import { expect, test } from '@jest/globals';
import { isAt, Lag } from '../../src/reconstruct/vantage.js';
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
    happens: 'at A: the SACK has arrived, and nothing that had waited follows',
    packets: `${AT_A}
      A > B DATA[tsn=1000]
      +0.04 B > A SACK[cum=1000]`,
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

function lag(samples: number[], astray = 0): Lag {
  const made = new Lag();
  for (const sample of samples) made.sample(sample);
  made.astray = astray;
  return made;
}

const FAR = [20_000, 21_000, 25_000];

test.each([
  ['a host that answers at once, the other one far away', lag([80]), lag(FAR), true],
  ['the far one of the two', lag(FAR), lag([80]), false],
  ['too few answers to know that the other one is far', lag([80]), lag(FAR.slice(1)), false],
  ['a loss between here and there', lag([80], 1), lag(FAR), false],
  ['two hosts of one link', lag([80]), lag([100, 120, 150]), false],
  ['two hosts of one link, packets lost beyond it', lag([80]), lag([150, 160], 2), true],
  ['both far away', lag([900]), lag(FAR), false],
])('%s', (_, own, other, at) => {
  expect(isAt(own, other)).toBe(at);
});
