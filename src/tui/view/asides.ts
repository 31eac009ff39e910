/** What a ladder shows beside settled notifications, as far as its filter leaves it. */
import type { Difference } from '../../compare/difference.js';
import { comparedSubject } from '../filter/compared-subject.js';
import { displayFilter } from '../filter/display-filter.js';
import { toldSubject } from '../filter/told-subject.js';
import type { CaptureModel } from '../model.js';
import type { Aside } from '../presentation/ladder-aside.js';

export function asidesOf(model: Pick<CaptureModel, 'association' | 'comparison'>, association: number, filter: string): Aside[] {
  const matching = displayFilter(filter);
  const { waiting = [], withdrawn = [] } = model.association(association)?.pending ?? {};
  const told = [...waiting, ...withdrawn]
    .filter((notification) => matching?.matches(toldSubject(notification)) !== false)
    .map((notification): Aside => {
      const { endpoint, time, status } = notification;
      return { kind: status ?? 'pending', endpoint, time, notification };
    });
  const logged = (model.comparison?.loggedOnly(association) ?? []).filter(
    (difference) => matching?.matches(comparedSubject(difference)) !== false,
  );
  return [...told, ...logged.flatMap((difference) => loggedAside(difference, association))];
}

/** Nothing where the log tells no time. */
function loggedAside(difference: Difference, association: number): Aside[] {
  const { time, lane } = difference;
  const side = lane.associations.find(({ report }) => report.id === association)?.side;
  return time === undefined || side === undefined ? [] : [{ kind: 'logged', endpoint: side, time, difference }];
}
