/** The rules of scoring, on one recorded case: a score that cannot fall says nothing. */
import { expect, test } from '@jest/globals';
import type { Notification } from '../../src/notification/notification.js';
import { infer } from '../helper/infer.js';
import { type Score, Scorer } from '../helper/score.js';
import { truthCases } from '../helper/truth.js';

const recorded = truthCases.find(({ name }) => name.startsWith('usrsctp/04-abort-idle'))!;
const notifications = await infer(recorded);
const isUp = ({ body }: Notification) => body.sn_type === 'SCTP_ASSOC_CHANGE' && body.sac_state === 'SCTP_COMM_UP';
const up = notifications.find(isUp)!;
const others = notifications.filter((each) => each !== up);

function scored(...claims: readonly Notification[]): Score {
  const scorer = new Scorer();
  scorer.add(recorded, claims);
  return scorer.score;
}

const told = Object.values(recorded.logs)
  .flat()
  .filter(({ event }) => event === 'notification').length;

test('all of it is right', () => {
  expect(scored(...notifications).total).toEqual({ right: told, wrong: 0, missed: 0 });
});

test('nothing claimed is all missed', () => {
  expect(scored().total).toEqual({ right: 0, wrong: 0, missed: told });
});

test.each([
  ['again', up],
  ['at an address where no application is', { ...up, endpointName: '10.9.9.9:1' }],
])('a claim %s is wrong', (_, claim) => {
  expect(scored(...notifications, claim).total).toEqual({ right: told, wrong: 1, missed: 0 });
});

test.each([
  ['later than it was told', { ...up, time: up.time + 1e5, earliest: up.earliest + 1e5, latest: up.latest + 1e5 }],
  ['more than two minutes before it was told', { ...up, time: up.time - 121e6, earliest: up.earliest - 121e6 }],
  ['of another state', { ...up, body: { ...up.body, sac_state: 'SCTP_RESTART' } } as Notification],
])('a claim %s is wrong, and the truth missed', (_, claim) => {
  const { total, faults } = scored(...others, { ...claim, certainty: 'likely' });
  expect(total).toEqual({ right: told - 1, wrong: 1, missed: 1 });
  expect(faults.map(({ certain }) => certain)).toEqual([false, false]);
});

test('a claim that is merely possible counts half where it is right, and a quarter where it is wrong', () => {
  const possible: Notification = { ...up, certainty: 'possible' };
  expect(scored(...others, possible).total).toEqual({ right: told - 0.5, wrong: 0, missed: 0.5 });
  expect(scored(...notifications, possible).total).toEqual({ right: told, wrong: 0.25, missed: 0 });
});

test('a wrong field of a certain claim is a wrong certain claim; one left out is not', () => {
  const body = { ...up.body, sac_outbound_streams: 7 } as Notification['body'];
  const { sac_outbound_streams: _, ...without } = { sac_outbound_streams: 7, ...up.body };
  const certain = (claim: Notification) => scored(...others, { ...claim, certainty: 'certain' }).faults.filter((fault) => fault.certain);
  expect(certain({ ...up, body })).toHaveLength(1);
  expect(certain({ ...up, body: without as Notification['body'] })).toEqual([]);
});

test('after the application has closed its socket nothing is held against a claim', () => {
  const end = Math.max(...Object.values(recorded.logs).flatMap((log) => log.map(({ time }) => time)));
  const late = { ...up, time: (end + 1) * 1e6, earliest: (end + 1) * 1e6, latest: (end + 1) * 1e6 };
  expect(scored(...notifications, late).total).toEqual({ right: told, wrong: 0, missed: 0 });
});
