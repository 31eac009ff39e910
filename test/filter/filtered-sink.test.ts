/** What a filter waits for has an end, and that is said. */
import { expect, test } from '@jest/globals';
import { Filter } from '../../src/filter/filter.js';
import { FilteredSink } from '../../src/filter/filtered-sink.js';
import { ESTABLISHED, hear } from '../helper/scenario.js';

test('notifications beyond the limit are left out, counted and said', () => {
  const { notifications, associations } = hear('linux', `${ESTABLISHED}\nA > B ABORT[cause=12 text=bye]`);
  expect(notifications).toHaveLength(2);
  const found: unknown[][] = [];
  const sink = new FilteredSink(
    new Filter('notification == COMM_LOST'),
    {
      notification: ({ id }) => found.push(['notification', id]),
      association: ({ id }, hidden) => found.push(['association', id, ...hidden]),
      diagnosis: ({ text, frame }) => found.push([text, frame]),
    },
    1,
  );
  for (const notification of notifications) sink.notification(notification);
  for (const association of associations) sink.association(association);
  const [first, second] = notifications;
  sink.finish();
  expect(found).toEqual([
    ['notification', first!.id],
    ['association', 1, 0, 0],
    [
      '1 notifications are left out, whether the filter wants them or not: more than 1 at a time came before their associations ended',
      second!.frames[0],
    ],
  ]);
});
