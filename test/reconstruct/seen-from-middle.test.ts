/** What is made of packets whose set-up was not captured: an association takes more than one packet, from whichever side. */
import { expect, test } from '@jest/globals';
import { headline } from '../../src/notification/headline.js';
import { ESTABLISHED, hear, play } from '../helper/scenario.js';

const OTHERS = `${ESTABLISHED.replaceAll('A >', 'C >').replaceAll('> A', '> C')}\n`;

test.each([
  ['DATA', 'A > B {tag=7} DATA[tsn=1000]'],
  ['a SACK', 'A > B {tag=7} SACK[cum=1999]'],
  ['DATA and SHUTDOWN', 'A > B {tag=7} DATA[tsn=1000] SHUTDOWN[cum=1999]'],
])('%s in a single packet beside others is of a stranger, and nobody is told of it', (_, packet) => {
  const { notifications, associations, diagnoses } = hear('linux', `${OTHERS}${packet}\n+500`);
  expect([notifications, associations.length]).toEqual([[], 1]);
  expect(diagnoses).toMatchObject([{ rule: 'out of the blue', association: 0, frame: 6, severity: 'warning' }]);
  expect(diagnoses[0]!.text).toContain('verification tag 0x00000007');
});

test('a capture of nothing but a packet is about that packet', () => {
  const told = play('linux', 'A > B {tag=7} DATA[tsn=1000]');
  expect(told).toEqual({ A: [], B: [], associations: ['seen-from-middle, open'], diagnoses: [] });
});

test.each([
  ['both directions', 'A > B {tag=7} DATA[tsn=1000]\nB > A {tag=8} SACK[cum=1000]'],
  ['one direction', 'A > B {tag=7} DATA[tsn=1000]\nA > B {tag=7} DATA[tsn=1001]'],
])('two packets that agree are an association: %s', (_, packets) => {
  expect(play('linux', packets)).toEqual({ A: [], B: [], associations: ['seen-from-middle, open'], diagnoses: [] });
});

test('what the first packet says counts once the second has come', () => {
  const shutdown = 'A > B {tag=7} DATA[tsn=1000] SHUTDOWN[cum=1999]';
  expect(play('linux', `${shutdown}\nB > A {tag=8} SHUTDOWN_ACK`).B).toEqual(['SCTP_SHUTDOWN_EVENT, certain']);
});

test('a forged packet between endpoints that have an association changes nothing', () => {
  const forged = play('linux', `${ESTABLISHED}\nA > B {tag=7} SACK[cum=1999]`);
  expect(forged).toEqual({ A: [], B: [], associations: ['complete, open'], diagnoses: ['wrong verification tag'] });
});

const SETUP = [
  'A > B INIT',
  'B > A INIT_ACK {tag=0xa1}',
  'A > B {tag=0xb1} COOKIE_ECHO',
  'B > A {tag=0xa1} COOKIE_ACK',
  'A > B {tag=0xb1} DATA[tsn=1000]',
];

test.each([
  ['INIT-ACK', 1, ['SCTP_COMM_UP', 'SCTP_COMM_UP']],
  ['COOKIE-ECHO', 2, ['SCTP_COMM_UP', 'SCTP_COMM_UP']],
  ['COOKIE-ACK', 3, ['SCTP_COMM_UP']],
])('a capture that begins with the %s shows whom that brings up', (_, first, told) => {
  const { notifications, associations, diagnoses } = hear('rfc', [...SETUP.slice(first), 'B > A {tag=0xa1} SACK[cum=1000]'].join('\n'));
  const changes = notifications.filter(({ body }) => body.sn_type === 'SCTP_ASSOC_CHANGE');
  expect(changes.map(({ body }) => headline(body).split(' ')[1])).toEqual(told);
  expect(new Set(changes.map(({ certainty }) => certainty))).toEqual(new Set(['likely']));
  expect(associations.map(({ setup }) => setup)).toEqual(['seen-from-middle']);
  expect(diagnoses.map(({ rule }) => rule)).toEqual(['answer to what was not captured']);
});

test.each(['INIT_ACK', 'COOKIE_ECHO', 'COOKIE_ACK'])('%s in a single packet beside others is of a stranger', (chunk) => {
  const { notifications, associations, diagnoses } = hear('linux', `${OTHERS}A > B {tag=7} ${chunk}\n+500`);
  expect([notifications, associations.length]).toEqual([[], 1]);
  expect(diagnoses.map(({ rule }) => rule)).toEqual(['out of the blue']);
});

test.each([
  ['INIT_ACK', 'ABORT[T]'],
  ['COOKIE_ECHO', 'ABORT[T]'],
  ['COOKIE_ACK', 'ABORT[T]'],
  ['SHUTDOWN_ACK', 'SHUTDOWN_COMPLETE[T]'],
])('%s out of the blue, and %s that answers it', (chunk, answer) => {
  const { notifications, associations, diagnoses } = hear('usrsctp', `${OTHERS}A > B {tag=7} ${chunk}\nB > A {tag=7} ${answer}\n+500`);
  expect([notifications, associations.length]).toEqual([[], 1]);
  expect(new Set(diagnoses.map(({ rule }) => rule))).toEqual(new Set(['out of the blue', 'wrong verification tag']));
});

test.each(['I_DATA[tsn=1000]', 'SHUTDOWN[cum=1999]', 'FORWARD_TSN[cum=1000]', 'ASCONF[seq=1]', 'AUTH'])(
  'two packets with %s are an association',
  (chunk) => {
    const { associations } = hear('linux', `A > B {tag=7} ${chunk}\nA > B {tag=7} ${chunk}`);
    expect(associations.map(({ setup }) => setup)).toEqual(['seen-from-middle']);
  },
);

test('a SHUTDOWN-COMPLETE without the T bit ends an association whose SHUTDOWN came before the capture began', () => {
  const { notifications } = hear('linux', 'B > A {tag=7} SHUTDOWN_ACK\nA > B {tag=8} SHUTDOWN_COMPLETE\n+500');
  expect(notifications.map(({ body, certainty }) => `${headline(body)} ${certainty}`)).toEqual([
    'SCTP_ASSOC_CHANGE SCTP_SHUTDOWN_COMP likely',
    'SCTP_ASSOC_CHANGE SCTP_SHUTDOWN_COMP likely',
  ]);
  for (const { earliest, time } of notifications) expect(time - earliest).toBeLessThan(1e6);
});

test('the first packet of a direction may end the association: whether its tag is right is not known', () => {
  const { notifications } = hear('linux', 'A > B {tag=7} SACK[cum=1000]\nA > B {tag=7} SACK[cum=1001]\nB > A {tag=8} ABORT\n+500');
  expect(notifications.map(({ body, certainty }) => `${headline(body)} ${certainty}`)).toEqual([
    'SCTP_ASSOC_CHANGE SCTP_COMM_LOST likely',
    'SCTP_ASSOC_CHANGE SCTP_COMM_LOST likely',
  ]);
});
