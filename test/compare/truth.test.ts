/**
 * The recorded truth against its own logs: most compare clean, and where one notification of those is taken out or told twice, exactly
 * that is reported nearly everywhere. Its logs lack calls (test/truth/README.md), so that more is left open than with whole logs; scripts/mutate-truth.js counts there.
 */
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Analysis, DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { LoggedCalls } from '../../src/cli/application-calls.js';
import { withCalls } from '../../src/cli/log-options.js';
import { AppLogReader } from '../../src/compare/app-log-reader.js';
import { compare } from '../../src/compare/comparison.js';
import type { ComparisonInput } from '../../src/compare/comparison-input.js';
import { type Difference, isDifference } from '../../src/compare/difference.js';
import { LoggedApplication } from '../../src/compare/logged-application.js';
import type { Notification } from '../../src/notification/notification.js';
import type { AssociationReport } from '../../src/reconstruct/model.js';
import { profileNamed } from '../../src/reconstruct/profile/registry.js';
import { profileText, type TruthCase, truthCases } from '../helper/truth.js';

/** One log of a case, with what its application should have been told. */
interface TruthLog {
  name: string;
  lines: string[];
  compared(lines: readonly string[]): Difference[];
}

function readCalls(name: string, lines: readonly string[], address: string): LoggedCalls {
  const calls = new LoggedCalls(new LoggedApplication({ name, address, port: undefined, abi: undefined }));
  const reader = new AppLogReader({ name }, (event) => calls.observe(event));
  reader.push(new TextEncoder().encode(lines.join('\n')));
  calls.application.summary = reader.end();
  return calls;
}

async function truthLogs(truth: TruthCase): Promise<TruthLog[]> {
  const ends = Object.keys(truth.logs).filter((end) => truth.logs[end]!.some(({ event }) => event === 'notification'));
  const address = (end: string): string => truth.endpoints[end]!.addresses[0]!;
  const linesOf = (end: string): string[] => truth.logs[end]!.map((line) => JSON.stringify(line));
  const every = (of: (end: string) => unknown) =>
    Object.keys(truth.endpoints).flatMap((end) =>
      truth.endpoints[end]!.addresses.map((each) => ({ address: each, port: undefined, value: of(end) })),
    );
  const stacks = every((end) => profileNamed(profileText(truth.stacks[end] ?? 'linux'))!) as typeof DEFAULT_SETTINGS.stacks;
  const subscriptions = every((end) => new Set(truth.subscriptions[end] ?? [])) as typeof DEFAULT_SETTINGS.subscriptions;
  const expected: Notification[] = [];
  const reports: AssociationReport[] = [];
  const sink = {
    notification: (item: Notification) => expected.push(item),
    association: (item: AssociationReport) => reports.push(item),
    diagnosis: () => 0,
  };
  const logs = ends.map((end) => readCalls(end, linesOf(end), address(end)));
  const analysis = new Analysis(sink, withCalls({ ...DEFAULT_SETTINGS, stacks, subscriptions, alternatives: true }, logs));
  const coverage = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  for await (const batch of await openCapture([truth.capture])) {
    for (const time of batch.time.subarray(0, batch.count)) {
      coverage.from = Math.min(coverage.from, time);
      coverage.to = Math.max(coverage.to, time);
    }
    analysis.batch(batch);
  }
  analysis.finish();
  return ends.map((end) => {
    const input: Omit<ComparisonInput, 'applications'> = {
      expected,
      reports,
      diagnoses: [],
      coverage,
      snapshot: [],
      defaultSubscription: () => new Set(truth.subscriptions[end] ?? []),
    };
    const compared = (lines: readonly string[]): Difference[] =>
      compare({ ...input, applications: [readCalls(end, lines, address(end)).application] }).logs.flatMap(({ lanes }) =>
        lanes.flatMap(({ differences }) => differences),
      );
    return { name: `${truth.name} ${end}`, lines: linesOf(end), compared };
  });
}

let logs: TruthLog[] = [];
beforeAll(async () => {
  logs = (await Promise.all(truthCases.map(truthLogs))).flat();
}, 120_000);

/** Places in logs that compare clean, which a certain or likely claim backs; not their last, where a log may just have ended. */
function backed(): { log: TruthLog; line: number; pair: Difference }[] {
  return logs.flatMap((log) => {
    const all = log.compared(log.lines);
    const pairs = all.filter(({ expected, logged }) => expected !== undefined && logged !== undefined && expected.certainty !== 'possible');
    if (all.some(isDifference)) return [];
    const last = Math.max(...all.map(({ logged }) => logged?.line ?? 0));
    return pairs.flatMap((pair) => (pair.logged!.line < last ? [{ log, line: pair.logged!.line - 1, pair }] : []));
  });
}

test('logs compare clean', () => {
  const differing = logs.filter((log) => log.compared(log.lines).some(isDifference)).map(({ name }) => name);
  expect(differing.length / logs.length).toBeLessThan(0.06);
});

describe('exactly what was done is reported, at nearly every place', () => {
  const PLACES = 150;

  /** How many of random places show only what they should. */
  function share(
    mutate: (lines: readonly string[], line: number) => string[],
    isIt: (found: Difference, pair: Difference) => boolean,
  ): number {
    const places = backed();
    const drawn = fc.sample(fc.nat(places.length - 1), { numRuns: PLACES, seed: 7 });
    const exact = drawn.filter((draw) => {
      const { log, line, pair } = places[draw]!;
      const found = log.compared(mutate(log.lines, line)).filter(isDifference);
      return found.length === 1 && isIt(found[0]!, pair);
    });
    return exact.length / PLACES;
  }

  test('one taken out', () => {
    const exact = share(
      (lines, line) => lines.filter((_, i) => i !== line),
      ({ verdict, expected }, pair) => verdict === 'missing' && expected?.body.sn_type === pair.logged!.type,
    );
    expect(exact).toBeGreaterThan(0.96);
  });

  test('one told twice', () => {
    const exact = share(
      (lines, line) => [...lines.slice(0, line + 1), ...lines.slice(line)],
      ({ verdict, logged }, pair) => verdict === 'unexpected' && logged?.type === pair.logged!.type,
    );
    expect(exact).toBeGreaterThan(0.99);
  });
});
