/** A comparison in sentences: what text, NDJSON, JUnit and the interface all say. */
import { SUBSCRIBE_KERNELS } from '../notification/abi/subscribe-kernel.js';
import { LINUX_MEMBERS } from '../notification/abi/subscription.js';
import { headline } from '../notification/headline.js';
import type { AppLogSummary } from './app-log.js';
import { type ClockFit, captureTime } from './clock-fit.js';
import { type Comparison, isApart, type LaneComparison, type LogComparison } from './comparison.js';
import { type Difference, isDifference } from './difference.js';
import { type FieldDifference, loggedHeadline, memberText } from './member-comparison.js';
import { duration } from './reason/rule.js';
import type { StructSize } from './subscription-history.js';

/** What a difference is about: the claim, or where there is none the log's line. */
export function subject({ expected, logged }: Difference): string {
  return expected !== undefined ? headline(expected.body) : loggedHeadline(logged!);
}

/** One sentence: 'missing: …', with the values of members that differ. */
export function differenceText(difference: Difference): string {
  const { verdict, fields, neighbour, logged, delay, settled } = difference;
  switch (verdict) {
    case 'match':
      return `${subject(difference)} was told${settled === undefined ? '' : `: as the log shows, ${settled}`}`;
    case 'late':
      return `${subject(difference)} was read ${duration(delay ?? 0)} after it was raised`;
    case 'open':
      return `${subject(difference)} was likely and is not in the log, which decides: ${settled}`;
    case 'missing':
      return `${subject(difference)} should have been told and is not in the log`;
    case 'unexpected':
      return `${subject(difference)} is in the log, and nothing in the capture raised it`;
    case 'order':
      return `${subject(difference)} is on the wrong side of ${neighbour === undefined ? 'another' : headline(neighbour.expected.body)} (line ${neighbour?.logged.line ?? '?'})`;
    case 'field':
      return `${subject(difference)}: ${fields.map((field) => fieldText(field, logged!.line)).join('; ')}`;
  }
}

function fieldText({ name, expected, logged }: FieldDifference, line: number): string {
  const [should, has] = [memberText(name, expected), memberText(name, logged)];
  return `${name} should be ${should}, line ${line} has ${has === should ? 'others' : has}`;
}

/** '1 thing', '7 things'. */
export function things(count: number): string {
  return count === 1 ? '1 thing' : `${count} things`;
}

/** What the log's clock is found to be; undefined where there is nothing to say. */
export function clockText({ clock: fit, timed, application }: LogComparison): string | undefined {
  const { name } = application.settings;
  if (!timed) return `${name} has no times: it was compared by order alone`;
  if (application.summary?.clock === 'unknown-offset' && application.firstTime !== undefined) return undatedText(application, fit);
  if (fit.offset === 0 && fit.drift === 0) return undefined;
  const side = fit.offset < 0 ? 'behind' : 'ahead of';
  const drift = fit.drift === 0 ? '' : `, gaining ${(fit.drift * 1e6).toFixed(1)} µs a second`;
  const zone = isWholeQuarters(fit.offset) ? ': its times may be of another time zone' : '';
  const or = fit.offset > 0 && zone === '' ? ' (or everything is read that late)' : '';
  return `the clock of ${name} is ${duration(fit.offset)} ${side} the capture's${or}${drift}, fitted from ${pairsText(fit)}${zone}`;
}

function pairsText({ pairs }: ClockFit): string {
  return pairs === 1 ? '1 pair' : `${pairs} pairs`;
}

/** Time zones are quarters of an hour apart; clocks that agree otherwise are within two seconds of that. Microseconds. */
const QUARTER = 900e6;
const AGREEING = 2e6;

function isWholeQuarters(offset: number): boolean {
  const quarters = Math.round(offset / QUARTER);
  return quarters !== 0 && Math.abs(offset - quarters * QUARTER) < AGREEING;
}

function undatedText({ settings: { name }, firstTime }: LogComparison['application'], fit: ClockFit): string {
  if (fit.pairs === 0) return `the times of ${name} have no zone, and nothing it was told shows which moments they are`;
  const beginning = new Date(captureTime(fit, firstTime!) / 1000).toISOString();
  return `the times of ${name} have no date or no zone; fitted from ${pairsText(fit)}, they begin at ${beginning}`;
}

/** What was left aside, a sentence each: nothing is dropped silently. */
export function asideTexts({ application, lanes, outside }: LogComparison): string[] {
  const { summary, settings } = application;
  const texts: string[] = [];
  if (summary !== undefined && summary.unknownLines > 0) {
    const [first] = summary.samples;
    texts.push(
      `${summary.unknownLines} of ${summary.lines} lines of ${settings.name} are unknown to the format ${summary.format}${first === undefined ? '' : `, the first is line ${first.line}${first.text === undefined ? '' : `: ${first.text}`}`}`,
    );
  }
  if (application.leftOut > 0)
    texts.push(`${settings.name} is too long to be kept: its last ${application.leftOut} notifications, calls and messages were left out`);
  if (application.sendsLeftOut > 0)
    texts.push(
      `${settings.name} has too many sends to be kept: the last ${application.sendsLeftOut} were left out, what became of them is not expected`,
    );
  const { structSize } = application.subscriptions;
  if (structSize !== undefined) texts.push(structSizeText(settings.name, structSize));
  for (const problem of summary?.problems ?? []) texts.push(`${settings.name}: ${problem}`);
  for (const group of outside) {
    texts.push(
      `${settings.name} speaks of an association the capture does not show${group.association === undefined ? '' : ` (id ${group.association})`}: ${group.notifications.length} notifications from line ${group.notifications[0]?.event.line}`,
    );
  }
  const untold = lanes.flatMap(({ notSubscribed }) => notSubscribed.filter((entry) => isUntold(entry, summary)));
  if (untold.length > 0) texts.push(`a log of the form ${summary!.format} does not have ${countsText(untold, noRemark)}: not compared`);
  for (const { lane, beyondCapture, notSubscribed, notListening } of lanes) {
    for (const { why, count } of beyondCapture) texts.push(`${lane.name} was told ${things(count)} that packets do not show: ${why}`);
    const unsubscribed = notSubscribed.filter((entry) => !isUntold(entry, summary));
    if (unsubscribed.length > 0) texts.push(unsubscribedText(lane.name, unsubscribed));
    for (const { why, count } of notListening)
      texts.push(`${things(count)} ${count === 1 ? 'was' : 'were'} raised for ${lane.name} when nobody listened: ${why}`);
  }
  return texts;
}

/** The log says nothing of a subscription, and such a program does not tell of it. */
function isUntold({ claim, state }: LaneComparison['notSubscribed'][number], summary: AppLogSummary | undefined): boolean {
  return state.state === 'unknown' && summary?.tells?.has(claim.body.sn_type) === false;
}

function structSizeText(name: string, { bytes, exact, line }: StructSize): string {
  const kernels = SUBSCRIBE_KERNELS.filter(({ size }) => (exact ? size === bytes : size >= bytes));
  const whose = kernels.length === 0 ? 'no kernel that is known here has that' : kernels.map(({ title }) => title).join('; ');
  return `in line ${line} of ${name}, getsockopt shows a sctp_event_subscribe of ${exact ? '' : 'at least '}${bytes} bytes: ${whose}`;
}

function unsubscribedText(name: string, claims: LaneComparison['notSubscribed']): string {
  const how = claims.find(({ state }) => state.change !== undefined)?.state.change?.how;
  const byte = (type: string): string => `; byte ${LINUX_MEMBERS.findIndex((member) => member.type === type)} of sctp_event_subscribe`;
  return `${name} had not subscribed to ${countsText(claims, byte)}${how === undefined ? '' : `: ${how}`}`;
}

const noRemark = (): string => '';

/** 'SCTP_SENDER_DRY_EVENT (3), …', with a remark on each type. */
function countsText(claims: LaneComparison['notSubscribed'], remark: (type: string) => string): string {
  const counts = new Map<string, number>();
  for (const { claim } of claims) counts.set(claim.body.sn_type, (counts.get(claim.body.sn_type) ?? 0) + 1);
  return [...counts].map(([type, count]) => `${type} (${count}${remark(type)})`).join(', ');
}

const APART =
  'the log and the capture do not meet in time, as if they were of different runs, or one clock far off (a log without dates is fitted by its notifications)';

/** Why nothing of a log was compared. */
export function unplacedText({ lanes, endpointWhy }: LogComparison): string {
  return lanes.length === 0 ? endpointWhy : `${endpointWhy}; ${APART}`;
}

/** Upper ends of the histogram's classes, microseconds. */
const CLASSES: readonly (readonly [number, string])[] = [
  [1e3, '< 1 ms'],
  [1e4, '1 to 10 ms'],
  [1e5, '10 to 100 ms'],
  [1e6, '0.1 to 1 s'],
  [1e7, '1 to 10 s'],
  [Number.POSITIVE_INFINITY, '> 10 s'],
];

/** How long notifications waited to be read: label and count, classes that occur. */
export function delayHistogram({ logs }: Comparison): { label: string; count: number }[] {
  const delays = logs.flatMap(({ lanes }) => lanes.flatMap(({ differences }) => differences.flatMap(({ delay }) => delay ?? [])));
  let least = 0;
  return CLASSES.map(([most, label]) => {
    const count = delays.filter((delay) => delay >= least && delay < most).length;
    least = most;
    return { label, count };
  }).filter(({ count }) => count > 0);
}

/** The first line of all. */
export function verdictText({ logs }: Comparison): string {
  const differences = logs.flatMap(({ lanes }) => lanes.flatMap((lane) => lane.differences.filter(isDifference)));
  const lanes = logs.flatMap((log) => log.lanes);
  const sum = (count: (lane: LaneComparison) => number): number => lanes.reduce((all, lane) => all + count(lane), 0);
  const [told, expected] = [sum((lane) => lane.told), sum((lane) => lane.expected)];
  if (lanes.length === 0) return 'the logs speak of nothing that the capture shows';
  if (lanes.every(isApart)) return `nothing was compared: ${APART}`;
  if (differences.length === 0)
    return `no difference: ${expected === 0 ? 'nothing' : things(expected)} expected${expected === 0 ? '' : ', all told'}`;
  return `${differences.length} difference${differences.length === 1 ? '' : 's'}: ${things(expected)} expected, ${told} told`;
}
