import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { align } from '../../src/compare/align.js';
import type { MemberOfLog } from '../../src/compare/app-log.js';
import { statedMembers } from '../../src/compare/member-comparison.js';
import type { Expected, Logged } from '../../src/compare/sequences.js';
import type { NotificationBody } from '../../src/notification/notification.js';
import { claim, confirmed, DRY, SHUTDOWN, START, UP } from '../helper/comparison.js';

function expected(at: number, body: NotificationBody, required = true): Expected {
  return { claim: claim(at, body), members: statedMembers(body), otherwise: [], required };
}

function logged(at: number, { sn_type, ...members }: NotificationBody, isBeyond = false): Logged {
  const time = START + at * 1e6;
  return {
    event: { kind: 'notification', line: 1, time, type: sn_type, members: members as Record<string, MemberOfLog> },
    time,
    beyond: isBeyond ? { why: 'the test says so', only: undefined } : undefined,
    sends: 0,
  };
}

/** The letters of a picture: each an address told of, spaces nothing. */
function picture(letters: string, make: (at: number, body: NotificationBody) => Expected | Logged) {
  return [...letters].flatMap((letter, i) => (letter === ' ' ? [] : [make(i, confirmed(`10.0.0.${letter.charCodeAt(0)}`))]));
}

function drawn(above: string, below: string): [number, number][] {
  return align(picture(above, expected) as Expected[], picture(below, logged) as Logged[], false).pairs;
}

describe('by order alone', () => {
  test.each<[string, string, [number, number][]]>([
    [
      'abc',
      'abc',
      [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
    ],
    [
      'abc',
      'ac',
      [
        [0, 0],
        [2, 1],
      ],
    ],
    [
      'ac',
      'abc',
      [
        [0, 0],
        [1, 2],
      ],
    ],
    ['abc', '', []],
    ['', 'abc', []],
    [
      'abcd',
      'axcd',
      [
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    ],
  ])('%s / %s', (above, below, pairs) => {
    expect(drawn(above, below)).toEqual(pairs);
  });
});

test('equal ones by their times', () => {
  const claims = [1, 2, 3, 4, 5].map((at) => expected(at, DRY));
  expect(
    align(
      claims,
      [1, 2, 4, 5].map((at) => logged(at + 0.001, DRY)),
      true,
    ).pairs,
  ).toEqual([
    [0, 0],
    [1, 1],
    [3, 2],
    [4, 3],
  ]);
});

test('not before it can have happened', () => {
  expect(align([expected(5, SHUTDOWN)], [logged(1, SHUTDOWN)], true).pairs).toEqual([]);
  expect(align([expected(5, SHUTDOWN)], [logged(1, SHUTDOWN)], false).pairs).toEqual([[0, 0]]);
});

test('never of two types', () => {
  expect(align([expected(0, SHUTDOWN)], [logged(0, UP)], true).pairs).toEqual([]);
});

test('pairs ascend on both sides, whatever comes', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 30 });
  fc.assert(
    fc.property(letters, letters, fc.boolean(), (above, below, timed) => {
      const { pairs, cost } = align(picture(above, expected) as Expected[], picture(below, logged) as Logged[], timed);
      pairs.forEach(([e, l], i) => {
        expect(e).toBeGreaterThan(pairs[i - 1]?.[0] ?? -1);
        expect(l).toBeGreaterThan(pairs[i - 1]?.[1] ?? -1);
      });
      expect(cost).toBeLessThanOrEqual(2.5 * (above.length + below.length));
    }),
  );
});
