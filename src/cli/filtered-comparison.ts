/** `--filter` on a comparison: the verdicts that match, of the lanes that have any. */
import type { Comparison, LaneComparison } from '../compare/comparison.js';
import type { Difference } from '../compare/difference.js';
import { loggedHeadline } from '../compare/member-comparison.js';
import { endpointHost } from '../filter/endpoint-name.js';
import type { FieldName } from '../filter/field.js';
import type { Filter } from '../filter/filter.js';
import { notificationSubject } from '../filter/notification-subject.js';
import type { Subject } from '../filter/subject.js';
import type { Value } from '../filter/value.js';
import { UsageError } from './command.js';

/** Fields that no notification has. */
const ONLY_PACKETS: readonly FieldName[] = ['chunk', 'tag'];

/** Throws UsageError where the filter asks for what only packets have. */
export function filteredComparison(comparison: Comparison, filter: Filter): Comparison {
  const asked = filter.conditions.find(({ field }) => ONLY_PACKETS.includes(field));
  if (asked !== undefined) throw new UsageError(`--filter: ${asked.field} is a field of packets; compare filters notifications`);
  return { logs: comparison.logs.map((log) => ({ ...log, lanes: log.lanes.flatMap((lane) => filteredLane(lane, filter) ?? []) })) };
}

function filteredLane(lane: LaneComparison, filter: Filter): LaneComparison | undefined {
  const differences = lane.differences.filter((difference) => filter.matches(subjectOf(difference)));
  if (differences.length === 0) return undefined;
  const expected = differences.filter((difference) => difference.expected !== undefined);
  return { ...lane, differences, expected: expected.length, told: expected.filter(({ logged }) => logged !== undefined).length };
}

/** The claim; of what only the log has, as much as its line tells. */
function subjectOf(difference: Difference): Subject {
  if (difference.expected !== undefined) return notificationSubject(difference.expected);
  return { values: (field) => LOGGED[field]?.(difference) };
}

const LOGGED: Readonly<Partial<Record<FieldName, (difference: Difference) => readonly Value[]>>> = {
  association: ({ lane }) => lane.associations.map(({ report }) => report.id),
  host: ({ lane }) => [endpointHost(lane.name)],
  port: ({ lane }) => [lane.port],
  time: ({ time }) => (time === undefined ? [] : [time]),
  notification: ({ logged }) => loggedHeadline(logged!).split(' ').flatMap(spellings),
  text: ({ lane, logged }) => [`${lane.name} ${loggedHeadline(logged!)}`],
};

/** With and without SCTP_, and _EVENT or _INDICATION, as filters of notifications are spelt. */
function spellings(word: string): string[] {
  const short = word.replace(/^SCTP_/, '');
  return [word, short, short.replace(/_(EVENT|INDICATION)$/, '')];
}
