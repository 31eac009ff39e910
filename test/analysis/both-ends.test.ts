/** The same traffic captured at both ends: nothing has to be believed. */
import { expect, test } from '@jest/globals';
import type { NotificationType } from '../../src/notification/notification.js';
import { ESTABLISHED, play } from '../helper/scenario.js';
import { hearBothEnds, playBothEnds } from '../helper/two-ends.js';

const PROFILE = 'linux@6.1';
const UP = 'SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 10 in 10';
const CHANGES = { subscription: new Set<NotificationType>(['SCTP_ASSOC_CHANGE']) };
const LOST = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST';

test('an ABORT that arrived is certain at its receiver, silent though that is', () => {
  const script = `${ESTABLISHED}
    A > B ABORT[cause=12]`;
  expect(play(PROFILE, script).B).toEqual([expect.stringMatching(`^${LOST}.*, likely$`)]);
  expect(playBothEnds(PROFILE, script).B).toEqual([expect.stringMatching(`^${LOST}.*, certain$`)]);
});

test('an ABORT that was lost on the way is told to nobody there', () => {
  const script = `${ESTABLISHED}
    lost A > B ABORT[cause=12]`;
  expect(playBothEnds(PROFILE, script).B).toEqual([]);
});

test('a SHUTDOWN that is lost is told when its copy arrives', () => {
  const { notifications } = hearBothEnds(
    PROFILE,
    `${ESTABLISHED}
    lost A > B SHUTDOWN[cum=1999]
    +1 A > B SHUTDOWN[cum=1999]
    B > A SHUTDOWN_ACK
    A > B SHUTDOWN_COMPLETE`,
  );
  const told = notifications.filter(({ endpointName }) => endpointName === '10.1.0.2:6010');
  expect(told.map(({ body, certainty }) => [body.sn_type, certainty])).toEqual([
    ['SCTP_SHUTDOWN_EVENT', 'certain'],
    ['SCTP_ASSOC_CHANGE', 'certain'],
  ]);
  const [shutdown, complete] = told;
  expect(complete!.earliest - shutdown!.earliest).toBe(20_000);
});

test('a SACK that was lost empties no queue', () => {
  const subscription = new Set<NotificationType>(['SCTP_SENDER_DRY_EVENT']);
  const script = `${ESTABLISHED}
    A > B DATA[tsn=1000]
    lost B > A SACK[cum=1000]
    +1 A > B DATA[tsn=1000]
    B > A SACK[cum=1000]`;
  expect(playBothEnds(PROFILE, script, { subscription }).A).toHaveLength(1);
});

test('what bears the address of an endpoint and did not pass there is forged: it is told of nothing', () => {
  const script = `${ESTABLISHED}
    forged B > A {tag=77} DATA[tsn=1]
    A > B {tag=78} ABORT`;
  expect(playBothEnds(PROFILE, script)).toEqual({ A: [], B: [] });
});

test('each packet is shown once, as the capture at its sender has it', () => {
  const { shown, associations } = hearBothEnds(
    PROFILE,
    `A > B INIT
    lost B > A INIT_ACK
    +1 A > B INIT
    B > A INIT_ACK
    A > B COOKIE_ECHO
    B > A COOKIE_ACK`,
  );
  expect(shown).toEqual([
    { frame: 1, association: 1, sender: '5001' },
    { frame: 3, association: 1, sender: '6010' },
    { frame: 4, association: 1, sender: '5001' },
    { frame: 6, association: 1, sender: '6010' },
    { frame: 8, association: 1, sender: '5001' },
    { frame: 10, association: 1, sender: '6010' },
  ]);
  expect(associations).toHaveLength(1);
  expect(associations[0]).toMatchObject({ id: 1, packets: 6, setup: 'complete', firstFrame: 1, lastFrame: 11 });
});

test('a collision that each end saw begin with its own INIT is one association', () => {
  const { associations, notifications } = hearBothEnds(
    PROFILE,
    `A > B INIT[tag=161]
    +0.001 B > A INIT[tag=177]
    A > B INIT_ACK[tag=161]
    +0.001 B > A INIT_ACK[tag=177]
    A > B COOKIE_ECHO
    +0.001 B > A COOKIE_ECHO
    A > B COOKIE_ACK
    +0.001 B > A COOKIE_ACK`,
  );
  expect(associations.map(({ id, endpoints }) => [id, endpoints.map(({ name }) => name)])).toEqual([
    [1, ['10.1.0.1:5001', '10.1.0.2:6010']],
  ]);
  const sides = notifications.map(({ endpoint, endpointName }) => `${endpoint} ${endpointName}`);
  expect([...new Set(sides)].sort()).toEqual(['0 10.1.0.1:5001', '1 10.1.0.2:6010']);
});

test('before the capture of an end begins, and after it has ended, what arrived there is believed', () => {
  const script = `
    A > B INIT
    B > A INIT_ACK
    A > B COOKIE_ECHO
    B > A COOKIE_ACK
    A > B DATA[tsn=1000]
    B > A SACK[cum=1000]
    +1 B > A DATA[tsn=2000]
    +1 A > B ABORT[cause=12]`;
  expect(playBothEnds(PROFILE, script, CHANGES).B).toEqual([`${UP}, certain`, expect.stringMatching(`^${LOST}.*, certain$`)]);
  expect(playBothEnds(PROFILE, script, { ...CHANGES, b: [1, 9] }).B).toEqual([
    `${UP}, certain`,
    expect.stringMatching(`^${LOST}.*, certain$`),
  ]);
  expect(playBothEnds(PROFILE, script, { ...CHANGES, b: [0, 0.8] }).B).toEqual([
    `${UP}, certain`,
    expect.stringMatching(`^${LOST}.*, likely$`),
  ]);
});

test('the clock of the other end changes nothing in what is told, and when', () => {
  const script = `${ESTABLISHED}
    A > B SHUTDOWN[cum=1999]
    B > A SHUTDOWN_ACK
    A > B SHUTDOWN_COMPLETE`;
  expect(hearBothEnds(PROFILE, script, { offset: 3_600e6 })).toEqual(hearBothEnds(PROFILE, script));
});

test('a packet on its way where one capture takes over from the other is one packet', () => {
  const script = `
    A > B INIT
    B > A INIT_ACK
    A > B COOKIE_ECHO
    B > A COOKIE_ACK`;
  expect(hearBothEnds(PROFILE, script, { ...CHANGES, b: [0.012, 9] }).diagnoses).toEqual([]);
  expect(playBothEnds(PROFILE, script, { ...CHANGES, b: [0.012, 9] })).toEqual({ A: [`${UP}, certain`], B: [`${UP}, certain`] });
});
