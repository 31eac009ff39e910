/** What is kept of one endpoint has an end (ARCHITECTURE.md, Limits): where that is reached and changes what is told, a finding says so; one fewer, and none does. */
import { describe, expect, test } from '@jest/globals';
import { MAX_INIT_ACKS, MAX_KNOWN } from '../../src/reconstruct/association.js';
import { MAX_INTERLEAVED } from '../../src/reconstruct/open-messages.js';
import { MAX_PAYLOAD } from '../../src/reconstruct/payload-ring.js';
import { ESTABLISHED, established, play } from '../helper/scenario.js';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** A line of what is written for each, so many to a line. */
function lines(prefix: string, each: readonly string[], perLine: number): string {
  return numbers(Math.ceil(each.length / perLine))
    .map((line) => `${prefix} ${each.slice(line * perLine, (line + 1) * perLine).join(' ')}`)
    .join('\n');
}

const address = (at: number): string => `10.7.${at >> 8}.${at & 0xff}`;

/** By the finding: what as many as are kept look like, and how many that is. */
const REACHED: Readonly<Record<string, { limit: number; story(count: number): string }>> = {
  'more gap reports than looked at': {
    limit: 4095,
    story: (count) =>
      `${ESTABLISHED}
       ${lines(
         'A > B',
         numbers(5000).map((at) => `DATA[tsn=${1000 + at}]`),
         50,
       )}
       B > A SACK[cum=999 gaps=2-${1 + count}]`,
  },
  'more addresses than kept': {
    limit: 32,
    story: (count) => established({ init: `addr=${numbers(count).map(address).join()}` }),
  },
  'more INIT-ACKs than kept': {
    limit: MAX_INIT_ACKS,
    story: (count) =>
      `A > B INIT\n${lines(
        'B > A',
        numbers(count).map((at) => `INIT_ACK[tag=${100 + at}]`),
        1,
      )}`,
  },
  'more messages begun than followed': {
    limit: MAX_INTERLEAVED,
    story: (count) =>
      `${established({ init: 'ext=IDATA', initAck: 'ext=IDATA' })}
       ${lines(
         'A > B',
         numbers(count).map((at) => `I_DATA[tsn=${1000 + at} mid=${at} flags=B]`),
         40,
       )}`,
  },
  'more user data than kept': {
    limit: Math.floor(MAX_PAYLOAD / 60_000),
    story: (count) =>
      `${ESTABLISHED}
       ${lines(
         'A > B',
         numbers(count).map((at) => `DATA[tsn=${1000 + at} len=60000]`),
         1,
       )}`,
  },
  'more requests than kept': {
    limit: 16,
    story: (count) =>
      `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
       ${lines(
         'A > B',
         numbers(count).map((at) => `RE_CONFIG[reset_out=${1000 + at} streams=1]`),
         1,
       )}`,
  },
  'more causes than told': {
    limit: 64,
    story: (count) => `${ESTABLISHED}\nA > B ERROR[causes=${numbers(count).fill(6).join()}]`,
  },
  'more streams passed over than looked at': {
    limit: 1023,
    story: (count) =>
      `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
       A > B FORWARD_TSN[cum=1000 skip=${numbers(count)
         .map((at) => `${at}:0`)
         .join()}]`,
  },
};

describe('a limit that is reached is said', () => {
  test.each(Object.entries(REACHED))('%s', (rule, { limit, story }) => {
    expect(play('linux', story(limit)).diagnoses).not.toContain(rule);
    expect(play('linux', story(limit + 1)).diagnoses).toContain(rule);
  });
});

test('addresses that are not listed but used, and requests of one ASCONF, count as well', () => {
  const from = (count: number) =>
    `${established({ init: 'ext=ASCONF', initAck: 'ext=ASCONF' })}
     ${numbers(count)
       .map((at) => `A > B ASCONF[seq=${1000 + at} add=${address(at)}]\nB > A ASCONF_ACK[seq=${1000 + at}]`)
       .join('\n')}`;
  expect(play('linux', from(MAX_KNOWN - 1)).diagnoses).toEqual([]);
  expect(play('linux', from(MAX_KNOWN)).diagnoses).toEqual(['more addresses than kept']);
  const asked = (count: number) => `${ESTABLISHED}\nA > B ASCONF[seq=1000 add=${numbers(count).map(address).join()}]`;
  expect(play('linux', asked(32)).diagnoses).toEqual([]);
  expect(play('linux', asked(33)).diagnoses).toEqual(['more requests than kept']);
});
