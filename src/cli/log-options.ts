/** Options that name applications' logs, shared by the commands that hold logs against a capture: their table, and the logs behind them. */
import { readFile } from 'node:fs/promises';
import type { AnalysisSettings } from '../analysis/analysis.js';
import { settingFor } from '../analysis/endpoint-setting.js';
import { systemErrorText } from '../capture/system-error.js';
import { AppLogError } from '../compare/app-log.js';
import { parseSnapshot, type SnapshotEntry } from '../compare/association-snapshot.js';
import type { LogFormat } from '../compare/log-format/log-format.js';
import { findLogFormat, LOG_FORMATS } from '../compare/log-format/registry.js';
import { userPatterns } from '../compare/log-format/user-patterns.js';
import { LoggedApplication } from '../compare/logged-application.js';
import type { Abi } from '../notification/abi/abi.js';
import { abiOfProfile } from '../notification/abi/registry.js';
import { parseAppLogOption, readAppLog } from './app-log-file.js';
import { assumptionsOf, LoggedCalls } from './application-calls.js';
import { type Option, type OptionValues, type Surroundings, UsageError } from './command.js';
import { list } from './settings.js';

export const LOG_OPTIONS: readonly Option[] = [
  { name: '--app-log', value: '[ADDR[:PORT]=]LOG', multiple: true, help: "an application's log; - is standard input" },
  { name: '--log-format', value: 'NAME', words: LOG_FORMATS.map(({ name }) => name), help: 'its form, where it is not recognised' },
  {
    name: '--log-patterns',
    value: 'FILE',
    help: 'patterns of your own, as JSON: { "rules": [ { "pattern": "…(?<sac_state>…)…", "sn_type": "…" } ] }',
  },
  { name: '--assocs', value: 'FILE', multiple: true, help: "/proc/net/sctp/assocs of a log's host: maps association ids to addresses" },
];

/** Reads all logs that the options name, in their order. Throws UsageError and AppLogError. */
export async function readLogs(options: OptionValues, settings: AnalysisSettings, surroundings: Surroundings): Promise<LoggedCalls[]> {
  const format = await chooseLogFormat(options);
  const logs: LoggedCalls[] = [];
  for (const log of list(options['app-log'])) logs.push(await readCalls(log, format, settings, surroundings));
  return logs;
}

/** The form of log that the options name; undefined where each is recognised by itself. */
export async function chooseLogFormat(options: OptionValues): Promise<LogFormat | undefined> {
  const patterns = options['log-patterns'];
  if (typeof patterns === 'string') {
    return userPatterns(await readText(patterns), patterns);
  }
  const name = options['log-format'];
  if (name === undefined) return undefined;
  const format = findLogFormat(String(name));
  if (format === undefined)
    throw new UsageError(`--log-format ${String(name)}: known are ${LOG_FORMATS.map((known) => known.name).join(', ')}`);
  return format;
}

/** Reads one log to its end. */
async function readCalls(
  option: string,
  format: LogFormat | undefined,
  settings: AnalysisSettings,
  surroundings: Surroundings,
): Promise<LoggedCalls> {
  const { address, port, value } = parseAppLogOption(option);
  const abi = statedAbi(settings, address, port);
  const calls = new LoggedCalls(new LoggedApplication({ name: value, address, port, abi }));
  const reading = { format, abi, quotes: settings.userData };
  calls.summary = await readAppLog(value, reading, (event) => calls.observe(event), surroundings);
  return calls;
}

/** How notifications lie in memory on the stack that the user stated for that endpoint, or for all. */
export function statedAbi({ stacks }: AnalysisSettings, address: string | undefined, port: number | undefined): Abi | undefined {
  const profile = settingFor(stacks, address === undefined ? [] : [address], port ?? -1);
  return profile === undefined ? undefined : abiOfProfile(profile.name);
}

/** The settings with what logs tell: subscriptions, options and sends. What the user states goes before what a log says. */
export function withCalls(settings: AnalysisSettings, logs: readonly LoggedCalls[]): AnalysisSettings {
  return {
    ...settings,
    applications: logs.flatMap((calls) => calls.setting()),
    assumptions: [...logs.flatMap(({ application }) => assumptionsOf(application)), ...settings.assumptions],
  };
}

/** The associations of the snapshots that the options name. */
export async function readSnapshots(options: OptionValues): Promise<SnapshotEntry[]> {
  const entries: SnapshotEntry[] = [];
  for (const path of list(options['assocs'])) {
    const found = parseSnapshot(await readText(path));
    if (found.length === 0)
      throw new AppLogError(`${path} has no association: it should be a copy of /proc/net/sctp/assocs (ss -S tells no association ids)`);
    entries.push(...found);
  }
  return entries;
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new AppLogError(`${path} cannot be read: ${systemErrorText(error)}`);
  });
}
