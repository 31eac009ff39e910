/** The options of a live capture that hold logs against it: their table, and the comparison that they ask for. */
import type { AnalysisSettings } from '../analysis/analysis.js';
import type { Comparison } from '../compare/comparison.js';
import { verdictText } from '../compare/comparison-words.js';
import { printable } from '../dissect/printable.js';
import { type Option, type OptionValues, type Surroundings, UsageError } from './command.js';
import { DifferenceCommand } from './difference-command.js';
import { FollowedLog } from './followed-log.js';
import { comparisonLines, differenceLine } from './format/comparison-json.js';
import { differenceLines } from './format/comparison-text.js';
import { type Announce, LiveComparison } from './live-comparison.js';
import type { LiveFormat } from './live-format.js';
import { chooseLogFormat, LOG_OPTIONS } from './log-options.js';
import { list } from './settings.js';

const DEFAULT_GRACE = 5;

export const LIVE_LOG_OPTIONS: readonly Option[] = [
  ...LOG_OPTIONS,
  { name: '--grace', value: 'SECONDS', help: `how long a log may lag behind before a difference is announced (default ${DEFAULT_GRACE})` },
  { name: '--on-difference', value: 'CMD', help: 'run this for each difference, with the difference as JSON on standard input' },
];

export interface LiveLogs {
  comparison: LiveComparison;
  /** The last comparison, and the end of what it leads to. */
  end(): Promise<void>;
}

/** The comparison that the options ask for, if they do; `print` takes what is announced, `say` what goes wrong. */
export async function openLiveLogs(
  options: OptionValues,
  analysis: AnalysisSettings,
  format: LiveFormat,
  { stdin }: Surroundings,
  print: (text: string) => void,
  say: (text: string) => void,
): Promise<LiveLogs | undefined> {
  const given = list(options['app-log']);
  if (given.length === 0) return undefined;
  const grace = options['grace'] === undefined ? DEFAULT_GRACE : Number(options['grace']);
  if (!(grace >= 0)) throw new UsageError(`--grace ${String(options['grace'])}: a number of seconds is needed`);
  const logFormat = await chooseLogFormat(options);
  const logs = given.map((option) => new FollowedLog(option, logFormat, analysis, stdin, say));
  const command = typeof options['on-difference'] === 'string' ? new DifferenceCommand(options['on-difference'], say) : undefined;
  const announce: Announce = (difference, id, withdrawn) => {
    const line = JSON.stringify({
      ...differenceLine(difference, analysis.userData !== false),
      id,
      ...(withdrawn ? { status: 'withdrawn' } : {}),
    });
    const lines = differenceLines(difference).map(printable);
    const text = withdrawn ? [`  no longer: ${lines[0]!.trim()}`] : lines;
    print(format === 'ndjson' ? `${line}\n` : `${text.join('\n')}\n`);
    if (!withdrawn) command?.run(text[0]!.trim(), `${line}\n`);
  };
  const comparison = new LiveComparison(analysis, logs, grace * 1000, announce);
  return {
    comparison,
    async end() {
      print(summary(await comparison.end(), format));
      for (const text of pastTexts(comparison.past)) say(text);
      await command?.end();
    },
  };
}

/** What was let go of before the last comparison. */
function pastTexts({ expected, differences, unsettled }: LiveComparison['past']): string[] {
  if (expected + differences + unsettled === 0) return [];
  const texts = [`${expected} notifications before these were compared and let go of, with ${differences} differences; all were announced`];
  if (unsettled > 0)
    texts.push(`${unsettled} differences were let go of before they had stood for --grace: more came than can be held; see --memory`);
  return texts;
}

/** What the last comparison says of the whole; its differences have been announced. */
function summary(comparison: Comparison, format: LiveFormat): string {
  if (format === 'text') return `${printable(verdictText(comparison))}\n`;
  const lines = comparisonLines(comparison, false).filter(({ kind }) => kind !== 'difference');
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
