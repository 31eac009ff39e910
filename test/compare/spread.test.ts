/** Logs of many associations whose lines name neither these nor their peers. */
import { describe, expect, test } from '@jest/globals';
import type { Notification, NotificationBody } from '../../src/notification/notification.js';
import { COMPLETE, claim, compareLogs, LOST, report, SHUTDOWN, START, told, UP } from '../helper/comparison.js';

const COUNT = 20;
const reports = Array.from({ length: COUNT }, (_, i) => report(i + 1, [5001, 6000 + i]));

/** Association `i` comes up, is told of a shutdown or lost, and is over, while the others do the same. */
function lives(): Notification[] {
  return reports.flatMap(({ id }) => {
    const of = (at: number, body: NotificationBody) => claim(id / 100 + at, body, { association: id, frames: [id] });
    return id % 3 === 0 ? [of(0, UP), of(1, LOST)] : [of(0, UP), of(1 + (id % 2), SHUTDOWN), of(2 + (id % 2), COMPLETE)];
  });
}

const nameless = { assoc_id: undefined };

function lines(claims: readonly Notification[], timed: boolean): string[] {
  return [...claims]
    .sort((x, y) => x.time - y.time)
    .map(({ time, body }) => told((time - START) / 1e6 + 0.0005, body, { ...nameless, ...(timed ? {} : { time: undefined }) }));
}

describe.each([
  ['with times', true],
  ['by order alone', false],
])('%s', (_, timed) => {
  test('each line goes where it was expected', () => {
    const claims = lives();
    const { differences, comparison } = compareLogs(claims, [{ lines: lines(claims, timed), address: '10.1.0.1' }], { reports });
    expect(differences).toEqual([]);
    expect(comparison.logs[0]?.lanes.length).toBe(COUNT);
    expect(comparison.logs[0]?.lanes.reduce((sum, { told: count }) => sum + count, 0)).toBe(claims.length);
  });

  test('what is missing is missing once', () => {
    const claims = lives();
    const log = lines(claims, timed);
    log.splice(log.findIndex((line) => line.includes('COMM_LOST')) + 2, 1);
    const { verdicts } = compareLogs(claims, [{ lines: log, address: '10.1.0.1' }], { reports });
    expect(verdicts).toEqual([expect.stringMatching(/^missing SCTP_/)]);
  });
});

test('lines of types that name no association stand beside those that do', () => {
  const claims = lives();
  const ids = new Map(claims.map((one) => [one, one.association]));
  const log = [...claims]
    .sort((x, y) => x.time - y.time)
    .map((one) => told((one.time - START) / 1e6 + 0.0005, one.body, one.body === SHUTDOWN ? nameless : { assoc_id: ids.get(one) }));
  expect(compareLogs(claims, [{ lines: log, address: '10.1.0.1' }], { reports }).differences).toEqual([]);
});

test('ids that one-to-one sockets share', () => {
  const claims = lives();
  const log = lines(claims, true).map((line) => line.replace('}', ',"assoc_id":1}'));
  expect(compareLogs(claims, [{ lines: log, address: '10.1.0.1' }], { reports }).differences).toEqual([]);
});

test('two ids that come up are two associations, though one shows no more than that', () => {
  const pair = reports.slice(0, 2);
  const of = (id: number, at: number, body: NotificationBody) => claim(at, body, { association: id });
  const claims = [of(1, 0, UP), of(2, 0.1, UP), of(1, 1, COMPLETE)];
  const log = [told(0.001, UP, { assoc_id: 7 }), told(0.101, UP, { assoc_id: 8 }), told(1.001, COMPLETE, { assoc_id: 7 })];
  const { comparison, differences } = compareLogs(claims, [{ lines: log, address: '10.1.0.1' }], { reports: pair });
  expect(differences).toEqual([]);
  expect(comparison.logs[0]?.lanes.map(({ told: count }) => count)).toEqual([2, 1]);
});

test('the log of one association stays with it, though its host has others', () => {
  const claims = lives();
  const own = claims.filter(({ association }) => association === 4);
  const { comparison, differences } = compareLogs(claims, [{ lines: lines(own, true), address: '10.1.0.1' }], { reports });
  expect(differences).toEqual([]);
  expect(comparison.logs[0]?.lanes.map(({ lane }) => lane.peerName)).toEqual(['10.1.0.2:6003']);
});
