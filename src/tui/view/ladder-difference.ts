/** What a log says of the notifications in a ladder's margins. */
import { type Difference, isDifference } from '../../compare/difference.js';
import type { CaptureModel } from '../model.js';
import type { LadderRows } from '../presentation/ladder-rows.js';

/** The first difference among what a margin stands for, or what the log alone has there; undefined where the log agrees, or there is none. */
export function differenceAt(
  model: Pick<CaptureModel, 'comparison' | 'notificationsOf'>,
  association: number,
  rows: LadderRows,
  row: number,
  endpoint: 0 | 1,
): Difference | undefined {
  const { comparison } = model;
  const aside = rows.aside(row);
  if (aside?.kind === 'logged' && aside.endpoint === endpoint) return aside.difference;
  const first = rows.notification(row, endpoint);
  if (comparison === undefined || first < 0) return undefined;
  const told = model.notificationsOf(association, endpoint);
  for (let number = first; number < first + rows.notifications(row, endpoint); number++) {
    const difference = comparison.of(told[number]!);
    if (difference !== undefined && isDifference(difference)) return difference;
  }
  return undefined;
}
