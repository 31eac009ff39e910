/** What `compare` prints for a CI server: JUnit's XML, a suite for each endpoint of a log, a case for each notification. */
import { type Comparison, isPlaced, type LaneComparison, type LogComparison } from '../../compare/comparison.js';
import { differenceText, subject } from '../../compare/comparison-words.js';
import { type Difference, isDifference } from '../../compare/difference.js';
import { clock } from './text.js';

export function comparisonJunit({ logs }: Comparison): string {
  const suites = logs.flatMap(({ application, lanes }) => lanes.map((lane) => suite(application.settings.name, lane)));
  const nowhere = isPlaced({ logs }) ? [] : logs.map(unplaced);
  const count = (which: (difference: Difference) => boolean): number =>
    logs.reduce((sum, { lanes }) => sum + lanes.reduce((all, { differences }) => all + differences.filter(which).length, 0), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sctpscope" tests="${count(() => true) + nowhere.length}" failures="${count(isDifference) + nowhere.length}">`,
    ...suites,
    ...nowhere,
    '</testsuites>',
    '',
  ].join('\n');
}

/** Nothing was compared: a CI server must not take that for success. */
function unplaced({ application: { settings }, endpointWhy }: LogComparison): string {
  return [
    `  <testsuite name="${xml(settings.name)}" tests="1" failures="1">`,
    `    <testcase classname="${xml(settings.name)}" name="the log belongs to an endpoint of the capture" time="0">`,
    `      <failure type="unplaced" message="${xml(endpointWhy)}"/>`,
    '    </testcase>',
    '  </testsuite>',
  ].join('\n');
}

function suite(log: string, { lane, differences }: LaneComparison): string {
  const failures = differences.filter(isDifference).length;
  return [
    `  <testsuite name="${xml(`${lane.name} toward ${lane.peerName}: ${log}`)}" tests="${differences.length}" failures="${failures}">`,
    ...differences.map((difference) => testCase(difference)),
    '  </testsuite>',
  ].join('\n');
}

function testCase(difference: Difference): string {
  const { lane, time, verdict, delay } = difference;
  const name = `${subject(difference)}${time === undefined ? '' : ` at ${clock(time)}`}`;
  const open = `    <testcase classname="${xml(lane.name)}" name="${xml(name)}" time="${((delay ?? 0) / 1e6).toFixed(6)}"`;
  if (!isDifference(difference)) return `${open}/>`;
  const reasons = difference.reasons.map(({ why, check }) => `because: ${why}\ncheck: ${check}`).join('\n');
  return `${open}>\n      <failure type="${verdict}" message="${xml(differenceText(difference))}">${xml(reasons)}</failure>\n    </testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text for an attribute or an element; characters that XML 1.0 does not allow become question marks. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
