/** What is made of packets whose set-up was not captured: an association takes more than one packet, from whichever side. */
import { expect, test } from '@jest/globals';
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
