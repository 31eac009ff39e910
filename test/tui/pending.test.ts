/** What is pending while a capture goes on, and what becomes of it, in the ladder. */
import { expect, test } from '@jest/globals';
import type { Notification } from '../../src/notification/notification.js';
import { MOST_SETTLED, PendingTold } from '../../src/tui/session/pending-told.js';
import { ASCII, UNICODE } from '../../src/tui/text/glyphs.js';
import { ABORTED, FixtureModel } from './fixture-model.js';
import { Player } from './picture.js';

/** The fixture, its notification `number` of endpoint 0, and a story to be told. */
function begun(number: number): { model: FixtureModel; notification: Notification; story: PendingTold } {
  const model = new FixtureModel([ABORTED]);
  const story = new PendingTold();
  Object.assign(model.associations[0]!, { pending: story });
  return { model, notification: model.notificationsOf(1, 0)[number]!, story };
}

test('what is pending stands at its packet in a row of its own, with what it rests on below', () => {
  const { model, notification, story } = begun(1);
  story.tell({ ...notification, id: '1.0.9', certainty: 'possible', status: 'pending' });
  const player = new Player(model).press('enter', 'G');
  expect(player.screen()).toMatch(/^▌ +1\.302000 +… ○ COMM_LOST │ +not settled yet +│/m);
  expect(player.screen()).toContain('nothing has settled it yet: it may come otherwise, or not at all');
  expect(player.press('x').screen()).toContain('only what is settled');
  expect(player.press('/', ...'COMM_UP', 'enter').screen()).not.toContain('not settled yet');
});

test('what did not come says so', () => {
  const { model, notification, story } = begun(1);
  story.tell({ ...notification, id: '1.0.9', status: 'pending' });
  story.tell({ ...notification, id: '1.0.9', status: 'withdrawn' });
  expect(story.waiting).toEqual([]);
  const player = new Player(model).press('enter', 'G');
  expect(player.screen()).toMatch(/^▌ .*× ● COMM_LOST │ +did not come +│/m);
  expect(player.screen()).toContain('it was pending for a while, and did not come');
});

test.each([
  ['✓', UNICODE],
  ['=', ASCII],
])('what came as it had been told is marked %s', (mark, glyphs) => {
  const { model, notification, story } = begun(1);
  story.tell({ ...notification, status: 'pending' });
  story.confirm(notification, { ...notification, status: 'pending' });
  const player = new Player(model, 80, 24, glyphs).press('enter', 'a');
  expect(player.screen()).toContain(`${mark} ${glyphs.certainty.certain} COMM_LOST`);
  expect(player.press('left').screen()).toContain('it was pending for a while, and came as it had been told');
});

test('what came otherwise is marked, and what had been told stands below', () => {
  const { model, notification, story } = begun(1);
  const [, , failed] = model.notificationsOf(1, 0);
  story.confirm(notification, { ...failed!, id: notification.id, status: 'pending' });
  const player = new Player(model).press('enter', 'a', 'left');
  expect(player.screen()).toContain('≈ ● COMM_LOST');
  expect(player.screen()).toContain('as SEND_FAILED SENT, and came otherwise');
});

test('the story has an end', () => {
  const { notification, story } = begun(1);
  const numbered = (number: number): Notification => ({ ...notification, id: `1.0.${number}` });
  for (let number = 0; number <= MOST_SETTLED; number++) {
    story.confirm(numbered(number), notification);
    story.tell({ ...numbered(number), status: 'withdrawn' });
  }
  expect(story.withdrawn).toHaveLength(MOST_SETTLED);
  expect([0, 1].map((number) => story.before(numbered(number)) !== undefined)).toEqual([false, true]);
});

test('the list names what is pending', () => {
  const model = new FixtureModel([{ ...ABORTED, unreported: true }]);
  const story = new PendingTold();
  Object.assign(model.associations[0]!, { pending: story });
  story.tell({ ...model.notificationsOf(1, 0)[1]!, status: 'pending' });
  expect(new Player(model).screen()).toContain('COMM_LOST pending');
});
