/** `sctpscope compare`: what applications should have been told, against what their logs say. Status 1 where they differ. */
import { type Comparison, differencesOf, isPlaced } from '../../compare/comparison.js';
import { LOG_FORMATS } from '../../compare/log-format/registry.js';
import { captureFiles } from '../capture-files.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.js';
import { FILTER_OPTION, filterOption } from '../filter-option.js';
import { filteredComparison } from '../filtered-comparison.js';
import { comparisonLines } from '../format/comparison-json.js';
import { comparisonJunit } from '../format/comparison-junit.js';
import { comparisonText } from '../format/comparison-text.js';
import { type CompareOnce, compareByClocks } from '../log-clocks.js';
import { LOG_OPTIONS, readLogs, readSnapshots } from '../log-options.js';
import { Output } from '../output.js';
import { compareReleases, quiet } from '../release-choice.js';
import { ANALYSIS_OPTIONS, analysisSettings, list } from '../settings.js';

export const compareCommand: Command = {
  name: 'compare',
  operands: 'FILE... --app-log LOG',
  summary: 'what the applications should have been told, against what their logs say',
  description: [
    'Infers from the capture which notifications each application should have received and holds its log against them: what is missing, unexpected, different in',
    'a member, or out of order, with the likeliest reasons. The endpoint a log belongs to is worked out where it is not given. Status 1 where anything differs.',
    `Forms of log: ${LOG_FORMATS.map(({ name }) => name).join(', ')}; recognised by themselves, compressed (gzip, zstd) or not.`,
    'Of a program that logs nothing, strace makes a log: strace -f -ttt -T -xx -s 65535 -o LOG PROGRAM (or -p PID).',
  ].join('\n'),
  options: [
    ...LOG_OPTIONS,
    FILTER_OPTION,
    { name: '--format', short: '-T', value: 'text|ndjson|json|junit', help: 'default: text' },
    { name: '--all', help: 'text: list what matches too' },
    ...ANALYSIS_OPTIONS,
    { name: '--read', short: '-r', value: 'FILE', multiple: true, help: 'the same as the operand FILE' },
  ],
  run,
};

interface Printing {
  all: boolean;
  payload: boolean;
}

const FORMATS = {
  text: (comparison: Comparison, { all }: Printing) => comparisonText(comparison, all),
  ndjson: (comparison: Comparison, { payload }: Printing) =>
    comparisonLines(comparison, payload)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  json: (comparison: Comparison, { payload }: Printing) => `${JSON.stringify(comparisonLines(comparison, payload))}\n`,
  junit: (comparison: Comparison) => comparisonJunit(comparison),
} as const;

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  const files = [...list(options['read']), ...operands];
  if (files.length === 0) throw new UsageError('compare needs a capture file (or - for standard input)');
  const format = String(options['format'] ?? 'text');
  if (!Object.hasOwn(FORMATS, format)) throw new UsageError(`--format ${format}: known are ${Object.keys(FORMATS).join(', ')}`);
  const settings = analysisSettings(options);
  const logs = await readLogs(options, settings, surroundings);
  if (logs.length === 0) throw new UsageError('compare needs --app-log [ADDR[:PORT]=]LOG: the log to hold against the capture');
  const snapshot = await readSnapshots(options);
  const filter = filterOption(options);
  const capture = await captureFiles(files, settings, options, surroundings.stderr);
  const again = !files.includes('-');
  const inputs = { capture, settings, logs, snapshot, again };
  const compareOnce: CompareOnce = (isQuiet) => compareReleases(inputs, isQuiet ? quiet(surroundings) : surroundings);
  const whole = await (again ? compareByClocks(logs, compareOnce) : compareOnce(false));
  const comparison = filter === undefined ? whole : filteredComparison(whole, filter);
  const output = new Output(surroundings.stdout);
  output.write(
    FORMATS[format as keyof typeof FORMATS](comparison, { all: options['all'] === true, payload: options['no-payload'] !== true }),
  );
  await output.drained();
  return differencesOf(comparison).length > 0 || !isPlaced(whole) ? 1 : 0;
}
