/**
 * What `compare` prints for a CI server: JUnit's XML as Jenkins, GitLab and surefire read it, a suite for each endpoint of a log, a case for each notification.
 * Names of cases tell no times, and occur once: they are what a server knows a case by from one run to the next.
 */
import { type Comparison, isPlaced, type LaneComparison, type LogComparison } from '../../compare/comparison.js';
import { asideTexts, clockText, differenceText, subject, unplacedText } from '../../compare/comparison-words.js';
import { type Difference, isDifference } from '../../compare/difference.js';
import { clock } from './line-mark.js';

interface TestCase {
  className: string;
  name: string;
  /** Seconds. */
  time: number;
  failure: string | undefined;
}

interface Suite {
  name: string;
  /** Microseconds since the epoch, of what was told first; undefined where nothing was. */
  begin: number | undefined;
  cases: readonly TestCase[];
  remarks: readonly string[];
}

export function comparisonJunit({ logs }: Comparison): string {
  const suites = isPlaced({ logs }) ? logs.flatMap((log) => log.lanes.map((lane) => suiteOf(log, lane))) : logs.map(unplaced);
  const cases = suites.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sctpscope" tests="${cases.length}" failures="${failures(cases)}" errors="0" time="${seconds(cases)}">`,
    ...suites.map(suiteXml),
    '</testsuites>',
    '',
  ].join('\n');
}

/** Nothing was compared: a CI server must not take that for success. */
function unplaced(log: LogComparison): Suite {
  const { settings } = log.application;
  const failure = `<failure type="unplaced" message="${xml(unplacedText(log))}"/>`;
  const only = { className: className(settings.name), name: 'the log belongs to an endpoint of the capture', time: 0, failure };
  return { name: settings.name, begin: undefined, cases: [only], remarks: [] };
}

function suiteOf(log: LogComparison, { lane, differences }: LaneComparison): Suite {
  const { name } = log.application.settings;
  const seen = new Map<string, number>();
  const cases = differences.map((difference) => testCase(difference, seen));
  const begin = differences.find(({ time }) => time !== undefined)?.time;
  const clockRemark = clockText(log);
  const remarks = [...(clockRemark === undefined ? [] : [clockRemark]), ...asideTexts(log)];
  return { name: `${lane.name} toward ${lane.peerName}: ${name}`, begin, cases, remarks };
}

function testCase(difference: Difference, seen: Map<string, number>): TestCase {
  const { lane, delay } = difference;
  const title = subject(difference);
  const count = (seen.get(title) ?? 0) + 1;
  seen.set(title, count);
  return {
    className: className(lane.name),
    name: count === 1 ? title : `${title} (${count})`,
    time: (delay ?? 0) / 1e6,
    failure: isDifference(difference) ? failureXml(difference) : undefined,
  };
}

function failureXml(difference: Difference): string {
  const { verdict, time, reasons } = difference;
  const text = reasons.map(({ why, check }) => `because: ${why}\ncheck: ${check}`).join('\n');
  const at = time === undefined ? '' : `at ${clock(time)}: `;
  return `<failure type="${verdict}" message="${xml(at + differenceText(difference))}">${xml(text)}</failure>`;
}

/** Jenkins takes what stands before the last dot for a package. */
function className(name: string): string {
  return `sctpscope.${name.replaceAll('.', '-')}`;
}

function suiteXml({ name, begin, cases, remarks }: Suite): string {
  const timestamp = begin === undefined ? '' : ` timestamp="${new Date(begin / 1000).toISOString().slice(0, 19)}"`;
  const counts = `tests="${cases.length}" failures="${failures(cases)}" errors="0" skipped="0"`;
  return [
    `  <testsuite name="${xml(name)}" ${counts} time="${seconds(cases)}"${timestamp}>`,
    ...cases.map(caseXml),
    ...(remarks.length === 0 ? [] : [`    <system-out>${xml(remarks.join('\n'))}</system-out>`]),
    '  </testsuite>',
  ].join('\n');
}

function caseXml({ className: group, name, time, failure }: TestCase): string {
  const open = `    <testcase classname="${xml(group)}" name="${xml(name)}" time="${time.toFixed(6)}"`;
  return failure === undefined ? `${open}/>` : `${open}>\n      ${failure}\n    </testcase>`;
}

function failures(cases: readonly TestCase[]): number {
  return cases.filter(({ failure }) => failure !== undefined).length;
}

function seconds(cases: readonly TestCase[]): string {
  return cases.reduce((sum, { time }) => sum + time, 0).toFixed(6);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text for an attribute or an element; characters that XML 1.0 does not allow become question marks. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
