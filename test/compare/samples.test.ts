/**
 * The bundled samples against their own logs: what real stacks told real applications is what is expected, in the native form and as strace saw it; and where one
 * notification is taken out, doubled, changed or moved, exactly that is reported.
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
import { NOTIFICATION_TYPES, type Notification } from '../../src/notification/notification.js';
import type { AssociationReport } from '../../src/reconstruct/model.js';
import { profileNamed } from '../../src/reconstruct/profile/registry.js';
import { capturePath, type Sample, samples, sampleText } from '../helper/samples.js';

type Analysed = Omit<ComparisonInput, 'applications'>;

function readCalls(file: string, text: string, address: string | undefined): LoggedCalls {
  const calls = new LoggedCalls(new LoggedApplication({ name: file, address, port: undefined, abi: undefined }));
  const reader = new AppLogReader({ name: file }, (event) => calls.observe(event));
  reader.push(new TextEncoder().encode(text));
  calls.application.summary = reader.end();
  return calls;
}

function addressOf(sample: Sample, file: string): string {
  return sample.endpoints[/\.([ab])\.[a-z]+$/.exec(file)![1]!]!.addresses[0]!;
}

/** As `compare` does: with the stacks stated, and what the applications called. */
async function analysed(sample: Sample): Promise<Analysed> {
  const expected: Notification[] = [];
  const reports: AssociationReport[] = [];
  const everything = new Set(NOTIFICATION_TYPES);
  const stacks = Object.entries(sample.endpoints).flatMap(([end, { addresses }]) => {
    const version = /-(\d+\.\d+(?:\.\d+)?)/.exec(sample.stacks[end]!)?.[1];
    const name = `${sample.stacks[end]!.split('-')[0]}${version === undefined ? '' : `@${version}`}`;
    return addresses.map((address) => ({ address, port: undefined, value: profileNamed(name)! }));
  });
  const sink = {
    notification: (item: Notification) => expected.push(item),
    association: (item: AssociationReport) => reports.push(item),
    diagnosis: () => 0,
  };
  const subscriptions = [{ address: undefined, port: undefined, value: everything }];
  const logs = nativeLogs(sample).map((file) => readCalls(file, sampleText(file), addressOf(sample, file)));
  const analysis = new Analysis(sink, withCalls({ ...DEFAULT_SETTINGS, stacks, subscriptions, alternatives: true }, logs));
  const coverage = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  for await (const batch of await openCapture([capturePath(sample)])) {
    for (const time of batch.time.subarray(0, batch.count)) {
      coverage.from = Math.min(coverage.from, time);
      coverage.to = Math.max(coverage.to, time);
    }
    analysis.batch(batch);
  }
  analysis.finish();
  return { expected, reports, diagnoses: [], coverage, snapshot: [], defaultSubscription: () => everything };
}

function nativeLogs(sample: Sample): string[] {
  return sample.logs.filter((file) => file.endsWith('.ndjson'));
}

function compared(input: Analysed, sample: Sample, file: string, text: string): Difference[] {
  const { application } = readCalls(file, text, addressOf(sample, file));
  return compare({ ...input, applications: [application] }).logs.flatMap(({ lanes }) => lanes.flatMap(({ differences }) => differences));
}

const inputs = new Map<string, Analysed>();

beforeAll(async () => {
  for (const sample of samples) inputs.set(sample.name, await analysed(sample));
});

const logs = samples.flatMap((sample) => sample.logs.map((file) => [file, sample] as const));

test.each(logs)('%s is what was expected', (file, sample) => {
  const differences = compared(inputs.get(sample.name)!, sample, file, sampleText(file)).filter(isDifference);
  expect(
    differences.map(({ verdict, expected, logged }) => `${verdict} ${expected?.body.sn_type ?? logged?.type} line ${logged?.line}`),
  ).toEqual([]);
});

test('a log without an address finds its endpoint', () => {
  for (const sample of samples) {
    for (const file of nativeLogs(sample)) {
      const { application } = readCalls(file, sampleText(file), undefined);
      const { logs: found } = compare({ ...inputs.get(sample.name)!, applications: [application] });
      const addresses = sample.endpoints[file.split('.')[1]!]!.addresses;
      for (const { lane } of found[0]?.lanes ?? []) expect(addresses.some((address) => lane.addresses.has(address))).toBe(true);
    }
  }
});

/** By a claim that the packets decide: what they leave to the log (`settled`) may be missing from it. */
function isBacked({ expected, logged, settled }: Difference): boolean {
  return expected !== undefined && logged !== undefined && expected.certainty !== 'possible' && settled === undefined;
}

/** An empty queue that was only possible: one that the log has before it or after it can stand for it. */
function isLoose({ expected }: Difference): boolean {
  return expected?.certainty === 'possible' && expected.body.sn_type === 'SCTP_SENDER_DRY_EVENT';
}

/** A log that compares clean, and the places in it that a certain or likely claim backs. */
interface Backed {
  sample: Sample;
  file: string;
  lines: string[];
  pairs: Difference[];
}

function backed(): Backed[] {
  return samples.flatMap((sample) =>
    nativeLogs(sample).flatMap((file) => {
      const text = sampleText(file);
      const all = compared(inputs.get(sample.name)!, sample, file, text);
      const pairs = all.filter((difference, i) => isBacked(difference) && !all.slice(Math.max(0, i - 1), i + 2).some(isLoose));
      return all.some(isDifference) || pairs.length === 0 ? [] : [{ sample, file, lines: text.split('\n'), pairs }];
    }),
  );
}

interface Drawn extends Backed {
  pair: Difference;
}

describe('exactly what was done to the log is reported', () => {
  let choices: Backed[] = [];
  beforeAll(() => {
    choices = backed();
  });

  /** Holds for any backed place of any log. */
  function always(holds: (drawn: Drawn, which: number) => void): void {
    const property = fc.property(fc.nat(1000), fc.nat(1000), fc.nat(), (log, pair, which) => {
      const chosen = choices[log % choices.length]!;
      holds({ ...chosen, pair: chosen.pairs[pair % chosen.pairs.length]! }, which);
    });
    fc.assert(property, { numRuns: 80 });
  }

  const changed = ({ sample, file }: Backed, lines: readonly string[]): Difference[] =>
    compared(inputs.get(sample.name)!, sample, file, lines.join('\n')).filter(isDifference);
  const lineOf = (difference: Difference): number => difference.logged!.line - 1;
  const content = ({ logged }: Difference): string => logged!.type + JSON.stringify(logged!.members);
  /** A log that ends where something was taken out may just have ended there. */
  const isLast = ({ pair, pairs }: Drawn): boolean => lineOf(pair) >= Math.max(...pairs.map(lineOf));

  test('one taken out', () => {
    always((drawn) => {
      fc.pre(!isLast(drawn));
      const found = changed(
        drawn,
        drawn.lines.filter((_, i) => i !== lineOf(drawn.pair)),
      );
      expect(found.map(({ verdict, expected }) => [verdict, expected?.body.sn_type])).toEqual([['missing', drawn.pair.logged!.type]]);
    });
  });

  test('one told twice', () => {
    always((drawn) => {
      const line = lineOf(drawn.pair);
      const found = changed(drawn, [...drawn.lines.slice(0, line + 1), ...drawn.lines.slice(line)]);
      expect(found.map(({ verdict, logged }) => [verdict, logged?.type])).toEqual([['unexpected', drawn.pair.logged!.type]]);
    });
  });

  test('a member changed', () => {
    always((drawn, which) => {
      const numbers = Object.entries(drawn.pair.expected!.body).filter(([, value]) => typeof value === 'number');
      fc.pre(numbers.length > 0);
      const [name, value] = numbers[which % numbers.length]! as [string, number];
      const { raw, ...entry } = JSON.parse(drawn.lines[lineOf(drawn.pair)]!) as Record<string, unknown>;
      fc.pre(entry[name] === value);
      const line = JSON.stringify({ ...entry, [name]: value + 1 });
      const found = changed(
        drawn,
        drawn.lines.map((text, i) => (i === lineOf(drawn.pair) ? line : text)),
      );
      expect(found.map(({ verdict, fields }) => [verdict, fields.map((field) => field.name)])).toEqual([['field', [name]]]);
    });
  });

  test('two unequal neighbours changed places', () => {
    always((drawn) => {
      const next = drawn.pairs[drawn.pairs.indexOf(drawn.pair) + 1];
      fc.pre(next !== undefined && content(drawn.pair) !== content(next));
      const [one, other] = [lineOf(drawn.pair), lineOf(next!)];
      const [before, after] = [drawn.pair.expected!, next!.expected!];
      const together = before.time === after.time && (before.earliest === after.earliest || before.latest === after.latest);
      fc.pre(other > one && (before.latest <= after.earliest || together));
      fc.pre(tellApart(drawn.pair, next!));
      // A new process has sockets of its own: what is told to another one is no matter of order.
      fc.pre(drawn.lines.slice(one + 1, other).every((text) => !/"notification"|new process/.test(text)));
      const swapped = drawn.lines.map((text, i) => (i === one ? drawn.lines[other]! : i === other ? drawn.lines[one]! : text));
      expect(changed(drawn, swapped).map(({ verdict }) => verdict)).toEqual(['order']);
    });
  });
});

/** What the claims state is not the same of both: exchanging them shows. */
function tellApart(one: Difference, other: Difference): boolean {
  return JSON.stringify(one.expected!.body) !== JSON.stringify(other.expected!.body);
}
