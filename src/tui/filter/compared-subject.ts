/** A verdict of the comparison as filters see it: the notification that was expected, or as much as the log's line tells. */
import type { Difference } from '../../compare/difference.js';
import { loggedHeadline } from '../../compare/member-comparison.js';
import { endpointHost } from '../../filter/endpoint-name.js';
import type { FieldName } from '../../filter/field.js';
import type { Subject } from '../../filter/subject.js';
import type { Value } from '../../filter/value.js';
import { associationOf } from '../session/comparison-index.js';
import { toldSubject } from './told-subject.js';

export function comparedSubject(difference: Difference): Subject {
  const { expected, verdict, logged } = difference;
  const told = expected === undefined ? undefined : toldSubject(expected);
  const text = `${verdict} ${logged === undefined ? '' : loggedHeadline(logged)}`;
  return {
    values: (field) =>
      field === 'text'
        ? [`${text} ${String(told?.values('text') ?? '')}`]
        : told === undefined
          ? ofLog(difference, field)
          : told.values(field),
  };
}

function ofLog(difference: Difference, field: FieldName): readonly Value[] | undefined {
  const { lane, time, logged } = difference;
  switch (field) {
    case 'association':
      return [associationOf(difference)];
    case 'host':
      return [endpointHost(lane.name)];
    case 'port':
      return [lane.port];
    case 'time':
      return time === undefined ? [] : [time];
    case 'notification':
      return logged === undefined
        ? []
        : loggedHeadline(logged)
            .split(' ')
            .flatMap((word) => [word, word.replace(/^SCTP_/, '')]);
    default:
      return undefined;
  }
}
