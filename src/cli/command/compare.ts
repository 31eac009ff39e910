/** `sctpscope compare`: what applications should have been told, against what their logs say. Status 1 where they differ. */
import { readFile } from 'node:fs/promises';
import { Analysis, type AnalysisSettings, DEFAULT_SUBSCRIPTION } from '../../analysis/analysis.js';
import { settingFor } from '../../analysis/endpoint-setting.js';
import { openCapture } from '../../capture/open-capture.js';
import { AppLogError } from '../../compare/app-log.js';
import type { Coverage } from '../../compare/beyond-capture.js';
import { type Comparison, type ComparisonInput, compare, differencesOf } from '../../compare/comparison.js';
import type { Lane } from '../../compare/lane.js';
import type { LogFormat } from '../../compare/log-format/log-format.js';
import { findLogFormat, LOG_FORMATS } from '../../compare/log-format/registry.js';
import { userPatterns } from '../../compare/log-format/user-patterns.js';
import { LoggedApplication } from '../../compare/logged-application.js';
import type { Abi } from '../../notification/abi/abi.js';
import { abiOfProfile } from '../../notification/abi/registry.js';
import { NOTIFICATION_TYPES, type Notification, type NotificationType } from '../../notification/notification.js';
import type { AssociationReport, Diagnosis } from '../../reconstruct/model.js';
import { parseAppLogOption, readAppLog } from '../app-log-file.js';
import { assumptionsOf } from '../application-calls.js';
import { withoutOtherEnds } from '../capture-files.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.js';
import { comparisonLines } from '../format/comparison-json.js';
import { comparisonJunit } from '../format/comparison-junit.js';
import { comparisonText } from '../format/comparison-text.js';
import { Output } from '../output.js';
import { ANALYSIS_OPTIONS, analysisSettings, list } from '../settings.js';

export const compareCommand: Command = {
  name: 'compare',
  operands: 'FILE... --app-log LOG',
  summary: 'what the applications should have been told, against what their logs say',
  description: [
    'Infers from the capture which notifications each application should have received and holds its log against them: what is missing, unexpected, different in',
    'a member, or out of order, with the likeliest reasons. The endpoint a log belongs to is worked out where it is not given. Status 1 where anything differs.',
    `Forms of log: ${LOG_FORMATS.map(({ name }) => name).join(', ')}; recognised by themselves.`,
  ].join('\n'),
  options: [
    { name: '--app-log', value: '[ADDR[:PORT]=]LOG', multiple: true, help: "an application's log; - is standard input" },
    { name: '--log-format', value: 'NAME', help: 'its form, where it is not recognised' },
    {
      name: '--log-patterns',
      value: 'FILE',
      help: 'patterns of your own, as JSON: { "rules": [ { "pattern": "…(?<sac_state>…)…", "sn_type": "…" } ] }',
    },
    { name: '--format', short: '-T', value: 'text|ndjson|json|junit', help: 'default: text' },
    { name: '--all', help: 'text: list what matches too' },
    ...ANALYSIS_OPTIONS,
  ],
  run,
};

const FORMATS = {
  text: (comparison: Comparison, all: boolean) => comparisonText(comparison, all),
  ndjson: (comparison: Comparison) =>
    comparisonLines(comparison)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  json: (comparison: Comparison) => `${JSON.stringify(comparisonLines(comparison))}\n`,
  junit: (comparison: Comparison) => comparisonJunit(comparison),
} as const;

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  if (operands.length === 0) throw new UsageError('compare needs a capture file (or - for standard input)');
  const logs = list(options['app-log']);
  if (logs.length === 0) throw new UsageError('compare needs --app-log [ADDR[:PORT]=]LOG: the log to hold against the capture');
  const format = String(options['format'] ?? 'text');
  if (!Object.hasOwn(FORMATS, format)) throw new UsageError(`--format ${format}: known are ${Object.keys(FORMATS).join(', ')}`);
  const settings = analysisSettings(options);
  const logFormat = await chooseLogFormat(options);
  const applications: LoggedApplication[] = [];
  for (const log of logs) applications.push(await readApplication(log, logFormat, settings, surroundings));
  const expectation = await expect(operands, settings, applications, surroundings);
  const comparison = compare({
    ...expectation,
    applications,
    defaultSubscription: (lane, application) => defaultSubscription(settings, lane, application),
  });
  const output = new Output(surroundings.stdout);
  output.write(FORMATS[format as keyof typeof FORMATS](comparison, options['all'] === true));
  await output.drained();
  return differencesOf(comparison).length > 0 ? 1 : 0;
}

async function chooseLogFormat(options: OptionValues): Promise<LogFormat | undefined> {
  const patterns = options['log-patterns'];
  if (typeof patterns === 'string') {
    const text = await readFile(patterns, 'utf8').catch((error: Error) => {
      throw new AppLogError(`${patterns} cannot be read: ${error.message}`);
    });
    return userPatterns(text, patterns);
  }
  const name = options['log-format'];
  if (name === undefined) return undefined;
  const format = findLogFormat(String(name));
  if (format === undefined)
    throw new UsageError(`--log-format ${String(name)}: known are ${LOG_FORMATS.map((known) => known.name).join(', ')}`);
  return format;
}

async function readApplication(
  option: string,
  format: LogFormat | undefined,
  settings: AnalysisSettings,
  { stdin }: Surroundings,
): Promise<LoggedApplication> {
  const { address, port, value } = parseAppLogOption(option);
  const abi = statedAbi(settings, address, port);
  const application = new LoggedApplication({ name: value, address, port, abi });
  application.summary = await readAppLog(value, { format, abi }, (event) => application.observe(event), stdin);
  return application;
}

/** The stack the user stated for that endpoint, or for all. */
function statedAbi({ stacks }: AnalysisSettings, address: string | undefined, port: number | undefined): Abi | undefined {
  const profile = settingFor(stacks, address === undefined ? [] : [address], port ?? -1);
  return profile === undefined ? undefined : abiOfProfile(profile.name);
}

type Expectation = Pick<ComparisonInput, 'expected' | 'reports' | 'diagnoses' | 'coverage'>;

/** Runs the analysis for everything that any of the applications may have subscribed to. */
async function expect(
  files: string[],
  settings: AnalysisSettings,
  applications: readonly LoggedApplication[],
  { stderr }: Surroundings,
): Promise<Expectation> {
  const expected: Notification[] = [];
  const reports: AssociationReport[] = [];
  const diagnoses: Diagnosis[] = [];
  const sink = {
    notification: (notification: Notification) => expected.push(notification),
    association: (report: AssociationReport) => reports.push(report),
    diagnosis: (diagnosis: Diagnosis) => diagnoses.push(diagnosis),
  };
  const subscriptions = [{ address: undefined, port: undefined, value: interesting(applications) }];
  const assumptions = [...applications.flatMap(assumptionsOf), ...settings.assumptions];
  const analysis = new Analysis(sink, { ...settings, subscriptions, assumptions });
  const source = await openCapture(await withoutOtherEnds(files, settings.udpPorts, stderr));
  const coverage: Coverage = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  for await (const batch of source) {
    for (let row = 0; row < batch.count; row++) cover(coverage, batch.time[row]!);
    analysis.batch(batch);
  }
  analysis.finish();
  for (const problem of source.problems) stderr.write(`sctpscope: warning: ${problem.file}, byte ${problem.offset}: ${problem.text}\n`);
  if (analysis.packets === 0) stderr.write(`sctpscope: no SCTP packet in ${analysis.frames} frames\n`);
  return { expected, reports, diagnoses, coverage };
}

function cover(coverage: Coverage, time: number): void {
  if (time < coverage.from) coverage.from = time;
  if (time > coverage.to) coverage.to = time;
}

/** Everything; of an empty queue, told over and over, only where a log has it or asks for it. */
function interesting(applications: readonly LoggedApplication[]): ReadonlySet<NotificationType> {
  const dry = applications.some(
    (application) =>
      application.loggedTypes().has('SCTP_SENDER_DRY_EVENT') ||
      application.subscriptions.all.some(({ on }) => on.includes('SCTP_SENDER_DRY_EVENT')),
  );
  return new Set(NOTIFICATION_TYPES.filter((type) => type !== 'SCTP_SENDER_DRY_EVENT' || dry));
}

/** What the user stated, or everything usual and what the log has; of the two forms of a failed message, the one it has. */
function defaultSubscription(settings: AnalysisSettings, lane: Lane, application: LoggedApplication): ReadonlySet<NotificationType> {
  const stated = settingFor(settings.subscriptions, [...lane.addresses], lane.port);
  if (stated !== undefined) return stated;
  const logged = application.loggedTypes();
  const linux = lane.expected[0]?.profile.startsWith('linux') ?? true;
  const old = logged.has('SCTP_SEND_FAILED') || (linux && !logged.has('SCTP_SEND_FAILED_EVENT'));
  const modern = logged.has('SCTP_SEND_FAILED_EVENT') || (!linux && !logged.has('SCTP_SEND_FAILED'));
  const usual = [...DEFAULT_SUBSCRIPTION].filter(
    (type) => (type !== 'SCTP_SEND_FAILED' || old) && (type !== 'SCTP_SEND_FAILED_EVENT' || modern),
  );
  return new Set([...usual, ...logged]);
}
