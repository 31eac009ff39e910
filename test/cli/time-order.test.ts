/** Lines of several associations in the order of time. */
import { expect, test } from '@jest/globals';
import { HELD_LINES, type LineFormat, TimeOrder } from '../../src/cli/time-order.js';
import type { Notification } from '../../src/notification/notification.js';
import type { AssociationReport, Diagnosis } from '../../src/reconstruct/model.js';

function recorder(): { printed: string[]; order: TimeOrder } {
  const printed: string[] = [];
  const format: LineFormat = {
    notification: ({ id }) => `notification ${id}`,
    association: ({ id }) => `association ${id}`,
    diagnosis: ({ rule }) => `diagnosis ${rule}`,
  };
  return { printed, order: new TimeOrder(format, (line) => printed.push(line)) };
}

const notification = (id: string, association: number, time: number) => ({ id, association, endpoint: 0, time }) as Notification;

test('what is settled later may have happened earlier at another association', () => {
  const { printed, order } = recorder();
  order.notification(notification('2.0.1', 2, 20));
  order.diagnosis({ rule: 'stall', time: 15 } as Diagnosis);
  order.notification(notification('1.0.1', 1, 10));
  order.end();
  expect(printed).toEqual(['notification 1.0.1', 'diagnosis stall', 'notification 2.0.1']);
});

test('what one endpoint is told stays in its order, whatever the times say, and before its association', () => {
  const { printed, order } = recorder();
  order.notification(notification('1.0.1', 1, 30));
  order.notification(notification('1.0.2', 1, 10));
  order.association({ id: 1, end: 5 } as AssociationReport);
  order.notification(notification('2.0.1', 2, 20));
  order.end();
  expect(printed).toEqual(['notification 2.0.1', 'notification 1.0.1', 'notification 1.0.2', 'association 1']);
});

test('what is older than five seconds of the capture is printed', () => {
  const { printed, order } = recorder();
  order.notification(notification('1.0.1', 1, 1e6));
  order.notification(notification('1.0.2', 1, 2e6));
  order.advance(6e6);
  expect(printed).toEqual(['notification 1.0.1']);
});

test('no more than so many lines are held back', () => {
  const { printed, order } = recorder();
  for (let time = 0; time < HELD_LINES + 1; time++) order.notification(notification(String(time), 1, time));
  expect(printed).toHaveLength(HELD_LINES / 2);
});
