/** What `compare` prints for programs: a line for each log, a line for each verdict. */
import type { AppNotification } from '../../compare/app-log.js';
import type { Comparison, LogComparison } from '../../compare/comparison.js';
import { asideTexts, clockText, delayHistogram, differenceText, verdictText } from '../../compare/comparison-words.js';
import { type Difference, isDifference } from '../../compare/difference.js';
import type { Lane } from '../../compare/lane.js';
import { isPayload } from '../../compare/member-comparison.js';
import { notificationLine, seconds } from './ndjson.js';

/** Without `payload`, users' data is left out. */
export function comparisonLines(comparison: Comparison, payload: boolean): Record<string, unknown>[] {
  const verdicts = comparison.logs.flatMap(({ lanes }) => lanes.flatMap(({ differences }) => differences));
  return [
    {
      kind: 'comparison',
      text: verdictText(comparison),
      differences: verdicts.filter(isDifference).length,
      matches: verdicts.length - verdicts.filter(isDifference).length,
      delays: delayHistogram(comparison),
    },
    ...comparison.logs.map(logLine),
    ...verdicts.map((difference) => differenceLine(difference, payload)),
  ];
}

function logLine(log: LogComparison): Record<string, unknown> {
  const { application, clock, timed, lanes } = log;
  const { settings, summary } = application;
  return {
    kind: 'log',
    log: settings.name,
    format: summary?.format,
    lines: summary?.lines,
    unknown_lines: summary?.unknownLines,
    samples: summary?.samples,
    endpoints: lanes.map(({ lane, expected, told }) => ({ endpoint: lane.name, peer: lane.peerName, expected, told })),
    why: log.endpointWhy,
    clock: timed ? { offset: seconds(clock.offset), drift: clock.drift, pairs: clock.pairs, text: clockText(log) } : null,
    remarks: asideTexts(log),
  };
}

export function differenceLine(difference: Difference, payload: boolean): Record<string, unknown> {
  const { verdict, log, lane, expected, logged, time, delay, neighbour, settled, reasons } = difference;
  const fields = difference.fields.filter(({ name }) => payload || !isPayload(name));
  const shown = (line: Record<string, unknown>) => (payload ? line : withoutPayload(line));
  return {
    kind: 'difference',
    verdict,
    log,
    association: expected?.association ?? associationAt(lane, time),
    endpoint: lane.name,
    peer: lane.peerName,
    ...(time === undefined ? {} : { time: seconds(time) }),
    ...(delay === undefined ? {} : { delay: seconds(delay) }),
    sn_type: expected?.body.sn_type ?? logged?.type,
    expected: expected === undefined ? null : shown(notificationLine(expected)),
    logged: logged === undefined ? null : shown(loggedLine(logged)),
    ...(fields.length === 0
      ? {}
      : { fields: fields.map(({ name, expected: should, logged: has }) => ({ name, expected: should, logged: has })) }),
    ...(neighbour === undefined ? {} : { neighbour: { expected: neighbour.expected.id, line: neighbour.logged.line } }),
    ...(settled === undefined ? {} : { settled }),
    reasons: reasons.map(({ name, weight, why, check }) => ({ reason: name, weight, why, check })),
    text: differenceText(difference),
  };
}

/** Of what no claim explains: the association that had begun last by then. */
function associationAt({ associations }: Lane, time: number | undefined): number | undefined {
  const begun = associations.findLast(({ report }) => time === undefined || report.start <= time) ?? associations[0];
  return begun?.report.id;
}

function withoutPayload(line: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(line).filter(([name]) => !isPayload(name)));
}

function loggedLine({ line, time, type, members, association, socket }: AppNotification): Record<string, unknown> {
  return {
    line,
    ...(time === undefined ? {} : { time: seconds(time) }),
    ...(association === undefined ? {} : { assoc_id: association }),
    ...(socket === undefined ? {} : { socket }),
    sn_type: type,
    ...members,
  };
}
