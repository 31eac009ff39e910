/** Where the capture was taken: as stated, what is seen on the way to an endpoint there has arrived. */
import { expect, test } from '@jest/globals';
import type { NotificationType } from '../../src/notification/notification.js';
import { Host } from '../../src/reconstruct/host.js';
import { Lag } from '../../src/reconstruct/vantage.js';
import { ESTABLISHED, hear, play, type StoryOptions } from '../helper/scenario.js';

const [A, B] = ['10.1.0.1', '10.1.0.2'];
const LOST = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3072 (cause 12, User-Initiated Abort)';
const ABORT = `${ESTABLISHED}
  A > B ABORT[cause=12]`;

const told = (script: string, options: StoryOptions) => play('linux@6.1', script, options);

test('at the receiver of a silent end it is certain', () => {
  expect(told(ABORT, {}).B).toEqual([`${LOST}, likely`]);
  expect(told(ABORT, { vantage: [B] }).B).toEqual([`${LOST}, certain`]);
});

test.each([
  ['at the other end', [A]],
  ['between the two', []],
])('%s it is believed', (_, vantage) => {
  expect(told(ABORT, { vantage }).B).toEqual([`${LOST}, likely`]);
});

test('what its receiver sends a moment later refutes an arrival that is believed, and not one that was seen', () => {
  const script = `${ABORT}
    +0.05 B > A DATA[tsn=2000]`;
  expect(told(script, { vantage: [B] }).B).toEqual([`${LOST}, certain`]);
  expect(told(script, { vantage: [] }).B).toEqual([]);
});

test('there an empty queue is certain, if nothing that it may have held follows for long', () => {
  const subscription = new Set<NotificationType>(['SCTP_SENDER_DRY_EVENT']);
  let script = `${ESTABLISHED}
    A > B DATA[tsn=1000]
    B > A SACK[cum=1000]`;
  expect(told(script, { subscription, vantage: [A] }).A).toEqual(['SCTP_SENDER_DRY_EVENT, likely']);
  script += '\n+1';
  expect(told(script, { subscription, vantage: [A] }).A).toEqual(['SCTP_SENDER_DRY_EVENT, certain']);
  expect(told(script, { subscription, vantage: [B] }).A).toEqual(['SCTP_SENDER_DRY_EVENT, likely']);
});

test('an ABORT that comes after its receiver has sent one itself ends nothing any more', () => {
  const script = `${ESTABLISHED}
    B > A ABORT[cause=12 text="enough"]
    A > B ABORT[T]`;
  const { notifications } = hear('usrsctp', script, { vantage: [B] });
  const [own] = notifications.filter(({ endpointName }) => endpointName === `${B}:6010`);
  expect(own).toMatchObject({ body: { sac_state: 'SCTP_COMM_LOST' }, frames: [6] });
});

test('a lag of many samples is low among the recent ones', () => {
  const lag = new Lag(new Host());
  for (const sample of [90, 10, 50, Number.NaN, 70, 30]) lag.sample(sample);
  expect([lag.shortest, lag.samples, lag.estimate, lag.high]).toEqual([10, 5, 30, 70]);
});
